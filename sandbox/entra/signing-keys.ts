import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { defineArea, type TenantState } from '../kernel/state.ts';

/** An RSA pair as it is kept in the state; the first of a list signs. */
interface SigningKey { kid: string, privateJwk: JsonWebKey, publicJwk: JsonWebKey }

/** Two families: Entra ID's keys, and those the bot service signs activities with. */
export type KeyFamily = 'entra' | 'bot';

/** Stays over a reset, so that tokens in clients' hands stay good. */
export const keysArea = defineArea<Record<KeyFamily, SigningKey[]>>('signing-keys', () => ({ entra: [], bot: [] }));
const keyObjects = new Map<string, { privateKey: KeyObject, publicKey: KeyObject }>();

function newKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const publicJwk = publicKey.export({ format: 'jwk' });
  const kid = createHash('sha1').update(publicJwk.n ?? '').digest('base64url');
  return { kid, privateJwk: privateKey.export({ format: 'jwk' }), publicJwk };
}

/** A family has its first key when somebody first asks for it: making one takes longer than the rest of a start. */
function keysOf(state: TenantState, family: KeyFamily): SigningKey[] {
  const keys = keysArea.of(state)[family];
  if (keys.length === 0) keys.push(newKey());
  return keys;
}

function objectsOf(key: SigningKey): { privateKey: KeyObject, publicKey: KeyObject } {
  let objects = keyObjects.get(key.kid);
  if (!objects) {
    objects = {
      privateKey: createPrivateKey({ key: key.privateJwk, format: 'jwk' }),
      publicKey: createPublicKey({ key: key.publicJwk, format: 'jwk' }),
    };
    keyObjects.set(key.kid, objects);
  }
  return objects;
}

/** The public keys, as a `jwks_uri` gives them. */
export function publicKeys(state: TenantState, family: KeyFamily, extra: Record<string, unknown> = {}): { keys: object[] } {
  return {
    keys: keysOf(state, family).map(key => ({
      kty: 'RSA', use: 'sig', alg: 'RS256', kid: key.kid, x5t: key.kid, n: key.publicJwk.n, e: key.publicJwk.e, ...extra,
    })),
  };
}

/** Signs with a new key from now on. The old ones stay published until they are forgotten. */
export function rotateKeys(state: TenantState, family: KeyFamily, { forgetOld = false } = {}): void {
  keysArea.of(state)[family] = [newKey(), ...(forgetOld ? [] : keysOf(state, family))];
}

/** A compact JWS of the claims, signed RS256 with the newest key. */
export async function signClaims(state: TenantState, family: KeyFamily, claims: JWTPayload): Promise<string> {
  const key = keysOf(state, family)[0]!;
  return new SignJWT(claims)
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: key.kid, x5t: key.kid })
    .sign(objectsOf(key).privateKey);
}

/** The claims of a token signed by this family. Throws jose's errors otherwise. Issuer and audience are up to the caller. */
export async function verifySignature(state: TenantState, family: KeyFamily, token: string, now: number): Promise<JWTPayload> {
  const { kid } = decodeProtectedHeader(token);
  const key = keysOf(state, family).find(each => each.kid === kid);
  if (!key) throw new UnknownKeyError(String(kid));
  const { publicKey } = objectsOf(key);
  const known = verifiedTokens.get(publicKey) ?? new Map<string, JWTPayload>();
  const before = known.get(token);
  if (before && (before.exp ?? 0) > now / 1000 && (before.nbf ?? 0) <= now / 1000) return { ...before };
  const { payload } = await jwtVerify(token, publicKey, { algorithms: ['RS256'], currentDate: new Date(now), clockTolerance: 300 });
  if (known.size >= mostVerified) known.clear();
  verifiedTokens.set(publicKey, known.set(token, payload));
  return { ...payload };
}

/** An app comes with the same token a thousand times: its signature is checked once, its time always. */
const verifiedTokens = new WeakMap<KeyObject, Map<string, JWTPayload>>();
const mostVerified = 1_000;

export class UnknownKeyError extends Error {
  override readonly name = 'UnknownKeyError';
  readonly code = 'unknown-key';

  constructor(kid: string) {
    super(`No key ${kid} signs tokens here.`);
  }
}
