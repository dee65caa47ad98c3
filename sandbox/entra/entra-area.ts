import { randomBytes } from 'node:crypto';
import { directoryArea } from '../graph/directory/directory-area.ts';
import { defineArea, type TenantState } from '../kernel/state.ts';
import type { TenantUser } from '../tenant/tenant-file.ts';

/** An authorization code that waits to be redeemed. */
export interface AuthorizationCode {
  clientId: string;
  personId: string;
  redirectUri: string;
  scope: string;
  codeChallenge: string | null;
  nonce: string | undefined;
  expires: number;
  redeemed: boolean;
}

export interface RefreshToken { clientId: string, personId: string, scope: string, expires: number }

interface EntraArea { codes: Map<string, AuthorizationCode>, refreshTokens: Map<string, RefreshToken> }

const area = defineArea<EntraArea>('entra', () => ({ codes: new Map(), refreshTokens: new Map() }));

/** Codes live ten minutes, as Entra's do. */
export const codeMilliseconds = 10 * 60 * 1000;
const refreshMilliseconds = 90 * 24 * 60 * 60 * 1000;

export function keepCode(state: TenantState, code: AuthorizationCode): string {
  const { codes } = area.of(state);
  for (const [id, { expires }] of codes) if (expires < code.expires - 2 * codeMilliseconds) codes.delete(id);
  const id = `1.${randomBytes(48).toString('base64url')}`;
  codes.set(id, code);
  return id;
}

export function findCode(state: TenantState, id: string): AuthorizationCode | undefined {
  return area.of(state).codes.get(id);
}

export function keepRefreshToken(state: TenantState, now: number, token: Omit<RefreshToken, 'expires'>): string {
  const { refreshTokens } = area.of(state);
  for (const [id, { expires }] of refreshTokens) if (expires < now) refreshTokens.delete(id);
  const id = `1.${randomBytes(64).toString('base64url')}`;
  refreshTokens.set(id, { ...token, expires: now + refreshMilliseconds });
  return id;
}

export function findRefreshToken(state: TenantState, id: string): RefreshToken | undefined {
  return area.of(state).refreshTokens.get(id);
}

/** A user of the tenant by object id or by user principal name. */
export function findPerson(state: TenantState, idOrName: string): TenantUser | undefined {
  const sought = idOrName.toLowerCase();
  const { users } = directoryArea.of(state);
  return users.get(sought) ?? [...users.values()].find(user => user.userPrincipalName.toLowerCase() === sought);
}
