import type { AppRegistration } from '../kernel/app-registration.ts';
import { defineArea, type TenantState } from '../kernel/state.ts';

export type PermissionKind = 'delegated' | 'application';

/** Consent that was taken back. */
export interface Revocation {
  clientId: string;
  kind: PermissionKind;
  /** Names of permissions; null for all. */
  permissions: string[] | null;
  /** Only for this person; null for everyone. */
  personId: string | null;
  /** Whether tokens that are out stay good until their time is over, as Entra's do, or Graph refuses at once what they carry. */
  tokensOut: 'good' | 'refused';
}

const revocationsArea = defineArea<Revocation[]>('revoked-consent', () => []);

export function revokeConsent(state: TenantState, revocation: Revocation): void {
  revocationsArea.of(state).push(revocation);
}

/** Gives back what was taken from an app: for one person, or for everyone. */
export function restoreConsent(state: TenantState, clientId: string, personId: string | null): void {
  const revocations = revocationsArea.of(state);
  const left = revocations.filter(each => each.clientId !== clientId || (personId !== null && each.personId !== personId));
  revocations.splice(0, revocations.length, ...left);
}

/** An app with the consent that is left to it, for a person or for itself. */
export function appWithConsent<T extends AppRegistration | null>(state: TenantState, app: T, personId: string | null): T {
  if (app === null || revocationsArea.of(state).length === 0) return app;
  return {
    ...app,
    delegatedPermissions: permissionsLeft(state, { clientId: app.clientId, kind: 'delegated', personId }, app.delegatedPermissions),
    applicationPermissions: permissionsLeft(state, { clientId: app.clientId, kind: 'application', personId: null }, app.applicationPermissions),
  };
}

/** Of what a token carries, what Graph still goes by. */
export function permissionsInForce(state: TenantState, whose: Pick<Revocation, 'clientId' | 'kind' | 'personId'>, carried: string[]): string[] {
  return permissionsLeft(state, whose, carried, revocation => revocation.tokensOut === 'refused');
}

function permissionsLeft(state: TenantState, whose: Pick<Revocation, 'clientId' | 'kind' | 'personId'>, permissions: string[], counts: (revocation: Revocation) => boolean = () => true): string[] {
  const revoked = revocationsArea.of(state).filter(each => each.clientId === whose.clientId && each.kind === whose.kind && (each.personId === null || each.personId === whose.personId) && counts(each));
  return permissions.filter(permission => !revoked.some(each => each.permissions === null || each.permissions.some(name => name.toLowerCase() === permission.toLowerCase())));
}
