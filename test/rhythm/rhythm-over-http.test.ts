import { randomUUID } from 'node:crypto';
import { closeCommunity } from '../../api/communities/closing-contract.ts';
import type { CommunityPage } from '../../api/communities/communities-contract.ts';
import { joinCommunity } from '../../api/membership/membership-contract.ts';
import { getRhythm, setActivityKind, type RhythmKind } from '../../api/rhythm/year-contract.ts';
import { chooseCalendarPart } from '../../api/ties/ties-contract.ts';
import { builtEvents, builtTeams, people, upn } from '../support/tenant-builder.ts';
import { type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';

let world: CommunityWorld;
let page: CommunityPage;
beforeAll(async () => {
  world = await startCommunityWorld();
  world.clock.now = new Date('2026-11-24T10:00:00Z');
});
afterAll(async () => { await world.close(); });
beforeEach(async () => { page = await world.community(); });
afterEach(() => { world.sandbox.faults.clear(); });

const ben = upn('ben');
const calendar = `/groups/${builtTeams.open}/calendarView`;
const look = (as = ben, communityId = page.id) => world.api.request(getRhythm, { ...(as && { as }), params: { communityId } });
const say = (activityId: string, kind: RhythmKind | null, more: { as?: string; series?: boolean } = {}) =>
  world.api.request(setActivityKind, { ...(more.as !== '' && { as: more.as ?? ben }), params: { communityId: page.id, activityId }, body: { kind, series: more.series ?? false } });
/** Changes an event as somebody does in Outlook. */
async function inOutlook(eventId: string, change: object): Promise<void> {
  const { status } = await world.sandbox.graph(await world.sandbox.graphToken(ben), `/groups/${builtTeams.open}/events/${encodeURIComponent(eventId)}`, { method: 'PATCH', body: change });
  expect(status).toBe(200);
}
const anotherTime = () => { world.clock.now = new Date(world.clock.now.getTime() + 6 * 60_000); };

describe('a community’s year', () => {
  it('is what Microsoft 365 shows this person of its calendars, past and to come, each activity with its kind', async () => {
    world.sandbox.journal.clear();
    const { status, body } = await look();
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'Pump people', hasCalendar: true, closedCalendars: 0, cut: false, trouble: null, abilities: { record: true, readRecords: true, publish: true } });
    const starts = body.activities.map(({ startsAt }) => startsAt);
    expect([starts[0], starts.at(-1), starts.length]).toEqual(['2026-01-07T09:00:00.000Z', '2027-12-01T09:00:00.000Z', 100]);
    expect(new Set(body.activities.map(({ id }) => id)).size).toBe(100);
    expect(new Set(body.activities.map(({ kind, kindBy, seriesId }) => `${kind} ${kindBy} ${seriesId !== null}`))).toEqual(new Set(['problem-help subject true']));
    // British summer time keeps the clock, not the instant.
    expect(starts).toContain('2026-06-03T08:00:00.000Z');
    expect(world.roundTrips()).toBe(1);
    await look();
    expect(world.roundTrips()).toBe(1);
    expect(world.graphWrites()).toEqual([]);
  });

  it('stays as it was known while Microsoft 365 does not answer, with its age; it is never another person’s', async () => {
    const before = (await look()).body;
    anotherTime();
    world.sandbox.faults.set([{ path: calendar, status: 503 }]);
    expect((await look()).body).toEqual({ ...before, trouble: { code: 'graph-unavailable', detail: expect.any(String) } });
    expect((await look(upn('dora'))).body).toMatchObject({ asOf: null, activities: [], trouble: { code: 'graph-unavailable' } });
    world.sandbox.faults.set([{ path: calendar, status: 403 }]);
    expect((await look(upn('carla'))).body).toMatchObject({ closedCalendars: 1, activities: [], trouble: null });
    expect((await look('')).status).toBe(401);
    expect((await look(ben, randomUUID())).status).toBe(404);
  });

  it('of a shared calendar is the community’s part of it, also when that is chosen a minute later', async () => {
    await look();
    const tie = page.ties.find(({ kind }) => kind === 'calendar')!;
    await world.api.request(chooseCalendarPart, { as: ben, params: { communityId: page.id, tieId: tie.id }, body: { part: { by: 'category', category: 'Pumps' } } });
    expect((await look()).body).toMatchObject({ asOf: expect.any(String), activities: [] });
    await inOutlook(builtEvents.weekly, { categories: ['pumps'] });
    anotherTime();
    expect((await look()).body.activities).toHaveLength(100);
  });

  it('of a community without a calendar is empty, and Microsoft 365 is not asked', async () => {
    page = await world.community({ ties: [{ kind: 'team', groupId: builtTeams.open }] });
    world.sandbox.journal.clear();
    expect((await look()).body).toMatchObject({ hasCalendar: false, asOf: null, activities: [] });
    expect(world.roundTrips()).toBe(0);
  });
});

describe('the kind of an activity', () => {
  it('is said by a member of one, or of all of a series, seen by everybody, and taken back', async () => {
    const [first, second, third] = (await look()).body.activities;
    for (let times = 0; times < 2; times += 1) expect((await say(first!.id, 'story')).body.items).toEqual([{ id: first!.id, kind: 'story', kindBy: 'activity' }]);
    expect((await look(upn('dora'))).body.activities.slice(0, 2)).toMatchObject([{ kind: 'story', kindBy: 'activity' }, { kind: 'problem-help', kindBy: 'subject' }]);
    const all = (await say(second!.id, 'visit', { series: true })).body.items;
    expect([all.length, new Set(all.map(({ kind, kindBy }) => `${kind} ${kindBy}`))]).toEqual([100, new Set(['visit series'])]);
    await say(third!.id, 'social');
    expect((await look()).body.activities.slice(0, 4).map(({ kind }) => kind)).toEqual(['visit', 'visit', 'social', 'visit']);
    expect((await say(third!.id, null)).body.items).toEqual([{ id: third!.id, kind: 'visit', kindBy: 'series' }]);
    expect(new Set((await say(third!.id, null, { series: true })).body.items.map(({ kindBy }) => kindBy))).toEqual(new Set(['subject']));
    expect(world.graphWrites()).toEqual([]);
  });

  it('stays with an occurrence that is moved, and with all of a series that gets another hour and another name', async () => {
    const moved = (await look()).body.activities.find(({ startsAt }) => startsAt === '2026-12-02T09:00:00.000Z')!;
    await say(moved.id, 'visit');
    await inOutlook(moved.eventId, { start: { dateTime: '2026-12-04T15:00:00', timeZone: 'Europe/London' }, end: { dateTime: '2026-12-04T16:00:00', timeZone: 'Europe/London' } });
    anotherTime();
    const found = () => look().then(({ body }) => body.activities.find(({ id }) => id === moved.id));
    expect(await found()).toMatchObject({ startsAt: '2026-12-04T15:00:00.000Z', kind: 'visit', kindBy: 'activity' });
    await inOutlook(builtEvents.weekly, { subject: 'Valve clinic' });
    anotherTime();
    expect(await found()).toMatchObject({ kind: 'visit', kindBy: 'activity' });
  });

  it('is for members, of activities that they see, in an open community', async () => {
    const [first] = (await look()).body.activities;
    for (const who of ['emil', 'anna'] as const) {
      await look(upn(who));
      expect((await say(first!.id, 'story', { as: upn(who) })).body).toMatchObject({ status: 403, code: 'members-record', remedy: expect.stringContaining('Join') });
    }
    await world.api.request(joinCommunity, { as: upn('carla'), params: { communityId: page.id } });
    // Carla has not looked at the year: nothing of it was shown to her.
    expect([(await say(first!.id, 'story', { as: upn('carla') })).status, (await say(randomUUID(), 'story')).status, (await say(first!.id, 'story', { as: '' })).status, (await say(first!.id, 'party' as never)).status, (await say('first', 'story')).status])
      .toEqual([404, 404, 401, 400, 400]);
    await world.api.request(closeCommunity, { as: ben, params: { communityId: page.id }, body: { removeAdded: false } });
    expect((await say(first!.id, 'story')).body).toMatchObject({ code: 'community-closed' });
    expect((await look()).body.abilities).toEqual({ record: false, readRecords: true, publish: false });
  });

  it('is kept without what the activity is called', async () => {
    const [first] = (await look()).body.activities;
    await say(first!.id, 'story');
    const rows = await world.database.engine.kysely.selectFrom('activity_kinds').selectAll().where('community_id', '=', page.id).execute();
    expect(rows).toMatchObject([{ kind: 'story', set_by: people.ben, activity_id: first!.id }]);
    expect(JSON.stringify(rows)).not.toContain('clinic');
  });
});
