import { createHash, timingSafeEqual } from 'node:crypto';
import type { AppRegistration } from '../kernel/app-registration.ts';
import type { SandboxRequest, SandboxResponse } from '../kernel/router.ts';
import type { TenantUser } from '../tenant/tenant-file.ts';
import { appWithConsent } from './consent.ts';
import { findCode, findPerson, findRefreshToken, keepRefreshToken } from './entra-area.ts';
import { EntraError, entraErrorResponse } from './entra-error.ts';
import { clientOf } from './first-party-apps.ts';
import { consentedScopes, graphAudience, readScopes, teamsClients, type RequestedScopes } from './scopes.ts';
import { accessTokenSeconds, appToken, idToken, personToken, validateToken, type TokenIssuer } from './tokens.ts';

/** The password of everyone in the sandbox. */
const password = 'sandbox';

interface Client { id: string, app: AppRegistration | null, confidential: boolean }

/** `POST /{tenant}/oauth2/v2.0/token`: the grants of Microsoft's identity platform. */
export async function answerTokenRequest(request: SandboxRequest, issuer: TokenIssuer): Promise<SandboxResponse> {
  const form = new URLSearchParams(request.body.toString('utf8'));
  const correlation = form.get('client-request-id') ?? request.headers['client-request-id']?.toString();
  try {
    const body = await grant(form, request, issuer);
    return { status: 200, headers: { 'Cache-Control': 'no-store', Pragma: 'no-cache' }, body };
  } catch (problem) {
    if (problem instanceof EntraError) return entraErrorResponse(problem, issuer.now(), correlation);
    throw problem;
  }
}

async function grant(form: URLSearchParams, request: SandboxRequest, issuer: TokenIssuer): Promise<object> {
  const client = authenticate(form, request, issuer);
  request.note.app = client.id;
  const type = need(form, 'grant_type');
  switch (type) {
    case 'client_credentials': return clientCredentials(form, client, issuer);
    case 'authorization_code': return redeemCode(form, client, issuer, request);
    case 'refresh_token': return refresh(form, client, issuer, request);
    case 'urn:ietf:params:oauth:grant-type:jwt-bearer': return onBehalfOf(form, client, issuer, request);
    case 'password': return byPassword(form, client, issuer, request);
    default: throw new EntraError('unsupported_grant_type', 70003, `The app requested an unsupported grant type '${type}'.`);
  }
}

function need(form: URLSearchParams, name: string): string {
  const value = form.get(name);
  if (!value) throw new EntraError('invalid_request', 900144, `The request body must contain the following parameter: '${name}'.`);
  return value;
}

function authenticate(form: URLSearchParams, request: SandboxRequest, issuer: TokenIssuer): Client {
  const basic = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const [basicId, basicSecret] = basic ? Buffer.from(basic, 'base64').toString('utf8').split(':').map(decodeURIComponent) : [];
  const id = basicId ?? need(form, 'client_id');
  const secret = basicSecret ?? form.get('client_secret');
  if (id in teamsClients) return { id, app: null, confidential: false };
  const app = clientOf(issuer.state, id) ?? null;
  if (!app) {
    throw new EntraError('unauthorized_client', 700016,
      `Application with identifier '${id}' was not found in the directory '${issuer.state.tenant.organization.displayName}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`);
  }
  if (secret !== null && !sameText(secret, app.clientSecret)) {
    throw new EntraError('invalid_client', 7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${id}'.`, { status: 401 });
  }
  return { id, app, confidential: secret !== null };
}

function sameText(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

function needSecret(client: Client): AppRegistration {
  if (!client.confidential || !client.app) {
    throw new EntraError('invalid_client', 7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.", { status: 401 });
  }
  return client.app;
}

async function clientCredentials(form: URLSearchParams, client: Client, issuer: TokenIssuer): Promise<object> {
  const app = needSecret(client);
  const requested = readScopes(need(form, 'scope'), issuer.state, issuer.url);
  if (requested.names.length !== 1 || requested.names[0] !== '.default') {
    throw new EntraError('invalid_scope', 1002012, `The provided value for scope ${form.get('scope')} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`);
  }
  return { token_type: 'Bearer', expires_in: accessTokenSeconds, ext_expires_in: accessTokenSeconds, access_token: await appToken(issuer, { client: appWithConsent(issuer.state, app, null), resource: requested.resource }) };
}

async function redeemCode(form: URLSearchParams, client: Client, issuer: TokenIssuer, request: SandboxRequest): Promise<object> {
  const code = findCode(issuer.state, need(form, 'code'));
  if (!code || code.expires < issuer.now()) throw new EntraError('invalid_grant', 70008, 'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.');
  if (code.redeemed) throw new EntraError('invalid_grant', 54005, 'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.');
  if (code.clientId !== client.id) throw new EntraError('invalid_grant', 700005, 'Provided Authorization Code is intended to use against other application.');
  if (code.redirectUri !== need(form, 'redirect_uri')) throw new EntraError('invalid_grant', 50011, 'The redirect URI specified in the request does not match the one the authorization code was issued for.');
  checkVerifier(form.get('code_verifier'), code.codeChallenge);
  // Without a secret only the proof key shows who asks.
  if (!client.confidential && code.codeChallenge === null) needSecret(client);
  code.redeemed = true;
  const person = needPerson(code.personId, issuer);
  return personGrant({ person, client, requested: readScopes(code.scope, issuer.state, issuer.url), scope: code.scope, nonce: code.nonce, form }, issuer, request);
}

/** RFC 7636, S256. */
function checkVerifier(verifier: string | null, challenge: string | null): void {
  if (challenge === null) return;
  const matches = verifier !== null && createHash('sha256').update(verifier).digest('base64url') === challenge;
  if (!matches) throw new EntraError('invalid_grant', 501481, 'The Code_Verifier does not match the code_challenge supplied in the authorization request.');
}

async function refresh(form: URLSearchParams, client: Client, issuer: TokenIssuer, request: SandboxRequest): Promise<object> {
  const kept = findRefreshToken(issuer.state, need(form, 'refresh_token'));
  if (!kept || kept.clientId !== client.id || kept.expires < issuer.now()) {
    throw new EntraError('invalid_grant', 70008, 'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.');
  }
  const scope = form.get('scope') || kept.scope;
  const requested = { ...readScopes(scope, issuer.state, issuer.url), offlineAccess: true };
  return personGrant({ person: needPerson(kept.personId, issuer), client, requested, scope, form }, issuer, request);
}

async function byPassword(form: URLSearchParams, client: Client, issuer: TokenIssuer, request: SandboxRequest): Promise<object> {
  const person = findPerson(issuer.state, need(form, 'username'));
  if (!person) throw new EntraError('invalid_grant', 50034, `The user account ${form.get('username')} does not exist in the directory. To sign into this application, the account must be added to the directory.`);
  if (need(form, 'password') !== password) throw new EntraError('invalid_grant', 50126, 'Error validating credentials due to invalid username or password.');
  needPerson(person.id, issuer);
  const scope = need(form, 'scope');
  return personGrant({ person, client, requested: readScopes(scope, issuer.state, issuer.url), scope, form }, issuer, request);
}

/** Microsoft: "Microsoft identity platform and OAuth 2.0 On-Behalf-Of flow". */
async function onBehalfOf(form: URLSearchParams, client: Client, issuer: TokenIssuer, request: SandboxRequest): Promise<object> {
  const app = needSecret(client);
  if (need(form, 'requested_token_use') !== 'on_behalf_of') throw new EntraError('invalid_request', 900144, "The request body must contain the following parameter: 'requested_token_use'.");
  const assertion = need(form, 'assertion');
  const scope = need(form, 'scope');
  let claims;
  try {
    claims = await validateToken(issuer, assertion, app.clientId);
  } catch (problem) {
    const why = (problem as Error & { code?: string });
    if (why.message.includes('audience')) throw new EntraError('invalid_grant', 500131, `Assertion audience does not match the Client app presenting the assertion. The audience in the assertion must be the client app '${app.clientId}'.`);
    if (why.code === 'ERR_JWT_EXPIRED') throw new EntraError('invalid_grant', 500133, 'Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token.');
    throw new EntraError('invalid_grant', 50013, 'Assertion failed signature validation. [Reason - The key was not found or the assertion is malformed.]');
  }
  if (typeof claims.scp !== 'string' || claims.idtyp === 'app') {
    throw new EntraError('invalid_grant', 7000114, `Application '${app.clientId}' is not allowed to make application on-behalf-of calls.`);
  }
  const person = needPerson(String(claims.oid), issuer);
  return personGrant({ person, client, requested: readScopes(scope, issuer.state, issuer.url), scope, form }, issuer, request);
}

function needPerson(id: string, issuer: TokenIssuer): TenantUser {
  const person = findPerson(issuer.state, id);
  if (!person) throw new EntraError('invalid_grant', 50034, 'The user account does not exist in the directory.');
  if (person.accountEnabled === false) throw new EntraError('invalid_grant', 50057, 'The user account is disabled.');
  return person;
}

async function personGrant(about: {
  person: TenantUser, client: Client, requested: RequestedScopes, scope: string, nonce?: string, form: URLSearchParams,
}, issuer: TokenIssuer, request: SandboxRequest): Promise<object> {
  const { person, client, requested } = about;
  request.note.person = person.userPrincipalName;
  const scopes = requested.names.length > 0 ? consentedScopes(appWithConsent(issuer.state, client.app, person.id), client.id, requested) : ['openid', 'profile'];
  const prefix = requested.resource.kind === 'app' ? `${requested.resource.app.appIdUri}/`
    : requested.resource.kind === 'graph' ? `${graphAudience}/` : '';
  const keeps = requested.offlineAccess && client.app;
  return {
    token_type: 'Bearer',
    scope: [...scopes.map(name => name === 'openid' || name === 'profile' ? name : `${prefix}${name}`),
      // Asked for all that was consented, Entra names `.default` too; msal finds the token in its cache by it.
      ...requested.names.includes('.default') ? [`${prefix}.default`] : [],
      ...requested.openid ? ['openid', 'profile'] : []].join(' '),
    expires_in: accessTokenSeconds,
    ext_expires_in: accessTokenSeconds,
    access_token: await personToken(issuer, { person, resource: requested.resource, scopes, clientId: client.id, byConfidentialClient: client.confidential }),
    ...keeps && { refresh_token: keepRefreshToken(issuer.state, issuer.now(), { clientId: client.id, personId: person.id, scope: about.scope }) },
    ...(requested.openid || requested.profile) && { id_token: await idToken(issuer, { person, clientId: client.id, nonce: about.nonce }) },
    ...about.form.get('client_info') && { client_info: clientInfo(person.id, issuer.state.tenantId) },
  };
}

/** What msal makes an account's key from. */
function clientInfo(uid: string, utid: string): string {
  return Buffer.from(JSON.stringify({ uid, utid })).toString('base64url');
}
