import { ConfidentialClientApplication, InteractionRequiredAuthError } from '@azure/msal-node';
import { buildApp, startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { builtTeams, upn } from '../support/tenant-builder.ts';

describe('consent and tokens that do not last', () => {
  let sandbox: TestSandbox;
  beforeAll(async () => { sandbox = await startTestSandbox({ apps: [buildApp({ resourceSpecific: ['ChannelSettings.Read.Group', 'TeamSettings.Read.Group'] })] }); });
  afterAll(() => sandbox.stop());

  const control = async (method: string, path: string, body?: object) => (await fetch(`${sandbox.url}/sandbox${path}`, { method, body: body && JSON.stringify(body) })).status;
  const consent = (action: 'revoke' | 'restore', body?: object) => control('POST', `/apps/${sandbox.app.clientId}/consent/${action}`, body);
  const me = async (token: string) => sandbox.graph(token, '/me');
  const onBehalfOf = async (name: Parameters<typeof upn>[0], scope: string) => sandbox.requestToken({
    client_id: sandbox.app.clientId, client_secret: sandbox.app.clientSecret, grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', requested_token_use: 'on_behalf_of', assertion: await sandbox.tokenFor(upn(name)), scope,
  });
  afterEach(() => consent('restore'));

  describe('revoked consent', () => {
    it('to a delegated permission: Entra names it, Graph refuses the tokens that are out', async () => {
      const out = await sandbox.graphToken(upn('ben'));
      expect(await consent('revoke', { kind: 'delegated', permissions: ['Channel.ReadBasic.All', 'Group.Read.All', 'Group.ReadWrite.All'] })).toBe(204);
      const { status, body } = await sandbox.graph(out, `/teams/${builtTeams.open}/channels`);
      expect([status, body.error.code]).toEqual([403, 'Forbidden']);
      expect(body.error.message).toContain('Missing scope permissions');
      expect((await me(out)).status).toBe(200);
      const refused = await onBehalfOf('ben', 'https://graph.microsoft.com/Channel.ReadBasic.All');
      expect([refused.status, refused.body.error, refused.body.suberror, refused.body.error_codes]).toEqual([400, 'invalid_grant', 'consent_required', [65001]]);
      const narrower = await onBehalfOf('ben', 'https://graph.microsoft.com/.default');
      expect(narrower.body.scope).not.toContain('Channel.ReadBasic.All');
      expect(await consent('restore')).toBe(204);
      expect((await sandbox.graph(out, `/teams/${builtTeams.open}/channels`)).status).toBe(200);
    });

    it('to all of it: on-behalf-of needs the person again, as msal says too', async () => {
      expect(await consent('revoke', { kind: 'delegated' })).toBe(204);
      const client = new ConfidentialClientApplication({ auth: {
        clientId: sandbox.app.clientId, clientSecret: sandbox.app.clientSecret, authority: `${sandbox.url}/${sandbox.tenantId}`, knownAuthorities: [new URL(sandbox.url).host],
      } });
      const asked = client.acquireTokenOnBehalfOf({ oboAssertion: await sandbox.tokenFor(upn('ben')), scopes: ['https://graph.microsoft.com/.default'] });
      await expect(asked).rejects.toThrow(InteractionRequiredAuthError);
    });

    it('of one person: the others keep theirs', async () => {
      const [ben, dora] = [await sandbox.graphToken(upn('ben')), await sandbox.graphToken(upn('dora'))];
      expect(await consent('revoke', { kind: 'delegated', person: upn('ben') })).toBe(204);
      expect([(await me(ben)).status, (await me(dora)).status]).toEqual([403, 200]);
      expect((await onBehalfOf('ben', 'https://graph.microsoft.com/.default')).body.error_codes).toEqual([65001]);
      expect((await onBehalfOf('dora', 'https://graph.microsoft.com/.default')).status).toBe(200);
      expect(await consent('restore', { person: upn('ben') })).toBe(204);
      expect((await me(ben)).status).toBe(200);
    });

    it('to an application permission: the token that is out and the new one hold it no more', async () => {
      const out = await sandbox.appGraphToken();
      const users = async (token: string) => (await sandbox.graph(token, '/users')).status;
      expect(await users(out)).toBe(200);
      expect(await consent('revoke', { kind: 'application', permissions: ['User.Read.All'] })).toBe(204);
      expect([await users(out), await users(await sandbox.appGraphToken())]).toEqual([403, 403]);
    });

    it('lets tokens that are out be good until their time is over, when told to', async () => {
      const out = await sandbox.graphToken(upn('ben'));
      await consent('revoke', { tokensOut: 'good' });
      expect((await me(out)).status).toBe(200);
      expect((await onBehalfOf('ben', 'https://graph.microsoft.com/User.Read')).status).toBe(400);
    });

    it('in one team: what is resource-specific is no longer in force there', async () => {
      const added = await sandbox.graph(await sandbox.personToken(upn('ben')), `/teams/${builtTeams.open}/installedApps`, {
        method: 'POST', body: {
          'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${await catalogueId()}`,
          consentedPermissionSet: { resourceSpecificPermissions: ['ChannelSettings.Read.Group', 'TeamSettings.Read.Group'].map(permissionValue => ({ permissionValue, permissionType: 'application' })) },
        },
      });
      expect(added.status).toBe(201);
      const asApp = await sandbox.appGraphToken();
      const channels = async () => (await sandbox.graph(asApp, `/teams/${builtTeams.open}/channels`)).status;
      await consent('revoke', { kind: 'application' });
      expect(await channels()).toBe(200);
      expect(await control('PUT', `/teams/${builtTeams.open}/apps/${sandbox.app.clientId}/consent`, { permissions: ['TeamSettings.Read.Group'] })).toBe(204);
      expect(await channels()).toBe(403);
      expect((await sandbox.graph(asApp, `/teams/${builtTeams.open}`)).status).toBe(200);
      expect(await control('PUT', `/teams/${builtTeams.closed}/apps/${sandbox.app.clientId}/consent`, { permissions: [] })).toBe(400);
    });
    const catalogueId = async () => (await sandbox.graph(await sandbox.personToken(upn('ben')), `/appCatalogs/teamsApps?$filter=externalId eq '${sandbox.app.manifest.id}'`)).body.value[0].id as string;

    it('is refused for apps and people that are not there', async () => {
      expect(await control('POST', '/apps/00000000-0000-4000-8000-000000000000/consent/revoke', {})).toBe(400);
      expect(await consent('revoke', { person: 'nobody@else.example' })).toBe(400);
      expect(await consent('revoke', { colour: 'red' })).toBe(400);
    });
  });

  describe('tokens that end before their time', () => {
    it.each([
      ['expired', 'Lifetime validation failed, the token is expired.'], ['outdated', 'CompactToken validation failed with reason code: 80049228.'], ['challenge', /^Continuous access evaluation resulted in challenge/],
    ] as const)('are refused until there is a new one: %s', async (why, message) => {
      const out = await sandbox.graphToken(upn('ben'));
      expect(await control('POST', '/tokens/expire', { why })).toBe(204);
      for (let index = 0; index < 2; index += 1) {
        const { status, body, headers } = await me(out);
        expect([status, body.error.code]).toEqual([401, 'InvalidAuthenticationToken']);
        expect(body.error.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
        expect(headers.get('www-authenticate')).toContain(why === 'challenge' ? 'insufficient_claims' : 'authorization_uri');
      }
      expect((await me(await sandbox.graphToken(upn('ben')))).status).toBe(200);
    });

    it('are those of one person, or of one app', async () => {
      const [ben, dora, app] = [await sandbox.graphToken(upn('ben')), await sandbox.graphToken(upn('dora')), await sandbox.appGraphToken()];
      await control('POST', '/tokens/expire', { person: upn('ben') });
      expect([(await me(ben)).status, (await me(dora)).status, (await sandbox.graph(app, '/users')).status]).toEqual([401, 200, 200]);
      const tools = await sandbox.personToken(upn('ben'));
      await control('POST', '/tokens/expire', { clientId: sandbox.app.clientId });
      expect([(await me(dora)).status, (await sandbox.graph(app, '/users')).status, (await me(tools)).status]).toEqual([401, 401, 200]);
    });

    it('are refused for a whole batch', async () => {
      const out = await sandbox.graphToken(upn('ben'));
      await control('POST', '/tokens/expire');
      expect((await sandbox.graph(out, '/$batch', { method: 'POST', body: { requests: [{ id: '1', method: 'GET', url: '/me' }] } })).status).toBe(401);
    });
  });
});
