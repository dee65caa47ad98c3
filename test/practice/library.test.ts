import { randomUUID } from 'node:crypto';
import { editCharter, getCharter } from '../../api/charter/charter-contract.ts';
import { listIssueLinks } from '../../api/charter/issues-contract.ts';
import { closeCommunity } from '../../api/communities/closing-contract.ts';
import { type CommunityPage, getHappening } from '../../api/communities/communities-contract.ts';
import { joinCommunity, leaveCommunity } from '../../api/membership/membership-contract.ts';
import * as library from '../../api/practice/library-contract.ts';
import type { ItemWords, NewItem } from '../../api/practice/library-contract.ts';
import { searchPractice } from '../../api/practice/search-contract.ts';
import { dropTie } from '../../api/ties/ties-contract.ts';
import { type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';
import { buildTeam, buildTenant, builtDrives, builtItems, builtTeams, people, upn } from '../support/tenant-builder.ts';

let world: CommunityWorld;
let page: CommunityPage;
let issueId: string;
/** A team with a library of 450 old files, half of them in a folder. */
const archivists = buildTeam('Archivists', { libraries: [{ id: 'b!archive', name: 'Archive', items: Array.from({ length: 450 }, (_, index) => ({
  id: `01OLD${index}`, name: `note ${index}.md`, content: 'x', createdBy: people.ben, createdDateTime: '2020-02-01T10:00:00Z', lastModifiedBy: people.ben, lastModifiedDateTime: '2020-03-01T10:00:00Z', ...(index % 2 ? { path: 'Deep/down' } : {}),
})) }] });
beforeAll(async () => { world = await startCommunityWorld({ tenant: buildTenant({ teams: [archivists] }) }); });
afterAll(async () => { await world.close(); });
beforeEach(async () => {
  page = await world.community();
  issueId = page.charter.keyIssues[0]!.id;
  await join('dora');
});
afterEach(() => { world.sandbox.faults.clear(); });

const ben = upn('ben');
const dora = upn('dora');
const emil = upn('emil');
const params = () => ({ communityId: page.id });
const join = (who: 'dora' | 'carla' | 'emil') => world.api.request(joinCommunity, { as: upn(who), params: params() });
const guide = { source: 'file', driveId: builtDrives.open, fileId: builtItems.guide } as const;
const caseFile = { source: 'file', driveId: builtDrives.open, fileId: builtItems.case } as const;
const link = { source: 'link', url: 'https://pumps.example/seals', title: 'Seals that last' } as const;
const add = (items: Partial<NewItem>[], as = dora) => world.api.request(library.addLibraryItems, { ...(as && { as }), params: params(), body: { items } as never });
const list = async (as = dora, query: Record<string, string | number> = {}) => (await world.api.request(library.listLibraryItems, { as, params: params(), query })).body;
const around = async (as = dora) => (await world.api.request(library.getPracticeLibrary, { as, params: params() })).body;
const words: ItemWords = { kind: 'method', title: '', summary: '', topics: [], reviewOn: null, issueIds: [] };
const edit = (itemId: string, changes: object, as = dora) => world.api.request(library.editLibraryItem, { ...(as && { as }), params: { ...params(), itemId }, body: { ...words, ...changes } });
const on = (operation: typeof library.removeLibraryItem | typeof library.restoreLibraryItem | typeof library.lookAfterItem | typeof library.stopLookingAfter, itemId: string, as = dora) =>
  world.api.request(operation as typeof library.lookAfterItem, { ...(as && { as }), params: { ...params(), itemId } });
const graph = async (path: string, init: object = {}) => world.sandbox.graph(await world.sandbox.personToken(ben), path, init);
const visit = (as: string) => world.api.request(getHappening, { as, params: params() });
/** Past what is fresh, within a day. */
const later = (minutes = 6) => { world.clock.now = new Date(world.clock.now.getTime() + minutes * 60_000); };

describe('practice items', () => {
  it('are added by any member from files and links at once, with no more than what they are over; kinds are proposed; twice is once', async () => {
    world.sandbox.journal.clear();
    const { status, body } = await add([guide, { ...caseFile, title: 'How the pit flooded', topics: ['pits', 'Pits'], summary: 'Told by Carla', lookAfter: true }, link]);
    expect([status, world.roundTrips()]).toEqual([201, 1]);
    expect(body.items).toMatchObject([
      { title: 'starting-a-pump', kind: 'document', modifiedBy: 'Ben Rowan', modifiedAt: '2026-03-01T10:00:00.000Z', steward: null, states: [], source: { kind: 'file', fileId: builtItems.guide }, addedBy: { displayName: 'Dora Rowan' }, abilities: { edit: false, lookAfter: true } },
      { title: 'How the pit flooded', topics: ['Pits'], steward: { displayName: 'Dora Rowan', isMe: true, isMember: true }, abilities: { edit: true, lookAfter: false, giveUp: true } },
      { title: 'Seals that last', webUrl: link.url, source: { kind: 'link' } },
    ]);
    expect((await add([guide, link])).body.items.map(({ id }) => id)).toEqual([body.items[0]!.id, body.items[2]!.id]);
    expect((await list()).items.map(({ title }) => title)).toEqual(['How the pit flooded', 'Seals that last', 'starting-a-pump']);
    expect(world.graphWrites()).toEqual([]);
  });

  it('are refused, all of them, where one cannot be had: a file elsewhere or not shown, an address that is not https, an issue that is none', async () => {
    const refused = [[guide, { ...guide, driveId: builtDrives.closed }], [{ ...guide, fileId: 'none' }], [{ ...link, url: 'http://pumps.example' }], [{ ...link, url: 'javascript:alert(1)' }], [{ ...link, title: ' ' }], [{ ...link, issueIds: [randomUUID()] }], []];
    for (const items of refused) expect((await add(items as never)).body).toMatchObject({ status: 400, code: 'bad-input', fields: [{ field: expect.stringContaining('/items'), reason: expect.stringMatching(/\w/), remedy: expect.stringMatching(/\w/) }] });
    const { body: { items: [tie] } } = { body: { items: page.ties.filter(({ kind }) => kind === 'library') } };
    await world.api.request(dropTie, { as: ben, params: { ...params(), tieId: tie!.id } });
    expect((await add([guide])).body).toMatchObject({ fields: [{ field: '/items/0', reason: expect.stringContaining('tied to') }] });
    expect((await list()).items).toEqual([]);
    expect([(await add([link], emil)).body.code, (await add([link], '')).status]).toEqual(['members-add', 401]);
    await world.api.request(closeCommunity, { as: ben, params: params(), body: { removeAdded: false } });
    expect((await add([link])).body.code).toBe('community-closed');
  });

  it('say what their steward, coordinators and core group say they are, and answer key issues by the charter’s links', async () => {
    const { body: { items: [file, elsewhere] } } = await add([{ ...guide, lookAfter: true }, link]);
    expect((await edit(elsewhere!.id, { title: 'x' })).body).toMatchObject({ status: 403, code: 'stewards-edit', remedy: expect.stringContaining('look after it yourself') });
    const changed = await edit(file!.id, { title: 'Valve first', kind: 'method', summary: '<b>Open</b> it \u0000', topics: ['valves'], reviewOn: '2027-01-01', issueIds: [issueId] });
    expect(changed.body).toMatchObject({ title: 'Valve first', summary: '<b>Open</b> it', topics: ['valves'], reviewOn: '2027-01-01', issueIds: [issueId] });
    expect((await edit(elsewhere!.id, { title: 'Seals', issueIds: [issueId] }, ben)).body).toMatchObject({ title: 'Seals', issueIds: [issueId] });
    const { body: links } = await world.api.request(listIssueLinks, { as: ben, params: params() });
    expect([links.items.map(({ kind, name }) => [kind, name]).sort(), links.hidden]).toEqual([[['file', 'starting-a-pump.md'], ['link', 'Seals']], {}]);
    expect((await world.api.request(getCharter, { as: ben, params: params() })).body.issues).toMatchObject([{ linkCount: 2 }]);
    expect((await edit(file!.id, { issueIds: [] })).body).toMatchObject({ issueIds: [], title: 'starting-a-pump' });
    expect((await edit(elsewhere!.id, { title: '' }, ben)).body).toMatchObject({ status: 400, fields: [{ field: '/title' }] });
    expect((await edit(file!.id, { summary: 'x'.repeat(2_001), topics: Array.from({ length: 11 }, (_, n) => `t${n}`) })).body.code).toBe('bad-input');
    for (const id of [randomUUID(), 'x']) expect([404, 400]).toContain((await edit(id, {})).status);
  });

  it('are taken on by one who offers, never taken from one who is there; who leaves leaves an orphan', async () => {
    const { body: { items: [item] } } = await add([guide]);
    const both = await Promise.all([on(library.lookAfterItem, item!.id), on(library.lookAfterItem, item!.id, ben)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 403]);
    const winner = both[0]!.status === 200 ? dora : ben;
    await on(library.stopLookingAfter, item!.id, winner);
    await on(library.lookAfterItem, item!.id);
    expect([(await on(library.stopLookingAfter, item!.id, ben)).body.code, (await on(library.lookAfterItem, item!.id, emil)).status]).toEqual(['stewards-decide', 403]);
    await world.api.request(leaveCommunity, { as: dora, params: params() });
    expect((await list(ben, { state: 'orphaned' })).items).toMatchObject([{ states: ['orphaned'], steward: { displayName: 'Dora Rowan', isMember: false }, abilities: { lookAfter: true, giveUp: true } }]);
    expect((await around(ben)).next).toMatchObject([{ what: 'find-steward', itemId: item!.id, title: 'starting-a-pump', count: 1 }, { what: 'answer-issue' }, { what: 'look-at-new' }].slice(0, 2));
    expect((await on(library.stopLookingAfter, item!.id, ben)).body.steward).toBeNull();
  });

  it('are taken out and put back as they were; the file is never touched', async () => {
    const { body: { items: [item] } } = await add([{ ...guide, summary: 'Kept', lookAfter: true, issueIds: [issueId] }]);
    expect((await on(library.removeLibraryItem, item!.id, emil)).status).toBe(403);
    for (let times = 0; times < 2; times += 1) expect((await on(library.removeLibraryItem, item!.id)).status).toBe(204);
    expect([(await list()).items, (await edit(item!.id, {})).status]).toEqual([[], 404]);
    expect((await around(ben)).next).toMatchObject([{ what: 'answer-issue', issueId }]);
    for (let times = 0; times < 2; times += 1) expect((await on(library.restoreLibraryItem, item!.id)).body).toMatchObject({ summary: 'Kept', issueIds: [issueId], steward: { isMe: true } });
    expect((await list()).items).toHaveLength(1);
    expect(world.graphWrites()).toEqual([]);
  });

  it('are listed by kind, topic, steward and state, page by page', async () => {
    const titles = Array.from({ length: 23 }, (_, n) => `Link ${String(n).padStart(2, '0')}`);
    const rows = titles.map((title, n) => ({ source: 'link' as const, url: `https://pumps.example/${n}`, title, kind: (n % 2 ? 'story' : 'tool') as 'story', topics: n < 3 ? ['wells'] : [], reviewOn: n === 5 ? '2020-01-01' : null, lookAfter: n === 7 }));
    await add(rows.slice(0, 20));
    await add(rows.slice(20));
    const first = await list();
    expect([first.items.length, first.next === null]).toEqual([20, false]);
    expect([...first.items, ...(await list(dora, { cursor: first.next! })).items].map(({ title }) => title)).toEqual(titles);
    expect((await list(dora, { kind: 'story', limit: 5 })).items.map(({ title }) => title)).toEqual(['Link 01', 'Link 03', 'Link 05', 'Link 07', 'Link 09']);
    expect((await list(dora, { topic: 'wells' })).items).toHaveLength(3);
    expect((await list(dora, { stewardId: people.dora })).items).toMatchObject([{ title: 'Link 07' }]);
    const { id } = (await list(dora, { stewardId: people.dora })).items[0]!;
    expect((await list(dora, { itemId: id })).items).toMatchObject([{ title: 'Link 07' }]);
    expect((await list(dora, { state: 'stale' })).items).toMatchObject([{ title: 'Link 05', states: ['stale'] }]);
    expect(await around()).toMatchObject({ kinds: [{ value: 'tool', count: 12 }, { value: 'story', count: 11 }], topics: [{ value: 'wells', count: 3 }], stewards: [{ displayName: 'Dora Rowan', count: 1 }] });
    expect((await around(ben)).next).toMatchObject([{ what: 'read-again', title: 'Link 05', count: 1 }, { what: 'answer-issue', title: 'Seals fail early' }]);
    for (const query of [{ cursor: 'nonsense' }, { limit: 21 }, { kind: 'song' }]) expect((await world.api.request(library.listLibraryItems, { as: dora, params: params(), query: query as never })).status).toBe(400);
  });
});

describe('files that are there and no items yet', () => {
  it('are proposed to members from what the page showed them; one click makes an item, another dismisses, and that can be undone', async () => {
    await visit(dora);
    const { proposed, next, abilities } = await around();
    expect([proposed.map(({ name, kind }) => [name, kind]).sort(), next[0], abilities]).toEqual([[['starting-a-pump.md', 'document'], ['the-flooded-pit.md', 'case']], expect.objectContaining({ what: 'look-at-new', count: 2 }), { add: true }]);
    await add([guide]);
    const dismiss = (dismissed: boolean, as = dora) => world.api.request(library.dismissProposedFile, { ...(as && { as }), params: params(), body: { driveId: builtDrives.open, fileId: builtItems.case, dismissed } });
    for (let times = 0; times < 2; times += 1) expect((await dismiss(true)).status).toBe(204);
    expect((await around()).proposed).toEqual([]);
    await dismiss(false);
    expect((await around()).proposed.map(({ name }) => name)).toEqual(['the-flooded-pit.md']);
    expect([(await dismiss(true, emil)).status, (await dismiss(true, '')).status]).toEqual([403, 401]);
    expect(await around(emil)).toMatchObject({ proposed: [], next: [], abilities: { add: false }, whyNotAdd: { code: 'members-add', remedy: expect.stringContaining('Join') } });
  });
});

describe('all files of the tied libraries', () => {
  const all = async (as = dora, communityId = page.id) => {
    const names: string[] = [];
    let pages = 0;
    for (let cursor: string | undefined; ; pages += 1) {
      const { status, body } = await world.api.request(library.listFilesOfLibraries, { ...(as && { as }), params: { communityId }, query: cursor === undefined ? {} : { cursor } });
      if (status !== 200) return { status, code: (body as unknown as { code: string }).code };
      names.push(...body.items.map(({ name }) => name));
      if (body.next === null) return { names: names.sort(), pages: pages + 1 };
      cursor = body.next;
    }
  };

  it('can be made items, however many and however old; also what was put away or taken out, and nothing twice', async () => {
    const { body: archive } = await world.create(ben, { name: 'Archivists', ties: [{ kind: 'library', groupId: archivists.id as string, driveId: 'b!archive' }] });
    const found = await all(ben, archive.id);
    expect([found.names?.length, new Set(found.names).size]).toEqual([450, 450]);
    expect(found.pages).toBeGreaterThan(1);
    const { body: { items: [item] } } = await world.api.request(library.addLibraryItems, { as: ben, params: { communityId: archive.id }, body: { items: [{ source: 'file', driveId: 'b!archive', fileId: '01OLD449' }] } as never });
    expect((await all(ben, archive.id)).names).not.toContain('note 449.md');
    await world.api.request(library.removeLibraryItem, { as: ben, params: { communityId: archive.id, itemId: item!.id } });
    expect((await all(ben, archive.id)).names).toContain('note 449.md');
  });

  it('are for members, as Microsoft 365 shows them; of a library that does not open to somebody, nothing', async () => {
    expect([await all(emil), await all('')]).toMatchObject([{ status: 403, code: 'members-add' }, { status: 401 }]);
    expect(await all()).toEqual({ names: ['starting-a-pump.md', 'the-flooded-pit.md'], pages: 1 });
    world.sandbox.faults.set([{ path: `/drives/${builtDrives.open}/root`, status: 403 }]);
    expect(await all()).toEqual({ names: [], pages: 1 });
    world.sandbox.faults.set([{ path: `/drives/${builtDrives.open}/root`, status: 501 }]);
    expect(await all()).toMatchObject({ status: 503, code: 'graph-unavailable' });
  });
});

describe('what somebody may open', () => {
  it('is what Microsoft 365 opens to them: a file that was closed to them since is not named, and comes back a day after it was opened', async () => {
    const { body: { items: [item] } } = await add([guide, link]);
    await join('carla');
    expect((await list(upn('carla'))).items).toHaveLength(2);
    later();
    world.sandbox.faults.set([{ path: `/drives/${builtDrives.open}/items/${builtItems.guide}`, status: 403 }]);
    const closed = await list(upn('carla'));
    expect([closed.items.map(({ title }) => title), closed.withheld, JSON.stringify(await around(upn('carla'))).includes('starting')]).toEqual([['Seals that last'], 0, false]);
    expect((await on(library.lookAfterItem, item!.id, upn('carla'))).body).toMatchObject({ status: 404, code: 'not-found' });
    world.sandbox.faults.clear();
    later(25 * 60);
    expect((await list(upn('carla'))).items).toHaveLength(2);
  });

  it('is never known from another: who may not open the library sees no file of it, whatever others saw', async () => {
    await world.create(upn('anna'), { name: 'Budget people', ties: [{ kind: 'library', groupId: builtTeams.closed, driveId: builtDrives.closed }] }).then(({ body }) => { page = body; });
    const uploaded = await world.sandbox.graph(await world.sandbox.personToken(upn('anna')), `/drives/${builtDrives.closed}/root:/secret figures.md:/content`, { method: 'PUT', body: 'x' });
    await add([{ source: 'file', driveId: builtDrives.closed, fileId: uploaded.body.id }], upn('anna'));
    await join('dora');
    expect((await list(upn('anna'))).items).toHaveLength(1);
    const dorasView = [await list(), await around()];
    expect(JSON.stringify(dorasView)).not.toContain('secret');
    expect(dorasView[0]).toMatchObject({ items: [], withheld: 0 });
  });

  it('is what it showed them within a day while it does not answer; the rest is counted and withheld', async () => {
    await add([guide]);
    await add([caseFile], ben);
    await world.api.request(library.listLibraryItems, { as: dora, params: params(), query: { state: 'gone' } });
    later();
    world.sandbox.faults.set([{ path: `/drives/${builtDrives.open}/items`, status: 501 }]);
    expect(await list()).toMatchObject({ items: [{ title: 'starting-a-pump' }], withheld: 1, trouble: { code: 'graph-unavailable' } });
  });
});

describe('a file that a member brings', () => {
  const tie = (kind: string) => page.ties.find((each) => each.kind === kind)!.id;
  const begin = async (body: object, as = dora) => (await world.api.request(library.beginUpload, { ...(as && { as }), params: params(), body: { tieId: tie('library'), name: 'seals.md', ...body } as never }));
  const put = (url: string, piece: string, from: number, total: number) => fetch(url, { method: 'PUT', body: piece, headers: { origin: 'https://tab.example', 'content-range': `bytes ${from}-${from + piece.length - 1}/${total}` } });

  it('goes from the browser straight to the tied library, piece by piece, and is an item then; nothing lies there before', async () => {
    await visit(dora);
    expect((await around()).uploadTo).toEqual([{ tieId: tie('library'), name: 'Documents' }]);
    const first = 'a'.repeat(320 * 1024);
    const { status, body: { uploadUrl } } = await begin({});
    const before = await put(uploadUrl, first, 0, first.length + 4);
    expect([status, before.status, before.headers.get('access-control-allow-origin'), (await fetch(uploadUrl, { method: 'OPTIONS' })).headers.get('access-control-allow-headers')]).toEqual([201, 202, '*', 'content-range, content-type']);
    expect((await graph(`/drives/${builtDrives.open}/root:/seals.md`)).status).toBe(404);
    const { id } = await (await put(uploadUrl, ' end', first.length, first.length + 4)).json() as { id: string };
    expect((await add([{ source: 'file', driveId: builtDrives.open, fileId: id }])).body.items).toMatchObject([{ title: 'seals', addedBy: { displayName: 'Dora Rowan' }, modifiedBy: 'Dora Rowan' }]);
    expect((await begin({})).body).toMatchObject({ status: 409, code: 'file-name-taken', detail: 'A file called seals.md lies there already.' });
    const { body: both } = await begin({ keepBoth: true });
    expect(await (await put(both.uploadUrl, 'two', 0, 3)).json()).toMatchObject({ name: 'seals 1.md' });
  });

  it('is refused where it cannot be had, and told plainly when there is no room', async () => {
    for (const body of [{ name: 'a/b.md' }, { name: 'CON' }, { name: ' x.md' }, { name: '' }, { tieId: tie('team') }, { tieId: randomUUID() }]) expect([body, (await begin(body)).status]).toEqual([body, 400]);
    expect([(await begin({}, emil)).body.code, (await begin({}, '')).status]).toEqual(['members-add', 401]);
    world.sandbox.faults.set([{ path: 'createUploadSession', status: 507 }]);
    expect((await begin({ name: 'new.md' })).body).toMatchObject({ status: 507, code: 'graph-full', detail: expect.stringContaining('no room left') });
    world.sandbox.faults.set([{ path: 'createUploadSession', status: 403 }]);
    expect((await begin({ name: 'new.md' })).body).toMatchObject({ status: 403, code: 'graph-forbidden' });
    expect((await around(emil)).uploadTo).toEqual([]);
    world.sandbox.faults.clear();
    await world.api.request(closeCommunity, { as: ben, params: params(), body: { removeAdded: false } });
    expect((await begin({ name: 'new.md' })).body.code).toBe('community-closed');
  });
});

describe('the charter', () => {
  it('misses an item for each key issue that is not settled, until one answers it', async () => {
    const { domain, forWhom, practice, waysOfWorking, keyIssues } = page.charter;
    await world.api.request(editCharter, { as: ben, params: params(), body: { domain, forWhom, practice, waysOfWorking, keyIssues: [...keyIssues, { title: 'Noise', state: 'settled' }, { title: 'Heat' }], basedOnVersion: 1 } });
    expect((await around()).next).toMatchObject([{ what: 'answer-issue', title: 'Seals fail early', count: 2 }]);
    await add([{ ...link, issueIds: [issueId] }]);
    expect((await around()).next).toMatchObject([{ what: 'answer-issue', title: 'Heat', count: 1 }]);
  });
});


describe('searching what the communities know', () => {
  const search = async (text: string, as = dora, query: Record<string, string | number> = {}) => (await world.api.request(searchPractice, { as, query: { search: text, ...query } })).body;
  /** Only of the community of this test: the person is in those of the others too. */
  const found = async (text: string, as = dora) => (await search(text, as, { communityId: page.id })).items;
  const titles = async (text: string, as = dora) => (await found(text, as)).map(({ item }) => item.title);

  it('finds by titles, topics and summaries, the better match first; half typed, mistyped, and by what a file is called', async () => {
    await add([
      { ...guide, summary: 'Before the impeller turns, open the <b>valve</b>: dry seals burn.' }, { ...link, topics: ['gaskets'], summary: 'What holds' },
      { source: 'link', url: 'https://pumps.example/valves', title: 'Valves and their seats', summary: 'Inspection, twice a year' },
    ]);
    expect([await titles('valves'), await titles('gasket'), await titles('starting pump'), await titles('inspecti'), await titles('impelller'), await titles('vavle seats')]).toEqual([
      ['Valves and their seats', 'starting-a-pump'], ['Seals that last'], ['starting-a-pump'], ['Valves and their seats'], ['starting-a-pump'], ['Valves and their seats', 'starting-a-pump'],
    ]);
    const [first] = await found('impeller valve');
    expect(first).toMatchObject({ community: { id: page.id, name: 'Pump people' }, item: { title: 'starting-a-pump', kind: 'document', webUrl: expect.stringMatching(/^https?:/) } });
    expect(first!.snippet.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['impeller', 'valve']);
    for (const text of ['zzzz', '!!! ???', 'the', "'); drop table practice_items; --", ':* & | <->', '\\', 'מים', '💧']) expect([text, await titles(text)]).toEqual([text, []]);
  });

  it('finds in all communities that a person is in, and no longer in one that they left, that closed, or whose item was taken out', async () => {
    const { body: { items: [item] } } = await add([{ ...link, url: 'https://pumps.example/quicksilver', title: 'Quicksilver in gauges' }]);
    const hits = async (as = dora) => (await search('quicksilver', as)).items.length;
    expect([await hits(), await hits(ben), await hits(emil)]).toEqual([1, 1, 0]);
    await on(library.removeLibraryItem, item!.id, ben);
    expect(await hits()).toBe(0);
    await on(library.restoreLibraryItem, item!.id, ben);
    await world.api.request(leaveCommunity, { as: dora, params: params() });
    expect([await hits(), await hits(ben)]).toEqual([0, 1]);
    await world.api.request(closeCommunity, { as: ben, params: params(), body: { removeAdded: false } });
    expect(await hits(ben)).toBe(0);
  });

  it('gives what the list gives: nothing of a library that does not open to the person, nothing that was closed to them since it was indexed', async () => {
    await add([guide, { ...link, title: 'Starting again' }]);
    await join('carla');
    expect((await titles('starting', upn('carla'))).sort()).toEqual(['Starting again', 'starting-a-pump']);
    later();
    world.sandbox.faults.set([{ path: `/drives/${builtDrives.open}/items/${builtItems.guide}`, status: 403 }]);
    for (let times = 0; times < 2; times += 1) expect(await titles('starting', upn('carla'))).toEqual(['Starting again']);
    expect((await titles('starting')).sort()).toEqual(['Starting again']);
    world.sandbox.faults.set([{ path: `/drives/${builtDrives.open}`, status: 501 }]);
    await world.create(upn('anna'), { name: 'Budget people', ties: [{ kind: 'library', groupId: builtTeams.closed, driveId: builtDrives.closed }] }).then(({ body }) => { page = body; });
    world.sandbox.faults.clear();
    const uploaded = await world.sandbox.graph(await world.sandbox.personToken(upn('anna')), `/drives/${builtDrives.closed}/root:/turnover.md:/content`, { method: 'PUT', body: 'x' });
    await add([{ source: 'file', driveId: builtDrives.closed, fileId: uploaded.body.id, title: 'Turnover' }], upn('anna'));
    await join('dora');
    expect([await titles('turnover', upn('anna')), await titles('turnover'), await titles('turnovre')]).toEqual([['Turnover'], [], []]);
  });

  it('goes page by page, and takes no more than it should', async () => {
    await add(Array.from({ length: 12 }, (_, n) => ({ source: 'link' as const, url: `https://pumps.example/well/${n}`, title: `Borehole ${n}`, kind: n ? 'case' as const : 'story' as const })));
    const first = await search('borehole', dora, { communityId: page.id });
    const second = await search('borehole', dora, { communityId: page.id, cursor: first.next! });
    expect([first.items.length, second.items.length, second.next, new Set([...first.items, ...second.items].map(({ item }) => item.id)).size]).toEqual([10, 2, null, 12]);
    expect((await search('borehole', dora, { communityId: page.id, kind: 'story' })).items).toHaveLength(1);
    for (const query of [{ search: '' }, { search: 'x'.repeat(301) }, { search: 'x', cursor: 'y' }, { search: 'x', limit: 21 }]) expect((await world.api.request(searchPractice, { as: dora, query: query as never })).status).toBe(400);
    expect((await world.api.request(searchPractice, { query: { search: 'x' } })).status).toBe(401);
  });
});

describe('a file that is deleted between index and click', () => {
  it('is neither listed nor found any more, whoever looks; what is asked of it is answered plainly', async () => {
    const uploaded = await graph(`/drives/${builtDrives.open}/root:/tourmaline.md:/content`, { method: 'PUT', body: 'x' });
    const { body: { items: [item] } } = await add([{ source: 'file', driveId: builtDrives.open, fileId: uploaded.body.id }]);
    const found = async (as: string) => (await world.api.request(searchPractice, { as, query: { search: 'tourmaline' } })).body.items;
    expect([(await list(ben)).items.length, (await found(ben)).length]).toEqual([1, 1]);
    await graph(`/drives/${builtDrives.open}/items/${uploaded.body.id}`, { method: 'DELETE' });
    later();
    for (const as of [dora, ben]) {
      expect([await found(as), await list(as), (await around(as)).next.map(({ what }) => what)]).toEqual([[], { items: [], next: null, withheld: 0, trouble: null }, ['answer-issue']]);
      expect((await on(library.lookAfterItem, item!.id, as)).body).toMatchObject({ status: 404, code: 'not-found', remedy: expect.stringMatching(/\w/) });
    }
  });
});

describe('a file that is renamed and moved', () => {
  it('is the same item: its name follows where nobody wrote a title, seen by whoever looks', async () => {
    await add([guide, { ...caseFile, title: 'The pit' }]);
    for (const [id, name] of [[builtItems.guide, 'before-you-start.md'], [builtItems.case, 'pit.md']] as const) await graph(`/drives/${builtDrives.open}/items/${id}`, { method: 'PATCH', body: { name, parentReference: { id: 'root' } } });
    later();
    await list(ben);
    expect((await list(ben)).items.map(({ title }) => title)).toEqual(['before-you-start', 'The pit']);
  });
});
