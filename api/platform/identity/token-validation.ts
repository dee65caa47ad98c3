import { type JWTPayload, type JWTVerifyGetKey, createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { NotSignedInError, UnavailableError, UpstreamError } from '../errors.ts';
import type { Clock } from '../services.ts';
import type { Settings } from '../settings.ts';
import type { Actor, Role } from './actor.ts';

/** Teams' own clients, to which people sign in: desktop and mobile, web. Microsoft Learn, "Configure your app in Microsoft Entra ID". */
const teamsClients = ['1fec8e78-bce4-4aaf-ab1b-5451cc387264', '5e3ce6c0-2b1f-4285-8d4b-75ee78787346'];
const knownRoles: readonly Role[] = ['ProgrammeLead'];
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface TokenValidator {
  /** @throws NotSignedInError when the token does not hold; UnavailableError when Entra's keys cannot be had. */
  validate(token: string): Promise<Actor>;
  /** That Entra's metadata could be read in the last minute. @throws UnavailableError with the cause when not */
  checkReady(): Promise<void>;
}

export interface TokenValidationOptions {
  clock: Clock;
  /** Shortest time between two requests for keys because of an unknown `kid`, in milliseconds. */
  keyCooldownMs?: number;
}

interface EntraMetadata { issuer: string; keys: JWTVerifyGetKey; readAt: number }

/** A token that was found good is not checked anew for this long: a page asks several things at once. */
const trustMs = 60_000;
const maxTrusted = 1_000;
const metadataMaxAgeMs = 24 * 60 * 60 * 1_000;
const readyMaxAgeMs = 60_000;

/** Validates access tokens (v2.0) that Entra ID issued for this app, this tenant and a person. */
export function createTokenValidator(
  settings: Pick<Settings, 'tenantId' | 'clientId' | 'cliClientId' | 'loginUrl'>,
  { clock, keyCooldownMs = 5_000 }: TokenValidationOptions,
): TokenValidator {
  const clients = new Set([...teamsClients, ...(settings.cliClientId ? [settings.cliClientId] : [])]);
  let known: EntraMetadata | undefined;
  let reading: Promise<EntraMetadata> | undefined;

  const readMetadata = async (): Promise<EntraMetadata> => {
    const address = `${settings.loginUrl}/${settings.tenantId}/v2.0/.well-known/openid-configuration`;
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout(5_000), headers: { accept: 'application/json' } });
      if (!answer.ok) throw new UpstreamError({ code: 'sign-in-metadata-refused', values: { status: answer.status } });
      const { issuer, jwks_uri: keysUrl } = await answer.json() as { issuer: string; jwks_uri: string };
      const keys = known?.issuer === issuer ? known.keys : createRemoteJWKSet(new URL(keysUrl), { cooldownDuration: keyCooldownMs, timeoutDuration: 5_000, cacheMaxAge: metadataMaxAgeMs });
      return { issuer, keys, readAt: performance.now() };
    } catch (error) {
      throw signInUnavailable(error);
    }
  };
  const metadata = async (maxAgeMs: number): Promise<EntraMetadata> => {
    if (known && performance.now() - known.readAt < maxAgeMs) return known;
    reading ??= readMetadata().then((read) => (known = read)).finally(() => { reading = undefined; });
    return reading;
  };

  const trusted = new Map<string, { actor: Actor; until: number }>();
  const trust = (token: string, actor: Actor, expiresAt: number): Actor => {
    trusted.set(token, { actor, until: Math.min(expiresAt * 1_000, clock().getTime() + trustMs) });
    for (const oldest of trusted.keys()) {
      if (trusted.size <= maxTrusted) break;
      trusted.delete(oldest);
    }
    return actor;
  };

  return {
    async validate(token) {
      const found = trusted.get(token);
      if (found && clock().getTime() < found.until) return found.actor;
      trusted.delete(token);
      const { issuer, keys } = await metadata(metadataMaxAgeMs);
      try {
        const { payload } = await jwtVerify(token, keys, {
          algorithms: ['RS256'], issuer, audience: settings.clientId, currentDate: clock(), clockTolerance: 30, requiredClaims: ['exp', 'nbf', 'iat', 'tid', 'oid', 'scp', 'azp'],
        });
        return trust(token, actorFrom(payload, token, settings.tenantId, clients), payload.exp ?? 0);
      } catch (error) {
        if (error instanceof NotSignedInError) throw error;
        if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError) || (error.code === 'ERR_JOSE_GENERIC')) throw signInUnavailable(error);
        throw new NotSignedInError(error);
      }
    },
    checkReady: async () => { await metadata(readyMaxAgeMs); },
  };
}

/** What a valid signature does not yet say: a person (not an app), of this tenant, through a client that is expected, with our scope. */
function actorFrom(claims: JWTPayload, token: string, tenantId: string, clients: ReadonlySet<string>): Actor {
  const { tid, oid, scp, azp, name, preferred_username: signInName, ver, idtyp, roles } = claims;
  const ours = ver === '2.0' && tid === tenantId && typeof oid === 'string' && guid.test(oid) && idtyp !== 'app'
    && typeof scp === 'string' && scp.split(' ').includes('access_as_user') && typeof azp === 'string' && clients.has(azp);
  if (!ours) throw new NotSignedInError();
  return {
    tenantId, personId: oid.toLowerCase(), displayName: typeof name === 'string' ? name : '',
    ...(typeof signInName === 'string' ? { signInName } : {}), roles: Array.isArray(roles) ? knownRoles.filter((role) => roles.includes(role)) : [], assertion: token,
  };
}

function signInUnavailable(cause: unknown): UnavailableError {
  return new UnavailableError({ code: 'sign-in-unavailable', retryAfterSeconds: 5, cause });
}
