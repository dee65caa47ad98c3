import { randomUUID } from 'node:crypto';
import { getCommunity, getHappening } from '../../api/communities/communities-contract.ts';
import { joinCommunity } from '../../api/membership/membership-contract.ts';
import { addTie, dropTie, listBrokenTies, listTieHistory, listTies, makeTieHome, pointTieElsewhere, type Tie, type TieTarget } from '../../api/ties/ties-contract.ts';
import { buildTeam, builtDrives, builtTeams, buildTenant, people, upn } from '../support/tenant-builder.ts';
import { type CommunityWorld, openTies, startCommunityWorld } from '../communities/community-world.ts';

const second = buildTeam('Valves', { members: [people.ben, people.dora] });
const valves = { groupId: second.id!, channelId: second.channels![0]!.id!, driveId: second.libraries![0]!.id! };

let world: CommunityWorld;
let communityId: string;
beforeAll(async () => { world = await startCommunityWorld({ tenant: buildTenant({ teams: [second] }) }); });
afterAll(async () => { await world.close(); });
beforeEach(async () => {
  communityId = (await world.community()).id;
  world.sandbox.journal.clear();
});
afterEach(() => { world.sandbox.faults.clear(); });

const ben = upn('ben');
const params = () => ({ communityId });
const add = (target: TieTarget, as = ben) => world.api.request(addTie, { as, params: params(), body: { target } });
const ties = async (): Promise<Tie[]> => (await world.api.request(listTies, { as: ben, params: params() })).body.items;
const tieOf = async (kind: Tie['kind'], groupId: string = builtTeams.open) => (await ties()).find((tie) => tie.kind === kind && tie.target.groupId === groupId)!;
const history = async () => (await world.api.request(listTieHistory, { as: ben, params: params(), query: { limit: 50 } })).body.items;
const look = async () => {
  world.clock.now = new Date(world.clock.now.getTime() + 6 * 60_000);
  expect((await world.api.request(getHappening, { as: ben, params: params() })).status).toBe(200);
};
const casesFolder = async (): Promise<string> => {
  const answer = await world.sandbox.graph(await world.sandbox.graphToken(ben), `/drives/${builtDrives.open}/root/children`);
  return ((answer.body as { value: { id: string; name: string }[] }).value.find((item) => item.name === 'Cases'))!.id;
};

describe('tying one more place', () => {
  it('spans a second team: several of each kind, one of each at home', async () => {
    for (const target of [{ kind: 'team', groupId: valves.groupId }, { kind: 'channel', groupId: valves.groupId, channelId: valves.channelId }, { kind: 'library', groupId: valves.groupId, driveId: valves.driveId }, { kind: 'calendar', groupId: valves.groupId }] as const) {
      const { status, body } = await add(target);
      expect([status, body.kind, body.state, body.isHome]).toEqual([201, target.kind, 'sound', false]);
    }
    expect((await ties()).filter((tie) => tie.isHome).map((tie) => [tie.kind, tie.target.groupId])).toEqual(openTies.map(({ kind, groupId }) => [kind, groupId]));
    expect(world.graphWrites()).toEqual([]);
  });

  it('takes a folder of a library, with where it lies, and shows what is in it', async () => {
    const { status, body } = await add({ kind: 'folder', groupId: builtTeams.open, driveId: builtDrives.open, itemId: await casesFolder() });
    expect([status, body.name, body.location, body.isHome]).toEqual([201, 'Cases', 'Documents', true]);
    await world.api.request(dropTie, { as: ben, params: { ...params(), tieId: (await tieOf('library')).id } });
    const { body: seen } = await world.api.request(getHappening, { as: ben, params: params() });
    expect(seen.practice.map(({ name }) => name)).toEqual(['the-flooded-pit.md']);
  });

  it('twice, or by two at the same moment, makes one tie', async () => {
    const target = { kind: 'team', groupId: valves.groupId } as const;
    const answers = await Promise.all([add(target), add(target), add(target)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect((await history()).filter(({ tieId }) => tieId === answers[0]!.body.id).map(({ what }) => what)).toEqual(['tied']);
  });

  it('refuses what this person cannot see, no more telling than of what is not there', async () => {
    const closed = await add({ kind: 'team', groupId: builtTeams.closed });
    const unknown = await add({ kind: 'team', groupId: randomUUID() });
    expect([closed.status, { ...closed.body, correlationId: '' }]).toEqual([422, { ...unknown.body, correlationId: '' }]);
    expect(closed.body).toMatchObject({ code: 'ties-not-found', detail: 'This team is not there, or you may not see it. Nothing was changed.', fields: [{ field: '/target' }] });
    expect((await add({ kind: 'library', groupId: builtTeams.open, driveId: valves.driveId })).status).toBe(422);
    expect((await add({ kind: 'folder', groupId: builtTeams.open, driveId: builtDrives.open, itemId: 'none' })).status).toBe(422);
    expect(await ties()).toHaveLength(4);
  });

  it('is for the community’s coordinators and core group', async () => {
    const target = { kind: 'team', groupId: builtTeams.open } as const;
    expect((await world.api.request(addTie, { params: params(), body: { target } })).status).toBe(401);
    await world.api.request(joinCommunity, { as: upn('dora'), params: params() });
    for (const as of [upn('dora'), upn('emil'), upn('anna')]) {
      const refused = await add(target, as);
      expect([refused.status, refused.body.code]).toEqual([403, 'ties-are-the-communitys']);
    }
    expect((await world.api.request(addTie, { as: ben, params: { communityId: randomUUID() }, body: { target } })).status).toBe(404);
    expect((await world.api.request(addTie, { as: ben, params: params(), body: { target: { kind: 'folder', groupId: 'x' } as never } })).status).toBe(400);
    expect((await world.api.request(getCommunity, { as: upn('dora'), params: params() })).body.abilities.changeTies).toBe(false);
    expect((await world.api.request(getCommunity, { as: ben, params: params() })).body.abilities.changeTies).toBe(true);
  });

  it('says when Graph does not answer, and that there are enough', async () => {
    world.sandbox.faults.set([{ path: '^/v1.0/', status: 503 }]);
    expect((await add({ kind: 'team', groupId: valves.groupId })).body.code).toBe('graph-unavailable');
    world.sandbox.faults.clear();
    const rows = Array.from({ length: 16 }, (_, index) => ({
      tenant_id: world.sandbox.tenantId, id: randomUUID(), community_id: communityId, kind: 'channel', group_id: builtTeams.open, graph_id: `19:${index}@thread.tacv2`,
      name: `Channel ${index}`, location: null, web_url: null, state: 'sound', state_reason: null, state_since: world.clock.now, tied_by: people.ben, tied_at: world.clock.now,
    }));
    await world.database.engine.kysely.insertInto('ties').values(rows).execute();
    const refused = await add({ kind: 'team', groupId: valves.groupId });
    expect([refused.status, refused.body.code]).toEqual([409, 'too-many-ties']);
  });
});

describe('a tie that is changed', () => {
  it('becomes the home of its kind, and dropping the home hands it on', async () => {
    const { body: other } = await add({ kind: 'team', groupId: valves.groupId });
    for (let times = 0; times < 2; times += 1) {
      const { status, body } = await world.api.request(makeTieHome, { as: ben, params: { ...params(), tieId: other.id } });
      expect([status, body.isHome]).toEqual([200, true]);
    }
    expect((await ties()).filter((tie) => tie.kind === 'team' && tie.isHome).map(({ id }) => id)).toEqual([other.id]);
    for (let times = 0; times < 2; times += 1) expect((await world.api.request(dropTie, { as: ben, params: { ...params(), tieId: other.id } })).status).toBe(204);
    expect((await ties()).filter((tie) => tie.kind === 'team').map((tie) => [tie.target.groupId, tie.isHome])).toEqual([[builtTeams.open, true]]);
    expect((await history()).filter(({ tieId }) => tieId === other.id).map(({ what, name, by }) => [what, name, by?.displayName])).toEqual([
      ['dropped', 'Valves', 'Ben Rowan'], ['made-home', 'Valves', 'Ben Rowan'], ['tied', 'Valves', 'Ben Rowan'],
    ]);
    expect(world.graphWrites()).toEqual([]);
  });

  it('is mended by pointing it elsewhere; its history stays', async () => {
    const library = await tieOf('library');
    world.sandbox.faults.set([{ path: `^/v1.0/drives/${builtDrives.open}`, status: 404 }]);
    await look();
    world.sandbox.faults.clear();
    expect(await tieOf('library')).toMatchObject({ state: 'lost', stateReason: 'not-there' });
    const point = (target: TieTarget) => world.api.request(pointTieElsewhere, { as: ben, params: { ...params(), tieId: library.id }, body: { target } });
    const wrongKind = await point({ kind: 'team', groupId: valves.groupId });
    expect([wrongKind.status, wrongKind.body.code]).toEqual([400, 'bad-input']);
    world.clock.now = new Date(world.clock.now.getTime() + 1_000);
    for (let times = 0; times < 2; times += 1) {
      const { status, body } = await point({ kind: 'library', groupId: valves.groupId, driveId: valves.driveId });
      expect([status, body.id, body.state, body.isHome, body.target]).toEqual([200, library.id, 'sound', true, { kind: 'library', groupId: valves.groupId, driveId: valves.driveId }]);
    }
    expect((await history()).filter(({ tieId }) => tieId === library.id).map(({ what, before, by }) => [what, before, by !== null])).toEqual([
      ['pointed-elsewhere', 'Documents', true], ['lost', null, false], ['tied', null, true],
    ]);
    // What was seen of the place before is not shown as the new one's, and is asked at once.
    const { body: page } = await world.api.request(getCommunity, { as: ben, params: params() });
    expect([page.happening.stale, page.happening.closedTies]).toEqual([true, []]);
    await add({ kind: 'library', groupId: builtTeams.open, driveId: builtDrives.open });
    const taken = await point({ kind: 'library', groupId: builtTeams.open, driveId: builtDrives.open });
    expect([taken.status, taken.body.code]).toEqual([409, 'tied-already']);
  });

  it('is not found in another community', async () => {
    const { id: tieId } = await tieOf('team');
    const { body: { id: other } } = await world.create(ben, { name: 'Other people' });
    for (const operation of [makeTieHome, dropTie]) await world.api.request(operation, { as: ben, params: { communityId: other, tieId } });
    expect((await tieOf('team')).id).toBe(tieId);
    expect((await world.api.request(makeTieHome, { as: ben, params: { communityId: other, tieId } })).status).toBe(404);
    expect((await world.api.request(pointTieElsewhere, { as: ben, params: { communityId: other, tieId }, body: { target: { kind: 'team', groupId: valves.groupId } } })).status).toBe(404);
  });
});

describe('ties follow their places, by a visit', () => {
  const patch = async (path: string, body: object) => {
    const { status } = await world.sandbox.graph(await world.sandbox.personToken(ben), path, { method: 'PATCH', body });
    expect([200, 204]).toContain(status);
  };

  it('when a team is renamed, its calendar with it, and a folder is renamed', async () => {
    const itemId = await casesFolder();
    await add({ kind: 'folder', groupId: builtTeams.open, driveId: builtDrives.open, itemId });
    await patch(`/groups/${builtTeams.open}`, { displayName: 'Pumps and seals' });
    await patch(`/drives/${builtDrives.open}/items/${itemId}`, { name: 'Case files' });
    await look();
    expect(Object.fromEntries((await ties()).map(({ kind, name }) => [kind, name]))).toEqual({ team: 'Pumps and seals', channel: 'Ask for help', library: 'Documents', calendar: 'Pumps and seals', folder: 'Case files' });
    expect((await history()).filter(({ what }) => what === 'renamed').map(({ kind, before, by }) => [kind, before, by]).toSorted()).toEqual([['calendar', 'Pumps', null], ['folder', 'Cases', null], ['team', 'Pumps', null]]);
    await patch(`/groups/${builtTeams.open}`, { displayName: 'Pumps' });
    await patch(`/drives/${builtDrives.open}/items/${itemId}`, { name: 'Cases' });
  });
});

describe('broken ties of all communities', () => {
  it('are listed for programme leads, the latest loss first, with whom to speak to', async () => {
    const name = `Broken ${randomUUID()}`;
    communityId = (await world.create(ben, { name })).body.id;
    world.sandbox.faults.set([{ path: `/channels/`, status: 404 }]);
    await look();
    world.sandbox.faults.clear();
    world.sandbox.faults.set([{ path: `^/v1.0/drives/`, status: 404 }, { path: `/channels/`, status: 404 }]);
    await look();
    const broken = async (query: Record<string, string | number>) => (await world.api.request(listBrokenTies, { as: upn('anna'), query })).body;
    const first = await broken({ limit: 1 });
    const next = await broken({ limit: 1, cursor: first.next! });
    expect([first, next].map(({ items: [item] }) => [item!.community.name, item!.tie.kind, item!.tie.state, item!.coordinators.map(({ displayName }) => displayName)])).toEqual([
      [name, 'library', 'lost', ['Ben Rowan']], [name, 'channel', 'lost', ['Ben Rowan']],
    ]);
    for (const as of [ben, upn('emil')]) expect((await world.api.request(listBrokenTies, { as })).body.code).toBe('programme-lead-only');
    expect((await world.api.request(listBrokenTies, { as: upn('anna'), query: { cursor: 'x' } })).status).toBe(400);
  });
});
