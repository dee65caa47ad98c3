import { startNotificationReceiver, type NotificationReceiver } from '../support/notification-receiver.ts';
import { buildApp, startTestSandbox, type AnyJson, type TestSandbox } from '../support/sandbox.ts';
import { builtChannels, builtDrives, builtTeams, people, upn } from '../support/tenant-builder.ts';

const minutes = 60_000;
const hours = 60 * minutes;
const days = 24 * hours;
const team = `/teams/${builtTeams.open}`;
const root = `/drives/${builtDrives.open}/root`;
const help = `${team}/channels/${encodeURIComponent(builtChannels.help)}`;
const bind = (id: string) => ({ roles: [], 'user@odata.bind': `https://graph.microsoft.com/v1.0/users('${id}')` });
const applicationPermissions = ['Team.ReadBasic.All', 'Channel.ReadBasic.All', 'TeamMember.Read.All', 'Group.Read.All', 'User.Read.All', 'Files.ReadWrite.All'];

describe('change notifications', () => {
  let sandbox: TestSandbox;
  let receiver: NotificationReceiver;
  let asApp: string;
  let ben: string;
  beforeEach(async () => {
    receiver = await startNotificationReceiver();
    sandbox = await startTestSandbox({ apps: [buildApp({ applicationPermissions, resourceSpecific: [] })] });
    [asApp, ben] = await Promise.all([sandbox.appGraphToken(), sandbox.personToken(upn('ben'))]);
  });
  afterEach(async () => {
    await sandbox.stop();
    await receiver.close();
  });
  const inFuture = (milliseconds: number) => new Date(sandbox.clock.now() + milliseconds).toISOString();
  const body = (resource: string, changes: object = {}) => ({
    changeType: resource.startsWith('/drives') || resource.startsWith('/groups') || resource.startsWith('/users') ? 'updated' : 'created,updated,deleted', resource, clientState: 'a secret',
    notificationUrl: `${receiver.url}news`, lifecycleNotificationUrl: `${receiver.url}life`, expirationDateTime: inFuture(2 * days), ...changes,
  });
  const send = (method: string, path: string, content?: unknown, token = ben) => sandbox.graph(token, path, { method, body: content });
  const subscribe = (resource: string, changes: object = {}, token = asApp) => send('POST', '/subscriptions', body(resource, changes), token);
  const told = async () => {
    await sandbox.notifications.settled();
    return receiver.received.splice(0) as AnyJson[];
  };
  const put = (name: string) => fetch(`${sandbox.url}/v1.0${root}:/${name}:/content`, { method: 'PUT', headers: { Authorization: `Bearer ${ben}`, 'Content-Type': 'text/plain' }, body: name });

  it('begin with a handshake, at both addresses', async () => {
    const asked: string[] = [];
    const { validate } = receiver;
    receiver.validate = (token, response) => { asked.push(token); validate(token, response); };
    const made = await subscribe(team);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      '@odata.context': `${sandbox.url}/v1.0/$metadata#subscriptions/$entity`, resource: team, applicationId: sandbox.app.clientId, changeType: 'created,updated,deleted', clientState: 'a secret',
      notificationUrl: `${receiver.url}news`, lifecycleNotificationUrl: `${receiver.url}life`, latestSupportedTlsVersion: 'v1_2',
    });
    expect(new Set(asked).size).toBe(2);
    expect(receiver.received).toEqual([]);
    const refusals: [NotificationReceiver['validate'], string][] = [
      [(_token, response) => { response.statusCode = 403; response.end(); }, "'403'"],
      [(token, response) => { response.setHeader('Content-Type', 'text/html'); response.end(token); }, 'text/plain'],
      [(token, response) => { response.setHeader('Content-Type', 'text/plain'); response.end(encodeURIComponent(token)); }, 'exactly match'],
      [(_token, response) => { response.destroy(); }, 'could not be reached'],
    ];
    for (const [wrong, message] of refusals) {
      receiver.validate = wrong;
      const refused = await subscribe(team);
      expect([refused.status, refused.body.error.code, refused.body.error.message]).toEqual([400, 'ValidationError', expect.stringContaining(message)]);
    }
    for (const notificationUrl of ['http://example.com/news', 'nonsense', 'ftp://localhost/']) expect((await subscribe(team, { notificationUrl })).body.error.code).toBe('ValidationError');
    expect((await send('GET', '/subscriptions', undefined, asApp)).body.value).toHaveLength(1);
  });

  it('exist for some resources only, for as long as these allow', async () => {
    const longest: Record<string, number> = { '/teams': 4_320, [team]: 4_320, [`${team}/channels`]: 4_320, [`${team}/members`]: 4_320, '/groups': 41_760, [`/groups/${builtTeams.open}/members`]: 41_760, '/users': 41_760, [root]: 42_300 };
    for (const [resource, limit] of Object.entries(longest)) {
      expect({ resource, status: (await subscribe(resource, { expirationDateTime: inFuture((limit + 5) * minutes) })).status }).toEqual({ resource, status: 400 });
      expect({ resource, status: (await subscribe(resource, { expirationDateTime: inFuture((limit - 1) * minutes) })).status }).toEqual({ resource, status: 201 });
    }
    for (const resource of [`/groups/${builtTeams.open}/events`, `/groups/${builtTeams.open}/calendar/events`, `${team}/channels/${builtChannels.help}/tabs`, `/drives/${builtDrives.open}/items/1`, '/planets']) {
      expect({ resource, status: (await subscribe(resource, { changeType: 'updated' })).status }).toEqual({ resource, status: 400 });
    }
    for (const changes of [{ expirationDateTime: inFuture(-1) }, { expirationDateTime: 'soon' }, { clientState: 'x'.repeat(129) }, { changeType: 'moved' }, { latestSupportedTlsVersion: 'v9' }, { resource: undefined }, { lifecycleNotificationUrl: undefined }]) {
      expect({ changes, status: (await subscribe(team, changes)).status }).toEqual({ changes, status: 400 });
    }
    expect((await subscribe(team, { lifecycleNotificationUrl: undefined, expirationDateTime: inFuture(50 * minutes) })).status).toBe(201);
    expect((await subscribe(root, { changeType: 'created' })).status).toBe(400);
    expect((await subscribe('/teams/00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });

  it('need the permission for what they tell of', async () => {
    sandbox.registerApp(buildApp({ applicationPermissions: ['Team.ReadBasic.All'], delegatedPermissions: ['Team.ReadBasic.All', 'Channel.ReadBasic.All'], resourceSpecific: ['TeamMember.Read.Group'] }));
    const [narrow, emil] = [await sandbox.appGraphToken(), await sandbox.graphToken(upn('emil'))];
    const status = async (resource: string, token: string) => (await subscribe(resource, {}, token)).status;
    expect([await status('/teams', narrow), await status(team, narrow), await status(`${team}/channels`, narrow), await status('/users', narrow)]).toEqual([201, 201, 403, 403]);
    expect([await status('/teams', emil), await status(team, emil), await status(`${team}/channels`, emil), await status(`/teams/${builtTeams.closed}`, emil)]).toEqual([403, 201, 201, 403]);
    expect(await status(`${team}/members`, narrow)).toBe(403);
    sandbox.registerApp(buildApp({ applicationPermissions: ['Team.ReadBasic.All'], resourceSpecific: ['TeamMember.Read.Group'], delegatedPermissions: ['TeamsAppInstallation.ReadWriteAndConsentSelfForTeam', 'AppCatalog.Read.All'] }));
    const graph = await sandbox.graphToken(upn('ben'));
    const id = (await sandbox.graph(graph, `/appCatalogs/teamsApps?$filter=externalId eq '${sandbox.app.manifest.id}'`)).body.value[0].id;
    const installed = await send('POST', `${team}/installedApps`, {
      'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${id}`, consentedPermissionSet: { resourceSpecificPermissions: [{ permissionValue: 'TeamMember.Read.Group', permissionType: 'application' }] },
    }, graph);
    expect(installed.status).toBe(201);
    expect(await status(`${team}/members`, narrow)).toBe(201);
    expect(await status(`/teams/${builtTeams.closed}/members`, narrow)).toBe(403);
  });

  it('tell of teams, channels and members, several in one request', async () => {
    const ids = new Map<string, string>();
    for (const resource of ['/teams', team, `${team}/channels`, `${team}/members`]) ids.set(resource, (await subscribe(resource)).body.id);
    await send('PATCH', team, { displayName: 'Pumps and seals' });
    const renamed = await told();
    expect(renamed.map(each => each.subscriptionId).sort()).toEqual([ids.get('/teams'), ids.get(team)].sort());
    expect(receiver.requests).toBe(1);
    expect(renamed[0]).toEqual({
      at: '/news', subscriptionId: expect.any(String), subscriptionExpirationDateTime: expect.any(String), tenantId: sandbox.tenantId, clientState: 'a secret', changeType: 'updated',
      resource: `teams('${builtTeams.open}')`, resourceData: { id: builtTeams.open, '@odata.type': '#Microsoft.Graph.Team', '@odata.id': `teams('${builtTeams.open}')` },
    });
    await send('PATCH', help, { displayName: 'Ask' });
    await send('DELETE', help);
    expect((await told()).map(({ subscriptionId, changeType, resourceData }) => [subscriptionId, changeType, resourceData.id])).toEqual([
      [ids.get(`${team}/channels`), 'updated', builtChannels.help], [ids.get(`${team}/channels`), 'deleted', builtChannels.help],
    ]);
    const member = await send('POST', `${team}/members`, bind(people.emil));
    const joined = await told();
    expect(joined.map(({ subscriptionId, changeType, resource }) => [subscriptionId, changeType, resource])).toEqual([[ids.get(`${team}/members`), 'created', `teams('${builtTeams.open}')/members('${member.body.id}')`]]);
    expect((await sandbox.graph(ben, `/${joined[0].resource}`)).body.userId).toBe(people.emil);
    await send('DELETE', `/groups/${builtTeams.open}`);
    expect((await told()).map(({ subscriptionId, changeType }) => [subscriptionId, changeType])).toEqual([[ids.get('/teams'), 'deleted'], [ids.get(team), 'deleted']]);
    await send('POST', `/directory/deletedItems/${builtTeams.open}/restore`);
    expect((await told()).map(({ changeType }) => changeType)).toEqual(['created', 'created']);
  });

  it('tell of groups, people and drives, of these without details', async () => {
    for (const resource of ['/groups', `/groups/${builtTeams.open}/members`, '/users']) await subscribe(resource, { changeType: 'updated,deleted' });
    const drive = (await subscribe(root)).body.id;
    const emil = `/groups/${builtTeams.open}/members/$ref`;
    await send('POST', emil, { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${people.emil}` });
    expect((await told()).map(({ changeType, resource, resourceData }) => [changeType, resource, resourceData['members@delta']])).toEqual(Array(2).fill(['updated', `Groups/${builtTeams.open}`, [{ id: people.emil }]]));
    await send('PATCH', `/users/${people.emil}`, { department: 'Works' });
    expect(await told()).toMatchObject([{ changeType: 'updated', resource: `Users/${people.emil}`, resourceData: { id: people.emil, '@odata.type': '#Microsoft.Graph.User' } }]);
    await send('DELETE', `/users/${people.emil}`);
    expect((await told()).filter(({ resource }) => resource.startsWith('Users')).map(({ changeType }) => changeType)).toEqual(['updated', 'deleted']);
    await put('news.txt');
    const [news] = await told();
    expect(news).toMatchObject({ subscriptionId: drive, changeType: 'updated', resource: `drives/${builtDrives.open}/root`, clientState: 'a secret' });
    expect(news).not.toHaveProperty('resourceData');
  });

  it('are said once when much happens in a drive before they are sent', async () => {
    await subscribe(root);
    sandbox.settings.notificationDelayMs = 60_000;
    for (let number = 0; number < 5; number += 1) await put(`file-${number}.txt`);
    expect(await told()).toEqual([]);
    sandbox.clock.advance(60_000);
    expect(await told()).toHaveLength(1);
  });

  it('are tried again, ever more seldom, for four hours', async () => {
    await subscribe(team);
    receiver.answers = [500, 404, null, 202];
    await send('PATCH', team, { description: 'Once' });
    await sandbox.notifications.settled();
    expect(receiver.requests).toBe(1);
    for (const pause of [10_000, 20_000, 40_000]) {
      sandbox.clock.advance(pause - 1000);
      await sandbox.notifications.settled();
      const before = receiver.requests;
      sandbox.clock.advance(2000);
      await sandbox.notifications.settled();
      expect(receiver.requests).toBe(before + 1);
    }
    expect(await told()).toHaveLength(1);
    receiver.answers = Array(1000).fill(503);
    ben = await sandbox.personToken(upn('ben'));
    await send('PATCH', team, { description: 'Twice' });
    for (let passed = 0; passed < 5; passed += 0.25) {
      sandbox.clock.advance(hours / 4);
      await sandbox.notifications.settled();
    }
    const tried = receiver.requests;
    receiver.answers = [];
    sandbox.clock.advance(4 * hours);
    expect(await told()).toEqual([]);
    expect(receiver.requests).toBe(tried);
  });

  it('end with the subscription, which is renewed before', async () => {
    const { id } = (await subscribe(team, { expirationDateTime: inFuture(50 * minutes), lifecycleNotificationUrl: undefined })).body;
    const one = `/subscriptions/${id}`;
    const renewed = await send('PATCH', one, { expirationDateTime: inFuture(3 * hours) }, asApp);
    expect([renewed.status, Date.parse(renewed.body.expirationDateTime) > sandbox.clock.now() + 2 * hours]).toEqual([200, true]);
    expect((await send('PATCH', one, { lifecycleNotificationUrl: receiver.url }, asApp)).status).toBe(400);
    expect((await send('PATCH', one, { expirationDateTime: inFuture(4 * days) }, asApp)).status).toBe(400);
    receiver.validate = (_token, response) => { response.statusCode = 500; response.end(); };
    expect((await send('PATCH', one, { notificationUrl: `${receiver.url}other` }, asApp)).body.error.code).toBe('ValidationError');
    expect((await send('GET', one, undefined, ben)).status).toBe(404);
    sandbox.clock.advance(3 * hours);
    [asApp, ben] = await Promise.all([sandbox.appGraphToken(), sandbox.personToken(upn('ben'))]);
    expect((await send('GET', one, undefined, asApp)).body.error.code).toBe('ResourceNotFound');
    expect((await send('PATCH', one, { expirationDateTime: inFuture(hours) }, asApp)).status).toBe(404);
    await send('PATCH', team, { description: 'After' });
    expect(await told()).toEqual([]);
  });

  it('say when a subscription needs attention, at an address of its own', async () => {
    const { id } = (await subscribe(team)).body;
    sandbox.clock.advance(2 * days - 59 * minutes);
    expect(await told()).toMatchObject([{ at: '/life', subscriptionId: id, lifecycleEvent: 'reauthorizationRequired', clientState: 'a secret', tenantId: sandbox.tenantId }]);
    [asApp, ben] = await Promise.all([sandbox.appGraphToken(), sandbox.personToken(upn('ben'))]);
    await send('PATCH', `/subscriptions/${id}`, { expirationDateTime: inFuture(2 * days) }, asApp);
    expect(sandbox.notifications.lifecycle(id, 'reauthorizationRequired', { pause: true })).toBe(true);
    await send('PATCH', team, { description: 'Unheard' });
    expect((await told()).map(each => each.lifecycleEvent)).toEqual(['reauthorizationRequired']);
    expect((await send('POST', `/subscriptions/${id}/reauthorize`, undefined, asApp)).status).toBe(204);
    await send('PATCH', team, { description: 'Heard' });
    expect((await told()).map(each => each.changeType)).toEqual(['updated']);
    sandbox.notifications.lifecycle(id, 'missed');
    sandbox.notifications.lifecycle(id, 'subscriptionRemoved');
    expect((await told()).map(each => each.lifecycleEvent)).toEqual(['missed', 'subscriptionRemoved']);
    expect((await send('GET', `/subscriptions/${id}`, undefined, asApp)).status).toBe(404);
    expect(sandbox.notifications.lifecycle(id, 'missed')).toBe(false);
  });

  it('stop when consent is revoked, until there is a new one', async () => {
    const { id } = (await subscribe(team)).body;
    sandbox.registerApp(buildApp({ applicationPermissions: [], resourceSpecific: [] }));
    for (const description of ['One', 'Two']) await send('PATCH', team, { description });
    expect((await told()).map(each => each.lifecycleEvent)).toEqual(['reauthorizationRequired']);
    expect((await send('POST', `/subscriptions/${id}/reauthorize`, undefined, await sandbox.appGraphToken())).status).toBe(403);
    sandbox.registerApp(buildApp({ applicationPermissions, resourceSpecific: [] }));
    await send('POST', `/subscriptions/${id}/reauthorize`, undefined, asApp);
    await send('PATCH', team, { description: 'Three' });
    expect((await told()).map(each => each.changeType)).toEqual(['updated']);
    await fetch(`${sandbox.url}/sandbox/apps/${sandbox.app.clientId}/consent/revoke`, { method: 'POST', body: JSON.stringify({ kind: 'application' }) });
    await send('PATCH', team, { description: 'Four' });
    expect((await told()).map(each => each.lifecycleEvent)).toEqual(['reauthorizationRequired']);
  });

  it('are lost, repeated, late or at an end when told to, also from another process', async () => {
    const control = (method: string, path: string, content?: object) => fetch(`${sandbox.url}/sandbox${path}`, { method, body: content && JSON.stringify(content) });
    const { id } = (await subscribe(team)).body;
    const change = async () => { await send('PATCH', team, { description: String(Math.random()) }); return told(); };
    await control('PATCH', '/settings', { lostNotifications: 1, repeatedNotifications: 1 });
    expect([(await change()).length, (await change()).length, (await change()).length]).toEqual([0, 2, 1]);
    expect((await (await control('GET', '/subscriptions')).json()).subscriptions).toMatchObject([{ id, resource: team }]);
    expect((await control('POST', `/subscriptions/${id}/lifecycle`, { event: 'missed' })).status).toBe(204);
    expect((await told()).map(each => each.lifecycleEvent)).toEqual(['missed']);
    expect((await control('POST', `/subscriptions/${id}/lifecycle`, { event: 'nonsense' })).status).toBe(400);
    expect((await control('POST', `/subscriptions/${id}/expire`)).status).toBe(204);
    expect((await control('POST', `/subscriptions/${id}/expire`)).status).toBe(404);
    expect(await change()).toEqual([]);
  });

  it('are each app\'s own, and for people each person\'s', async () => {
    const graph = await sandbox.graphToken(upn('ben'));
    const [own, asBen] = [(await subscribe(team)).body.id, (await subscribe(team, {}, graph)).body];
    expect(asBen.creatorId).toBe(people.ben);
    const listed = async (token: string) => (await send('GET', '/subscriptions', undefined, token)).body.value.map((each: { id: string }) => each.id);
    expect([await listed(asApp), await listed(graph), await listed(ben)]).toEqual([[own], [asBen.id], []]);
    expect((await send('DELETE', `/subscriptions/${own}`, undefined, graph)).status).toBe(404);
    expect((await send('DELETE', `/subscriptions/${own}`, undefined, asApp)).status).toBe(204);
    expect(await listed(asApp)).toEqual([]);
  });
});
