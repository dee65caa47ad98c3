import { listFolders } from '../../api/ties/ties-contract.ts';
import { builtDrives, upn } from '../support/tenant-builder.ts';
import { type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';

let world: CommunityWorld;
beforeAll(async () => { world = await startCommunityWorld(); });
afterAll(async () => { await world.close(); });
beforeEach(() => { world.sandbox.journal.clear(); });
afterEach(() => { world.sandbox.faults.clear(); });

const folders = (query: { itemId?: string; cursor?: string } = {}, as: string | undefined = upn('ben'), driveId = builtDrives.open) =>
  world.api.request(listFolders, { ...(as ? { as } : {}), params: { driveId }, query });
const put = async (path: string) => {
  const token = await world.sandbox.graphToken(upn('ben'));
  const response = await fetch(`${world.sandbox.url}/v1.0/drives/${builtDrives.open}/root:/${path}:/content`, { method: 'PUT', headers: { authorization: `Bearer ${token}` }, body: path });
  expect(response.ok).toBe(true);
};

describe('the folders of a library', () => {
  it('are found at the top and inside each other, without the files beside them', async () => {
    await put('Cases/2026/Autumn/pit.md');
    const top = await folders();
    expect([top.status, top.body.items.map(({ name }) => name), top.body.next]).toEqual([200, ['Cases'], null]);
    const inside = await folders({ itemId: top.body.items[0]!.itemId });
    expect(inside.body.items.map(({ name }) => name)).toEqual(['2026']);
    expect(inside.body.items[0]!.webUrl).toMatch(/^https:/);
    const deepest = await folders({ itemId: (await folders({ itemId: inside.body.items[0]!.itemId })).body.items[0]!.itemId });
    expect([deepest.body.items, deepest.body.next]).toEqual([[], null]);
  });

  it('come page by page, all of them and none twice, also from behind many files', async () => {
    for (let part = 0; part < 14; part += 1) await Promise.all(Array.from({ length: 75 }, (_, at) => put(`Many/a-note-${part * 75 + at}.md`)));
    await Promise.all(Array.from({ length: 60 }, (_, at) => put(`Many/folder ${String(at).padStart(2, '0')}/x.md`)));
    const many = (await folders()).body.items.find(({ name }) => name === 'Many')!.itemId;
    const found: string[] = [];
    let asked = 0;
    for (let cursor: string | undefined | null; cursor !== null; asked += 1) {
      const { status, body }: Awaited<ReturnType<typeof folders>> = await folders({ itemId: many, ...(cursor ? { cursor } : {}) });
      expect(status).toBe(200);
      found.push(...body.items.map(({ name }) => name));
      cursor = body.next;
    }
    expect(found.toSorted()).toEqual(Array.from({ length: 60 }, (_, at) => `folder ${String(at).padStart(2, '0')}`));
    expect(asked).toBeGreaterThan(1);
  }, 60_000);

  it('are for who is signed in and may see them; what is closed answers as what is not there', async () => {
    expect((await world.api.request(listFolders, { params: { driveId: builtDrives.open } })).status).toBe(401);
    const closed = await folders({}, upn('ben'), builtDrives.closed);
    const unknown = await folders({}, upn('ben'), 'b!none');
    expect([closed.status, { ...closed.body, correlationId: '' }]).toEqual([404, { ...unknown.body, correlationId: '' }]);
    expect((await folders({ itemId: 'none' })).status).toBe(404);
    expect((await folders({ cursor: 'x' })).status).toBe(400);
  });

  it('asks only where the operation leads, whatever the cursor says', async () => {
    const cursor = Buffer.from(JSON.stringify(['$top=1/../../../../me#x'])).toString('base64url');
    await folders({ cursor });
    expect(world.sandbox.journal.graphRequests.map(({ path }) => path.split('?')[0])).toEqual([`/v1.0/drives/${encodeURIComponent(builtDrives.open)}/root/children`]);
  });

  // The last one: for as long as Graph asked to wait, nothing more is asked of SharePoint.
  it('says when Microsoft 365 does not answer', async () => {
    world.sandbox.faults.set([{ path: '^/v1.0/drives/', status: 429, headers: { 'retry-after': '30' } }]);
    expect((await folders()).body.code).toBe('graph-throttled');
  });
});
