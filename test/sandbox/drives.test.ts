import { Client, LargeFileUploadTask, FileUpload } from '@microsoft/microsoft-graph-client';
import { quickXorHash } from '../../sandbox/graph/drives/quick-xor-hash.ts';
import { buildApp, startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { buildTeam, buildTenant, builtDrives, builtItems, builtTeams, people, upn } from '../support/tenant-builder.ts';

const unit = 320 * 1024;
let sandbox: TestSandbox;
let ben: string;
let emil: string;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  [ben, emil] = await Promise.all([sandbox.graphToken(upn('ben')), sandbox.graphToken(upn('emil'))]);
});
afterAll(() => sandbox.stop());

const drive = `/drives/${builtDrives.open}`;
const upload = (token: string, path: string, content: string, headers: Record<string, string> = {}) =>
  fetch(`${sandbox.url}/v1.0${path}`, { method: 'PUT', headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'text/plain', ...headers }, body: content });

describe('drives', () => {
  it('lists a group\'s libraries and finds its first by two paths', async () => {
    const list = await sandbox.graph(ben, `/groups/${builtTeams.open}/drives`);
    expect(list.body.value).toHaveLength(1);
    expect(list.body.value[0]).toMatchObject({ id: builtDrives.open, driveType: 'documentLibrary', name: 'Documents', owner: { group: { id: builtTeams.open } } });
    const first = await sandbox.graph(ben, `/groups/${builtTeams.open}/drive?$select=id,name`);
    expect(Object.keys(first.body).sort()).toEqual(['@odata.context', 'id', 'name']);
    expect((await sandbox.graph(ben, drive)).body.id).toBe(first.body.id);
  });

  it('shows files as driveItems with authors, dates, type, size and where they lie', async () => {
    const { body } = await sandbox.graph(ben, `${drive}/items/${builtItems.guide}`);
    expect(body).toMatchObject({ id: builtItems.guide, file: { mimeType: expect.any(String) }, parentReference: { driveId: builtDrives.open, driveType: 'documentLibrary' } });
    expect(body.createdBy.user).toMatchObject({ id: expect.any(String), displayName: expect.any(String) });
    expect(body.eTag).toMatch(/^"\{[0-9A-F-]{36}\},\d+"$/);
    const root = await sandbox.graph(ben, `${drive}/root`);
    expect(root.body).toMatchObject({ name: 'root', root: {}, folder: { childCount: expect.any(Number) } });
    const children = await sandbox.graph(ben, `${drive}/root/children`);
    expect(children.body.value).toHaveLength(root.body.folder.childCount);
  });

  it('gives content by a redirect to an address that needs no token, as long as its listing says', async () => {
    const item = (await sandbox.graph(ben, `${drive}/items/${builtItems.guide}`)).body;
    const redirect = await fetch(`${sandbox.url}/v1.0${drive}/items/${builtItems.guide}/content`, { headers: { Authorization: `Bearer ${ben}` }, redirect: 'manual' });
    expect(redirect.status).toBe(302);
    const download = await fetch(redirect.headers.get('location')!);
    expect(download.status).toBe(200);
    expect((await download.arrayBuffer()).byteLength).toBe(item.size);
    const part = await fetch(item['@microsoft.graph.downloadUrl'], { headers: { Range: 'bytes=0-3' } });
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 4]);
    expect((await fetch(`${item['@microsoft.graph.downloadUrl']}x`)).status).toBe(401);
  });

  it('opens a file at its web address', async () => {
    const item = (await sandbox.graph(ben, `${drive}/items/${builtItems.guide}`)).body;
    const opened = await fetch(item.webUrl);
    expect([opened.status, (await opened.arrayBuffer()).byteLength]).toEqual([200, item.size]);
  });

  it('keeps a private team\'s files to its members', async () => {
    for (const path of [`/groups/${builtTeams.closed}/drive`, `/groups/${builtTeams.closed}/drives`, `/drives/${builtDrives.closed}/root/children`]) {
      const refused = await sandbox.graph(emil, path);
      expect([refused.status, refused.body.error.code]).toEqual([403, 'accessDenied']);
    }
    expect((await sandbox.graph(emil, `${drive}/root/children`)).status).toBe(200);
    expect((await upload(emil, `${drive}/root:/mine.txt:/content`, 'x')).status).toBe(403);
  });

  it('asks for a permission, and answers 404 for what is not there', async () => {
    expect((await sandbox.graph('', drive)).status).toBe(401);
    const narrow = await sandbox.graphToken(upn('ben'), 'https://graph.microsoft.com/User.Read');
    expect((await sandbox.graph(narrow, drive)).status).toBe(403);
    const other = buildApp({ clientId: people.emil, applicationPermissions: ['User.Read.All'] });
    sandbox.registerApp(other);
    const { body } = await sandbox.requestToken({ grant_type: 'client_credentials', client_id: other.clientId, client_secret: other.clientSecret, scope: 'https://graph.microsoft.com/.default' });
    expect((await sandbox.graph(body.access_token, drive)).status).toBe(403);
    for (const path of ['/drives/b!none', `${drive}/items/01NONE`, `${drive}/root:/no/such.txt`]) {
      expect((await sandbox.graph(ben, path)).body.error.code).toBe('itemNotFound');
    }
  });

  it('writes small files by path, makes the folders on the way, and replaces them', async () => {
    const first = await upload(ben, `${drive}/root:/Notes/2026/week%2047.txt:/content`, 'one');
    const item = await first.json();
    expect(first.status).toBe(201);
    expect(item).toMatchObject({ name: 'week 47.txt', size: 3, file: { mimeType: 'text/plain' }, createdBy: { user: { displayName: 'Ben Rowan' } } });
    expect(decodeURIComponent(item.parentReference.path)).toBe(`/drives/${builtDrives.open}/root:/Notes/2026`);
    const second = await upload(ben, `${drive}/root:/notes/2026/WEEK 47.txt:/content`, 'two!');
    expect([second.status, (await second.json()).id]).toEqual([200, item.id]);
    expect(await (await fetch(`${sandbox.url}/v1.0${drive}/items/${item.id}/content`, { headers: { Authorization: `Bearer ${ben}` } })).text()).toBe('two!');
    const taken = await upload(ben, `${drive}/root:/Notes/2026/week 47.txt:/content?@microsoft.graph.conflictBehavior=fail`, 'three');
    expect([taken.status, (await taken.json()).error.code]).toEqual([409, 'nameAlreadyExists']);
    const renamed = await upload(ben, `${drive}/root:/Notes/2026/week 47.txt:/content?@microsoft.graph.conflictBehavior=rename`, 'four');
    expect((await renamed.json()).name).toBe('week 47 1.txt');
    expect((await upload(ben, `${drive}/items/${item.id}/content`, 'five', { 'If-Match': item.eTag })).status).toBe(412);
    expect((await sandbox.graph(ben, `${drive}/root:/Notes/2026:/children?$select=name&$orderby=name desc`)).body.value.map((each: { name: string }) => each.name)).toEqual(['week 47.txt', 'week 47 1.txt']);
    expect((await sandbox.graph(ben, `${drive}/root/children?$orderby=lastModifiedDateTime desc`)).status).toBe(400);
  });

  it('makes folders as the conflict behavior says', async () => {
    const make = (behavior?: string) => sandbox.graph(ben, `${drive}/root/children`, { method: 'POST', body: { name: 'Stories', folder: {}, ...(behavior ? { '@microsoft.graph.conflictBehavior': behavior } : {}) } });
    const first = await make();
    expect([first.status, first.body.name, first.body.folder.childCount]).toEqual([201, 'Stories', 0]);
    expect((await make()).body.error.code).toBe('nameAlreadyExists');
    expect((await make('rename')).body.name).toBe('Stories 1');
    expect((await make('replace')).body.id).toBe(first.body.id);
    expect((await sandbox.graph(ben, `${drive}/root/children`, { method: 'POST', body: { name: 'a/b', folder: {} } })).status).toBe(400);
  });

  it('takes a large file in pieces from Microsoft\'s own client', async () => {
    const client = Client.init({ baseUrl: `${sandbox.url}/`, customHosts: new Set(['localhost']), authProvider: (done) => done(null, ben) });
    const bytes = Buffer.alloc(unit * 3 + 1234, 'trellis ');
    const session = await LargeFileUploadTask.createUploadSession(client, `${sandbox.url}/v1.0${drive}/root:/Films/walk.bin:/createUploadSession`, { item: { '@microsoft.graph.conflictBehavior': 'fail', name: 'walk.bin' } });
    const task = new LargeFileUploadTask(client, new FileUpload(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer, 'walk.bin', bytes.length), session, { rangeSize: unit });
    const result = await task.upload();
    expect(result.responseBody).toMatchObject({ name: 'walk.bin', size: bytes.length });
    const url = (await sandbox.graph(ben, `${drive}/root:/Films/walk.bin`)).body['@microsoft.graph.downloadUrl'];
    expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('refuses pieces that repeat, leave a gap or have an odd length', async () => {
    const session = (await sandbox.graph(ben, `${drive}/root:/pieces.bin:/createUploadSession`, { method: 'POST', body: {} })).body;
    const send = async (first: number, length: number, total: number) => {
      const answer = await fetch(session.uploadUrl, { method: 'PUT', headers: { 'Content-Range': `bytes ${first}-${first + length - 1}/${total}` }, body: Buffer.alloc(length) });
      return { status: answer.status, body: await answer.json() };
    };
    expect((await send(0, 1000, unit * 2)).status).toBe(400);
    expect(await send(0, unit, unit * 2)).toMatchObject({ status: 202, body: { nextExpectedRanges: [`${unit}-${unit * 2 - 1}`] } });
    expect(await send(0, unit, unit * 2)).toMatchObject({ status: 416, body: { error: { code: 'invalidRange' } } });
    expect((await (await fetch(session.uploadUrl)).json()).nextExpectedRanges).toEqual([`${unit}-${unit * 2 - 1}`]);
    expect((await send(unit, unit, unit * 2)).status).toBe(201);
    expect((await fetch(session.uploadUrl)).status).toBe(404);
  });

  it('renames, moves and deletes', async () => {
    const folder = (await sandbox.graph(ben, `${drive}/root/children`, { method: 'POST', body: { name: 'Archive', folder: {} } })).body;
    const item = await (await upload(ben, `${drive}/root:/draft.txt:/content`, 'x')).json();
    const moved = await sandbox.graph(ben, `${drive}/items/${item.id}`, { method: 'PATCH', body: { name: 'final.txt', parentReference: { id: folder.id } } });
    expect(moved.body).toMatchObject({ id: item.id, name: 'final.txt', parentReference: { id: folder.id, name: 'Archive' } });
    expect((await sandbox.graph(ben, `${drive}/root:/Archive`, { method: 'DELETE' })).status).toBe(204);
    expect((await sandbox.graph(ben, `${drive}/items/${item.id}`)).status).toBe(404);
  });

  it('finds files by the words in their names and text', async () => {
    await upload(ben, `${drive}/root:/Search/Bomba submersível.txt:/content`, 'impeller wear after two seasons');
    const names = async (query: string) => (await sandbox.graph(ben, `${drive}/root/search(q='${encodeURIComponent(query)}')`)).body.value.map((each: { name: string }) => each.name);
    expect(await names('impel seasons')).toEqual(['Bomba submersível.txt']);
    expect(await names('submersivel')).toEqual(['Bomba submersível.txt']);
    expect(await names('nowhere')).toEqual([]);
  });

  it('pages children with nextLinks', async () => {
    for (const number of [1, 2, 3, 4, 5]) await upload(ben, `${drive}/root:/Pages/${number}.txt:/content`, 'x');
    const seen: string[] = [];
    for (let path: string | undefined = `${drive}/root:/Pages:/children?$top=2&$select=name`; path;) {
      const { body }: { body: { value: { name: string }[]; '@odata.nextLink'?: string } } = await sandbox.graph(ben, path);
      seen.push(...body.value.map((each) => each.name));
      path = body['@odata.nextLink']?.split('/v1.0')[1];
    }
    expect(seen).toEqual(['1.txt', '2.txt', '3.txt', '4.txt', '5.txt']);
  });

  it('tells what changed since a delta link, and when to begin again', async () => {
    const latest = await sandbox.graph(ben, `${drive}/root/delta?token=latest`);
    expect(latest.body.value).toEqual([]);
    const next = () => sandbox.graph(ben, latest.body['@odata.deltaLink'].split('/v1.0')[1]);
    expect((await next()).body.value).toEqual([]);
    const item = await (await upload(ben, `${drive}/root:/watched.txt:/content`, 'x')).json();
    expect((await next()).body.value).toMatchObject([{ root: {} }, { id: item.id, name: 'watched.txt', size: 1 }]);
    await sandbox.graph(ben, `${drive}/items/${item.id}`, { method: 'DELETE' });
    const [, removed] = (await next()).body.value;
    expect(removed).toMatchObject({ id: item.id, deleted: { state: 'deleted' } });
    expect(removed).not.toHaveProperty('name');
    const all = await sandbox.graph(ben, `${drive}/root/delta`);
    expect(all.body.value.map((each: { id: string }) => each.id)).toEqual(expect.arrayContaining([builtItems.guide]));
    expect(all.body.value.map((each: { id: string }) => each.id)).not.toContain(item.id);
    for (const each of all.body.value) {
      expect(each).not.toHaveProperty('cTag');
      expect(each.parentReference).not.toHaveProperty('path');
    }
    const gone = await sandbox.graph(ben, `${drive}/root/delta?token=elsewhere`);
    expect([gone.status, gone.body.error.code, gone.headers.get('location')]).toEqual([410, 'resyncRequired', `${sandbox.url}/v1.0${drive}/root/delta`]);
  });

  it('tells of changes since a time, with their folders, in pages of the size asked for', async () => {
    const since = '2026-06-01T00:00:00Z';
    const item = await (await upload(ben, `${drive}/root:/Far/Down/news.txt:/content`, 'x')).json();
    const names = async (path: string, headers = {}) => (await sandbox.graph(ben, `${drive}/root/delta?token=${since}${path}`, { headers })).body.value.map((each: { name: string }) => each.name);
    expect(await names('')).toEqual(expect.arrayContaining(['root', 'Far', 'Down', 'news.txt']));
    expect(await names('')).not.toContain('starting-a-pump.md');
    const seen: string[] = [];
    let next: string | undefined = `${drive}/root/delta?token=${since}&$top=2&$select=name,parentReference`;
    while (next) {
      const { body }: { body: { value: Record<string, unknown>[]; '@odata.nextLink'?: string } } = await sandbox.graph(ben, next);
      expect(body.value.length).toBeLessThanOrEqual(2);
      for (const each of body.value) expect(Object.keys(each).sort()).toEqual(expect.not.arrayContaining(['size', 'file']));
      seen.push(...body.value.map((each) => String(each.id)));
      next = body['@odata.nextLink']?.split('/v1.0')[1];
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toContain(item.id);
  });

  it('leaves out no file when a page ends between its folders and it', async () => {
    await upload(ben, `${drive}/root:/One/Two/Three/first.txt:/content`, 'x');
    const latest = (await sandbox.graph(ben, `${drive}/root/delta?token=latest`)).body['@odata.deltaLink'].split('/v1.0')[1] as string;
    const item = await (await upload(ben, `${drive}/root:/One/Two/Three/second.txt:/content`, 'x')).json();
    for (const size of [1, 2, 3, 4, 5]) {
      const seen: { id: string; name: string }[] = [];
      for (let next: string | undefined = `${latest}&$top=${size}`; next;) {
        const { body }: { body: { value: { id: string; name: string }[]; '@odata.nextLink'?: string } } = await sandbox.graph(ben, next);
        seen.push(...body.value);
        next = body['@odata.nextLink']?.split('/v1.0')[1];
      }
      expect([size, seen.map((each) => each.name), seen.at(-1)!.id]).toEqual([size, ['root', 'One', 'Two', 'Three', 'second.txt'], item.id]);
    }
  });

  it('tells of renamed and moved files under the ids they have, and of what lay in a deleted folder', async () => {
    const folder = (await sandbox.graph(ben, `${drive}/root/children`, { method: 'POST', body: { name: 'Moving', folder: {} } })).body;
    const item = await (await upload(ben, `${drive}/root:/Moving/before.txt:/content`, 'x')).json();
    const latest = (await sandbox.graph(ben, `${drive}/root/delta?token=latest`)).body['@odata.deltaLink'];
    await sandbox.graph(ben, `${drive}/items/${item.id}`, { method: 'PATCH', body: { name: 'after.txt', parentReference: { id: 'root' } } });
    const moved = await sandbox.graph(ben, latest.split('/v1.0')[1]);
    expect(moved.body.value).toMatchObject([{ root: {} }, { id: item.id, name: 'after.txt', parentReference: { id: moved.body.value[0].id } }]);
    await sandbox.graph(ben, `${drive}/items/${item.id}`, { method: 'PATCH', body: { parentReference: { id: folder.id } } });
    await sandbox.graph(ben, `${drive}/items/${folder.id}`, { method: 'PATCH', body: { name: 'Moved' } });
    const renamed = await sandbox.graph(ben, moved.body['@odata.deltaLink'].split('/v1.0')[1]);
    expect(renamed.body.value.map((each: { id: string, name: string }) => [each.id, each.name])).toEqual(expect.arrayContaining([[folder.id, 'Moved'], [item.id, 'after.txt']]));
    await sandbox.graph(ben, `${drive}/items/${folder.id}`, { method: 'DELETE' });
    const gone = (await sandbox.graph(ben, renamed.body['@odata.deltaLink'].split('/v1.0')[1])).body.value.filter((each: { deleted?: object }) => each.deleted);
    expect(gone.map((each: { id: string }) => each.id).sort()).toEqual([folder.id, item.id].sort());
  });

  it('lets a library be renamed, deleted and restored in SharePoint, and forget its changes', async () => {
    const control = (method: string, suffix = '', body?: object) => fetch(`${sandbox.url}/sandbox${drive}${suffix}`, { method, body: body && JSON.stringify(body) });
    const link = (await sandbox.graph(ben, `${drive}/root/delta?token=latest`)).body['@odata.deltaLink'].split('/v1.0')[1];
    expect((await sandbox.graph(ben, link)).status).toBe(200);
    expect((await control('POST', '/resync')).status).toBe(204);
    const gone = await sandbox.graph(ben, link);
    expect([gone.status, gone.body.error.code, gone.body.error.innerError.code]).toEqual([410, 'resyncRequired', 'resyncChangesApplyDifferences']);
    expect((await control('PATCH', '', { name: 'Files' })).status).toBe(204);
    expect((await sandbox.graph(ben, drive)).body.name).toBe('Files');
    await control('DELETE');
    expect((await sandbox.graph(ben, drive)).body.error.code).toBe('itemNotFound');
    expect((await sandbox.graph(ben, `/groups/${builtTeams.open}/drives`)).body.value).toEqual([]);
    expect((await sandbox.graph(ben, `/groups/${builtTeams.open}/drive`)).body.error.code).toBe('itemNotFound');
    await control('POST', '/restore');
    await control('PATCH', '', { name: 'Documents' });
    expect((await sandbox.graph(ben, drive)).body.name).toBe('Documents');
  });

  it('finds one changed file among 100,000 by one small answer', async () => {
    const items = Array.from({ length: 100_000 }, (_, index) => ({
      id: `01BIG${index}`, name: `file ${index}.txt`, path: `Folder ${index % 500}`, size: 100, createdBy: people.ben, createdDateTime: '2026-02-01T10:00:00Z', lastModifiedBy: people.ben, lastModifiedDateTime: '2026-03-01T10:00:00Z',
    }));
    const library = [{ id: 'b!large', name: 'Large', items }];
    const large = await startTestSandbox({ tenant: buildTenant({ teams: [buildTeam('Archive', { libraries: library })] }) });
    const token = await large.graphToken(upn('ben'));
    const latest = (await large.graph(token, '/drives/b!large/root/delta?token=latest')).body['@odata.deltaLink'].split('/v1.0')[1];
    await large.graph(await large.personToken(upn('ben')), '/drives/b!large/items/01BIG4711', { method: 'PATCH', body: { name: 'changed.txt' } });
    const started = performance.now();
    const { body } = await large.graph(token, latest, { headers: { deltaExcludeParent: 'true' } });
    expect(body.value).toMatchObject([{ id: '01BIG4711', name: 'changed.txt' }]);
    expect(performance.now() - started).toBeLessThan(1_000);
    const names = new Set<string>();
    for (let next: string | undefined = '/drives/b!large/root/delta?$top=999'; next;) {
      const page: { body: { value: { id: string }[], '@odata.nextLink'?: string } } = await large.graph(token, next);
      for (const each of page.body.value) names.add(each.id);
      next = page.body['@odata.nextLink']?.split('/v1.0')[1];
    }
    expect(names.size).toBe(100_501);
    await large.stop();
  }, 90_000);

  it('hashes content as SharePoint does', async () => {
    // Known pairs of content and hash, as OneDrive's clients test themselves with.
    const known: [Uint8Array, string][] = [
      [Buffer.from(''), 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='], [Buffer.from('hello'), 'aCgDG9jwBgAAAAAABQAAAAAAAAA='], [Buffer.from('hello world'), 'aCgDG9jwBhDc4Q1yawMZAAAAAAA='],
      [Buffer.from('The quick brown fox jumps over the lazy dog'), 'bMSlbysmxJL6S75XwfMcQZOpcr4='], [Uint8Array.from({ length: 256 }, (_, index) => index), 'QkGEfSisZcA7k+FCh71r2dbCayY='],
      [Buffer.alloc(1000), 'AAAAAAAAAAAAAAAA6AMAAAAAAAA='], [Buffer.from('tbQ=', 'base64'), 'taAFAAAAAAAAAAAAAgAAAAAAAAA='],
    ];
    for (const [content, hash] of known) expect(quickXorHash(content)).toBe(hash);
    expect((await (await upload(ben, `${drive}/root:/hashed.txt:/content`, 'hello')).json()).file.hashes).toEqual({ quickXorHash: 'aCgDG9jwBgAAAAAABQAAAAAAAAA=' });
  });
});

describe('libraries of a site', () => {
  const site = async () => (await sandbox.graph(ben, `/groups/${builtTeams.open}/sites/root?$select=id`)).body.id as string;

  it('are found by the site, and made with a drive of their own', async () => {
    const path = `/sites/${await site()}`;
    expect((await sandbox.graph(ben, path)).body).toMatchObject({ displayName: 'Pumps', webUrl: `${sandbox.url}/sites/pumps` });
    expect((await sandbox.graph(ben, `${path}/drive`)).body.id).toBe(builtDrives.open);
    const manager = await sandbox.personToken(upn('ben'));
    const make = (displayName: unknown, template = 'documentLibrary', token = manager) => sandbox.graph(token, `${path}/lists`, { method: 'POST', body: { displayName, list: { template } } });
    const made = await make('Case studies');
    expect([made.status, made.body]).toMatchObject([201, { displayName: 'Case studies', list: { template: 'documentLibrary', hidden: false }, createdBy: { user: { displayName: 'Ben Rowan' } } }]);
    const { body } = await sandbox.graph(ben, `${path}/lists/${made.body.id}/drive`);
    expect(body).toMatchObject({ name: 'Case studies', driveType: 'documentLibrary', owner: { group: { id: builtTeams.open } } });
    expect((await upload(ben, `/drives/${body.id}/root:/first.txt:/content`, 'x')).status).toBe(201);
    for (const list of [`${path}/drives`, `/groups/${builtTeams.open}/drives`]) {
      expect((await sandbox.graph(ben, list)).body.value.map((drive: { name: string }) => drive.name)).toEqual(['Documents', 'Case studies']);
    }
    expect((await sandbox.graph(ben, `${path}/lists?$expand=drive`)).body.value.map((list: { drive: { id: string } }) => list.drive.id)).toEqual([builtDrives.open, body.id]);
    expect((await make('case STUDIES')).body.error.code).toBe('nameAlreadyExists');
    expect((await make('')).status).toBe(400);
    expect((await make('Tasks', 'genericList')).status).toBe(400);
    expect((await make('Mine', 'documentLibrary', await sandbox.personToken(upn('emil')))).status).toBe(403);
    expect((await make('Mine', 'documentLibrary', await sandbox.graphToken(upn('ben'), 'https://graph.microsoft.com/Sites.Read.All'))).status).toBe(403);
    expect((await sandbox.graph(ben, `${path}/lists/nothing`)).status).toBe(404);
    expect((await sandbox.graph(ben, '/sites/rowan.sharepoint.com,1,2')).status).toBe(404);
    await fetch(`${sandbox.url}/sandbox/drives/${body.id}`, { method: 'DELETE' });
    expect((await sandbox.graph(ben, `${path}/lists/${made.body.id}`)).status).toBe(404);
  });

  it('do not take items of other drives by moving', async () => {
    const item = await (await upload(ben, `${drive}/root:/stays.txt:/content`, 'x')).json();
    expect((await sandbox.graph(ben, `${drive}/items/${item.id}`, { method: 'PATCH', body: { parentReference: { driveId: builtDrives.closed, id: 'root' } } })).status).toBe(400);
  });
});
