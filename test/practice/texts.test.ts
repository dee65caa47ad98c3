import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { closeCommunity } from '../../api/communities/closing-contract.ts';
import { joinCommunity } from '../../api/membership/membership-contract.ts';
import * as library from '../../api/practice/library-contract.ts';
import { searchPractice } from '../../api/practice/search-contract.ts';
import { textsStore } from '../../api/practice/texts/texts-store.ts';
import { driveId, driveItemId } from '../../sandbox/tenant/stable-id.ts';
import { type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';
import { builtDrives, buildTeam, buildTenant, people, upn } from '../support/tenant-builder.ts';

const drive = driveId('texts', 'papers');
const written = { createdBy: people.ben, createdDateTime: '2026-02-01T10:00:00Z', lastModifiedBy: people.ben, lastModifiedDateTime: '2026-03-01T10:00:00Z' };
const sketch = (word: string) => ({ title: 'Paper', sections: [{ heading: 'Notes', paragraphs: [`Here the ${word} was seen.`] }] });
const files = {
  'one.md': { content: '# Un déjà-vu\n\nLes élèves règlent la pompe à palettes. Grease it.' }, 'two.txt': { content: 'בדיקת המשאבה לפני ההפעלה' }, 'three.docx': { document: sketch('quagmire') }, 'four.pptx': { document: sketch('monsoon') },
  'five.xlsx': { document: sketch('obsidian') }, 'six.pdf': { document: sketch('tamarind') }, 'huge.docx': { size: 200 * 1024 * 1024 }, 'picture.png': { size: 10 }, 'broken.pdf': { content: 'no pdf' },
};
const idOf = (name: string) => driveItemId('texts', name);
const papers = buildTeam('Papers', { members: [people.ben, people.carla, people.dora], libraries: [{ id: drive, name: 'Documents', items: Object.entries(files).map(([name, more]) => ({ id: idOf(name), name, ...written, ...more })) }] });

let world: CommunityWorld;
let communityId: string;
const [ben, dora, carla, emil] = [upn('ben'), upn('dora'), upn('carla'), upn('emil')];
const params = () => ({ communityId });
beforeAll(async () => {
  world = await startCommunityWorld({ tenant: buildTenant({ teams: [papers] }) });
  const { body } = await world.create(ben, { ties: [{ kind: 'library', groupId: papers.id as string, driveId: drive }] });
  communityId = body.id;
  for (const as of [dora, carla]) await world.api.request(joinCommunity, { as, params: params() });
  await world.api.request(library.addLibraryItems, { as: ben, params: params(), body: { items: Object.keys(files).map((name) => ({ source: 'file' as const, driveId: drive, fileId: idOf(name) })) } });
});
afterAll(async () => { await world.close(); });
afterEach(() => { world.sandbox.faults.clear(); });

const waits = async (as = dora) => (await world.api.request(library.getPracticeLibrary, { as, params: params() })).body.textsWait;
const readSome = async (as = dora) => (await world.api.request(library.readPracticeTexts, { as, params: params() })).body;
const readAll = async (as = dora) => { while ((await readSome(as)).more); };
const found = async (search: string, as = dora) => (await world.api.request(searchPractice, { as, query: { search } })).body.items;
const titles = async (search: string, as = dora) => (await found(search, as)).map(({ item }) => item.title);
const list = async (as = ben) => (await world.api.request(library.listLibraryItems, { as, params: params() })).body.items;
const later = (minutes: number) => { world.clock.now = new Date(world.clock.now.getTime() + minutes * 60_000); };
const fetched = () => world.sandbox.journal.graphRequests.map(({ path }) => path).filter((path) => path.includes('/content'));

describe('what stands in files', () => {
  it('is read in the name of somebody who looks, some at a time, and nothing of what is too large or holds no text', async () => {
    expect([await waits(), await titles('quagmire')]).toEqual([true, []]);
    world.sandbox.journal.clear();
    expect(await readSome()).toEqual({ read: 5, more: true });
    await readAll();
    expect([await waits(), await readSome(), fetched().length, fetched().filter((path) => /huge|png/.test(path) || path.includes(idOf('huge.docx')) || path.includes(idOf('picture.png')))]).toEqual([false, { read: 0, more: false }, 7, []]);
  });

  it('is found in all six kinds, in any script, without accents, half typed and mistyped, with what was found marked', async () => {
    const asked = { quagmire: 'three', monsoon: 'four', obsidian: 'five', tamarind: 'six', 'המשאבה': 'two', 'élève': 'one', eleves: 'one', reglent: 'one', tamar: 'six', obsidain: 'five', tamarnid: 'six' };
    for (const [search, title] of Object.entries(asked)) expect([search, await titles(search)]).toEqual([search, [title]]);
    const [first] = await found('pompe déja');
    expect(first!.snippet.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['déjà', 'pompe']);
    expect((await found('quagmire'))[0]!.snippet).toEqual([{ text: expect.stringContaining('Here the '), hit: false }, { text: 'quagmire', hit: true }, { text: ' was seen', hit: false }]);
  });

  it('counts less than what the community says of it', async () => {
    const [four] = (await list()).filter(({ title }) => title === 'four');
    await world.api.request(library.editLibraryItem, { as: ben, params: { ...params(), itemId: four!.id }, body: { kind: 'document', title: '', summary: 'About quagmire', topics: [], reviewOn: null, issueIds: [] } });
    expect(await titles('quagmire')).toEqual(['four', 'three']);
    expect((await found('quagmire'))[0]!.snippet.map(({ text }) => text).join('')).toBe('About quagmire');
  });

  it('that could not be read is said of the file, to those who may edit it', async () => {
    const why = async (as: string) => Object.fromEntries((await list(as)).flatMap(({ title, unsearched }) => (unsearched ? [[title, unsearched]] : [])));
    expect([await why(ben), await why(dora)]).toEqual([{ huge: 'too-large', broken: 'broken' }, {}]);
  });

  it('is found by nobody to whom Microsoft 365 does not open the file, whoever had it read', async () => {
    expect([await titles('tamarind', carla), await titles('tamarind', emil)]).toEqual([['six'], []]);
    later(6);
    world.sandbox.faults.set([{ path: `/drives/${drive}/items/${idOf('six.pdf')}`, status: 403 }]);
    for (let times = 0; times < 2; times += 1) expect(await titles('tamarind', carla)).toEqual([]);
  });

  it('is read again once it has changed, by one at a time, and forgotten when it is no item any more', async () => {
    const token = await world.sandbox.personToken(ben);
    later(1);
    await world.sandbox.graph(token, `/drives/${drive}/items/${idOf('three.docx')}/content`, { method: 'PUT', body: 'no docx' });
    await world.sandbox.graph(token, `/drives/${drive}/items/${idOf('one.md')}/content`, { method: 'PUT', body: 'The new word is quetzal.' });
    later(6);
    await list();
    expect(await waits(ben)).toBe(true);
    world.sandbox.journal.clear();
    await Promise.all([readSome(ben), readSome(dora)]);
    expect(fetched().sort()).toEqual([idOf('one.md'), idOf('three.docx')].map((id) => expect.stringContaining(id)).sort());
    expect([await titles('quetzal'), await titles('palettes'), (await titles('quagmire')), (await list()).find(({ title }) => title === 'three')!.unsearched]).toEqual([['one'], [], ['four'], 'broken']);
    const kept = async () => (await world.database.engine.kysely.selectFrom('practice_texts').select('content').where('file_id', '=', idOf('one.md')).execute()).length;
    await world.api.request(library.removeLibraryItem, { as: ben, params: { ...params(), itemId: (await list()).find(({ title }) => title === 'one')!.id } });
    await world.database.inTenant(world.sandbox.tenantId, (trx) => textsStore.forgetUnwanted(trx, world.sandbox.tenantId));
    expect([await titles('quetzal'), await kept()]).toEqual([[], 0]);
  });

  it('is due again when the file changed while it was read, and not for an item that knew of another change', async () => {
    const { engine: { kysely }, inTenant } = world.database;
    const [tenantId, now, file] = [world.sandbox.tenantId, world.clock.now, { driveId: drive, fileId: idOf('two.txt') }];
    const changes = async (at: string) => { await kysely.updateTable('practice_items').set({ modified_at: new Date(at) }).where('file_id', '=', file.fileId).execute(); };
    const whose = { communityId, personId: people.ben };
    const take = () => inTenant(tenantId, (trx) => textsStore.takeDue(trx, tenantId, whose, now, new Date(now.getTime() + 60_000), 5));
    const keep = (ofChange: string) => inTenant(tenantId, (trx) => textsStore.keep(trx, tenantId, [{ ...file, ofChange, text: { text: 'Aardvark', words: ['aardvark'], unsearched: null } }], now));
    await changes('2026-04-01T10:00:00Z');
    expect([await take(), await take()]).toEqual([[file], []]);
    await changes('2026-04-02T10:00:00Z');
    await keep('2026-04-01T10:00:00Z');
    expect([await take(), await titles('aardvark', ben)]).toEqual([[file], ['two']]);
    // As where two communities have it, and one of them has not heard yet.
    await kysely.updateTable('practice_unread').set({ changed_at: new Date('2026-01-01T10:00:00Z') }).execute();
    for (let times = 0; times < 2; times += 1) await keep('2026-04-02T10:00:00Z');
    expect([await take(), await waits(ben)]).toEqual([[], false]);
  });

  it('is fetched no further than its limit when a file is longer than Microsoft 365 said: 200 MB on the way are cut', async () => {
    const uploaded = await world.sandbox.graph(await world.sandbox.personToken(ben), `/drives/${drive}/root:/endless.md:/content`, { method: 'PUT', body: 'Short.' });
    await world.api.request(library.addLibraryItems, { as: ben, params: params(), body: { items: [{ source: 'file', driveId: drive, fileId: uploaded.body.id }] } });
    const limit = 25 * 1024 * 1024;
    const piece = Buffer.alloc(256 * 1024, 'word ');
    let sent = 0;
    const ended = Promise.withResolvers<'whole' | 'cut'>();
    const server = createServer(({ socket }, response) => {
      // The socket takes what its buffers hold; the rest waits until the reader has read.
      Readable.from((function* () { for (; sent < 200 * 1024 * 1024; sent += piece.length) yield piece; })()).pipe(response);
      response.once('close', () => { ended.resolve(response.writableFinished ? 'whole' : 'cut'); socket.destroy(); });
    });
    await new Promise<void>((listens) => { server.listen(0, '127.0.0.1', listens); });
    try {
      world.sandbox.faults.set([{ path: '/content', status: 302, headers: { Location: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }, body: '' }]);
      expect([(await readSome(ben)).read, await ended.promise]).toEqual([1, 'cut']);
      expect(sent).toBeGreaterThan(limit - piece.length);
      expect(sent).toBeLessThan(2 * limit);
      expect((await list()).find(({ title }) => title === 'endless')!.unsearched).toBe('too-large');
    } finally {
      server.close();
    }
  });

  it('waits while Microsoft 365 does not give it, and is asked for again later', async () => {
    const uploaded = await world.sandbox.graph(await world.sandbox.personToken(ben), `/drives/${drive}/root:/late.md:/content`, { method: 'PUT', body: 'A word like halcyon.' });
    await world.api.request(library.addLibraryItems, { as: ben, params: params(), body: { items: [{ source: 'file', driveId: drive, fileId: uploaded.body.id }] } });
    world.sandbox.faults.set([{ path: '/content', status: 400 }]);
    expect([await readSome(ben), await waits(ben)]).toEqual([{ read: 0, more: false }, false]);
    world.sandbox.faults.clear();
    later(16);
    expect([await waits(ben), (await readSome(ben)).read, await titles('halcyon', ben)]).toEqual([true, 1, ['late']]);
    await world.api.request(closeCommunity, { as: ben, params: params(), body: { removeAdded: false } });
    expect([await titles('halcyon', ben), await waits(ben), builtDrives.open === drive]).toEqual([[], false, false]);
  });
});
