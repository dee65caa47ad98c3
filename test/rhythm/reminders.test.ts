import fc from 'fast-check';
import { DateTime } from 'luxon';
import { sql } from 'kysely';
import { getHappening, type CommunityPage } from '../../api/communities/communities-contract.ts';
import { happeningsStore } from '../../api/communities/happenings-store.ts';
import { joinCommunity, leaveCommunity } from '../../api/membership/membership-contract.ts';
import type { Activity } from '../../api/rhythm/rhythm-contract.ts';
import { rhythmStore } from '../../api/rhythm/rhythm-store.ts';
import { reminderActions } from '../../api/rhythm/reminders/reminder-actions.ts';
import { stopReminding } from '../../api/rhythm/reminders/reminder-card.ts';
import { getReminders, setReminders, type Wish } from '../../api/rhythm/reminders/reminders-contract.ts';
import { activitiesOfLooks, type CalendarLook, dueAt, isStillThere } from '../../api/rhythm/reminders/reminders.ts';
import { sendReminders } from '../../api/rhythm/reminders/send-reminders.ts';
import { getRhythm } from '../../api/rhythm/year-contract.ts';
import { PersonNotReachedError } from '../../api/teams/person-not-reached-error.ts';
import { type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';
import { cardOf, createTeamsClient } from '../../sandbox/teams-page/teams-client.ts';
import { builtEvents, builtTeams, people, upn } from '../support/tenant-builder.ts';

const at = (startsAt: string, allDay = false) => ({ startsAt, allDay });
const due = (startsAt: string, comes: Wish['comes'], zone: string, allDay = false) => dueAt(at(startsAt, allDay), comes, zone)?.toISOString() ?? null;

describe('a reminder is due', () => {
  it('on the reader’s clock: the day before at the same time, in the morning, or an hour before', () => {
    const start = '2026-12-02T14:30:00.000Z';
    expect((['none', 'day-before', 'morning', 'hour-before'] as const).map((comes) => due(start, comes, 'Europe/Berlin'))).toEqual([null, '2026-12-01T14:30:00.000Z', '2026-12-02T07:00:00.000Z', '2026-12-02T13:30:00.000Z']);
    // In Auckland it is half past three in the night of the third: the day before at eight, and the evening before.
    expect((['day-before', 'morning', 'hour-before'] as const).map((comes) => due(start, comes, 'Pacific/Auckland'))).toEqual(['2026-12-01T19:00:00.000Z', '2026-12-02T05:00:00.000Z', '2026-12-02T13:30:00.000Z']);
    // A whole day is that day everywhere.
    expect((['day-before', 'morning', 'hour-before'] as const).map((comes) => due('2026-12-02T00:00:00.000Z', comes, 'Pacific/Auckland', true))).toEqual(['2026-11-30T19:00:00.000Z', '2026-12-01T19:00:00.000Z', '2026-12-01T19:00:00.000Z']);
  });

  it('at the same time on the clock when it changes overnight, and an hour before as time passes in an hour that is left out or comes twice', () => {
    // Berlin, 28 March 2027: after 01:59 comes 03:00. 31 October 2027: 02:00 to 02:59 come twice.
    expect([due('2027-03-28T13:00:00.000Z', 'day-before', 'Europe/Berlin'), due('2027-10-31T14:00:00.000Z', 'day-before', 'Europe/Berlin')]).toEqual(['2027-03-27T14:00:00.000Z', '2027-10-30T13:00:00.000Z']);
    expect([due('2027-03-28T01:30:00.000Z', 'hour-before', 'Europe/Berlin'), due('2027-10-31T01:30:00.000Z', 'hour-before', 'Europe/Berlin')]).toEqual(['2027-03-28T00:30:00.000Z', '2027-10-31T00:30:00.000Z']);
    // Santiago leaves out midnight itself on 5 September 2027: the whole day begins at one, its morning is at eight all the same.
    expect(due('2027-09-05T00:00:00.000Z', 'morning', 'America/Santiago', true)).toBe('2027-09-05T11:00:00.000Z');
  });

  it('always before it begins, at an hour when people are awake, in every zone', () => {
    const zones = ['UTC', 'Europe/Berlin', 'America/Santiago', 'Asia/Kolkata', 'Pacific/Apia', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Asia/Beirut'];
    fc.assert(fc.property(fc.date({ min: new Date('2026-01-01'), max: new Date('2028-12-31'), noInvalidDate: true }), fc.constantFrom(...zones), (start, zone) => {
      const [day, morning, hour] = (['day-before', 'morning', 'hour-before'] as const).map((comes) => dueAt(at(start.toISOString()), comes, zone)!) as [Date, Date, Date];
      const hoursBefore = [day, morning, hour].map((each) => (start.getTime() - each.getTime()) / 3_600_000);
      expect(hoursBefore.every((hours) => hours > 0 && hours < 42)).toBe(true);
      expect(hoursBefore[2]).toBe(1);
      for (const each of [day, morning]) expect(DateTime.fromJSDate(each, { zone }).hour).toBeGreaterThanOrEqual(8);
      for (const each of [day, morning]) expect(DateTime.fromJSDate(each, { zone }).hour).toBeLessThanOrEqual(18);
    }));
  });
});

it('the newest look that tells of a time is believed, whoever had it', () => {
  const day = (number: number) => Date.UTC(2026, 11, number, 9);
  const activity = (eventId: string, number: number) => ({ eventId, startsAt: new Date(day(number)).toISOString() }) as Activity;
  const year: CalendarLook = { asOf: day(1), until: day(31), activities: [activity('a', 3), activity('b', 20)] };
  const page: CalendarLook = { asOf: day(2), until: day(10), activities: [activity('a', 4)] };
  expect(activitiesOfLooks([year, page])).toEqual([activity('a', 4), activity('b', 20)]);
  expect([['a', 3], ['a', 4], ['b', 20]].map(([id, number]) => isStillThere([year, page], String(id), new Date(day(Number(number)))))).toEqual([false, true, true]);
  expect(isStillThere([], 'a', new Date(day(3)))).toBe(false);
});

describe('members are reminded', () => {
  let world: CommunityWorld;
  let page: CommunityPage;
  let sent: { to: string; text: string }[];
  let failing: Error | null;
  beforeAll(async () => { world = await startCommunityWorld(); });
  afterAll(async () => { await world.close(); });
  beforeEach(async () => {
    world.clock.now = new Date('2026-11-24T10:00:00Z');
    sent = [];
    failing = null;
    page = await world.community();
    await visitOn('2026-12-01T13:00:00');
    await sql`delete from activity_reminders`.execute(world.database.engine.kysely);
    await world.api.request(joinCommunity, { as: dora, params: params() });
  });

  const [ben, dora] = [upn('ben'), upn('dora')];
  const params = () => ({ communityId: page.id });
  const bot = {
    sendToPerson: async (_: string, personId: string, make: (recipient: { teamsUserId: string }) => { card: unknown; summary: string }) => {
      if (failing instanceof PersonNotReachedError) throw failing;
      sent.push({ to: personId, text: JSON.stringify(make({ teamsUserId: '29:x' })) });
      if (failing) throw failing;
      return { conversationId: 'a', activityId: 'b', serviceUrl: 'c' };
    },
  };
  const round = () => sendReminders(world.api.services, bot, world.sandbox.tenantId);
  const after = (moment: string) => { world.clock.now = new Date(moment); };
  const visit = (as = ben) => world.api.request(getRhythm, { as, params: params() });
  const wish = (body: Partial<{ comes: Wish['comes']; regular: boolean; timeZone: string; everywhere: boolean }>, as = ben) => world.api.request(setReminders, { ...(as && { as }), params: params(), body: { comes: 'day-before', regular: false, timeZone: 'Europe/London', ...body } });
  const shown = async (as = ben) => (await world.api.request(getReminders, { as, params: params() })).body;
  /** Moves the visit, in London's time; null takes it off. */
  async function visitOn(local: string | null): Promise<void> {
    const time = (hours: number) => ({ dateTime: DateTime.fromISO(local!, { zone: 'UTC' }).plus({ hours }).toFormat("yyyy-MM-dd'T'HH:mm:ss"), timeZone: 'Europe/London' });
    const { status } = await world.sandbox.graph(await world.sandbox.graphToken(ben), `/groups/${builtTeams.open}/events/${encodeURIComponent(builtEvents.once)}`, { method: 'PATCH', body: local ? { start: time(0), end: time(3), isCancelled: false } : { isCancelled: true } });
    expect(status).toBe(200);
  }

  it('the day before of what comes once, by what they saw, once; others are not told what only they saw', async () => {
    await visit();
    expect(await shown()).toEqual({ comes: 'day-before', regular: false, said: 'nowhere', timeZone: null, next: { at: '2026-11-30T13:00:00.000Z', subject: 'Visit to the old works' } });
    await round();
    after('2026-11-30T13:00:30Z');
    // The job itself, with the bot, into the chat with it.
    for (let times = 0; times < 2; times += 1) {
      await world.database.inTenant(world.sandbox.tenantId, (trx) => world.api.services.jobs.enqueue(trx, 'send-reminders', { tenantId: world.sandbox.tenantId }));
      await world.api.services.jobs.idle(AbortSignal.timeout(15_000));
    }
    await round();
    expect(sent).toEqual([]);
    const teams = createTeamsClient(world.sandbox);
    const cards = (await teams.as(people.ben).botMessages()).map((message) => JSON.stringify(cardOf(message)));
    expect(cards.filter((card) => card.includes('Visit to the old works') && /Tuesday,? 1 December/.test(card))).toHaveLength(1);
    // It leads to the activity itself.
    const { id } = (await visit()).body.activities.find(({ subject }) => subject === 'Visit to the old works')!;
    expect(cards[0]).toContain(encodeURIComponent(`/communities/${page.id}/rhythm?activity=${id}`));
    expect([cards.length, (await teams.as(people.dora).botMessages()).filter((message) => JSON.stringify(message).includes('old works')), (await shown()).next]).toEqual([1, [], null]);
  });

  it('not of what was cancelled or moved since, also where only another member saw it; a moved one comes at its new time', async () => {
    for (const as of [ben, dora]) await visit(as);
    await visitOn('2026-12-03T10:00:00');
    after('2026-11-30T12:00:00Z');
    await visit(dora);
    after('2026-11-30T13:00:30Z');
    await round();
    expect(sent).toEqual([]);
    // The community's page tells, too.
    await world.api.request(getHappening, { as: ben, params: params() });
    expect((await shown()).next).toEqual({ at: '2026-12-02T10:00:00.000Z', subject: 'Visit to the old works' });
    after('2026-12-02T10:00:30Z');
    await round();
    expect(sent.map(({ to }) => to).sort()).toEqual([people.ben, people.dora].sort());
  });

  it('once only, though the process ends between sending and noting; again, where the bot service did not take it; never after it began', async () => {
    for (const as of [ben, dora]) await visit(as);
    await world.api.request(leaveCommunity, { as: dora, params: params() });
    after('2026-11-30T13:00:30Z');
    failing = new PersonNotReachedError('service-unavailable');
    await round();
    failing = null;
    await round();
    expect(sent).toEqual([]);
    after('2026-11-30T13:03:00Z');
    failing = new TypeError('the process ended');
    await expect(round()).rejects.toThrow('the process ended');
    failing = null;
    after('2026-11-30T13:10:00Z');
    await round();
    expect(sent.map(({ to }) => to)).toEqual([people.ben]);
    await wish({ comes: 'hour-before' });
    await visitOn('2026-12-04T13:00:00');
    await visit();
    after('2026-12-04T13:30:00Z');
    await round();
    expect(sent).toHaveLength(1);
  });

  it('as they wish: of series too, not at all, here or everywhere, and until they press that it is enough', async () => {
    await visit();
    expect((await wish({ comes: 'morning', regular: true })).body).toEqual({ comes: 'morning', regular: true, said: 'here', timeZone: 'Europe/London', next: { at: '2026-11-25T08:00:00.000Z', subject: 'Pump clinic' } });
    const first = page;
    page = await world.community({ name: 'Seal people' });
    await visit();
    expect(await shown()).toMatchObject({ said: 'nowhere', comes: 'day-before' });
    expect((await wish({ comes: 'none', everywhere: true })).body).toMatchObject({ said: 'everywhere', comes: 'none', next: null });
    page = first;
    expect(await shown()).toMatchObject({ said: 'everywhere', comes: 'none', next: null });
    await wish({ comes: 'hour-before', regular: true });
    after('2026-11-25T08:00:30Z');
    await round();
    expect(sent).toHaveLength(1);
    expect(JSON.parse(sent[0]!.text).card.actions.map((action: { verb?: string }) => action.verb).filter(Boolean)).toEqual([stopReminding]);
    const press = (personId: string, data: object) => reminderActions(world.api.services)[stopReminding]!({ tenantId: world.sandbox.tenantId, personId, displayName: '', teamsUserId: '', data: data as Record<string, unknown>, sighting: null });
    expect([await press(people.emil, { communityId: page.id }), await press(people.ben, {})]).toEqual([{ message: expect.stringContaining('no longer exists') }, { message: expect.stringContaining('no longer exists') }]);
    expect(await press(people.ben, { communityId: page.id })).toEqual({ message: expect.stringContaining('nothing more') });
    expect(await shown()).toMatchObject({ comes: 'none', regular: true, timeZone: 'Europe/London', said: 'here', next: null });
  });

  it('members only; and of nothing that nobody saw for thirty days', async () => {
    expect([(await wish({}, '')).status, (await wish({}, upn('emil'))).body.code, (await wish({ timeZone: 'Mars/Base' })).status]).toEqual([401, 'members-only', 400]);
    await visit();
    await world.database.inTenant(world.sandbox.tenantId, async (trx) => {
      for (const store of [rhythmStore, happeningsStore]) await store.forget(trx, world.sandbox.tenantId, new Date('2026-11-25T00:00:00Z'));
    });
    after('2026-11-30T13:00:30Z');
    await round();
    expect(sent).toEqual([]);
  });
});
