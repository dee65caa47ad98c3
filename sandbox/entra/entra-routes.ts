import type { SandboxRequest, SandboxResponse, SandboxRoute } from '../kernel/router.ts';
import { answerAuthorize } from './authorize-endpoint.ts';
import { EntraError, entraErrorResponse } from './entra-error.ts';
import { publicKeys } from './signing-keys.ts';
import { answerTokenRequest } from './token-endpoint.ts';
import { issuerOf, type TokenIssuer } from './tokens.ts';

/** Entra ID's endpoints for one tenant: OpenID metadata, keys, authorize, token. */
export function entraRoutes(issuer: TokenIssuer): SandboxRoute[] {
  const inTenant = (answer: (request: SandboxRequest) => SandboxResponse | Promise<SandboxResponse>) => (request: SandboxRequest) => {
    const tenant = request.params.tenant ?? '';
    return knows(issuer, tenant) ? answer(request) : entraErrorResponse(new EntraError('invalid_tenant', 90002,
      `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`), issuer.now());
  };
  const keys = inTenant(() => ({ status: 200, headers: { 'Cache-Control': 'max-age=86400, private' }, body: publicKeys(issuer.state, 'entra', { issuer: issuerOf(issuer) }) }));
  return [
    { method: 'GET', path: '/{tenant}/v2.0/.well-known/openid-configuration', handle: inTenant(() => ({ status: 200, body: metadata(issuer) })) },
    { method: 'GET', path: '/{tenant}/discovery/v2.0/keys', handle: keys },
    { method: 'GET', path: '/{tenant}/oauth2/v2.0/authorize', handle: inTenant(request => answerAuthorize(request, issuer)) },
    { method: 'POST', path: '/{tenant}/oauth2/v2.0/token', handle: inTenant(request => answerTokenRequest(request, issuer)) },
  ];
}

/** The tenant's id, one of its domains, or one of the names that mean any organisation. */
function knows(issuer: TokenIssuer, tenant: string): boolean {
  const sought = tenant.toLowerCase();
  return sought === issuer.state.tenantId || sought === 'organizations' || sought === 'common'
    || issuer.state.tenant.organization.verifiedDomains.some(domain => domain.name.toLowerCase() === sought);
}

function metadata(issuer: TokenIssuer): object {
  const base = `${issuer.url}/${issuer.state.tenantId}`;
  return {
    issuer: issuerOf(issuer),
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    code_challenge_methods_supported: ['S256'],
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nonce', 'preferred_username', 'name', 'tid', 'ver'],
    request_uri_parameter_supported: false,
    tenant_region_scope: 'EU',
    cloud_instance_name: 'sandbox',
  };
}
