import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, SignJWT, base64url, exportJWK, exportSPKI, generateKeyPair } from 'jose';
import { NotSignedInError, UnavailableError } from '../../api/platform/errors.ts';
import { type TokenValidator, createTokenValidator } from '../../api/platform/identity/token-validation.ts';

const tenantId = '11111111-1111-4111-8111-111111111111';
const clientId = '22222222-2222-4222-8222-222222222222';
const personId = '33333333-3333-4333-8333-333333333333';
const teamsWeb = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';

interface Key { kid: string; privateKey: CryptoKey; publicKey: CryptoKey }

/** As much of Entra ID as publishes keys; counts how often it is asked for them. */
class KeyServer {
  readonly #server: Server;
  published: Key[] = [];
  keyRequests = 0;

  constructor() {
    this.#server = createServer((request, response) => { void this.#answer(request.url ?? '').then((body) => response.end(JSON.stringify(body))); });
  }

  async #answer(path: string): Promise<object> {
    if (!path.endsWith('/keys')) return { issuer: this.issuer, jwks_uri: `${this.url}/keys` };
    this.keyRequests += 1;
    return { keys: await Promise.all(this.published.map(async ({ kid, publicKey }) => ({ ...await exportJWK(publicKey), kid, use: 'sig' }))) };
  }

  get url(): string { return `http://localhost:${(this.#server.address() as AddressInfo).port}`; }
  get issuer(): string { return `${this.url}/${tenantId}/v2.0`; }
  async listen() { await new Promise<void>((resolve) => { this.#server.listen(0, () => resolve()); }); }
  async close() { this.#server.closeAllConnections(); await new Promise((resolve) => { this.#server.close(resolve); }); }
}

const makeKey = async (kid: string): Promise<Key> => ({ kid, ...await generateKeyPair('RS256', { extractable: true }) });
const seconds = () => Math.floor(Date.now() / 1_000);

describe('validating a token', () => {
  const entra = new KeyServer();
  let key: Key;
  let validator: TokenValidator;
  beforeAll(async () => {
    await entra.listen();
    key = await makeKey('first');
    entra.published = [key];
    validator = createTokenValidator({ tenantId, clientId, cliClientId: undefined, loginUrl: entra.url }, { clock: () => new Date(), keyCooldownMs: 0 });
  });
  afterAll(() => entra.close());

  const claims = (changes: Record<string, unknown> = {}) => ({
    iss: entra.issuer, aud: clientId, tid: tenantId, oid: personId, azp: teamsWeb, scp: 'access_as_user', ver: '2.0', name: 'Ida Vogel', roles: ['ProgrammeLead', 'SomethingElse'],
    iat: seconds() - 10, nbf: seconds() - 10, exp: seconds() + 3_600, ...changes,
  });
  const sign = (changes: Record<string, unknown> = {}, by: Key = key) => new SignJWT(claims(changes)).setProtectedHeader({ alg: 'RS256', kid: by.kid, typ: 'JWT' }).sign(by.privateKey);
  const encode = (part: object) => base64url.encode(JSON.stringify(part));
  const expectRefused = async (token: string | Promise<string>) => { await expect(validator.validate(await token)).rejects.toBeInstanceOf(NotSignedInError); };

  it('names the person by tenant and object id, with the roles that Trellis knows', async () => {
    const token = await sign();
    expect(await validator.validate(token)).toEqual({ tenantId, personId, displayName: 'Ida Vogel', roles: ['ProgrammeLead'], assertion: token });
  });

  it.each<[string, () => Record<string, unknown>]>([
    ['an expired one', () => ({ exp: seconds() - 120 })],
    ['one that does not hold yet', () => ({ nbf: seconds() + 120 })],
    ['one without an end', () => ({ exp: undefined })],
    ['one for another audience', () => ({ aud: 'https://graph.microsoft.com' })],
    ['one of another issuer', () => ({ iss: 'https://login.microsoftonline.com/x/v2.0' })],
    ['one of another tenant by the same keys', () => ({ tid: '99999999-9999-4999-8999-999999999999' })],
    ['one without our scope', () => ({ scp: 'openid profile' })],
    ['one whose scope only begins like ours', () => ({ scp: 'access_as_user_too' })],
    ['one of an app instead of a person', () => ({ scp: undefined, roles: ['access_as_user'], idtyp: 'app' })],
    ['one of an app that claims a scope', () => ({ idtyp: 'app' })],
    ['one through a client that is not Teams', () => ({ azp: '44444444-4444-4444-8444-444444444444' })],
    ['one without a person', () => ({ oid: undefined })],
    ['one of the older version', () => ({ ver: '1.0' })],
  ])('refuses %s', async (_, changes) => expectRefused(sign(changes())));

  it('refuses alg none, with and without a signature', async () => {
    const unsigned = `${encode({ alg: 'none', kid: key.kid })}.${encode(claims())}.`;
    await expectRefused(unsigned);
    await expectRefused(`${unsigned}c2ln`);
  });

  it('refuses HS256 keyed with the public key', async () => {
    const head = `${encode({ alg: 'HS256', kid: key.kid })}.${encode(claims())}`;
    await expectRefused(`${head}.${createHmac('sha256', await exportSPKI(key.publicKey)).update(head).digest('base64url')}`);
  });

  it('refuses other RSA algorithms, a changed body, a signature of somebody else', async () => {
    const stranger = await makeKey(key.kid);
    await expectRefused(sign({}, stranger));
    const [head, , signature] = (await sign()).split('.');
    await expectRefused(`${head}.${encode(claims({ oid: '55555555-5555-4555-8555-555555555555' }))}.${signature}`);
    const other = await generateKeyPair('PS256');
    await expectRefused(new SignJWT(claims()).setProtectedHeader({ alg: 'PS256', kid: key.kid }).sign(other.privateKey));
  });

  it('takes the tokens of a new key once it is published', async () => {
    await validator.validate(await sign());
    const next = await makeKey('second');
    entra.published = [key, next];
    expect(await validator.validate(await sign({}, next))).toMatchObject({ personId });
    expect(await validator.validate(await sign())).toMatchObject({ personId });
    entra.published = [key];
  });

  it('asks for keys at a bounded rate, however many unknown ones come', async () => {
    const careful = createTokenValidator({ tenantId, clientId, cliClientId: undefined, loginUrl: entra.url }, { clock: () => new Date(), keyCooldownMs: 60_000 });
    await careful.validate(await sign());
    const before = entra.keyRequests;
    const strangers = await Promise.all(Array.from({ length: 20 }, async (_, index) => sign({}, { ...key, kid: `unknown-${index}` })));
    await Promise.all(strangers.map((token) => expect(careful.validate(token)).rejects.toBeInstanceOf(NotSignedInError)));
    expect(entra.keyRequests - before).toBeLessThanOrEqual(1);
  });

  it('says that sign-in is not available when Entra ID does not answer, and recovers', async () => {
    const gone = new KeyServer();
    await gone.listen();
    const { url } = gone;
    await gone.close();
    const waiting = createTokenValidator({ tenantId, clientId, cliClientId: undefined, loginUrl: url }, { clock: () => new Date() });
    await expect(waiting.validate(await sign())).rejects.toBeInstanceOf(UnavailableError);
    await expect(waiting.checkReady()).rejects.toMatchObject({ code: 'sign-in-unavailable', cause: { cause: { code: 'ECONNREFUSED' } } });
    await validator.checkReady();
  });
});
