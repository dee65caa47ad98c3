import { ConfidentialClientApplication, CryptoProvider } from '@azure/msal-node';
import { BatchRequestContent, BatchResponseContent, Client, PageIterator, type PageCollection } from '@microsoft/microsoft-graph-client';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { builtTeams, people, upn } from '../support/tenant-builder.ts';

const graphScope = 'https://graph.microsoft.com/.default';

describe("Microsoft's own libraries", () => {
  let sandbox: TestSandbox;
  let msal: ConfidentialClientApplication;
  beforeAll(async () => {
    sandbox = await startTestSandbox();
    const { clientId, clientSecret } = sandbox.app;
    msal = new ConfidentialClientApplication({
      auth: { clientId, clientSecret, authority: `${sandbox.url}/${sandbox.tenantId}`, knownAuthorities: [new URL(sandbox.url).host] },
    });
  });
  afterAll(() => sandbox.stop());

  it('msal gets an app token by client credentials', async () => {
    const result = await msal.acquireTokenByClientCredential({ scopes: [graphScope] });
    expect(decodeJwt(result!.accessToken)).toMatchObject({ idtyp: 'app', aud: 'https://graph.microsoft.com' });
  });

  it('msal acts on behalf of a person, and caches', async () => {
    const oboAssertion = await sandbox.tokenFor(upn('dora'));
    const result = await msal.acquireTokenOnBehalfOf({ oboAssertion, scopes: [graphScope] });
    expect(decodeJwt(result!.accessToken)).toMatchObject({ oid: people.dora });
    expect((await msal.acquireTokenOnBehalfOf({ oboAssertion, scopes: [graphScope] }))!.fromCache).toBe(true);
  });

  it('msal names missing consent', async () => {
    const oboAssertion = await sandbox.tokenFor(upn('dora'));
    await expect(msal.acquireTokenOnBehalfOf({ oboAssertion, scopes: ['https://graph.microsoft.com/Mail.Read'] }))
      .rejects.toMatchObject({ subError: 'consent_required', errorMessage: expect.stringContaining('AADSTS65001') });
  });

  it('msal signs a person in with a code and proof key', async () => {
    const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
    const redirectUri = sandbox.app.redirectUris[0]!;
    const url = await msal.getAuthCodeUrl({ scopes: ['User.Read'], redirectUri, codeChallenge: challenge, codeChallengeMethod: 'S256', prompt: 'none', loginHint: upn('carla') });
    const location = (await fetch(url, { redirect: 'manual' })).headers.get('location')!;
    const code = new URL(location).searchParams.get('code')!;
    const result = await msal.acquireTokenByCode({ code, scopes: ['User.Read'], redirectUri, codeVerifier: verifier });
    expect(result).toMatchObject({ account: { username: upn('carla'), localAccountId: people.carla, tenantId: sandbox.tenantId } });
    const silent = await msal.acquireTokenSilent({ account: result.account!, scopes: ['User.Read'], forceRefresh: true });
    expect(decodeJwt(silent.accessToken)).toMatchObject({ oid: people.carla });
  });

  it("jose validates a tab's token by the published keys", async () => {
    const keys = createRemoteJWKSet(new URL(`${sandbox.url}/${sandbox.tenantId}/discovery/v2.0/keys`));
    const { payload } = await jwtVerify(await sandbox.tokenFor(upn('ben')), keys, {
      issuer: `${sandbox.url}/${sandbox.tenantId}/v2.0`, audience: sandbox.app.clientId, algorithms: ['RS256'],
    });
    expect(payload.oid).toBe(people.ben);
  });

  describe('the Graph client', () => {
    const client = async (name: 'ben' | 'anna') => {
      const token = await sandbox.graphToken(upn(name));
      return Client.init({ baseUrl: `${sandbox.url}/`, customHosts: new Set([new URL(sandbox.url).hostname]), authProvider: done => done(null, token) });
    };

    it('iterates over pages', async () => {
      const graph = await client('anna');
      const seen: string[] = [];
      const first = await graph.api('/users').select('displayName').top(2).get() as PageCollection;
      await new PageIterator(graph, first, (user: { displayName: string }) => {
        seen.push(user.displayName);
        return true;
      }).iterate();
      expect(seen).toHaveLength(6);
    });

    it('sends batches', async () => {
      const graph = await client('ben');
      const content = new BatchRequestContent([
        { id: 'me', request: new Request('https://graph.microsoft.com/me', { method: 'GET' }) },
        { id: 'team', request: new Request(`https://graph.microsoft.com/teams/${builtTeams.open}`, { method: 'GET' }), dependsOn: ['me'] },
      ]);
      const answer = new BatchResponseContent(await graph.api('/$batch').post(await content.getContent()));
      expect((await answer.getResponseById('me').json()).id).toBe(people.ben);
      expect((await answer.getResponseById('team').json()).displayName).toBe('Pumps');
    });

    it('reads errors', async () => {
      const graph = await client('ben');
      await expect(graph.api(`/teams/${builtTeams.closed}`).get()).rejects.toMatchObject({ statusCode: 403, code: 'Forbidden', requestId: expect.any(String) });
    });

    it('waits as it is told when throttled', async () => {
      const graph = await client('ben');
      sandbox.faults.set([{ path: '^/v1.0/me$', status: 429, headers: { 'Retry-After': '1' }, times: 1 }]);
      sandbox.journal.clear();
      expect((await graph.api('/me').get()).id).toBe(people.ben);
      expect(sandbox.journal.graphRequests.map(entry => entry.status)).toEqual([429, 200]);
    });
  });
});
