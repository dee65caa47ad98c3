import { buildApp, startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { buildTeam, buildTenant, builtDrives, builtTeams, people, upn } from '../support/tenant-builder.ts';

const days = 24 * 60 * 60 * 1000;
const open = `/groups/${builtTeams.open}`;
const user = (id: string) => ({ '@odata.type': '#microsoft.graph.user', id });
const left = (id: string) => ({ ...user(id), '@removed': { reason: 'deleted' } });

interface Row { id: string; displayName?: string; 'members@delta'?: { id: string }[]; 'owners@delta'?: { id: string }[] }

describe('what changed in the directory', () => {
  let sandbox: TestSandbox;
  let ben: string;
  let anna: string;
  beforeEach(async () => {
    const teams = Array.from({ length: 120 }, (_, index) => buildTeam(`Team ${String(index).padStart(3, '0')}`));
    sandbox = await startTestSandbox({ tenant: buildTenant({ teams }) });
    [ben, anna] = await Promise.all([sandbox.personToken(upn('ben')), sandbox.personToken(upn('anna'))]);
  });
  afterEach(() => sandbox.stop());
  const send = (method: string, path: string, body?: unknown, token = ben) => sandbox.graph(token, path, { method, body });

  /** One round: all pages, and the link for the next. `between` is done after the first page. */
  async function round(path: string, { headers = {}, between = async () => {} }: { headers?: Record<string, string>, between?: () => Promise<unknown> } = {}) {
    const rows: Row[] = [];
    let pages = 0;
    for (let next = path; ;) {
      const { status, body } = await sandbox.graph(ben, next, { headers });
      if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
      rows.push(...body.value);
      pages += 1;
      if (pages === 1) await between();
      if (body['@odata.deltaLink']) return { rows, pages, link: body['@odata.deltaLink'].split('/v1.0')[1] as string };
      next = body['@odata.nextLink'].split('/v1.0')[1];
    }
  }
  const latest = async (path: string) => (await round(`${path}${path.includes('?') ? '&' : '?'}$deltatoken=latest`)).link;

  it('is all of it at first, in pages, with the members of groups', async () => {
    const { rows, pages } = await round('/groups/delta');
    expect([rows.length, new Set(rows.map(row => row.id)).size, pages]).toEqual([122, 122, 2]);
    const pumps = rows.find(row => row.id === builtTeams.open)!;
    expect(pumps).toMatchObject({ displayName: 'Pumps', groupTypes: ['Unified'], 'members@delta': [user(people.ben), user(people.carla), user(people.dora)] });
    expect(pumps['owners@delta']).toBeUndefined();
    expect((await round('/users/delta')).rows.map(row => row.displayName)).toContain('Anna Rowan');
  });

  it('is little afterwards: renamed, joined, left, made, deleted', async () => {
    const { link } = await round('/groups/delta?$select=displayName,description,members,owners');
    expect((await round(link)).rows).toEqual([]);
    await send('PATCH', open, { displayName: 'Pumps and seals' });
    await send('POST', `${open}/members/$ref`, { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${people.emil}` });
    await send('DELETE', `${open}/members/${people.dora}/$ref`);
    await send('POST', `${open}/owners/$ref`, { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${people.carla}` });
    const first = await round(link);
    expect(first.rows).toEqual([{
      id: builtTeams.open, displayName: 'Pumps and seals', description: 'Everyone who keeps pumps running', 'members@delta': [user(people.emil), left(people.dora)], 'owners@delta': [user(people.carla)],
    }]);
    const made = (await send('POST', '/groups', { displayName: 'New', mailEnabled: true, mailNickname: 'new', securityEnabled: false, groupTypes: ['Unified'] })).body.id;
    await send('DELETE', open);
    const second = await round(first.link);
    expect(second.rows).toHaveLength(2);
    expect(second.rows).toEqual(expect.arrayContaining([
      { id: builtTeams.open, '@removed': { reason: 'changed' } },
      { id: made, displayName: 'New', 'members@delta': [user(people.ben)], 'owners@delta': [user(people.ben)] },
    ]));
    await send('POST', `/directory/deletedItems/${builtTeams.open}/restore`);
    const third = await round(second.link);
    expect(third.rows).toMatchObject([{ id: builtTeams.open, displayName: 'Pumps and seals', 'members@delta': [user(people.ben), user(people.carla), user(people.emil)] }]);
    await send('DELETE', open);
    await send('DELETE', `/directory/deletedItems/${builtTeams.open}`);
    expect((await round(third.link)).rows).toEqual([{ id: builtTeams.open, '@removed': { reason: 'deleted' } }]);
    expect((await round('/groups/delta')).rows.map(row => row.id)).not.toContain(builtTeams.open);
  });

  it('is only what was selected, or only what changed, or only of some', async () => {
    const byName = await latest('/groups/delta?$select=displayName');
    const minimal = await latest('/groups/delta');
    const one = await latest(`/groups/delta?$filter=${encodeURIComponent(`id eq '${builtTeams.closed}'`)}`);
    await send('PATCH', open, { description: 'Other' });
    expect((await round(byName)).rows).toEqual([]);
    expect((await round(minimal, { headers: { Prefer: 'return=minimal' } })).rows).toEqual([{ id: builtTeams.open, description: 'Other' }]);
    expect((await round(one)).rows).toEqual([]);
    await send('PATCH', `/groups/${builtTeams.closed}`, { displayName: 'Figures' }, anna);
    expect((await round(one)).rows).toMatchObject([{ id: builtTeams.closed, displayName: 'Figures' }]);
  });

  it('misses nothing that changes between two pages', async () => {
    const known = new Map<string, string | undefined>();
    const first = await round('/groups/delta?$select=displayName', {
      between: async () => {
        for (const group of sandbox.tenant.teams.slice(2)) await send('PATCH', `/groups/${group.id}`, { displayName: `${group.displayName} anew` });
        await send('DELETE', `/groups/${sandbox.tenant.teams[2]!.id}`);
      },
    });
    const second = await round(first.link);
    for (const row of [...first.rows, ...second.rows]) known.set(row.id, row.displayName);
    expect(sandbox.tenant.teams.slice(3).filter(group => known.get(group.id) !== `${group.displayName} anew`)).toEqual([]);
    expect(known.get(sandbox.tenant.teams[2]!.id)).toBeUndefined();
  });

  it('tells of people who come, change and go', async () => {
    const { link } = await round('/users/delta?$select=displayName,department,accountEnabled');
    const body = { accountEnabled: true, displayName: 'Fred Rowan', mailNickname: 'fred', userPrincipalName: 'fred@rowan.example', passwordProfile: { password: 'x' } };
    const { id } = (await send('POST', '/users', body)).body;
    await send('PATCH', `/users/${people.emil}`, { department: 'Works' });
    await send('PATCH', `/users/${people.dora}`, { jobTitle: 'Not selected' });
    await send('DELETE', `/users/${people.carla}`);
    const next = await round(link);
    expect(next.rows).toHaveLength(3);
    expect(next.rows).toEqual(expect.arrayContaining([
      { id, displayName: 'Fred Rowan', accountEnabled: true }, { id: people.emil, displayName: 'Emil Rowan', department: 'Works', accountEnabled: true }, { id: people.carla, '@removed': { reason: 'changed' } },
    ]));
    expect((await round(next.link)).rows).toEqual([]);
  });

  it('tells of a group with many members in several parts', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 510; number += 1) {
      ids.push((await send('POST', '/users', { accountEnabled: true, displayName: `N ${number}`, mailNickname: `n${number}`, userPrincipalName: `n${number}@rowan.example`, passwordProfile: { password: 'x' } })).body.id);
    }
    const link = await latest('/groups/delta');
    for (let start = 0; start < 510; start += 200) {
      await send('POST', `/teams/${builtTeams.open}/members/add`, { values: ids.slice(start, start + 200).map(id => ({ '@odata.type': '#microsoft.graph.aadUserConversationMember', roles: [], 'user@odata.bind': `https://graph.microsoft.com/v1.0/users('${id}')` })) });
    }
    const { rows } = await round(link);
    expect(rows.map(row => [row.id, row['members@delta']!.length])).toEqual([[builtTeams.open, 500], [builtTeams.open, 10]]);
    expect(rows.flatMap(row => row['members@delta']!.map(each => each.id)).sort()).toEqual(ids.sort());
  });

  it('refuses links of another life or tenant, too old or malformed ones, and options it does not have', async () => {
    const link = await latest('/groups/delta');
    const refusal = async (path: string) => {
      const { status, body, headers } = await sandbox.graph(ben, path);
      return [status, body.error?.code, headers.get('location')];
    };
    const gone = [410, 'syncStateNotFound', `${sandbox.url}/v1.0/groups/delta?$deltatoken=`];
    expect(await refusal('/groups/delta?$deltatoken=nonsense')).toEqual([400, 'Request_BadRequest', null]);
    expect((await refusal(link.replace('/groups/', '/users/')))[0]).toBe(400);
    for (const option of ['$top=5', '$orderby=displayName', '$expand=members', "$filter=displayName eq 'x'", '$select=nonsense']) expect((await refusal(`/groups/delta?${option}`))[0]).toBe(400);
    const other = await startTestSandbox({ tenant: buildTenant({ tenantId: '00000000-1111-4222-8333-444444444444' }) });
    const foreign = (await other.graph(await other.personToken(upn('ben')), '/groups/delta?$deltatoken=latest')).body['@odata.deltaLink'].split('/v1.0')[1];
    const foreignDrive = (await other.graph(await other.personToken(upn('ben')), `/drives/${builtDrives.open}/root/delta?token=latest`)).body['@odata.deltaLink'].split('/v1.0')[1];
    await other.stop();
    expect(await refusal(foreign)).toEqual(gone);
    expect((await refusal(foreignDrive)).slice(0, 2)).toEqual([410, 'resyncRequired']);
    expect(await refusal(link)).toEqual([200, undefined, null]);
    await fetch(`${sandbox.url}/sandbox/directory/resync`, { method: 'POST' });
    expect(await refusal(link)).toEqual(gone);
    const [again, drive] = [await latest('/groups/delta'), (await sandbox.graph(ben, `/drives/${builtDrives.open}/root/delta?token=latest`)).body['@odata.deltaLink'].split('/v1.0')[1]];
    sandbox.clock.advance(8 * days);
    ben = await sandbox.personToken(upn('ben'));
    expect(await refusal(again)).toEqual(gone);
    expect((await refusal(drive))[0]).toBe(200);
    sandbox.clock.advance(30 * days);
    ben = await sandbox.personToken(upn('ben'));
    expect((await refusal(drive)).slice(0, 2)).toEqual([410, 'resyncRequired']);
  });

  it('is for those with a permission to read it', async () => {
    sandbox.registerApp(buildApp({ applicationPermissions: ['GroupMember.Read.All'] }));
    const asApp = await sandbox.appGraphToken();
    expect((await sandbox.graph(asApp, '/groups/delta?$select=displayName')).status).toBe(200);
    expect((await sandbox.graph(asApp, '/users/delta')).body.error.code).toBe('Authorization_RequestDenied');
  });
});

describe('what changed in a drive', () => {
  it('misses nothing that changes between two pages', async () => {
    const sandbox = await startTestSandbox();
    const ben = await sandbox.personToken(upn('ben'));
    const root = `/drives/${builtDrives.open}/root`;
    const put = async (name: string) => fetch(`${sandbox.url}/v1.0${root}:/${name}:/content`, { method: 'PUT', headers: { Authorization: `Bearer ${ben}`, 'Content-Type': 'text/plain' }, body: name });
    const start = (await sandbox.graph(ben, `${root}/delta?token=latest`)).body['@odata.deltaLink'].split('/v1.0')[1] as string;
    for (let number = 0; number < 9; number += 1) await put(`file-${number}.txt`);
    const page = (await sandbox.graph(ben, `${start}&$top=3`)).body;
    await put('file-0.txt');
    await put('file-1.txt');
    const seen = new Set(page.value.map((item: { name: string }) => item.name));
    for (let next: string | undefined = page['@odata.nextLink']; next;) {
      const { body }: { body: { value: { name: string }[], '@odata.nextLink'?: string } } = await sandbox.graph(ben, next.split('/v1.0')[1]!);
      for (const item of body.value) seen.add(item.name);
      next = body['@odata.nextLink'];
    }
    for (let number = 2; number < 9; number += 1) expect(seen).toContain(`file-${number}.txt`);
    await sandbox.stop();
  });
});
