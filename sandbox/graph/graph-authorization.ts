import type { JWTPayload } from 'jose';
import { findPerson } from '../entra/entra-area.ts';
import { permissionsInForce } from '../entra/consent.ts';
import { refusalOfToken, type TokenRefusal } from '../entra/expired-tokens.ts';
import { clientOf } from '../entra/first-party-apps.ts';
import { graphAudience } from '../entra/scopes.ts';
import { TokenRefusedError, validateToken, type TokenIssuer } from '../entra/tokens.ts';
import type { TenantState } from '../kernel/state.ts';
import { teamsArea } from './teams/teams-area.ts';
import { graphError, type GraphCaller, type GraphError, type GraphOperation } from './graph-operation.ts';

/**
 * Who calls, from the Authorization header.
 * @throws GraphError 401 InvalidAuthenticationToken, with Graph's WWW-Authenticate header
 */
export async function authenticate(issuer: TokenIssuer, authorization: string | undefined): Promise<GraphCaller> {
  const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  if (!token) throw unauthorized(issuer, 'Access token is empty.');
  let claims: JWTPayload;
  try {
    claims = await validateToken(issuer, token, graphAudience);
  } catch (problem) {
    throw unauthorized(issuer, reason(problem as Error & { code?: string }));
  }
  const app = clientOf(issuer.state, String(claims.azp));
  if (!app) throw unauthorized(issuer, 'Access token validation failure. The application was not found.');
  const personId = claims.idtyp === 'app' ? null : String(claims.oid);
  const refusal = refusalOfToken(issuer.state, { uti: String(claims.uti), iat: claims.iat ?? 0, personId, clientId: app.clientId });
  if (refusal) throw tokenRefusal(issuer.url, refusal);
  const inForce = (kind: 'delegated' | 'application', carried: string[]) => permissionsInForce(issuer.state, { clientId: app.clientId, kind, personId }, carried);
  if (claims.idtyp === 'app') return { kind: 'app', roles: inForce('application', (claims.roles as string[] | undefined) ?? []), app };
  const person = findPerson(issuer.state, String(claims.oid));
  if (!person || person.accountEnabled === false) throw unauthorized(issuer, 'Continuous access evaluation resulted in challenge: the user does not exist or is disabled.');
  return { kind: 'person', person, scopes: inForce('delegated', String(claims.scp ?? '').split(' ').filter(Boolean)), app };
}

function reason(problem: Error & { code?: string }): string {
  if (problem instanceof TokenRefusedError) return problem.message;
  if (problem.code === 'ERR_JWT_EXPIRED') return refusals.expired;
  if (problem.code === 'ERR_JWS_INVALID' || problem.code === 'ERR_JWT_INVALID') return 'CompactToken parsing failed with error code: 80049217';
  if (problem instanceof TypeError) return 'IDX14100: JWT is not well formed, there are no dots (.).';
  return 'Signature is invalid.';
}

const refusals: Record<TokenRefusal, string> = {
  expired: 'Lifetime validation failed, the token is expired.',
  outdated: 'CompactToken validation failed with reason code: 80049228.',
  challenge: 'Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp',
};

/** Graph's 401 for a token that was good once. A challenge names the claims of a better one (Microsoft: "Claims challenges, claims requests and client capabilities"). */
export function tokenRefusal(issuerUrl: string, why: TokenRefusal): GraphError {
  if (why !== 'challenge') return unauthorized({ url: issuerUrl }, refusals[why]);
  const claims = Buffer.from(JSON.stringify({ access_token: { nbf: { essential: true, value: String(Math.floor(Date.now() / 1000)) } } })).toString('base64');
  return unauthorized({ url: issuerUrl }, refusals[why], `, error="insufficient_claims", claims="${claims}"`);
}

function unauthorized(issuer: Pick<TokenIssuer, 'url'>, message: string, challenge = ''): GraphError {
  return graphError(401, 'InvalidAuthenticationToken', message, {
    headers: {
      'WWW-Authenticate': `Bearer realm="", authorization_uri="${issuer.url}/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"${challenge}`,
    },
  });
}

/**
 * Checks the caller's permissions for an operation: delegated scopes for a person; for an app its roles, or what it was
 * given in the one team that the path names.
 * @throws GraphError 403 as the service behind the operation words it
 */
export function authorize(operation: GraphOperation, caller: GraphCaller, params: Record<string, string>, state: TenantState): void {
  if (operation.checksPermissions) return;
  const held = heldPermissions(caller, params, state);
  const enough = caller.kind === 'person' ? operation.delegated : operation.application;
  if (enough.some(permission => held.includes(permission))) return;
  if (operation.service === 'teams') {
    const kind = caller.kind === 'person' ? 'Scope' : 'Role';
    throw graphError(403, 'Forbidden', enough.length === 0
      ? `This operation is not supported in ${caller.kind === 'person' ? 'delegated' : 'application-only'} context.`
      : `Missing ${kind.toLowerCase()} permissions on the request. API requires one of '${enough.join(', ')}'. ${kind === 'Scope' ? 'Scopes' : 'Roles'} on the request '${held.join(', ')}'`);
  }
  if (operation.service === 'outlook') throw graphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
  if (operation.service === 'sharepoint') throw graphError(403, 'accessDenied', 'Access denied');
  throw graphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

/** A person's scopes; an app's roles, with what it was given in the team that the path names. */
export function heldPermissions(caller: GraphCaller, params: Record<string, string>, state: TenantState): string[] {
  return caller.kind === 'person' ? caller.scopes : [...caller.roles, ...resourceSpecific(caller, params, state)];
}

function resourceSpecific(caller: GraphCaller, params: Record<string, string>, state: TenantState): string[] {
  const teamId = (params['team-id'] ?? params['group-id'])?.toLowerCase();
  const team = teamId === undefined ? undefined : teamsArea.of(state).get(teamId);
  return team ? [...team.installedApps.values()].find(each => each.clientId === caller.app.clientId)?.consented ?? [] : [];
}
