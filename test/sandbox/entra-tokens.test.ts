import { createHash, randomBytes } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, jwtVerify, SignJWT } from 'jose';
import { signBotToken, validateBotAccessToken } from '../../sandbox/entra/bot-tokens.ts';
import { buildApp, startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { buildTenant, people, upn } from '../support/tenant-builder.ts';

const teamsWeb = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';
const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

describe("Entra ID's token endpoint", () => {
  let sandbox: TestSandbox;
  let now = Date.now();
  beforeAll(async () => { sandbox = await startTestSandbox({ clock: () => now }); });
  afterAll(() => sandbox.stop());
  beforeEach(() => { now = Date.now(); });

  const credentials = () => ({ client_id: sandbox.app.clientId, client_secret: sandbox.app.clientSecret });
  const onBehalfOf = async (assertion: string, scope = 'https://graph.microsoft.com/User.Read') => sandbox.requestToken({
    ...credentials(), grant_type: jwtBearer, requested_token_use: 'on_behalf_of', assertion, scope,
  });

  it('gives a tab the token that Teams would give it', async () => {
    const claims = decodeJwt(await sandbox.tokenFor(upn('anna')));
    expect(claims).toMatchObject({
      aud: sandbox.app.clientId, iss: `${sandbox.url}/${sandbox.tenantId}/v2.0`, azp: teamsWeb, azpacr: '0', tid: sandbox.tenantId, oid: people.anna,
      preferred_username: upn('anna'), name: 'Anna Rowan', scp: 'access_as_user', ver: '2.0', roles: ['ProgrammeLead'],
    });
    for (const name of ['iat', 'nbf', 'exp', 'sub', 'uti', 'rh']) expect(claims).toHaveProperty(name);
    expect(decodeJwt(await sandbox.tokenFor(upn('ben'))).roles).toBeUndefined();
  });

  it('signs a person in by password', async () => {
    const form = { grant_type: 'password', client_id: teamsWeb, username: upn('ben'), password: 'sandbox', scope: `${sandbox.app.appIdUri}/access_as_user openid` };
    const { status, body } = await sandbox.requestToken(form);
    expect(status).toBe(200);
    expect(decodeJwt(body.access_token)).toMatchObject({ aud: sandbox.app.clientId, scp: 'access_as_user', oid: people.ben, azp: teamsWeb });
    expect(decodeJwt(body.id_token)).toMatchObject({ aud: teamsWeb, oid: people.ben });
    const wrong = await sandbox.requestToken({ ...form, password: 'guess' });
    expect([wrong.status, wrong.body.error, wrong.body.error_codes]).toEqual([400, 'invalid_grant', [50126]]);
    const disabled = await sandbox.requestToken({ ...form, username: upn('nobody') });
    expect(disabled.body.error_codes).toEqual([50057]);
  });

  it('gives an app its own token with its application permissions', async () => {
    const claims = decodeJwt(await sandbox.appGraphToken());
    expect(claims).toMatchObject({ aud: 'https://graph.microsoft.com', idtyp: 'app', roles: sandbox.app.applicationPermissions });
    expect(claims.scp).toBeUndefined();
    const narrow = await sandbox.requestToken({ ...credentials(), grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/User.Read.All' });
    expect(narrow.body.error).toBe('invalid_scope');
  });

  it('acts on behalf of a person, with what was consented and nothing else', async () => {
    const { status, body } = await onBehalfOf(await sandbox.tokenFor(upn('dora')), 'https://graph.microsoft.com/User.Read Team.ReadBasic.All offline_access');
    expect(status).toBe(200);
    const claims = decodeJwt(body.access_token);
    expect(claims).toMatchObject({ oid: people.dora, azp: sandbox.app.clientId, azpacr: '1' });
    expect(String(claims.scp).split(' ').sort()).toEqual(['Team.ReadBasic.All', 'User.Read']);
    expect(body.refresh_token).toEqual(expect.any(String));
    const refreshed = await sandbox.requestToken({ ...credentials(), grant_type: 'refresh_token', refresh_token: body.refresh_token, scope: 'https://graph.microsoft.com/User.Read' });
    expect(decodeJwt(refreshed.body.access_token)).toMatchObject({ oid: people.dora, scp: 'User.Read' });
  });

  it('refuses a scope without consent in the words of Entra', async () => {
    const { status, body } = await onBehalfOf(await sandbox.tokenFor(upn('dora')), 'https://graph.microsoft.com/Mail.Read');
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: 'invalid_grant', suberror: 'consent_required', error_codes: [65001] });
    expect(body.error_description).toMatch(/^AADSTS65001: .* Trace ID: .* Correlation ID: .* Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/);
    for (const name of ['timestamp', 'trace_id', 'correlation_id']) expect(body[name]).toEqual(expect.any(String));
  });

  it('refuses assertions that are forged, expired, for another audience or of an app', async () => {
    const good = await sandbox.tokenFor(upn('dora'));
    const forged = await new SignJWT({ ...decodeJwt(good), oid: people.anna }).setProtectedHeader({ alg: 'HS256' }).sign(randomBytes(32));
    expect((await onBehalfOf(forged)).body.error_codes).toEqual([50013]);
    const [, payload] = good.split('.');
    const unsigned = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${payload}.`;
    expect((await onBehalfOf(unsigned)).body.error_codes).toEqual([50013]);
    expect((await onBehalfOf(await sandbox.graphToken(upn('dora')))).body.error_codes).toEqual([500131]);
    const ofApp = await sandbox.requestToken({ ...credentials(), grant_type: 'client_credentials', scope: `${sandbox.app.appIdUri}/.default` });
    expect((await onBehalfOf(ofApp.body.access_token)).body.error_codes).toEqual([7000114]);
    now += 3 * 60 * 60 * 1000;
    expect((await onBehalfOf(good)).body.error_codes).toEqual([500133]);
  });

  it('names what is wrong with a client', async () => {
    const wrongSecret = await sandbox.requestToken({ ...credentials(), client_secret: 'nope', grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' });
    expect([wrongSecret.status, wrongSecret.body.error, wrongSecret.body.error_codes]).toEqual([401, 'invalid_client', [7000215]]);
    const unknown = await sandbox.requestToken({ client_id: people.anna, client_secret: 'x', grant_type: 'client_credentials', scope: 'x/.default' });
    expect([unknown.body.error, unknown.body.error_codes]).toEqual(['unauthorized_client', [700016]]);
    expect((await sandbox.requestToken({ ...credentials() })).body.error_codes).toEqual([900144]);
    expect((await sandbox.requestToken({ ...credentials(), grant_type: 'device_code' })).body.error).toBe('unsupported_grant_type');
    expect((await sandbox.requestToken({ ...credentials(), grant_type: 'client_credentials', scope: 'https://other.example/.default' })).body.error_codes).toEqual([500011]);
  });

  describe('with a code', () => {
    const verifier = randomBytes(32).toString('base64url');
    const authorize = (changes: Record<string, string> = {}) => fetch(`${sandbox.url}/${sandbox.tenantId}/oauth2/v2.0/authorize?${new URLSearchParams({
      client_id: sandbox.app.clientId, response_type: 'code', redirect_uri: 'http://localhost/auth-end', scope: 'openid profile User.Read', state: 'kept', prompt: 'none', nonce: 'n1',
      login_hint: upn('carla'), code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256', ...changes,
    })}`, { redirect: 'manual' });
    const codeOf = (response: Response) => new URL(response.headers.get('location')!).searchParams.get('code')!;
    const redeem = (code: string, changes: Record<string, string> = {}) => sandbox.requestToken({
      ...credentials(), grant_type: 'authorization_code', code, redirect_uri: 'http://localhost/auth-end', code_verifier: verifier, ...changes,
    });

    it('redirects at once for a hinted person, and redeems the code once', async () => {
      const response = await authorize();
      expect(response.status).toBe(302);
      expect(new URL(response.headers.get('location')!).searchParams.get('state')).toBe('kept');
      const code = codeOf(response);
      const { status, body } = await redeem(code);
      expect(status).toBe(200);
      expect(decodeJwt(body.id_token)).toMatchObject({ oid: people.carla, nonce: 'n1', aud: sandbox.app.clientId });
      expect((await redeem(code)).body.error_codes).toEqual([54005]);
    });

    it('refuses another verifier, another redirect URI, an old code', async () => {
      expect((await redeem(codeOf(await authorize()), { code_verifier: 'other' })).body.error_codes).toEqual([501481]);
      expect((await redeem(codeOf(await authorize()), { redirect_uri: 'http://localhost/else' })).body.error_codes).toEqual([50011]);
      const code = codeOf(await authorize());
      now += 11 * 60 * 1000;
      expect((await redeem(code)).body.error_codes).toEqual([70008]);
    });

    it('lets one pick a person, whose choice leads to a code', async () => {
      const page = await (await authorize({ prompt: 'select_account', login_hint: '' })).text();
      expect(page).toContain('Carla Rowan');
      expect(page).not.toContain('Nobody Rowan');
      expect(codeOf(await authorize({ prompt: 'select_account', sandbox_person: people.ben }))).toEqual(expect.any(String));
    });

    it('never redirects to an address that is not registered', async () => {
      const response = await authorize({ redirect_uri: 'https://evil.example/' });
      expect(response.status).toBe(400);
      expect(response.headers.get('location')).toBeNull();
      expect(await response.text()).toContain('AADSTS50011');
    });

    it('says in the redirect that consent or a person is missing', async () => {
      const error = async (changes: Record<string, string>) => new URL((await authorize(changes)).headers.get('location')!).searchParams.get('error');
      expect(await error({ scope: 'Mail.Read' })).toBe('interaction_required');
      expect(await error({ login_hint: '' })).toBe('login_required');
    });
  });

  it('publishes metadata and keys, and signs with new ones after a rotation', async () => {
    const metadata = await (await fetch(`${sandbox.url}/${sandbox.tenantId}/v2.0/.well-known/openid-configuration`)).json() as Record<string, string>;
    expect(metadata.issuer).toBe(`${sandbox.url}/${sandbox.tenantId}/v2.0`);
    const kids = async () => ((await (await fetch(metadata.jwks_uri!)).json()) as { keys: { kid: string }[] }).keys.map(key => key.kid);
    const before = await kids();
    sandbox.rotateKeys();
    expect(await kids()).toEqual([expect.any(String), ...before]);
    sandbox.rotateKeys({ forgetOld: true });
    expect(await kids()).toHaveLength(1);
  });

  it('plays the bot service: keys endorsed for Teams, and tokens for bots', async () => {
    const metadata = await (await fetch(`${sandbox.url}/botframework/v1/.well-known/openidconfiguration`)).json() as { issuer: string, jwks_uri: string };
    expect(metadata.issuer).toBe('https://api.botframework.com');
    const { keys } = await (await fetch(metadata.jwks_uri)).json() as { keys: { endorsements: string[] }[] };
    expect(keys[0]!.endorsements).toContain('msteams');
    const issuer = { url: sandbox.url, state: sandbox.state, now: () => now };
    const token = await signBotToken(issuer, { appId: sandbox.app.clientId, serviceUrl: `${sandbox.url}/connector/` });
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(metadata.jwks_uri)), { issuer: metadata.issuer, audience: sandbox.app.clientId });
    expect(payload.serviceurl).toBe(`${sandbox.url}/connector/`);

    const ofBot = await sandbox.requestToken({ ...credentials(), grant_type: 'client_credentials', scope: 'https://api.botframework.com/.default' });
    expect(await validateBotAccessToken(issuer, ofBot.body.access_token)).toEqual({ clientId: sandbox.app.clientId });
    await expect(validateBotAccessToken(issuer, await sandbox.appGraphToken())).rejects.toThrow('audience');
  });

  it('does not know other tenants', async () => {
    const response = await fetch(`${sandbox.url}/${people.anna}/v2.0/.well-known/openid-configuration`);
    expect([response.status, ((await response.json()) as { error: string }).error]).toEqual([400, 'invalid_tenant']);
  });

  it('refuses tokens of another tenant with the same keys', async () => {
    const other = await startTestSandbox({ tenant: buildTenant({ tenantId: people.dora }), apps: [buildApp()] });
    try {
      expect((await onBehalfOf(await other.tokenFor(upn('anna')))).body.error).toBe('invalid_grant');
    } finally {
      await other.stop();
    }
  });
});
