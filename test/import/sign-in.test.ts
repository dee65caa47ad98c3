import { decodeJwt } from 'jose';
import path from 'node:path';
import { commandEnvironment } from '../../scripts/support/command-environment.ts';
import { readEnvironment } from '../../scripts/support/environment.ts';
import { signIn } from '../../scripts/support/sign-in.ts';
import { buildApp, startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { people, upn } from '../support/tenant-builder.ts';

/** msal has the code sent by `form_post`: the page's form is sent as a browser would. */
function sendForm(page: string): Promise<Response> {
  const [, action] = /<form method="post" action="([^"]+)"/.exec(page)!;
  return fetch(action!, { method: 'POST', body: new URLSearchParams([...page.matchAll(/name="([^"]+)" value="([^"]+)"/g)].map(([, name, value]) => [name!, value!])) });
}

/** The command line signs a person in with the same library and grants that a real tenant sees. */
describe('signing in from the command line', () => {
  let sandbox: TestSandbox;
  beforeAll(async () => { sandbox = await startTestSandbox({ apps: [buildApp({ redirectUris: ['http://localhost'] })] }); });
  afterAll(() => sandbox.stop());

  const env = (changes: Record<string, string> = {}) => ({
    CLI_CLIENT_ID: sandbox.app.clientId, LOGIN_URL: sandbox.url, TENANT_ID: sandbox.tenantId, APP_ID_URI: sandbox.app.appIdUri, ...changes,
  });

  it('prints an address; who opens it and picks a person is signed in, on whatever port the answer comes', async () => {
    let opened: Promise<Response> | undefined;
    const token = await signIn(env(), upn('anna'), (line) => {
      const address = new URL(/https:\S+/.exec(line)![0]);
      expect(address.searchParams.get('login_hint')).toBe(upn('anna'));
      expect(address.searchParams.get('code_challenge_method')).toBe('S256');
      address.searchParams.set('sandbox_person', people.anna);
      opened = fetch(address).then(async (answer) => sendForm(await answer.text()));
    });
    expect(decodeJwt(token)).toMatchObject({ aud: sandbox.app.clientId, oid: people.anna, scp: 'access_as_user', roles: ['ProgrammeLead'] });
    expect(await (await opened!).text()).toMatch('Signed in');
  });

  it('signs in by password where the tenant allows it', async () => {
    const token = await signIn(env({ TRELLIS_PASSWORD: 'sandbox' }), upn('ben'), () => {});
    expect(decodeJwt(token)).toMatchObject({ oid: people.ben, scp: 'access_as_user' });
    await expect(signIn(env({ TRELLIS_PASSWORD: 'guess' }), upn('ben'), () => {})).rejects.toThrow(/AADSTS50126/);
  });

  it('says in one line why not, and what to look at when nobody answers', async () => {
    await expect(signIn(env({ TRELLIS_PASSWORD: 'sandbox' }), 'nobody@nowhere.example', () => {})).rejects.toMatchObject({
      code: 'setting-unusable', message: expect.stringMatching(/^Signing in did not work\. AADSTS50034: (?!.*Trace ID).*$/),
    });
    await expect(signIn(env({ TRELLIS_PASSWORD: 'sandbox', LOGIN_URL: 'https://localhost:9' }), upn('ben'), () => {})).rejects.toThrow('https://localhost:9 does not answer');
  });

  it('asks the sandbox that runs which organisation it plays', async () => {
    const before = { ...process.env };
    const beside = (port: string) => {
      Object.assign(process.env, { TRELLIS_ENV: 'sandbox', SANDBOX_DIR: path.dirname(sandbox.caFile), SANDBOX_PORT: port });
      return commandEnvironment().finally(() => { process.env = before; });
    };
    expect(sandbox.tenantId).not.toBe(readEnvironment('sandbox').TENANT_ID);
    expect(await beside(new URL(sandbox.url).port)).toMatchObject({ TENANT_ID: sandbox.tenantId, LOGIN_URL: sandbox.url });
    await expect(beside('9')).rejects.toThrow('The sandbox does not answer at https://localhost:9. npm start has to be running');
  });

  it('ignores the port of http://localhost only, not its path or another host', async () => {
    const authorize = (redirectUri: string) => fetch(`${sandbox.url}/${sandbox.tenantId}/oauth2/v2.0/authorize?${new URLSearchParams({
      client_id: sandbox.app.clientId, response_type: 'code', redirect_uri: redirectUri, scope: 'openid', prompt: 'none', login_hint: upn('anna'),
    })}`, { redirect: 'manual' });
    expect((await authorize('http://localhost:4321')).status).toBe(302);
    for (const other of ['http://localhost:4321/else', 'https://localhost:4321', 'http://localhost.evil.example', 'http://me@localhost:4321', 'http://127.0.0.1:4321']) {
      expect([other, (await authorize(other)).status]).toEqual([other, 400]);
    }
  });
});
