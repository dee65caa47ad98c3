import { isWithholdable, permissionsOf, purposes, type Permissions } from '../platform/graph/permissions.ts';
import type { PermissionLine, PermissionReport, TeamLine } from './permissions-contract.ts';

/** Come with every sign-in and are asked for by nothing in particular. */
const always = new Set(['openid', 'profile', 'email', 'offline_access']);

/** Each permission that is asked for or granted, those that need somebody to act first. */
export function compare(identity: 'delegated' | 'application', granted: readonly string[], wanted: Permissions = permissionsOf()): PermissionLine[] {
  const asked: readonly string[] = wanted[identity];
  const purpose: Readonly<Record<string, string>> = purposes[identity];
  const lines = asked.map((permission): PermissionLine => ({
    permission, without: purpose[permission] ?? null,
    state: granted.includes(permission) ? 'granted' : isWithholdable(identity, permission) ? 'withheld' : 'missing',
  }));
  const beyond = granted.filter((permission) => !asked.includes(permission) && !always.has(permission)).sort();
  const order = ['missing', 'withheld', 'unneeded', 'granted'];
  return [...lines, ...beyond.map((permission): PermissionLine => ({ permission, without: null, state: 'unneeded' }))].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}

/** What the claims of an access token grant: `scp` for a person, `roles` for Trellis itself. Microsoft calls the tokens for Graph opaque; a claim that is not there is taken for nothing granted. */
export function grantedBy(token: string, claim: 'scp' | 'roles'): string[] {
  try {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;
    const value = claims[claim];
    if (typeof value === 'string') return value.split(' ').filter(Boolean);
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

/** How the app in the catalogue differs from what this version is: adding it to a team fails when the two ask for different things. */
export function compareCatalogue(there: { version: string | null; asks: readonly string[] | null } | null, ours: string, wanted: readonly string[] = permissionsOf().resourceSpecific): PermissionReport['catalogue'] {
  if (!there) return { state: 'absent', version: null, ours, lacks: [], adds: [] };
  const lacks = there.asks ? wanted.filter((each) => !there.asks?.includes(each)) : [];
  const adds = there.asks ? there.asks.filter((each) => !wanted.includes(each)) : [];
  const state = lacks.length + adds.length > 0 ? 'other-permissions' : there.version !== ours ? 'other-version' : 'same';
  return { state, version: there.version, ours, lacks, adds };
}

/** How a team stands, by the consent that the app has there; null where Trellis may not look, because it is not there. */
export function compareTeam(team: { groupId: string; name: string }, granted: readonly string[] | null, wanted: readonly string[] = permissionsOf().resourceSpecific): TeamLine {
  if (!granted) return { ...team, state: 'not-added', missing: [...wanted] };
  const missing = wanted.filter((each) => !granted.includes(each));
  return { ...team, state: missing.length > 0 ? 'consent-missing' : 'ready', missing };
}

/** Nobody has to act. */
export function isSound({ delegated, application, catalogue, teams, trouble }: Omit<PermissionReport, 'sound'>): boolean {
  return trouble.length === 0 && catalogue.state === 'same'
    && [...delegated, ...application].every(({ state }) => state !== 'missing') && teams.every(({ state }) => state === 'ready');
}
