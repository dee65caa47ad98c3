import { buildApp, startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { builtChannels, builtDrives, builtTeams, people, upn } from '../support/tenant-builder.ts';

const days = 24 * 60 * 60 * 1000;
const group = `/groups/${builtTeams.open}`;
const deleted = '/directory/deletedItems';

describe('people and groups that are changed, deleted and restored', () => {
  let sandbox: TestSandbox;
  let ben: string;
  let emil: string;
  let now: number;
  const told: { kind: string, changeType: string }[] = [];
  beforeEach(async () => {
    now = Date.now();
    sandbox = await startTestSandbox({ clock: () => now });
    [ben, emil] = await Promise.all([sandbox.personToken(upn('ben')), sandbox.personToken(upn('emil'))]);
    told.length = 0;
    sandbox.events.on('graphChanged', change => told.push(change));
  });
  afterEach(() => sandbox.stop());
  const send = (method: string, path: string, body?: unknown, token = ben) => sandbox.graph(token, path, { method, body });
  const names = async (path: string, token = ben) => (await sandbox.graph(token, path)).body.value.map((each: { displayName: string }) => each.displayName);

  it('renames a group, and its team with it', async () => {
    expect((await send('PATCH', group, { displayName: 'Pumps and seals', description: null })).status).toBe(204);
    expect((await sandbox.graph(ben, `/teams/${builtTeams.open}`)).body).toMatchObject({ displayName: 'Pumps and seals', description: null });
    expect(told).toMatchObject([{ kind: 'group', changeType: 'updated' }, { kind: 'team', changeType: 'updated' }]);
    expect((await send('PATCH', group, { displayName: '' })).status).toBe(400);
    expect((await send('PATCH', group, { displayName: 'Mine' }, emil)).status).toBe(403);
  });

  it('restores a deleted group with its team, channels and files, for those who owned it', async () => {
    expect((await send('DELETE', group)).status).toBe(204);
    expect(told).toMatchObject([{ kind: 'group', changeType: 'deleted' }, { kind: 'team', changeType: 'deleted' }]);
    expect(await names(`${deleted}/microsoft.graph.group`)).toEqual(['Pumps']);
    expect((await sandbox.graph(ben, `${deleted}/${builtTeams.open}`)).body).toMatchObject({ '@odata.type': '#microsoft.graph.group', deletedDateTime: new Date(now).toISOString() });
    expect((await send('POST', `${deleted}/${builtTeams.open}/restore`, undefined, emil)).status).toBe(403);
    expect((await send('POST', `${deleted}/${builtTeams.open}/restore`)).body).toMatchObject({ id: builtTeams.open, displayName: 'Pumps' });
    expect((await sandbox.graph(ben, `/teams/${builtTeams.open}/channels`)).body.value.map((each: { id: string }) => each.id)).toEqual([builtChannels.general, builtChannels.help]);
    expect((await sandbox.graph(ben, `/drives/${builtDrives.open}/root/children`)).body.value).toHaveLength(2);
    expect(await names(`${deleted}/microsoft.graph.group`)).toEqual([]);
    expect((await send('POST', `${deleted}/${builtTeams.open}/restore`)).status).toBe(404);
  });

  it('forgets what was deleted thirty days ago, or at once when told to', async () => {
    await send('DELETE', group);
    now += 31 * days;
    [ben] = [await sandbox.personToken(upn('ben'))];
    expect((await send('POST', `${deleted}/${builtTeams.open}/restore`)).body.error.code).toBe('Request_ResourceNotFound');
    expect(await names(`${deleted}/microsoft.graph.group`)).toEqual([]);
    await send('DELETE', `/users/${people.emil}`);
    expect((await send('DELETE', `${deleted}/${people.emil}`)).status).toBe(204);
    expect((await send('POST', `${deleted}/${people.emil}/restore`)).status).toBe(404);
  });

  it('lets a person leave the organisation and come back to their groups', async () => {
    const anna = await sandbox.personToken(upn('anna'));
    const carla = await sandbox.personToken(upn('carla'));
    expect((await send('DELETE', `/users/${people.ben}`, undefined, anna)).status).toBe(204);
    expect((await sandbox.graph(ben, '/me')).status).toBe(401);
    expect(await names(`${group}/members`, anna)).toEqual(['Carla Rowan', 'Dora Rowan']);
    expect(await names(`${group}/owners`, anna)).toEqual([]);
    expect((await sandbox.graph(carla, `/users/${people.dora}/manager`)).status).toBe(404);
    expect(await names(`/users?$expand=manager&$filter=id eq '${people.dora}'`, anna)).toEqual(['Dora Rowan']);
    expect(told).toEqual(expect.arrayContaining([
      { kind: 'groupMember', changeType: 'deleted', groupId: builtTeams.open, userId: people.ben },
      { kind: 'teamMember', changeType: 'deleted', teamId: builtTeams.open, userId: people.ben },
      { kind: 'user', changeType: 'deleted', userId: people.ben },
    ]));
    expect(await names(`${deleted}/microsoft.graph.user`, anna)).toEqual(['Ben Rowan']);
    expect((await send('POST', `${deleted}/${people.ben}/restore`, undefined, anna)).body['@odata.type']).toBe('#microsoft.graph.user');
    expect(await names(`${group}/owners`, anna)).toEqual(['Ben Rowan']);
    expect((await sandbox.graph(ben, '/me')).status).toBe(200);
  });

  it('restores a group without those who left the organisation meanwhile', async () => {
    await send('DELETE', group);
    await send('DELETE', `/users/${people.dora}`);
    await send('POST', `${deleted}/${builtTeams.open}/restore`);
    const members = await sandbox.graph(ben, `/teams/${builtTeams.open}/members`);
    expect([members.status, members.body.value.map((each: { userId: string }) => each.userId).sort()]).toEqual([200, [people.ben, people.carla].sort()]);
    await send('POST', `${deleted}/${people.dora}/restore`);
    expect(await names(`${group}/members`)).toContain('Dora Rowan');
  });

  it('takes on people and changes them', async () => {
    const body = { accountEnabled: true, displayName: 'Fred Rowan', mailNickname: 'fred', userPrincipalName: 'fred@rowan.example', passwordProfile: { password: 'changed-at-first-sign-in' } };
    const made = await send('POST', '/users', body);
    expect([made.status, made.body.displayName]).toEqual([201, 'Fred Rowan']);
    expect(JSON.stringify(sandbox.state.areas.get('directory'))).not.toContain(body.passwordProfile.password);
    expect((await send('POST', '/users', body)).body.error.code).toBe('Request_BadRequest');
    expect((await send('POST', '/users', { ...body, userPrincipalName: 'other@rowan.example', passwordProfile: undefined })).status).toBe(400);
    expect((await send('PATCH', `/users/${made.body.id}`, { displayName: 'Frederick Rowan', department: 'Labs' })).status).toBe(204);
    expect((await sandbox.graph(ben, `/users/fred@rowan.example?$select=displayName,department`)).body).toMatchObject({ displayName: 'Frederick Rowan', department: 'Labs' });
    await send('PATCH', `/users/${made.body.id}`, { accountEnabled: false });
    await expect(sandbox.personToken('fred@rowan.example')).rejects.toThrow();
  });

  it('asks for the permission that fits what was deleted', async () => {
    sandbox.registerApp(buildApp({ delegatedPermissions: ['User.ReadWrite.All'] }));
    const forPeople = await sandbox.graphToken(upn('ben'));
    await send('DELETE', group);
    await send('DELETE', `/users/${people.emil}`);
    expect((await send('POST', `${deleted}/${builtTeams.open}/restore`, undefined, forPeople)).body.error.code).toBe('Authorization_RequestDenied');
    expect((await sandbox.graph(forPeople, `${deleted}/microsoft.graph.group`)).status).toBe(403);
    expect((await send('POST', `${deleted}/${people.emil}/restore`, undefined, forPeople)).status).toBe(200);
  });
});
