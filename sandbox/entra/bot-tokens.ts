import type { TenantState } from '../kernel/state.ts';
import { botAudience } from './scopes.ts';
import { publicKeys, signClaims } from './signing-keys.ts';
import { TokenRefusedError, validateToken, type TokenIssuer } from './tokens.ts';
import type { SandboxRoute } from '../kernel/router.ts';

/**
 * The token the bot service puts on an activity (Microsoft: "Authenticate requests from the Bot Connector service to
 * your bot"). `claims` overrides any of it, for tests of refusal.
 */
export function signBotToken(issuer: TokenIssuer, about: { appId: string, serviceUrl: string, claims?: Record<string, unknown> }): Promise<string> {
  const seconds = Math.floor(issuer.now() / 1000);
  return signClaims(issuer.state, 'bot', {
    iss: botAudience,
    aud: about.appId,
    serviceurl: about.serviceUrl,
    nbf: seconds,
    iat: seconds,
    exp: seconds + 3_600,
    ...about.claims,
  });
}

/**
 * Checks the token a bot calls the connector with.
 * @returns the bot's client id. @throws TokenRefusedError or jose's errors when it is no good.
 */
export async function validateBotAccessToken(issuer: TokenIssuer, token: string): Promise<{ clientId: string }> {
  const claims = await validateToken(issuer, token, botAudience);
  if (typeof claims.appid !== 'string' || !issuer.state.apps.has(claims.appid)) throw new TokenRefusedError('The token is of no app in this tenant.');
  return { clientId: claims.appid };
}

/** OpenID metadata and keys of the bot service; keys are endorsed for Teams. */
export function botOpenIdRoutes(url: () => string, state: () => TenantState): SandboxRoute[] {
  return [
    {
      method: 'GET', path: '/botframework/v1/.well-known/openidconfiguration',
      handle: () => ({
        status: 200,
        body: {
          issuer: botAudience,
          authorization_endpoint: 'https://invalid.botframework.com',
          jwks_uri: `${url()}/botframework/v1/.well-known/keys`,
          id_token_signing_alg_values_supported: ['RS256'],
          token_endpoint_auth_methods_supported: ['private_key_jwt'],
        },
      }),
    },
    { method: 'GET', path: '/botframework/v1/.well-known/keys', handle: () => ({ status: 200, body: publicKeys(state(), 'bot', { endorsements: ['msteams'] }) }) },
  ];
}
