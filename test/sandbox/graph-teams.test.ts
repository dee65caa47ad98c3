import { buildApp, startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { builtChannels, builtDrives, builtTeams, people, upn } from '../support/tenant-builder.ts';

const open = `/teams/${builtTeams.open}`;
const tabs = `${open}/channels/${encodeURIComponent(builtChannels.help)}/tabs`;

describe("Graph's teams and apps", () => {
  let sandbox: TestSandbox;
  let ben: string;
  let emil: string;
  let asApp: string;
  beforeEach(async () => {
    sandbox = await startTestSandbox({ apps: [buildApp({ resourceSpecific: [] })] });
    [ben, emil, asApp] = await Promise.all([sandbox.graphToken(upn('ben')), sandbox.graphToken(upn('emil')), sandbox.appGraphToken()]);
  });
  afterEach(() => sandbox.stop());

  const catalogApp = async () => (await sandbox.graph(ben, `/appCatalogs/teamsApps?$filter=externalId eq '${sandbox.app.manifest.id}'`)).body.value[0].id as string;
  const binding = async () => ({ 'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${await catalogApp()}` });
  const install = async () => sandbox.graph(ben, `${open}/installedApps`, { method: 'POST', body: await binding() });

  it("shows a person the teams they are in, and public ones when asked by id", async () => {
    expect((await sandbox.graph(ben, '/me/joinedTeams')).body.value.map((team: { displayName: string }) => team.displayName)).toEqual(['Pumps']);
    expect((await sandbox.graph(emil, '/me/joinedTeams')).body.value).toEqual([]);
    expect((await sandbox.graph(emil, `${open}?$select=displayName`)).body.displayName).toBe('Pumps');
    const closed = await sandbox.graph(emil, `/teams/${builtTeams.closed}`);
    expect([closed.status, closed.body.error.code]).toEqual([403, 'Forbidden']);
    expect((await sandbox.graph(emil, `/teams/${people.anna}`)).status).toBe(404);
    expect((await sandbox.graph(ben, `/users/${people.emil}/joinedTeams`)).status).toBe(403);
  });

  it('lists channels and members', async () => {
    expect((await sandbox.graph(ben, `/teams('${builtTeams.open}')/channels?$select=id,displayName`)).body.value).toEqual([
      { id: builtChannels.general, displayName: 'General' }, { id: builtChannels.help, displayName: 'Ask for help' },
    ]);
    const members = await sandbox.graph(ben, `${open}/members?$filter=${encodeURIComponent("roles/any(r:r eq 'owner')")}`);
    expect(members.body.value).toMatchObject([{ userId: people.ben, roles: ['owner'] }]);
    const one = await sandbox.graph(ben, `${open}/members?$filter=${encodeURIComponent(`(microsoft.graph.aadUserConversationMember/userId eq '${people.dora}')`)}`);
    expect(one.body.value.map((member: { userId: string }) => member.userId)).toEqual([people.dora]);
  });

  it('creates a channel once, for members only', async () => {
    const body = { displayName: 'Seals', description: 'All about seals' };
    const made = await sandbox.graph(ben, `${open}/channels`, { method: 'POST', body });
    expect(made.status).toBe(201);
    expect((await sandbox.graph(ben, `${open}/channels/${encodeURIComponent(made.body.id)}`)).body.displayName).toBe('Seals');
    expect((await sandbox.graph(ben, `${open}/channels`, { method: 'POST', body })).status).toBe(400);
    expect((await sandbox.graph(ben, `${open}/channels`, { method: 'POST', body: { displayName: 'a/b' } })).status).toBe(400);
    expect((await sandbox.graph(emil, `${open}/channels`, { method: 'POST', body: { displayName: 'Mine' } })).status).toBe(403);
    expect(sandbox.journal.writes.map(entry => entry.operation)).toEqual(['POST /teams/{team-id}/channels']);
  });

  it('takes people in and out of a team', async () => {
    const owner = await startTestSandbox({ apps: [buildApp({ delegatedPermissions: ['TeamMember.ReadWrite.All', 'TeamMember.ReadWriteNonOwnerRole.All', 'Team.ReadBasic.All', 'Group.ReadWrite.All'] })] });
    try {
      const [asBen, asEmil] = await Promise.all([owner.graphToken(upn('ben')), owner.graphToken(upn('emil'))]);
      const body = { '@odata.type': '#microsoft.graph.aadUserConversationMember', roles: [], 'user@odata.bind': `https://graph.microsoft.com/v1.0/users('${people.emil}')` };
      expect((await owner.graph(asEmil, `${open}/members`, { method: 'POST', body })).status).toBe(403);
      const made = await owner.graph(asBen, `${open}/members`, { method: 'POST', body });
      expect(made.body).toMatchObject({ userId: people.emil, roles: [] });
      expect((await owner.graph(asEmil, '/me/joinedTeams')).body.value).toHaveLength(1);
      expect((await owner.graph(asBen, `${open}/members/${encodeURIComponent(made.body.id)}`, { method: 'DELETE' })).status).toBe(204);
      expect((await owner.graph(asEmil, '/me/joinedTeams')).body.value).toEqual([]);
    } finally {
      await owner.stop();
    }
  });

  it('loses a channel, and a whole team, for good', async () => {
    const channel = `${open}/channels/${encodeURIComponent(builtChannels.help)}`;
    expect((await sandbox.graph(ben, channel, { method: 'DELETE' })).status).toBe(204);
    expect((await sandbox.graph(ben, channel)).status).toBe(404);
    expect((await sandbox.graph(ben, `${open}/channels/${encodeURIComponent(builtChannels.general)}`, { method: 'DELETE' })).status).toBe(400);
    expect((await sandbox.graph(emil, `/groups/${builtTeams.open}`, { method: 'DELETE' })).status).toBe(403);
    expect((await sandbox.graph(ben, `/groups/${builtTeams.open}`, { method: 'DELETE' })).status).toBe(204);
    for (const path of [open, `${open}/channels`, `/groups/${builtTeams.open}`, `/groups/${builtTeams.open}/drives`, `/drives/${builtDrives.open}`, `/groups/${builtTeams.open}/events`]) {
      expect({ path, status: (await sandbox.graph(ben, path)).status }).toEqual({ path, status: 404 });
    }
    expect((await sandbox.graph(ben, '/me/joinedTeams')).body.value).toEqual([]);
  });

  it('turns a public team private', async () => {
    expect((await sandbox.graph(ben, `/groups/${builtTeams.open}`, { method: 'PATCH', body: { visibility: 'Private' } })).status).toBe(204);
    expect((await sandbox.graph(emil, open)).status).toBe(403);
    expect((await sandbox.graph(emil, `/groups/${builtTeams.open}/drives`)).status).toBe(403);
    expect((await sandbox.graph(emil, `/groups/${builtTeams.open}/events`)).status).toBe(403);
  });

  it('installs the app in a team once, and tells the bot', async () => {
    const told: unknown[] = [];
    sandbox.events.on('appInstalledInTeam', event => told.push(event));
    expect((await install()).status).toBe(201);
    expect((await install()).status).toBe(409);
    expect(told).toEqual([{ clientId: sandbox.app.clientId, teamId: builtTeams.open, byUserId: people.ben }]);
    const { body } = await sandbox.graph(ben, `${open}/installedApps?$expand=teamsApp,teamsAppDefinition&$filter=${encodeURIComponent(`teamsApp/externalId eq '${sandbox.app.manifest.id}'`)}`);
    expect(body.value).toMatchObject([{ teamsApp: { externalId: sandbox.app.manifest.id, distributionMethod: 'organization' }, teamsAppDefinition: { version: '1.0.0' } }]);
    expect((await sandbox.graph(ben, `${open}/installedApps`)).body.value).toEqual([{ id: body.value[0].id }]);
    expect((await sandbox.graph(ben, `${open}/installedApps/${body.value[0].id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await sandbox.graph(ben, `${open}/installedApps`)).body.value).toEqual([]);
  });

  it('adds an app with resource-specific permissions only with consent to them, which then hold in that team', async () => {
    const wanting = buildApp({
      resourceSpecific: ['TeamSettings.Read.Group'],
      delegatedPermissions: ['AppCatalog.Read.All', 'TeamsAppInstallation.ReadWriteSelfForTeam', 'TeamsAppInstallation.ReadWriteAndConsentSelfForTeam'],
    });
    sandbox.registerApp(wanting);
    const consent = (permissionValue: string) => ({ consentedPermissionSet: { resourceSpecificPermissions: [{ permissionValue, permissionType: 'application' }] } });
    const add = async (scope: string, body: object) => {
      const token = await sandbox.graphToken(upn('ben'), `https://graph.microsoft.com/${scope}`);
      return (await sandbox.graph(token, `${open}/installedApps`, { method: 'POST', body: { ...await binding(), ...body } })).status;
    };
    expect((await sandbox.graph(asApp, open)).status).toBe(403);
    expect(await add('TeamsAppInstallation.ReadWriteSelfForTeam', consent('TeamSettings.Read.Group'))).toBe(400);
    expect(await add('TeamsAppInstallation.ReadWriteAndConsentSelfForTeam', {})).toBe(400);
    expect(await add('TeamsAppInstallation.ReadWriteAndConsentSelfForTeam', consent('TeamMember.Read.Group'))).toBe(400);
    expect(await add('TeamsAppInstallation.ReadWriteAndConsentSelfForTeam', consent('TeamSettings.Read.Group'))).toBe(201);
    expect((await sandbox.graph(asApp, open)).status).toBe(200);
    expect((await sandbox.graph(asApp, `/teams/${builtTeams.closed}`)).status).toBe(403);
  });

  it('tells who has consent to what in a team; what an app wants since then has to be consented anew', async () => {
    sandbox.registerApp(buildApp({ resourceSpecific: ['TeamsAppInstallation.Read.Group'] }));
    const body = { ...await binding(), consentedPermissionSet: { resourceSpecificPermissions: [{ permissionValue: 'TeamsAppInstallation.Read.Group', permissionType: 'application' }] } };
    expect((await sandbox.graph(asApp, `${open}/permissionGrants`)).status).toBe(200);
    sandbox.registerApp(buildApp({ resourceSpecific: ['TeamsAppInstallation.Read.Group'], applicationPermissions: [] }));
    const bare = await sandbox.appGraphToken();
    expect((await sandbox.graph(bare, `${open}/permissionGrants`)).status).toBe(403);
    expect((await sandbox.graph(await sandbox.graphToken(upn('ben')), `${open}/installedApps`, { method: 'POST', body })).status).toBe(201);
    sandbox.registerApp(buildApp({ resourceSpecific: ['TeamsAppInstallation.Read.Group', 'TeamSettings.Read.Group'], applicationPermissions: [] }));
    const { body: grants } = await sandbox.graph(bare, `${open}/permissionGrants`);
    expect(grants.value).toMatchObject([{ clientAppId: sandbox.app.clientId, permission: 'TeamsAppInstallation.Read.Group', permissionType: 'Application' }]);
    expect((await sandbox.graph(bare, open)).status).toBe(403);
  });

  it('adds tabs of an installed app, and removes them with it', async () => {
    const body = { displayName: 'Community', ...await binding(), configuration: { entityId: 'c-1', contentUrl: 'http://localhost/tab/c-1', websiteUrl: 'http://localhost/tab/c-1' } };
    const early = await sandbox.graph(ben, tabs, { method: 'POST', body });
    expect([early.status, early.body.error.message]).toEqual([403, expect.stringContaining('not installed')]);
    await install();
    const made = await sandbox.graph(ben, tabs, { method: 'POST', body });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ displayName: 'Community', configuration: { entityId: 'c-1' } });
    expect((await sandbox.graph(ben, `${tabs}?$expand=teamsApp`)).body.value).toMatchObject([{ id: made.body.id, teamsApp: { externalId: sandbox.app.manifest.id } }]);
    expect((await sandbox.graph(ben, `${tabs}/${made.body.id}`, { method: 'PATCH', body: { displayName: 'Pumps' } })).body.displayName).toBe('Pumps');
    expect((await sandbox.graph(ben, `${tabs}/${made.body.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await sandbox.graph(ben, `${tabs}/${made.body.id}`)).status).toBe(404);
  });

  it('installs the app for a person, with a chat for the bot', async () => {
    const told: unknown[] = [];
    sandbox.events.on('appInstalledForUser', event => told.push(event));
    const path = `/users/${people.dora}/teamwork/installedApps`;
    const made = await sandbox.graph(asApp, path, { method: 'POST', body: await binding() });
    expect(made.status).toBe(201);
    expect((await sandbox.graph(asApp, path, { method: 'POST', body: await binding() })).status).toBe(409);
    const [installation] = (await sandbox.graph(asApp, `${path}?$expand=teamsApp`)).body.value;
    const chat = await sandbox.graph(asApp, `${path}/${encodeURIComponent(installation.id)}/chat`);
    expect(chat.body).toMatchObject({ chatType: 'oneOnOne', id: `19:${people.dora}_${sandbox.app.clientId}@unq.gbl.spaces` });
    expect(told).toEqual([{ clientId: sandbox.app.clientId, userId: people.dora, chatId: chat.body.id }]);
    expect((await sandbox.graph(ben, path)).status).toBe(403);
    const chatty = await startTestSandbox({ apps: [buildApp({ delegatedPermissions: ['Chat.ReadBasic', 'TeamsAppInstallation.ReadWriteSelfForUser'] })] });
    const dora = await chatty.graphToken(upn('dora'));
    await chatty.graph(dora, path, { method: 'POST', body: await binding() });
    expect((await chatty.graph(dora, '/me/chats?$expand=members')).body.value).toMatchObject([{ id: chat.body.id, members: [{ userId: people.dora }] }]);
    expect((await chatty.graph(dora, `/chats/${encodeURIComponent(chat.body.id)}`)).body.chatType).toBe('oneOnOne');
    await chatty.stop();
  });

  it('lets an app with self permissions install only itself', async () => {
    const other = buildApp({ clientId: people.emil, displayName: 'Other', manifest: { ...buildApp().manifest, id: people.emil } });
    sandbox.registerApp(other);
    const { body } = await sandbox.graph(ben, `/appCatalogs/teamsApps?$filter=externalId eq '${people.emil}'`);
    const refused = await sandbox.graph(asApp, `/users/${people.dora}/teamwork/installedApps`, {
      method: 'POST', body: { 'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${body.value[0].id}` },
    });
    expect(refused.status).toBe(403);
  });
});
