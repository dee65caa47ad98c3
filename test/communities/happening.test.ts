import { randomUUID } from 'node:crypto';
import { getCommunity, getHappening } from '../../api/communities/communities-contract.ts';
import { builtDrives, builtTeams, people, upn } from '../support/tenant-builder.ts';
import { type CommunityWorld, startCommunityWorld } from './community-world.ts';

let world: CommunityWorld;
let communityId: string;
beforeAll(async () => { world = await startCommunityWorld(); });
beforeEach(async () => {
  world.clock.now = new Date('2026-11-23T12:00:00Z');
  communityId = (await world.community()).id;
  world.sandbox.journal.clear();
});
afterEach(() => { world.sandbox.faults.clear(); });
afterAll(async () => { await world.close(); });

const look = async (as = upn('ben')) => (await world.api.request(getHappening, { as, params: { communityId } })).body;
const page = async (as = upn('ben')) => (await world.api.request(getCommunity, { as, params: { communityId } })).body;
/** A request about the open team's library, as one of its members. */
async function inLibrary(method: 'PUT' | 'DELETE', path: string) {
  const token = await world.sandbox.graphToken(upn('carla'));
  const response = await fetch(`${world.sandbox.url}/v1.0/drives/${builtDrives.open}/root:/${path}`, { method, headers: { authorization: `Bearer ${token}` }, ...(method === 'PUT' ? { body: path } : {}) });
  expect(response.ok).toBe(true);
}
const later = (minutes: number) => { world.clock.now = new Date(world.clock.now.getTime() + minutes * 60_000); };

describe('what happens in a community', () => {
  it.each([['the founder', 'ben'], ['another member of the team', 'dora']] as const)('comes whole in one round trip when it was never looked at, and in none while it is fresh: %s', async (_who, name) => {
    const as = upn(name);
    expect((await page(as)).happening).toEqual({ asOf: null, stale: true, trouble: null, activities: [], practice: [], closedTies: [] });
    expect(world.roundTrips()).toBe(0);
    const first = await look(as);
    expect(world.roundTrips()).toBe(1);
    expect(first).toMatchObject({ asOf: '2026-11-23T12:00:00.000Z', stale: false, trouble: null, closedTies: [] });
    expect(first.activities[0]).toMatchObject({ subject: 'Pump clinic', startsAt: '2026-11-25T09:00:00.000Z', timeZone: 'Europe/London', recurring: true });
    expect(first.practice.map((item) => [item.name, item.kind]).sort()).toEqual([['starting-a-pump.md', 'document'], ['the-flooded-pit.md', 'case']]);
    later(4);
    expect((await look(as)).practice).toHaveLength(2);
    expect((await page(as)).happening).toMatchObject({ stale: false, asOf: '2026-11-23T12:00:00.000Z' });
    expect(world.roundTrips()).toBe(1);
    later(2);
    expect((await page(as)).happening.stale).toBe(true);
    expect((await look(as)).asOf).toBe('2026-11-23T12:06:00.000Z');
    expect(world.roundTrips()).toBe(2);
  });

  it('has the files of folders at any depth, and what was removed no more', async () => {
    await inLibrary('PUT', 'Methods/2026/Autumn/clinic.docx:/content');
    expect((await look()).practice.map((item) => [item.name, item.kind])).toContainEqual(['clinic.docx', 'method']);
    await inLibrary('DELETE', 'Methods');
    later(6);
    expect((await look()).practice.map((item) => item.name).sort()).toEqual(['starting-a-pump.md', 'the-flooded-pit.md']);
  });

  it('has what changed lately in a library of more than a page, in one round trip; in two where that is more than a page, too', async () => {
    for (const part of [0, 1, 2]) await Promise.all(Array.from({ length: 75 }, (_, at) => inLibrary('PUT', `Many/note-${part * 75 + at}.md:/content`)));
    later(60 * 24 * 8);
    await inLibrary('PUT', 'Many/the-last-of-all.md:/content');
    const { body: { id: itemId } } = await world.sandbox.graph(await world.sandbox.personToken(upn('ben')), `/drives/${builtDrives.open}/root:/Many`);
    const ofFolder = (await world.community({ ties: [{ kind: 'folder', groupId: builtTeams.open, driveId: builtDrives.open, itemId: String(itemId) }] })).id;
    const lookThere = async () => (await world.api.request(getHappening, { as: upn('ben'), params: { communityId: ofFolder } })).body;
    for (const see of [look, lookThere]) {
      world.sandbox.journal.clear();
      const { practice, trouble } = await see();
      expect([practice[0]!.name, practice.length, trouble, world.roundTrips()]).toEqual(['the-last-of-all.md', 30, null, 2]);
    }

    // More than a month later the many are old news; one file at the far end of the library is not.
    later(60 * 24 * 40);
    await inLibrary('PUT', 'Stories/Deep/flood.md:/content');
    world.sandbox.journal.clear();
    const looked = await look();
    expect(world.roundTrips()).toBe(1);
    expect([looked.trouble, looked.stale, looked.practice.length]).toEqual([null, false, 30]);
    expect(looked.practice[0]).toMatchObject({ name: 'flood.md', kind: 'story' });

    later(6);
    world.sandbox.faults.set([{ path: '^/v1.0/drives/.*token=', status: 503 }]);
    expect(await look()).toEqual({ ...looked, stale: true, trouble: { code: 'graph-unavailable', detail: 'Microsoft 365 is not available just now.' } });
    world.sandbox.faults.clear();
    await inLibrary('DELETE', 'Many');
    await inLibrary('DELETE', 'Stories');
  });

  it('keeps meetings at their wall clock over the change of daylight saving', async () => {
    world.clock.now = new Date('2027-03-20T12:00:00Z');
    const times = (await look()).activities.map((activity) => activity.startsAt);
    expect(times.slice(0, 2)).toEqual(['2027-03-24T09:00:00.000Z', '2027-03-31T08:00:00.000Z']);
  });

  it('answers 304 to a page that is known, and the whole page when it changed', async () => {
    const first = await world.api.request(getCommunity, { as: upn('ben'), params: { communityId } });
    const etag = first.headers.get('etag')!;
    const conditional = () => world.api.request(getCommunity, { as: upn('ben'), params: { communityId }, headers: { 'if-none-match': etag } });
    expect((await conditional()).status).toBe(304);
    await look();
    expect((await conditional()).status).toBe(200);
  });

  it('rides out a short wait that Graph asks for', async () => {
    world.sandbox.faults.set([{ path: '^/v1.0/.*calendarView', status: 429, headers: { 'retry-after': '0.3' }, times: 1 }]);
    expect(await look()).toMatchObject({ trouble: null, asOf: '2026-11-23T12:00:00.000Z' });
  });

  it('shows the rest when one part does not answer', async () => {
    world.sandbox.faults.set([{ path: '^/v1.0/.*calendarView', status: 503 }]);
    const partly = await look();
    expect(partly).toMatchObject({ stale: true, activities: [], trouble: { code: 'graph-unavailable' } });
    expect(partly.practice).toHaveLength(2);
  });

  it('shows each person only what that person may see', async () => {
    communityId = (await world.create(upn('anna'), { ties: [{ kind: 'team', groupId: builtTeams.closed }, { kind: 'calendar', groupId: builtTeams.closed }] })).body.id;
    expect((await look(upn('anna'))).closedTies).toEqual([]);
    const outsider = await look(upn('emil'));
    expect(outsider.closedTies).toHaveLength(2);
    expect((await page(upn('emil'))).ties.map((tie) => tie.state)).toEqual(['sound', 'sound']);
  });

  it('says that a tie is lost when it is gone for one who saw it, and sound again when it is back', async () => {
    await look();
    later(6);
    world.sandbox.faults.set([{ path: '^/v1.0/drives/', status: 404 }]);
    await look();
    const library = async () => (await page()).ties.find((tie) => tie.kind === 'library');
    expect(await library()).toMatchObject({ state: 'lost', stateReason: 'not-there' });
    expect((await page()).happening.closedTies).toEqual([]);
    world.sandbox.faults.clear();
    later(6);
    await look();
    expect(await library()).toMatchObject({ state: 'sound', stateReason: null });
  });

  it('calls nothing lost because somebody may not see it', async () => {
    await look();
    later(6);
    world.sandbox.faults.set([{ path: '^/v1.0/drives/', status: 403 }]);
    const closed = await look();
    const after = await page();
    expect(closed.closedTies).toEqual([after.ties.find((tie) => tie.kind === 'library')!.id]);
    expect(after.ties.every((tie) => tie.state === 'sound')).toBe(true);
  });

  it('calls no channel lost because somebody is not in it any more, until its team is gone', async () => {
    const byBen = await world.sandbox.personToken(upn('ben'));
    const graph = async (path: string, init: { method: string; body?: unknown }) => {
      const answer = await world.sandbox.graph(byBen, path, init);
      expect(answer.status).toBeLessThan(300);
      return answer.body as { id: string; value: { id: string; userId: string }[] };
    };
    const inIt = (id: string, roles: string[]) => ({ '@odata.type': '#microsoft.graph.aadUserConversationMember', 'user@odata.bind': `https://graph.microsoft.com/v1.0/users('${id}')`, roles });
    const { id: channelId } = await graph(`/teams/${builtTeams.open}/channels`, { method: 'POST', body: { displayName: 'Inner circle', membershipType: 'private', members: [inIt(people.ben, ['owner']), inIt(people.dora, ['owner'])] } });
    const channel = `/teams/${builtTeams.open}/channels/${encodeURIComponent(channelId)}`;
    communityId = (await world.create(upn('dora'), { ties: [{ kind: 'team', groupId: builtTeams.open }, { kind: 'channel', groupId: builtTeams.open, channelId }] })).body.id;
    const inner = async () => (await page(upn('dora'))).ties.find((tie) => tie.kind === 'channel')!;
    const { value } = await graph(`${channel}/members`, { method: 'GET' });
    await graph(`${channel}/members/${value.find(({ userId }) => userId === people.dora)!.id}`, { method: 'DELETE' });
    const { id } = await inner();
    expect((await look(upn('dora'))).closedTies).toEqual([id]);
    expect((await inner()).state).toBe('sound');
    expect((await look()).closedTies).toEqual([]);

    later(6);
    world.sandbox.faults.set([{ path: `^/v1.0/(teams|groups)/${builtTeams.open}`, status: 404 }]);
    await look(upn('ben'));
    expect(await inner()).toMatchObject({ state: 'lost', stateReason: 'not-there' });
    world.sandbox.faults.clear();
    later(6);
    expect([(await look()).closedTies, (await inner()).state]).toEqual([[], 'sound']);
    // Nor when it was deleted: who was in it is told the same as who was taken out of it, that it is not shown to them.
    await graph(channel, { method: 'DELETE' });
    later(6);
    expect([(await look()).closedTies, (await inner()).state]).toEqual([[id], 'sound']);
  });

  it('is forgotten when somebody did not come back for thirty days', async () => {
    const kept = async () => (await world.database.engine.kysely.selectFrom('community_happenings').select('person_id').where('community_id', '=', communityId).execute()).map((row) => row.person_id).sort();
    await look(upn('ben'));
    later(60 * 24 * 20);
    await look(upn('dora'));
    later(60 * 24 * 11);
    const { tenantId } = world.sandbox;
    await world.database.inTenant(tenantId, (trx) => world.api.services.jobs.enqueue(trx, 'forget-happenings', { tenantId }));
    await world.api.services.jobs.idle();
    expect(await kept()).toEqual([people.dora]);
  });

  it('is asked by people who are signed in, of communities that are there', async () => {
    expect((await world.api.request(getHappening, { params: { communityId } })).status).toBe(401);
    expect((await world.api.request(getHappening, { as: upn('ben'), params: { communityId: 'no-guid' } })).status).toBe(400);
    const unknown = await world.api.request(getHappening, { as: upn('ben'), params: { communityId: randomUUID() } });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'not-found']);
  });
});
