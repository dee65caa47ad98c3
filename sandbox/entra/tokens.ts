import { createHash, randomBytes } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { AppRegistration } from '../kernel/app-registration.ts';
import type { TenantState } from '../kernel/state.ts';
import type { TenantUser } from '../tenant/tenant-file.ts';
import { noteIssued } from './expired-tokens.ts';
import { botAudience, graphAudience, tabScope, teamsWebClient, type Resource } from './scopes.ts';
import { signClaims, verifySignature } from './signing-keys.ts';

/** Seconds an access token lives: Entra's default is 60 to 90 minutes. */
export const accessTokenSeconds = 3_900;

/** Where tokens come from: the sandbox's address, its state, its clock in milliseconds. */
export interface TokenIssuer { url: string, state: TenantState, now(): number }

export function issuerOf({ url, state }: Pick<TokenIssuer, 'url' | 'state'>): string {
  return `${url}/${state.tenantId}/v2.0`;
}

export function audienceOf(resource: Resource): string {
  if (resource.kind === 'app') return resource.app.clientId;
  return resource.kind === 'graph' ? graphAudience : botAudience;
}

/** A v2.0 access token for a person, with the claims Teams' tokens have. `azpacr` "0": public client, "1": by secret. */
export function personToken(issuer: TokenIssuer, about: {
  person: TenantUser, resource: Resource, scopes: string[], clientId: string, byConfidentialClient: boolean,
}): Promise<string> {
  const { person, resource } = about;
  return sign(issuer, {
    aud: audienceOf(resource),
    azp: about.clientId,
    azpacr: about.byConfidentialClient ? '1' : '0',
    name: person.displayName,
    oid: person.id,
    preferred_username: person.userPrincipalName,
    ...resource.kind === 'app' && rolesClaim(issuer.state, resource.app, person),
    scp: about.scopes.join(' '),
    sub: subject(audienceOf(resource), person.id),
  });
}

/** A v2.0 access token of an app itself; `roles` are its application permissions. */
export function appToken(issuer: TokenIssuer, about: { client: AppRegistration, resource: Resource }): Promise<string> {
  const { client, resource } = about;
  const servicePrincipal = servicePrincipalId(client.clientId);
  return sign(issuer, {
    aud: audienceOf(resource),
    ...resource.kind === 'bot' ? { appid: client.clientId, appidacr: '1' } : {},
    azp: client.clientId,
    azpacr: '1',
    idtyp: 'app',
    oid: servicePrincipal,
    ...resource.kind === 'graph' && client.applicationPermissions.length > 0 ? { roles: [...client.applicationPermissions] } : {},
    sub: servicePrincipal,
  });
}

/** An id token for a client. */
export function idToken(issuer: TokenIssuer, about: { person: TenantUser, clientId: string, nonce?: string }): Promise<string> {
  const app = issuer.state.apps.get(about.clientId);
  return sign(issuer, {
    aud: about.clientId,
    name: about.person.displayName,
    ...about.nonce !== undefined && { nonce: about.nonce },
    oid: about.person.id,
    preferred_username: about.person.userPrincipalName,
    ...app && rolesClaim(issuer.state, app, about.person),
    sub: subject(about.clientId, about.person.id),
  });
}

/** What Teams' web client hands a tab that calls `getAuthToken`. */
export function issueTabToken(issuer: TokenIssuer, person: TenantUser, app: AppRegistration): Promise<string> {
  return personToken(issuer, { person, resource: { kind: 'app', app }, scopes: [tabScope], clientId: teamsWebClient, byConfidentialClient: false });
}

function sign(issuer: TokenIssuer, claims: JWTPayload): Promise<string> {
  const seconds = Math.floor(issuer.now() / 1000);
  const uti = randomBytes(16).toString('base64url');
  noteIssued(issuer.state, { uti, iat: seconds });
  return signClaims(issuer.state, 'entra', {
    iss: issuerOf(issuer),
    iat: seconds,
    nbf: seconds,
    exp: seconds + accessTokenSeconds,
    aio: randomBytes(24).toString('base64'),
    rh: `1.${randomBytes(24).toString('base64url')}.`,
    tid: issuer.state.tenantId,
    uti,
    ver: '2.0',
    ...claims,
  });
}

/**
 * The claims of a token that this tenant issued for an audience.
 * @throws an Error that says why the token is no good.
 */
export async function validateToken(issuer: TokenIssuer, token: string, audience: string): Promise<JWTPayload> {
  const claims = await verifySignature(issuer.state, 'entra', token, issuer.now());
  if (claims.iss !== issuerOf(issuer) || claims.tid !== issuer.state.tenantId) throw new TokenRefusedError('Access token validation failure. Invalid issuer.');
  if (claims.aud !== audience) throw new TokenRefusedError('Access token validation failure. Invalid audience.');
  return claims;
}

export class TokenRefusedError extends Error {
  override readonly name = 'TokenRefusedError';
  readonly code = 'token-refused';
}

/** App roles a person holds: ProgrammeLead is given by the tenant file, or to the owners of its first team. */
function rolesClaim(state: TenantState, app: AppRegistration, person: TenantUser): { roles?: string[] } {
  const leads = state.tenant.programmeLeads ?? state.tenant.teams[0]?.owners ?? [];
  const roles = app.appRoles.map(role => role.value).filter(role => role === 'ProgrammeLead' && leads.includes(person.id));
  return roles.length > 0 ? { roles } : {};
}

/** Entra's pairwise subject: the same person is another one to each app. */
function subject(audience: string, personId: string): string {
  return createHash('sha256').update(`${audience} ${personId}`).digest('base64url');
}

function servicePrincipalId(clientId: string): string {
  const hex = createHash('sha256').update(`service principal ${clientId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
