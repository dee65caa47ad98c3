import { buildApp, startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { builtChannels, builtDrives, builtTeams, people, upn } from '../support/tenant-builder.ts';

const days = 24 * 60 * 60 * 1000;
const team = `/teams/${builtTeams.open}`;
const help = `${team}/channels/${encodeURIComponent(builtChannels.help)}`;
const bind = (id: string, roles: string[] = []) => ({ '@odata.type': '#microsoft.graph.aadUserConversationMember', roles, 'user@odata.bind': `https://graph.microsoft.com/v1.0/users('${id}')` });

describe('teams, channels and members that change', () => {
  let sandbox: TestSandbox;
  let ben: string;
  let carla: string;
  let emil: string;
  const told: { kind: string, changeType: string }[] = [];
  beforeEach(async () => {
    sandbox = await startTestSandbox({ apps: [buildApp({ resourceSpecific: [] })] });
    sandbox.settings.teamOperationMs = 60_000;
    [ben, carla, emil] = await Promise.all([sandbox.personToken(upn('ben')), sandbox.personToken(upn('carla')), sandbox.personToken(upn('emil'))]);
    told.length = 0;
    sandbox.events.on('graphChanged', change => told.push(change));
  });
  afterEach(() => sandbox.stop());
  const send = (method: string, path: string, body?: unknown, token = ben) => sandbox.graph(token, path, { method, body });
  const get = (path: string, token = ben) => sandbox.graph(token, path);
  const passed = async (milliseconds: number) => {
    sandbox.clock.advance(milliseconds);
    [ben, carla, emil] = await Promise.all([sandbox.personToken(upn('ben')), sandbox.personToken(upn('carla')), sandbox.personToken(upn('emil'))]);
  };

  it('are renamed and described by owners', async () => {
    expect((await send('PATCH', team, { displayName: 'Pumps and valves', description: 'All that moves water', visibility: 'private' })).status).toBe(204);
    expect((await get(team)).body).toMatchObject({ displayName: 'Pumps and valves', description: 'All that moves water', visibility: 'private' });
    expect((await get(`/groups/${builtTeams.open}`)).body).toMatchObject({ displayName: 'Pumps and valves', visibility: 'Private' });
    expect(told).toMatchObject([{ kind: 'group', changeType: 'updated' }, { kind: 'team', changeType: 'updated' }]);
    expect((await send('PATCH', team, { displayName: 'Mine' }, carla)).status).toBe(403);
    expect((await send('PATCH', team, { displayName: 'Half', visibility: 'secret' })).status).toBe(400);
    expect((await get(team)).body.displayName).toBe('Pumps and valves');
  });

  it('are archived in a while, files too when asked, and opened again', async () => {
    const begun = await send('POST', `${team}/archive`, { shouldSetSpoSiteReadOnlyForMembers: true });
    expect([begun.status, begun.body]).toEqual([202, '']);
    const operation = begun.headers.get('location')!;
    expect(operation).toMatch(/^\/teams\('[0-9a-f-]+'\)\/operations\('[0-9a-f-]+'\)$/);
    expect((await get(operation)).body).toMatchObject({ operationType: 'archiveTeam', status: 'notStarted', attemptsCount: 0, targetResourceId: builtTeams.open, error: null });
    sandbox.clock.advance(30_000);
    expect((await get(operation)).body.status).toBe('inProgress');
    expect((await get(team)).body.isArchived).toBe(false);
    sandbox.clock.advance(30_000);
    expect((await get(operation)).body).toMatchObject({ status: 'succeeded', attemptsCount: 1 });
    expect((await get(team)).body.isArchived).toBe(true);
    expect((await get('/me/joinedTeams')).body.value[0].isArchived).toBe(true);
    expect((await send('POST', `${team}/channels`, { displayName: 'Late' })).status).toBe(403);
    expect((await send('PATCH', team, { displayName: 'Late' })).status).toBe(403);
    expect((await send('POST', `/drives/${builtDrives.open}/root/children`, { name: 'Late', folder: {} }, carla)).body.error.code).toBe('accessDenied');
    expect((await send('POST', `/drives/${builtDrives.open}/root/children`, { name: 'Owner', folder: {} })).status).toBe(201);
    expect((await send('POST', `${team}/members`, bind(people.emil))).status).toBe(201);
    expect((await send('POST', `${team}/archive`, {}, carla)).status).toBe(403);
    await send('POST', `${team}/unarchive`);
    sandbox.clock.advance(60_000);
    expect((await get(team)).body.isArchived).toBe(false);
    expect((await send('POST', `/drives/${builtDrives.open}/root/children`, { name: 'Again', folder: {} }, carla)).status).toBe(201);
  });

  it('tell when an operation failed, and leave things as they were', async () => {
    sandbox.settings.failingTeamOperations = 1;
    const { headers } = await send('POST', `${team}/archive`);
    sandbox.clock.advance(60_000);
    expect((await get(headers.get('location')!)).body).toMatchObject({ status: 'failed', error: { code: 'InternalServerError' } });
    expect((await get(team)).body.isArchived).toBe(false);
    expect((await get(headers.get('location')!.replace(builtTeams.open, builtTeams.closed))).status).toBe(404);
  });

  it('know channels by any name that Teams takes, and by no other', async () => {
    const post = async (displayName: unknown) => (await send('POST', `${team}/channels`, { displayName })).status;
    for (const name of ['Ventile & Dichtungen', 'a/b', 'C:\\', 'why?', '_hidden', '.dot', 'end.', 'CON', 'lpt1', 'desktop.ini', 'my_vti_channel', 'two..dots', 'x'.repeat(51), ' ', 5, undefined, 'tab\there', 'General', 'ask FOR help']) {
      expect({ name, status: await post(name) }).toEqual({ name, status: 400 });
    }
    for (const name of ['Announcements 📢', 'Überdruck', '漏れ', 'A (b) [c], d; e = f @ g ! h $', 'x'.repeat(50), 'CONtrol']) expect({ name, status: await post(name) }).toEqual({ name, status: 201 });
  });

  it('rename channels, and keep the names of deleted ones for thirty days', async () => {
    expect((await send('PATCH', help, { displayName: 'Ask anything', description: null })).status).toBe(204);
    expect((await get(help)).body).toMatchObject({ displayName: 'Ask anything', description: null });
    expect((await send('PATCH', help, { displayName: 'general' })).status).toBe(400);
    expect((await send('PATCH', help, { displayName: 'ASK ANYTHING' })).status).toBe(204);
    expect((await send('PATCH', help, { displayName: 'Mine' }, emil)).status).toBe(403);
    expect((await send('DELETE', help)).status).toBe(204);
    expect(told.map(({ kind, changeType }) => `${kind} ${changeType}`)).toEqual(['channel updated', 'channel updated', 'channel deleted']);
    expect((await get(help)).status).toBe(404);
    expect((await send('POST', `${team}/channels`, { displayName: 'Ask anything' })).status).toBe(400);
    await passed(30 * days);
    expect((await send('POST', `${team}/channels`, { displayName: 'Ask anything' })).status).toBe(201);
  });

  it('have at most a thousand channels, deleted ones included', async () => {
    const graph = await sandbox.graphToken(upn('ben'));
    for (let number = 0; number < 998; number += 1) expect((await sandbox.graph(graph, `${team}/channels`, { method: 'POST', body: { displayName: `Channel ${number}` } })).status).toBe(201);
    expect((await send('DELETE', help)).status).toBe(204);
    expect((await send('POST', `${team}/channels`, { displayName: 'One more' })).body.error.message).toContain('1000');
  });

  it('archive single channels', async () => {
    const { headers, status } = await send('POST', `${help}/archive`);
    expect(status).toBe(202);
    sandbox.clock.advance(60_000);
    expect((await get(headers.get('location')!)).body).toMatchObject({ operationType: 'archiveChannel', status: 'succeeded', targetResourceId: builtChannels.help });
    expect((await get(help)).body.isArchived).toBe(true);
    expect((await send('PATCH', help, { displayName: 'New' })).status).toBe(403);
    await send('POST', `${help}/unarchive`);
    sandbox.clock.advance(60_000);
    expect((await send('PATCH', help, { displayName: 'New' })).status).toBe(204);
  });

  it('show private channels to their members, who are of the team', async () => {
    const made = await send('POST', `${team}/channels`, { displayName: 'Incidents', membershipType: 'private', members: [bind(people.carla)] });
    expect([made.status, made.body.membershipType]).toEqual([201, 'private']);
    const channel = `${team}/channels/${encodeURIComponent(made.body.id)}`;
    const dora = await sandbox.personToken(upn('dora'));
    expect((await get(channel, dora)).status).toBe(404);
    expect((await get(`${channel}/members`, carla)).body.value.map((each: { userId: string, roles: string[] }) => [each.userId, each.roles])).toEqual([[people.carla, []], [people.ben, ['owner']]]);
    expect((await send('POST', `${channel}/members`, bind(people.emil))).status).toBe(400);
    const joined = await send('POST', `${channel}/members`, bind(people.dora));
    expect(joined.status).toBe(201);
    expect((await get(channel, dora)).status).toBe(200);
    const one = `${channel}/members/${joined.body.id}`;
    expect((await send('PATCH', one, { roles: ['owner'] })).body.roles).toEqual(['owner']);
    expect((await send('PATCH', channel, { displayName: 'Near misses' }, carla)).status).toBe(403);
    expect((await send('DELETE', one)).status).toBe(204);
    expect((await get(channel, dora)).status).toBe(404);
    expect((await send('POST', `${help}/members`, bind(people.dora))).status).toBe(400);
    expect((await send('POST', `${team}/channels`, { displayName: 'Outsiders', membershipType: 'private', members: [bind(people.emil)] })).status).toBe(400);
    expect((await send('POST', `${team}/channels`, { displayName: 'Shared', membershipType: 'shared' })).status).toBe(400);
  });

  it('take members in and out, make and unmake owners', async () => {
    const made = await send('POST', `${team}/members`, bind(upn('emil'), ['owner']));
    expect(made.body).toMatchObject({ userId: people.emil, roles: ['owner'] });
    const one = `${team}/members/${made.body.id}`;
    expect((await get(one)).body.roles).toEqual(['owner']);
    expect((await send('PATCH', one, { roles: [] })).body).toMatchObject({ userId: people.emil, roles: [] });
    expect((await send('PATCH', one, { roles: ['guest'] })).status).toBe(400);
    expect((await send('DELETE', one)).status).toBe(204);
    const owner = (await get(`${team}/members?$filter=userId eq '${people.ben}'`)).body.value[0];
    expect((await send('PATCH', `${team}/members/${owner.id}`, { roles: [] })).status).toBe(400);
    expect((await send('DELETE', `${team}/members/${owner.id}`)).status).toBe(400);
    expect(told.filter(({ kind }) => kind === 'teamMember').map(({ changeType }) => changeType)).toEqual(['created', 'updated', 'updated', 'deleted']);
    sandbox.registerApp(buildApp({ delegatedPermissions: ['TeamMember.ReadWriteNonOwnerRole.All'] }));
    const narrow = await sandbox.graphToken(upn('ben'));
    expect((await send('POST', `${team}/members`, bind(people.emil, ['owner']), narrow)).status).toBe(403);
    expect((await send('POST', `${team}/members`, bind(people.emil), narrow)).status).toBe(201);
  });

  it('take several members at once, and say for each whether it worked', async () => {
    const add = (...values: unknown[]) => send('POST', `${team}/members/add`, { values });
    const all = await add(bind(people.emil), bind(people.anna, ['owner']));
    expect([all.status, all.body.value]).toEqual([200, [people.emil, people.anna].map(userId => ({ '@odata.type': '#microsoft.graph.aadUserConversationMemberResult', userId, error: null }))]);
    const unknown = '00000000-0000-4000-8000-000000000000';
    const some = await add(bind(unknown), bind(people.nobody));
    expect([some.status, some.body.value]).toMatchObject([207, [{ userId: unknown, error: { code: 'NotFound' } }, { userId: people.nobody, error: null }]]);
    expect((await add()).status).toBe(400);
  });

  it('lose tabs when they are deleted, and with the app', async () => {
    const app = (await get(`/appCatalogs/teamsApps?$filter=externalId eq '${sandbox.app.manifest.id}'`)).body.value[0].id as string;
    const appBind = { 'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${app}` };
    const graph = await sandbox.graphToken(upn('ben'));
    await send('POST', `${team}/installedApps`, appBind);
    expect((await send('POST', `${help}/tabs`, { ...appBind, displayName: 'Community', configuration: { entityId: 'c-1' } }, graph)).status).toBe(201);
    const [installation] = (await get(`${team}/installedApps`)).body.value;
    expect((await send('DELETE', `${team}/installedApps/${installation.id}`)).status).toBe(204);
    expect((await get(`${help}/tabs`)).body.value).toEqual([]);
  });

  it('follow what happens to their groups', async () => {
    const group = `/groups/${builtTeams.open}`;
    const reference = (id: string) => ({ '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` });
    expect((await send('POST', `${group}/members/$ref`, reference(people.emil))).status).toBe(204);
    expect((await send('POST', `${group}/members/$ref`, reference(people.emil))).body.error.code).toBe('Request_BadRequest');
    expect((await send('POST', `${group}/members/$ref`, reference('00000000-0000-4000-8000-000000000000'))).status).toBe(404);
    expect((await get('/me/joinedTeams', emil)).body.value).toHaveLength(1);
    expect((await send('DELETE', `${group}/owners/${people.ben}/$ref`)).status).toBe(400);
    expect((await send('POST', `${group}/owners/$ref`, reference(people.carla))).status).toBe(204);
    expect((await send('DELETE', `${group}/owners/${people.ben}/$ref`)).status).toBe(204);
    expect((await send('DELETE', `${group}/members/${people.emil}/$ref`)).status).toBe(403);
    expect((await send('DELETE', `${group}/members/${people.emil}/$ref`, undefined, carla)).status).toBe(204);
    expect((await get('/me/joinedTeams', emil)).body.value).toEqual([]);
    expect((await get(`${group}/owners?$select=id`)).body.value.map((each: { id: string }) => each.id)).toEqual([people.carla]);
  });
});

describe('new teams', () => {
  let sandbox: TestSandbox;
  let emil: string;
  beforeEach(async () => {
    sandbox = await startTestSandbox();
    sandbox.settings.teamOperationMs = 60_000;
    emil = await sandbox.personToken(upn('emil'));
  });
  afterEach(() => sandbox.stop());
  const standard = { 'template@odata.bind': "https://graph.microsoft.com/v1.0/teamsTemplates('standard')" };
  const post = (body: object, token = emil) => sandbox.graph(token, '/teams', { method: 'POST', body: { ...standard, ...body } });
  const newGroup = (changes: object = {}) => sandbox.graph(emil, '/groups', {
    method: 'POST', body: { displayName: 'Valves', mailEnabled: true, mailNickname: 'valves', securityEnabled: false, groupTypes: ['Unified'], ...changes },
  });

  it('are there when their operation has succeeded', async () => {
    const begun = await post({ displayName: 'Valves & seals', description: 'Tight', visibility: 'private', members: [bind(people.dora)], channels: [{ displayName: 'Show and tell', description: 'Fridays' }] });
    expect([begun.status, begun.body]).toEqual([202, '']);
    const [, path, id] = /^(\/teams\('([0-9a-f-]+)'\))\/operations\('[^']+'\)$/.exec(begun.headers.get('location')!)!;
    expect(begun.headers.get('content-location')).toBe(path);
    expect((await sandbox.graph(emil, path!)).status).toBe(404);
    expect((await sandbox.graph(emil, begun.headers.get('location')!)).body).toMatchObject({ operationType: 'createTeam', status: 'notStarted', targetResourceLocation: path });
    sandbox.clock.advance(60_000);
    expect((await sandbox.graph(emil, begun.headers.get('location')!)).body).toMatchObject({ status: 'succeeded', targetResourceId: id });
    expect((await sandbox.graph(emil, path!)).body).toMatchObject({ displayName: 'Valves & seals', visibility: 'private', summary: { ownersCount: 1, membersCount: 1 } });
    expect((await sandbox.graph(emil, `${path}/channels`)).body.value.map((each: { displayName: string }) => each.displayName)).toEqual(['General', 'Show and tell']);
    expect((await sandbox.graph(emil, `/groups/${id}/drive`)).body.name).toBe('Documents');
    expect((await sandbox.graph(emil, `/groups/${id}/calendar`)).status).toBe(200);
    expect((await sandbox.graph(emil, `/teams?$filter=startswith(displayName,'Valves')&$select=id`)).body.value).toEqual([{ id }]);
  });

  it('need a template, a name, an owner and names that Teams takes', async () => {
    expect((await sandbox.graph(emil, '/teams', { method: 'POST', body: { displayName: 'X' } })).status).toBe(400);
    expect((await post({})).status).toBe(400);
    expect((await post({ displayName: 'X', channels: [{ displayName: 'a/b' }] })).status).toBe(400);
    expect((await post({ displayName: 'X', visibility: 'secret' })).status).toBe(400);
    sandbox.registerApp(buildApp({ applicationPermissions: ['Team.Create'] }));
    const asApp = await sandbox.appGraphToken();
    expect((await post({ displayName: 'X' }, asApp)).body.error.message).toContain('owner');
    expect((await post({ displayName: 'X', members: [bind(people.emil, ['owner'])] }, asApp)).status).toBe(202);
  });

  it('are made of groups that have an owner and no team', async () => {
    const { body: { id }, status } = await newGroup();
    expect(status).toBe(201);
    expect((await sandbox.graph(emil, `/groups/${id}`)).body).toMatchObject({ resourceProvisioningOptions: [], mail: 'valves@rowan.example' });
    expect((await sandbox.graph(emil, `/teams/${id}`)).status).toBe(404);
    const from = { 'group@odata.bind': `https://graph.microsoft.com/v1.0/groups('${id}')` };
    expect((await post({ ...from, displayName: 'Other' })).status).toBe(400);
    expect((await post({ 'group@odata.bind': `https://graph.microsoft.com/v1.0/groups('${people.emil}')` })).status).toBe(404);
    const begun = await post(from);
    expect(begun.headers.get('content-location')).toBe(`/teams('${id}')`);
    expect((await post(from)).status).toBe(409);
    sandbox.clock.advance(60_000);
    expect((await sandbox.graph(emil, `/teams/${id}`)).body.displayName).toBe('Valves');
    expect((await post(from)).status).toBe(409);
    expect((await newGroup()).body.error.message).toContain('mailNickname');
    expect((await newGroup({ mailNickname: 'no spaces' })).status).toBe(400);
  });

  it('are put under a group at once', async () => {
    const { body: { id } } = await newGroup();
    const put = () => sandbox.graph(emil, `/groups/${id}/team`, { method: 'PUT', body: { memberSettings: { allowCreateUpdateChannels: true } } });
    const made = await put();
    expect([made.status, made.body.displayName]).toEqual([201, 'Valves']);
    expect((await sandbox.graph(emil, `/groups/${id}`)).body.resourceProvisioningOptions).toEqual(['Team']);
    expect((await put()).status).toBe(409);
  });

  it('cannot be made of a young group while it has not reached every server', async () => {
    sandbox.settings.groupReplicationMs = 120_000;
    const { body: { id } } = await newGroup();
    const put = () => sandbox.graph(emil, `/groups/${id}/team`, { method: 'PUT', body: {} });
    const from = { 'group@odata.bind': `https://graph.microsoft.com/v1.0/groups('${id}')` };
    expect([(await put()).status, (await post(from)).status, (await sandbox.graph(emil, `/groups/${id}`)).status]).toEqual([404, 404, 404]);
    sandbox.clock.advance(120_000);
    expect((await put()).status).toBe(201);
  });
});
