import { randomUUID } from 'node:crypto';
import { cancelUnfinished, finishCreating, getCommunity } from '../../api/communities/communities-contract.ts';
import { dropTie, listTies, makePlace, pinTab, removeTab, type NewPlace, type Tie } from '../../api/ties/ties-contract.ts';
import { type CommunityWorld, firstActivity, startCommunityWorld } from '../communities/community-world.ts';
import { builtChannels, builtDrives, builtTeams, upn } from '../support/tenant-builder.ts';

let world: CommunityWorld;
let communityId: string;
beforeEach(async () => {
  world = await startCommunityWorld();
  communityId = (await world.community()).id;
  world.sandbox.journal.clear();
});
afterEach(async () => { await world.close(); });

const ben = upn('ben');
const params = () => ({ communityId });
const make = (place: Record<string, unknown>, more: { as?: string; requestId?: string; mends?: string } = {}) => world.api.request(makePlace, {
  as: more.as ?? ben, params: params(), body: { requestId: more.requestId ?? randomUUID(), place: place as NewPlace, mends: more.mends ?? null },
});
const overview = async () => (await world.api.request(listTies, { as: ben, params: params() })).body;
const tieOf = (items: readonly Tie[], kind: Tie['kind'], name: string) => items.find((tie) => tie.kind === kind && tie.name === name);
const graph = async (path: string, init?: { method?: string; body?: unknown }, as = ben) => world.sandbox.graph(await world.sandbox.personToken(as), path, init);
const finish = () => world.api.request(finishCreating, { as: ben, params: params() });

const channel = { kind: 'channel', groupId: builtTeams.open, name: 'Seals' };
const folder = { kind: 'folder', groupId: builtTeams.open, driveId: builtDrives.open, name: 'Seal cases' };
const library = { kind: 'library', groupId: builtTeams.open, name: 'Seal library' };

describe('a place that is made because nothing that exists fits', () => {
  it('is a channel, a folder or a library, tied at once; the same request again makes nothing more', async () => {
    for (const place of [channel, folder, library]) {
      const requestId = randomUUID();
      for (let times = 0; times < 2; times += 1) {
        const { status, body } = await make(place, { requestId });
        expect([status, body.unfinished]).toEqual([202, []]);
        expect(tieOf(body.items, place.kind as Tie['kind'], place.name)).toMatchObject({ state: 'sound', location: place.kind === 'folder' ? 'Documents' : null });
      }
    }
    expect(world.graphWrites().map((line) => line.replace(/\/items\/.*/, '/items/…'))).toEqual([`POST /v1.0/teams/${builtTeams.open}/channels`, `POST /v1.0/drives/${builtDrives.open}/items/…`, expect.stringMatching(/^POST \/v1\.0\/sites\/[^/]+\/lists$/)]);
  });

  it('is not made when its name is taken: first what exists', async () => {
    for (const [place, code] of [[{ ...channel, name: 'ask for HELP' }, 'name-taken'], [{ ...folder, name: 'cases' }, 'name-taken'], [{ ...library, name: 'documents' }, 'name-taken']] as const) {
      const { status, body } = await make(place);
      expect([status, body.code]).toEqual([409, code]);
    }
    expect(world.graphWrites()).toEqual([]);
  });

  it('is refused with field, reason and remedy for a bad name, another place, or by another person', async () => {
    expect((await make({ ...channel, name: 'Seals / gaskets' })).body).toMatchObject({ code: 'bad-input', fields: [{ field: '/place/name', reason: 'The name of a channel cannot have the character “/”.' }] });
    expect((await make({ ...channel, groupId: builtTeams.closed })).body).toMatchObject({ code: 'bad-input', fields: [{ field: '/place/groupId' }] });
    expect((await make({ ...folder, driveId: builtDrives.closed })).body).toMatchObject({ code: 'bad-input', fields: [{ field: '/place/driveId' }] });
    expect((await make(channel, { as: upn('dora') })).body.code).toBe('ties-are-the-communitys');
    expect((await make(channel, { mends: randomUUID() })).status).toBe(404);
    expect((await world.api.request(makePlace, { params: params(), body: { requestId: randomUUID(), place: channel as NewPlace } })).status).toBe(401);
    expect(world.graphWrites()).toEqual([]);
  });

  it('mends a lost tie of its kind; the history stays', async () => {
    await graph(`/teams/${builtTeams.open}/channels/${builtChannels.help}`, { method: 'DELETE' });
    const lost = tieOf((await overview()).items, 'channel', 'Ask for help')!;
    const { body } = await make(channel, { mends: lost.id });
    expect(body.items.filter((tie) => tie.kind === 'channel').map((tie) => [tie.id, tie.name, tie.state, tie.isHome])).toEqual([[lost.id, 'Seals', 'sound', true]]);
    expect((await make({ ...folder }, { mends: lost.id })).body.code).toBe('bad-input');
  });

  it('that Graph forbids is said with what to do, can be tried again, and can be given up', async () => {
    world.sandbox.faults.set([{ method: 'POST', path: '/channels$', status: 403 }]);
    const { status, body } = await make(channel);
    expect([status, body.unfinished]).toMatchObject([202, [{ step: 'create-channel', code: 'graph-forbidden', going: false, detail: 'The channel could not be made: you may not add channels to this team.' }]]);
    const [open] = body.unfinished;
    const cancel = (as: string) => world.api.request(cancelUnfinished, { as, params: { ...params(), writeId: open!.id } });
    expect((await cancel(upn('dora'))).status).toBe(403);
    expect([(await cancel(ben)).status, (await cancel(ben)).status]).toEqual([204, 409]);
    world.sandbox.faults.clear();
    expect((await finish()).body.unfinished).toEqual([]);
    expect(tieOf((await overview()).items, 'channel', 'Seals')).toBeUndefined();
  });

  it.each([['a lost answer', { resetAfter: true }], ['a lost request', { reset: true }], ['503', { status: 503 }]])('is there exactly once after %s', async (_what, fault) => {
    for (const [place, path] of [[channel, '/channels$'], [folder, '/children$'], [library, '/lists$']] as const) {
      world.sandbox.faults.set([{ method: 'POST', path, ...fault, times: 1 }]);
      await make(place);
      world.sandbox.faults.clear();
      const { body } = await finish();
      expect(body.unfinished).toEqual([]);
    }
    const { items } = await overview();
    expect([items.filter((tie) => tie.name === 'Seals').length, items.filter((tie) => tie.name === 'Seal cases').length, items.filter((tie) => tie.name === 'Seal library').length]).toEqual([1, 1, 1]);
    expect((await graph(`/teams/${builtTeams.open}/channels`)).body.value.filter((each: { displayName: string }) => each.displayName === 'Seals')).toHaveLength(1);
    expect((await graph(`/drives/${builtDrives.open}/root/children`)).body.value.filter((each: { name: string }) => each.name === 'Seal cases')).toHaveLength(1);
    expect((await graph(`/groups/${builtTeams.open}/drives`)).body.value.filter((each: { name: string }) => each.name === 'Seal library')).toHaveLength(1);
  });
});

describe('a team that is made', () => {
  const team = { kind: 'team', name: 'Gaskets', description: 'Everything that seals' };
  const teams = async () => (await graph('/me/joinedTeams')).body.value.filter((each: { displayName: string }) => each.displayName === 'Gaskets');

  it('takes its time: progress is shown, and then the community is tied to it, its channel, library and calendar', async () => {
    world.sandbox.settings.teamOperationMs = 60_000;
    const { status, body } = await make(team);
    expect([status, body.unfinished]).toMatchObject([202, [{ step: 'create-team', going: true, code: 'still-going' }]]);
    expect((await finish()).body.unfinished).toMatchObject([{ going: true }]);
    world.clock.now = new Date(world.clock.now.getTime() + 61_000);
    expect((await finish()).body.unfinished).toEqual([]);
    expect((await overview()).items.filter((tie) => tie.name === 'Gaskets' || ['General', 'Documents'].includes(tie.name)).map((tie) => [tie.kind, tie.name, tie.isHome]).toSorted()).toEqual([
      ['calendar', 'Gaskets', false], ['channel', 'General', false], ['library', 'Documents', false], ['library', 'Documents', true], ['team', 'Gaskets', false],
    ]);
    expect(await teams()).toHaveLength(1);
  });

  it.each([
    ['the group', '/groups$', { resetAfter: true }], ['the team', '/teams$', { resetAfter: true }], ['a group that is too young to be found', '/teams$', { status: 404 }],
  ])('is made once when trouble comes with %s', async (_what, path, fault) => {
    world.sandbox.faults.set([{ method: 'POST', path, ...fault, times: 1 }]);
    await make(team);
    world.sandbox.faults.clear();
    let open = (await finish()).body.unfinished;
    for (let times = 0; times < 5 && open.length > 0; times += 1) {
      world.clock.now = new Date(world.clock.now.getTime() + 40_000);
      open = (await finish()).body.unfinished;
    }
    expect(open).toEqual([]);
    expect(await teams()).toHaveLength(1);
    expect((await graph(`/groups?$filter=startswith(displayName,'Gaskets')`)).body.value).toHaveLength(1);
  });
});

describe('what Trellis added', () => {
  const tabs = async () => (await graph(`/teams/${builtTeams.open}/channels/${builtChannels.help}/tabs`)).body.value.filter((each: { configuration?: { entityId?: string } }) => each.configuration?.entityId === communityId);

  it('is a tab, pinned when asked, found when pinned again, and taken away when asked', async () => {
    const { id: tieId } = tieOf((await overview()).items, 'channel', 'Ask for help')!;
    for (let times = 0; times < 2; times += 1) {
      const { status, body } = await world.api.request(pinTab, { as: ben, params: { ...params(), tieId } });
      expect([status, body.pinned, body.unfinished]).toEqual([200, [tieId], []]);
    }
    expect(await tabs()).toHaveLength(1);
    for (let times = 0; times < 2; times += 1) {
      const { status, body } = await world.api.request(removeTab, { as: ben, params: { ...params(), tieId } });
      expect([status, body.pinned, body.unfinished]).toEqual([200, [], []]);
    }
    expect(await tabs()).toHaveLength(0);
    expect((await world.api.request(pinTab, { as: ben, params: { ...params(), tieId } })).body.pinned).toEqual([tieId]);
    expect(await tabs()).toHaveLength(1);
    expect((await world.api.request(pinTab, { as: upn('dora'), params: { ...params(), tieId } })).status).toBe(403);
    const { id: team } = tieOf((await overview()).items, 'team', 'Pumps')!;
    expect((await world.api.request(pinTab, { as: ben, params: { ...params(), tieId: team } })).status).toBe(400);
  });

  it('stays when a tie is dropped, and goes when that is wished; nothing else is ever written', async () => {
    for (const removeAdded of [false, true]) {
      const { body: made } = await world.create(ben, { name: `Removal ${removeAdded}`, pinTab: true, firstActivity: firstActivity(world.clock.now) });
      communityId = made.id;
      expect(made.unfinished).toEqual([]);
      world.sandbox.journal.clear();
      for (const tie of (await overview()).items) {
        expect((await world.api.request(dropTie, { as: ben, params: { ...params(), tieId: tie.id }, query: removeAdded ? { removeAdded: 'true' } : {} })).status).toBe(204);
      }
      const writes = world.graphWrites().map((line) => line.split('/').slice(0, -1).join('/'));
      expect(writes).toEqual(removeAdded ? [`DELETE /v1.0/teams/${builtTeams.open}/channels/${builtChannels.help}/tabs`, `DELETE /v1.0/groups/${builtTeams.open}/events`] : []);
      const { body: page } = await world.api.request(getCommunity, { as: ben, params: params() });
      expect([page.ties, page.unfinished]).toEqual([[], []]);
      expect(await tabs()).toHaveLength(removeAdded ? 0 : 1);
    }
  });
});
