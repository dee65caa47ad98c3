import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { closeCommunity } from '../../api/communities/closing-contract.ts';
import { type CommunityPage, getCommunity } from '../../api/communities/communities-contract.ts';
import { setStage } from '../../api/communities/stage-contract.ts';
import { beginSeries, changeSeries, getSeries, getSeriesSurroundings, putSeriesOn, type SeriesActivity, setSeriesCountries, takeSeriesOff } from '../../api/launch/series-contract.ts';
import { joinCommunity } from '../../api/membership/membership-contract.ts';
import { getRhythm } from '../../api/rhythm/year-contract.ts';
import type { AnyJson } from '../support/sandbox.ts';
import { buildTenant, builtTeams, people, upn } from '../support/tenant-builder.ts';
import { type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';

let world: CommunityWorld;
let page: CommunityPage;
beforeAll(async () => {
  const tenant = buildTenant();
  tenant.users.find(({ id }) => id === people.ben)!.usageLocation = 'PT';
  world = await startCommunityWorld({ tenant });
  world.clock.now = new Date('2026-11-24T10:00:00Z');
});
afterAll(async () => { await world.close(); });
beforeEach(async () => { page = await world.community(); });
afterEach(() => { world.sandbox.faults.clear(); });

const ben = upn('ben');
const params = () => ({ communityId: page.id });
const begin = (startsOn = '2026-12-01') => world.api.request(beginSeries, { as: ben, params: params(), body: { startsOn, time: '15:00', timeZone: 'Europe/Berlin' } });
const change = (changed: SeriesActivity[], left: string[] = []) => world.api.request(changeSeries, { as: ben, params: params(), body: { changed, left } });
const read = (as = ben) => world.api.request(getSeries, { ...(as && { as }), params: params() });
const look = () => world.api.request(getSeriesSurroundings, { as: ben, params: params() });

describe('a series that is laid out', () => {
  it('begins as the template proposes it, once, and nothing is written to Microsoft 365', async () => {
    world.sandbox.journal.clear();
    expect((await read()).body).toMatchObject({ name: 'Pump people', series: null, template: { name: expect.any(String) }, mayChange: true });
    const { body } = await begin();
    expect(body.series).toMatchObject({ startsOn: '2026-12-01', timeZone: 'Europe/Berlin', changedBy: { displayName: expect.stringMatching(/\w/) } });
    expect(body.series!.activities.length).toBeGreaterThanOrEqual(5);
    expect(new Set(body.series!.activities.map(({ time }) => time))).toEqual(new Set(['15:00']));
    expect((await begin('2027-01-05')).body).toEqual(body);
    expect(world.graphWrites()).toEqual([]);
  });

  it('is changed by several at once, each activity for itself: moved, written anew, added, left out and brought back', async () => {
    const [first, second, third] = (await begin()).body.series!.activities;
    const added = { id: randomUUID(), kind: 'social' as const, title: '', about: '', day: '2026-12-24', time: '12:00', minutes: 45 };
    await Promise.all([change([{ ...first!, day: '2026-12-18' }]), change([{ ...second!, title: 'كيف نفعل ذلك \u{1F44B}' }, added]), change([], [third!.id])]);
    const now = (await read()).body.series!.activities;
    expect(now).toEqual(expect.arrayContaining([{ ...first!, day: '2026-12-18' }, { ...second!, title: 'كيف نفعل ذلك \u{1F44B}' }, added]));
    expect(now.map(({ id }) => id)).not.toContain(third!.id);
    await change([third!]);
    expect((await read()).body.series!.activities).toContainEqual(third);
  });

  it('keeps within its three months and to forty activities', async () => {
    const [first] = (await begin()).body.series!.activities;
    expect((await change([{ ...first!, day: '2027-03-01' }])).body).toMatchObject({ code: 'bad-input', fields: [{ field: '/changed/0/day' }] });
    expect((await change(Array.from({ length: 40 }, () => ({ ...first!, id: randomUUID() })))).body).toMatchObject({ code: 'bad-input', fields: [{ field: '/changed' }] });
    expect((await change([{ ...first!, time: '24:00' }])).status).toBe(400);
    expect((await read()).body.series!.activities.find(({ id }) => id === first!.id)).toEqual(first);
  });

  it('is for coordinators and core group of an open community', async () => {
    expect((await change([])).body).toMatchObject({ code: 'no-series' });
    expect((await look()).status).toBe(404);
    await begin();
    expect((await read(upn('emil'))).body).toMatchObject({ status: 403, code: 'launch-is-the-communitys', remedy: expect.stringContaining('Join') });
    await world.api.request(joinCommunity, { as: upn('carla'), params: params() });
    expect((await read(upn('carla'))).body).toMatchObject({ status: 403, remedy: expect.stringContaining('Tell a coordinator') });
    expect([(await read('')).status, (await world.api.request(getSeries, { as: ben, params: { communityId: randomUUID() } })).status]).toEqual([401, 404]);
    await world.api.request(closeCommunity, { as: ben, params: params(), body: { removeAdded: false } });
    expect((await change([])).body).toMatchObject({ code: 'community-closed' });
    expect((await read()).body).toMatchObject({ mayChange: false });
  });
});

describe('around a series', () => {
  it('stand the activities of the tied calendar, in one round trip; in another, the countries of the members', async () => {
    await begin();
    world.sandbox.journal.clear();
    const { body } = await look();
    expect([body.existing.length, body.existing[0]]).toEqual([13, { eventId: expect.any(String), subject: expect.stringContaining('clinic'), startsAt: '2026-12-02T09:00:00.000Z', endsAt: expect.any(String), allDay: false }]);
    expect(world.roundTrips()).toBe(2);
  });
});

describe('public holidays', () => {
  const holidays = async () => { const { body } = await look(); return { ...body.countries, days: body.holidays.map(({ day, country }) => `${day} ${country}`) }; };
  const countries = (of: string[] | null) => world.api.request(setSeriesCountries, { as: ben, params: params(), body: { countries: of } });

  it('are those of the countries in which the directory has the members, until the community says otherwise; nothing is proposed for one', async () => {
    // Ten days after the twenty-first of November is the first of December, a holiday in Portugal, as is the eighth.
    const days = (await begin('2026-11-21')).body.series!.activities.map(({ day }) => day);
    const { of, from, days: shown } = await holidays();
    expect([of, from, shown]).toEqual([['PT'], 'directory', expect.arrayContaining(['2026-12-01 PT', '2026-12-08 PT', '2027-01-01 PT'])]);
    expect(days.filter((day) => shown.includes(`${day} PT`))).toEqual([]);
    await countries(['SG', 'CA']);
    expect(await holidays()).toMatchObject({ of: ['SG', 'CA'], from: 'community', days: expect.arrayContaining(['2026-12-25 CA', '2026-12-25 SG', '2027-02-06 SG']) });
    await countries([]);
    expect(await holidays()).toEqual({ of: [], from: 'community', days: [] });
    await countries(null);
    world.sandbox.faults.set([{ path: '/users?', status: 403 }, { path: '/users', status: 403 }]);
    expect(await holidays()).toEqual({ of: [], from: 'nobody', days: [] });
    expect((await countries(['Portugal'])).status).toBe(400);
  });
});

describe('what clashes', () => {
  /** A year as Graph might have shown it to a person of another community's calendar. */
  async function sawElsewhere(communityId: string, personId: string, startsAt: string, subject: string) {
    const tie = await world.database.engine.kysely.selectFrom('ties').select(['id', 'tenant_id', 'state_since']).where('community_id', '=', communityId).where('kind', '=', 'calendar').executeTakeFirstOrThrow();
    const activity = { eventId: `${communityId} ${startsAt}`, subject, startsAt, endsAt: startsAt.replace('14:', '15:'), allDay: false };
    const content = JSON.stringify({ ties: { [tie.id]: { asOf: tie.state_since.toISOString(), sight: 'open', activities: [activity] } } });
    await world.database.engine.kysely.insertInto('community_years').values({ tenant_id: tie.tenant_id, community_id: communityId, person_id: personId, content, as_of: new Date() })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'person_id']).doUpdateSet({ content })).execute();
  }

  it('of the person’s own communities is named; of other members’ only their number is told, from five on', async () => {
    await begin();
    const elsewhere = await world.community({ name: 'Valve people' });
    const personId = elsewhere.members[0]!.person.id;
    await sawElsewhere(elsewhere.id, personId, '2026-12-08T14:00:00.000Z', 'Valve clinic');
    const rows = Array.from({ length: 5 }, () => randomUUID());
    const join = async (id: string) => {
      const { tenant_id } = await world.database.engine.kysely.selectFrom('communities').select('tenant_id').where('id', '=', page.id).executeTakeFirstOrThrow();
      await world.database.engine.kysely.insertInto('memberships').values([page.id, elsewhere.id].map((communityId) => ({ tenant_id, community_id: communityId, person_id: id, part: 'active', joined_at: new Date() }))).execute();
      await sawElsewhere(elsewhere.id, id, '2026-12-10T14:00:00.000Z', 'Secret of theirs');
    };
    for (const id of rows.slice(0, 4)) await join(id);
    const four = (await look()).body;
    expect(four.mine).toEqual([{ communityId: elsewhere.id, community: 'Valve people', subject: 'Valve clinic', startsAt: '2026-12-08T14:00:00.000Z', endsAt: '2026-12-08T15:00:00.000Z' }]);
    expect(four.others).toEqual([]);
    await join(rows[4]!);
    const five = (await look()).body;
    expect(five.others).toEqual([{ startsAt: '2026-12-10T14:00:00.000Z', endsAt: '2026-12-10T15:00:00.000Z', members: 5 }]);
    expect(JSON.stringify(five)).not.toContain('Secret');
    // What Graph showed before the tie led elsewhere tells nothing.
    await world.database.engine.kysely.updateTable('ties').set({ state_since: new Date(Date.now() + 86_400_000) }).where('community_id', '=', elsewhere.id).execute();
    expect((await look()).body).toMatchObject({ mine: [], others: [] });
  });
});

describe('what clashes among five thousand members', () => {
  it('is counted over all of them, also over those who joined last', async () => {
    await begin();
    const elsewhere = await world.community({ name: 'Valve people' });
    const { id: tie, tenant_id: tenantId } = await world.database.engine.kysely.selectFrom('ties').select(['id', 'tenant_id']).where('community_id', '=', elsewhere.id).where('kind', '=', 'calendar').executeTakeFirstOrThrow();
    // A year of weekly meetings each, as all of them saw it; the last five to join saw one more.
    await sql`with people as (insert into memberships (tenant_id, community_id, person_id, part, joined_at)
        select ${tenantId}, c.id, md5('member ' || n)::uuid, 'active', '2026-11-01'::timestamptz + n * interval '1 minute' from generate_series(1, 5000) n, (values (${page.id}::uuid), (${elsewhere.id}::uuid)) as c (id) returning person_id, community_id, joined_at)
      insert into community_years (tenant_id, community_id, person_id, as_of, content)
        select ${tenantId}, community_id, person_id, now(), jsonb_build_object('ties', jsonb_build_object(${tie}::text, jsonb_build_object('asOf', '2030-01-01T00:00:00Z', 'sight', 'open', 'activities', (
          select jsonb_agg(jsonb_build_object('eventId', 'week ' || w, 'subject', 'Valve clinic', 'allDay', false, 'where', repeat('x', 300),
            'startsAt', to_char(timestamp '2026-09-07 08:00' + w * interval '7 days', 'YYYY-MM-DD"T"HH24:MI:SS.000"Z"'), 'endsAt', to_char(timestamp '2026-09-07 09:00' + w * interval '7 days', 'YYYY-MM-DD"T"HH24:MI:SS.000"Z"')))
          from generate_series(0, case when joined_at > '2026-11-01'::timestamptz + interval '4995 minutes' then 13 else 12 end) w))))
        from people where community_id = ${elsewhere.id}`.execute(world.database.engine.kysely);
    const { others } = (await look()).body;
    expect(others.map(({ startsAt, members }) => [startsAt, members])).toEqual([['2026-11-30T08:00:00.000Z', 5_000], ['2026-12-07T08:00:00.000Z', 5]]);
  });
});

describe('three more months', () => {
  const further = (follows: string | null, startsOn = '2027-03-01') => world.api.request(beginSeries, { as: ben, params: params(), body: { startsOn, time: '15:00', timeZone: 'Europe/Berlin', follows } });
  const communityPage = async () => (await world.api.request(getCommunity, { as: ben, params: params() })).body;
  afterEach(() => { world.clock.now = new Date('2026-11-24T10:00:00Z'); });

  it('follow a series whose time is nearly over, once, from what happened; what is on the calendar stays there', async () => {
    const begun = (await begin()).body.series!.activities;
    await change(begun.slice(0, 2).map((each) => ({ ...each, title: `Before ${page.id}` })), begun.slice(2).map(({ id }) => id));
    expect((await world.api.request(putSeriesOn, { as: ben, params: params() })).body.progress).toMatchObject({ done: 2, of: 2 });
    expect([(await read()).body.next, (await communityPage()).firstMonths, (await further('2026-12-01')).body.series!.startsOn]).toEqual([null, true, '2026-12-01']);
    world.clock.now = new Date('2027-02-20T10:00:00Z');
    expect([(await read()).body.next, (await communityPage()).firstMonths]).toEqual([{ startsOn: '2027-03-01' }, false]);
    world.sandbox.journal.clear();
    for (const { body } of await Promise.all([further('2026-12-01'), further('2026-12-01')])) expect(body).toMatchObject({ first: false, next: null, progress: null, series: { startsOn: '2027-03-01', put: null } });
    const { activities } = (await further('2026-12-01')).body.series!;
    expect(activities.length).toBeGreaterThanOrEqual(3);
    expect(activities.every(({ title, day }) => title !== '' && day >= '2027-03-01')).toBe(true);
    expect(new Set(activities.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(3);
    expect(world.graphWrites()).toEqual([]);
    await change(activities.slice(0, 1), activities.slice(1).map(({ id }) => id));
    expect((await world.api.request(putSeriesOn, { as: ben, params: params() })).body).toMatchObject({ first: false, progress: { done: 1, of: 1, trouble: null } });
    const { body: year } = await world.api.request(getRhythm, { as: ben, params: params() });
    expect(year.activities.filter(({ subject }) => subject === `Before ${page.id}`)).toHaveLength(2);
    // The other way about: taken off, the former months stay.
    expect((await world.api.request(takeSeriesOff, { as: ben, params: params() })).body).toMatchObject({ series: { put: null }, toTakeOff: 0 });
    expect((await world.api.request(getRhythm, { as: ben, params: params() })).body.activities.filter(({ subject }) => subject === `Before ${page.id}`)).toHaveLength(2);
  });

  it('are what a community begins with that has grown', async () => {
    await world.api.request(setStage, { as: ben, params: params(), body: { stage: 'maturing' } });
    expect([(await read()).body.first, (await communityPage()).firstMonths]).toEqual([false, false]);
    expect((await further(null)).body).toMatchObject({ first: false, series: { startsOn: '2027-03-01' } });
  });
});

describe('putting a series on the calendar', () => {
  const putOn = (as = ben) => world.api.request(putSeriesOn, { as, params: params() });
  const takeOff = () => world.api.request(takeSeriesOff, { as: ben, params: params() });
  /** A series of three, on days at which clocks change too, and an uneven one. */
  async function three(): Promise<SeriesActivity[]> {
    const begun = (await begin('2027-02-01')).body.series!.activities;
    const kept = [['2027-03-28', '02:30'], ['2027-02-10', '15:00'], ['2027-04-07', '15:00']].map(([day, time], index) => ({ ...begun[index]!, kind: (['story', 'visit', 'social'] as const)[index]!, title: `Together ${page.id} ${index}`, day: day!, time: time! }));
    return (await change(kept, begun.slice(3).map(({ id }) => id))).body.series!.activities;
  }
  /** What of the series Outlook shows, as people see it there. */
  async function inCalendar(): Promise<AnyJson[]> {
    const { body } = await world.sandbox.graph(await world.sandbox.graphToken(ben), `/groups/${builtTeams.open}/calendarView?startDateTime=2026-11-01T00:00:00Z&endDateTime=2027-12-01T00:00:00Z&$top=500`);
    return (body.value as AnyJson[]).filter(({ subject }) => subject.startsWith(`Together ${page.id}`)).sort((a, b) => a.start.dateTime.localeCompare(b.start.dateTime));
  }
  const events = `/groups/${builtTeams.open}/events`;

  it('puts each there once, in the organiser’s zone, with its kind; again puts nothing twice; taken off, it is a draft that can go on anew', async () => {
    const laid = await three();
    world.sandbox.journal.clear();
    const { status, body } = await putOn();
    expect([status, body.progress, body.refused]).toEqual([200, { done: 3, of: 3, trouble: null, events: laid.map(({ id }) => ({ activityId: id, eventId: expect.stringMatching(/./) })) }, null]);
    // Berlin's clocks go forward in the night of the second: half past two is half past three, summer time.
    expect((await inCalendar()).map(({ start }) => start.dateTime.slice(0, 16))).toEqual(['2027-02-10T14:00', '2027-03-28T01:30', '2027-04-07T13:00']);
    await putOn();
    expect(world.graphWrites()).toEqual(Array.from({ length: 3 }, () => `POST /v1.0${events}`));
    expect((await change([])).body).toMatchObject({ code: 'series-on-calendar' });
    const { body: year } = await world.api.request(getRhythm, { as: ben, params: params() });
    expect(year.activities.filter(({ subject }) => subject.startsWith(`Together ${page.id}`)).map(({ kind, kindBy }) => [kind, kindBy])).toEqual([['visit', 'activity'], ['story', 'activity'], ['social', 'activity']]);
    expect((await takeOff()).body).toMatchObject({ series: { put: null }, progress: null, toTakeOff: 0 });
    expect(await inCalendar()).toEqual([]);
    await Promise.all([putOn(), putOn()]);
    expect((await inCalendar()).length).toBe(3);
  });

  it('takes what is there off again when Microsoft 365 refuses in the middle, and says so', async () => {
    await three();
    let posts = 0;
    const { faults } = world.sandbox;
    const take = faults.take.bind(faults);
    faults.take = (method, path) => (method === 'POST' && path.includes('/events') && (posts += 1) === 3 ? { path, status: 403, delayMs: 0 } as never : take(method, path));
    try {
      const { body } = await putOn();
      expect(body).toMatchObject({ series: { put: null }, progress: null, refused: { detail: expect.stringContaining('you may not write on this calendar'), remedy: expect.stringMatching(/owner/) }, toTakeOff: 0 });
      expect([posts, await inCalendar()]).toEqual([3, []]);
    } finally {
      Object.assign(faults, { take });
    }
    expect((await putOn()).body).toMatchObject({ progress: { done: 3, of: 3 }, refused: null });
    expect((await inCalendar()).length).toBe(3);
  });

  it('stays open while Microsoft 365 is down in the middle, is completed when it answers, or taken off without leaving one behind of which no answer came', async () => {
    await three();
    let posts = 0;
    const { faults } = world.sandbox;
    const take = faults.take.bind(faults);
    const down = (from: number) => { faults.take = (method, path) => (method === 'POST' && path.includes('/events') && (posts += 1) > from ? { path, status: 503, delayMs: 0 } as never : take(method, path)); };
    try {
      down(1);
      expect((await putOn()).body).toMatchObject({ series: { put: { by: { id: expect.any(String) } } }, progress: { done: 1, of: 3, trouble: { detail: expect.stringContaining('could not be put on the calendar') } } });
      Object.assign(faults, { take });
      expect((await putOn()).body).toMatchObject({ progress: { done: 3, of: 3, trouble: null } });
      expect((await inCalendar()).length).toBe(3);
      await takeOff();
      posts = 0;
      // Made, but the answer is lost: nobody knows.
      faults.take = take;
      const before = await world.database.engine.kysely.selectFrom('graph_writes').select('id').where('community_id', '=', page.id).execute();
      await putOn();
      const lost = await world.database.engine.kysely.updateTable('graph_writes').set({ state: 'intended', result: null }).where('community_id', '=', page.id).where('step', '=', 'series-activity').where('state', '=', 'done')
        .where('id', 'not in', before.map(({ id }) => id)).returning('id').execute();
      expect(lost.length).toBe(3);
      expect((await takeOff()).body).toMatchObject({ series: { put: null }, toTakeOff: 0 });
      expect(await inCalendar()).toEqual([]);
    } finally {
      Object.assign(faults, { take });
    }
  });

  it('is refused without a calendar, with an activity that has no name or is past, and to whoever does not plan', async () => {
    const [first] = await three();
    await change([{ ...first!, title: '' }]);
    expect((await putOn()).body).toMatchObject({ status: 400, fields: [{ field: '/activities/0/title', reason: expect.stringContaining(first!.day) }] });
    await change([first!]);
    world.clock.now = new Date('2027-03-01T10:00:00Z');
    expect((await putOn()).body).toMatchObject({ fields: [{ reason: expect.stringContaining('in the past') }] });
    world.clock.now = new Date('2026-11-24T10:00:00Z');
    expect((await putOn(upn('emil'))).status).toBe(403);
    page = await world.community({ ties: [{ kind: 'team', groupId: builtTeams.open }] });
    await three();
    expect((await putOn()).body).toMatchObject({ status: 409, code: 'no-calendar' });
  });

  it('keeps the kind of a new community’s first activity, too', async () => {
    page = await world.community({ firstActivity: { subject: `Together ${randomUUID()}`, kind: 'visit', startsAt: '2026-12-08T10:00:00Z', minutes: 60, timeZone: 'Europe/Berlin' } });
    const { body } = await world.api.request(getRhythm, { as: ben, params: params() });
    expect(body.activities.find(({ startsAt }) => startsAt === '2026-12-08T10:00:00.000Z')).toMatchObject({ kind: 'visit', kindBy: 'activity' });
  });
});
