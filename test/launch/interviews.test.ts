import { DateTime } from 'luxon';
import { randomUUID } from 'node:crypto';
import { eventTime, instantOf, standardQuestions } from '../../api/launch/interview.ts';
import * as talks from '../../api/launch/interview-contract.ts';
import { getOpportunity, proposeOpportunity } from '../../api/launch/opportunity-contract.ts';
import { type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';
import { people, upn } from '../support/tenant-builder.ts';

type Who = keyof typeof people;
type Op = Parameters<CommunityWorld['api']['request']>[0];
let world: CommunityWorld;
let opportunityId: string;
beforeAll(async () => { world = await startCommunityWorld(); });
afterAll(async () => { await world.close(); });
beforeEach(async () => {
  world.sandbox.faults.clear();
  world.sandbox.journal.clear();
  await world.database.engine.kysely.deleteFrom('opportunities').execute();
  opportunityId = randomUUID();
  await world.api.request(proposeOpportunity, { as: upn('ben'), params: { opportunityId }, body: { name: 'Seals <b>leak</b> 🫧', about: 'They leak at three sites.' } });
});

const inOneWeek = { at: '2031-03-04T10:00', timeZone: 'Europe/London', minutes: 45 } as const;
type Time = { at: string; timeZone: string; minutes: number; which?: 'first' | 'second' | null };
const plan = (interviewId: string = randomUUID(), { as = 'ben', time = inOneWeek, ...rest }: { as?: Who; time?: Time | null; intervieweeId?: string } = {}) =>
  world.api.request(talks.planInterview, { as: upn(as), params: { interviewId }, body: { opportunityId, intervieweeId: people.dora, time, ...rest } });
const talk = async (): Promise<string> => (await plan(randomUUID(), { time: null })).body.id;
const events = async (of: Who): Promise<{ subject: string; isOrganizer: boolean; start: { dateTime: string } }[]> => {
  const token = await world.sandbox.graphToken(upn(of));
  const { body } = await world.sandbox.graph(token, '/me/events');
  return (body as { value: never[] }).value;
};
const ask = (operation: Op, as: Who | undefined, params: object, body?: unknown) => world.api.request(operation, { ...(as && { as: upn(as) }), params, ...(body === undefined ? {} : { body }) } as never);
const notes = (interviewId: string, after: string, before = '', as: Who = 'ben') => ask(talks.writeInterviewNotes, as, { interviewId }, { before, after });
const propose = (interviewId: string, items: { id: string; kind: 'issue' | 'would-lead'; words: string }[], basedOnVersion = 0, as: Who = 'ben') => ask(talks.proposeSharing, as, { interviewId }, { basedOnVersion, items });
const answer = (interviewId: string, version: number, answers: { id: string; agreed: boolean; words?: string }[], as: Who = 'dora') => ask(talks.answerSharing, as, { interviewId }, { version, answers });
const shared = async (as: Who = 'anna') => (await world.api.request(talks.listShared, { as: upn(as), params: { opportunityId } })).body;
const issue = { id: randomUUID(), kind: 'issue' as const, words: 'Nobody has the torque table.' };
const lead = { id: randomUUID(), kind: 'would-lead' as const, words: 'Would coordinate, two hours a week.' };

describe('planning a talk', () => {
  it('puts it on both calendars once, however often it is sent, and takes it off both', async () => {
    const id = randomUUID();
    for (const { status, body } of [...await Promise.all([plan(id), plan(id)]), await plan(id)]) expect([status, body]).toEqual([200, expect.objectContaining({ mine: 'interviewer', calendar: expect.stringMatching('done|open'), interviewee: { id: people.dora, displayName: 'Dora Rowan' } })]);
    for (const [who, isOrganizer] of [['ben', true], ['dora', false]] as const) expect(await events(who)).toMatchObject([{ subject: 'A talk about Seals <b>leak</b> 🫧', isOrganizer, start: { dateTime: expect.stringContaining('2031-03-04T10:00') }, attendees: [{ emailAddress: { address: upn('dora') } }], isOnlineMeeting: true }]);
    for (let twice = 0; twice < 2; twice += 1) expect((await ask(talks.cancelInterview, 'ben', { interviewId: id })).body).toMatchObject({ state: 'cancelled', calendar: 'none' });
    expect([await events('ben'), await events('dora')]).toEqual([[], []]);
    expect((await plan(id, { time: { ...inOneWeek, at: '2031-03-05T10:00' } })).body).toMatchObject({ state: 'planned', calendar: 'done', startsAt: '2031-03-05T10:00:00.000Z' });
    expect(await events('dora')).toHaveLength(1);
    await ask(talks.cancelInterview, 'ben', { interviewId: id });
  });

  it('keeps the plan when Graph goes away in the middle, and finishes it with one event when asked again', async () => {
    const id = randomUUID();
    world.sandbox.faults.set([{ path: '^/v1.0/me/events', status: 503, headers: { 'retry-after': '120' } }]);
    expect((await plan(id)).status).toBe(503);
    expect((await ask(talks.getInterview, 'ben', { interviewId: id })).body).toMatchObject({ state: 'planned', calendar: 'open' });
    world.sandbox.faults.clear();
    expect((await plan(id)).body.calendar).toBe('done');
    // Graph did it, and the process ended before it was written down.
    await world.database.engine.kysely.updateTable('interviews').set({ event_id: null }).where('id', '=', id).execute();
    expect((await plan(id)).body.calendar).toBe('done');
    expect(await events('dora')).toHaveLength(1);
    await ask(talks.cancelInterview, 'ben', { interviewId: id });
  });

  it('knows the hours that daylight saving leaves out and has twice', async () => {
    expect(instantOf('2031-03-30T01:30', 'Europe/London', null)).toEqual({ refused: 'hour-left-out' });
    expect(instantOf('2031-10-26T01:30', 'Europe/London', null)).toEqual({ refused: 'hour-twice' });
    const [first, second] = (['first', 'second'] as const).map((which) => (instantOf('2031-10-26T01:30', 'Europe/London', which) as { at: Date }).at);
    expect([first, second].map((at) => at!.toISOString())).toEqual(['2031-10-26T00:30:00.000Z', '2031-10-26T01:30:00.000Z']);
    expect(eventTime(second!, 'Europe/London')).toEqual({ dateTime: '2031-10-26T01:30:00', timeZone: 'UTC' });
    expect(eventTime(new Date('2031-07-01T09:00:00Z'), 'Europe/London')).toEqual({ dateTime: '2031-07-01T10:00:00', timeZone: 'Europe/London' });
    const refused = await plan(randomUUID(), { time: { ...inOneWeek, at: '2031-10-26T01:30' } });
    expect(refused.body).toMatchObject({ status: 400, fields: [{ field: '/time/which', reason: expect.stringContaining('twice') }] });
    expect((await plan(randomUUID(), { time: { ...inOneWeek, at: '2031-10-26T01:30', which: 'second' } })).body.startsAt).toBe('2031-10-26T01:30:00.000Z');
  });

  it('refuses oneself, who is not in the directory, the past, an unknown zone, and an idea that one does not see', async () => {
    const fieldOf = async (change: Parameters<typeof plan>[1]) => (await plan(randomUUID(), change)).body as unknown as { status: number; fields?: { field: string }[] };
    for (const [change, field] of [[{ intervieweeId: people.ben }, '/intervieweeId'], [{ intervieweeId: randomUUID() }, '/intervieweeId'], [{ time: { ...inOneWeek, at: '2020-01-01T10:00' } }, '/time/at'], [{ time: { ...inOneWeek, timeZone: '+02:00' } }, '/time/timeZone']] as const) {
      expect((await fieldOf(change)).fields?.map((each) => each.field)).toEqual([field]);
    }
    expect((await plan(randomUUID(), { as: 'emil' })).status).toBe(404);
  });
});

describe('times that suit both', () => {
  const propose = ({ as = 'ben' as Who | null, intervieweeId = people.dora, minutes = 45, timeZone = 'Europe/London' } = {}) =>
    world.api.request(talks.proposeTalkTimes, { ...(as && { as: upn(as) }), params: { opportunityId }, query: { intervieweeId, minutes, timeZone } });
  const busy = async (of: Who, from: string, to: string): Promise<string> => {
    const token = await world.sandbox.graphToken(upn(of));
    const { body } = await world.sandbox.graph(token, '/me/events', { method: 'POST', body: { subject: 'Divorce lawyer', location: { displayName: 'Room 13' }, start: { dateTime: from, timeZone: 'UTC' }, end: { dateTime: to, timeZone: 'UTC' } } });
    return (body as { id: string }).id;
  };

  it('leave out what either has on the calendar, and tell and keep nothing of it', async () => {
    const before = (await propose()).body;
    expect([before.calendars, before.hoursAssumed, before.times.length]).toEqual(['read', true, 5]);
    const [first, second] = before.times as [string, string];
    const later = (at: string, minutes: number) => new Date(Date.parse(at) + minutes * 60_000).toISOString().slice(0, 19);
    await busy('dora', later(first, 10), later(first, 20));
    await busy('ben', later(second, -30), later(second, 5));
    const { body } = await propose();
    expect([body.times.includes(first), body.times.includes(second), body.times.length]).toEqual([false, false, 5]);
    for (const time of body.times) expect(Math.abs(Date.parse(time) - Date.parse(first)) >= 20 * 60_000 || time > first).toBe(true);
    expect(JSON.stringify(body)).not.toMatch(/lawyer|Room|busy/);
    // What is proposed can be planned as it is.
    expect((await plan(randomUUID(), { time: { at: DateTime.fromISO(body.times[0]!, { zone: 'Europe/London' }).toFormat("yyyy-MM-dd'T'HH:mm"), timeZone: 'Europe/London', minutes: 45 } })).body).toMatchObject({ startsAt: body.times[0], calendar: 'done' });
  });

  it('are none when the other has no free hour', async () => {
    const now = world.api.services.clock();
    const id = await busy('carla', now.toISOString().slice(0, 19), new Date(now.getTime() + 30 * 24 * 3_600_000).toISOString().slice(0, 19));
    expect((await propose({ intervieweeId: people.carla })).body).toMatchObject({ calendars: 'read', times: [] });
    await world.sandbox.graph(await world.sandbox.graphToken(upn('carla')), `/me/events/${id}`, { method: 'DELETE' });
  });

  it('are not known when Graph is away, and when it opens no calendar', async () => {
    world.sandbox.faults.set([{ path: '/getSchedule$', status: 503, headers: { 'retry-after': '120' } }]);
    expect((await propose()).status).toBe(503);
    world.sandbox.faults.set([{ path: '/getSchedule$', status: 200, body: { value: [{ scheduleId: upn('ben'), availabilityView: '0'.repeat(1344) }, { scheduleId: upn('dora'), availabilityView: '', error: { responseCode: 'ErrorMailRecipientNotFound' } }] } }]);
    expect((await propose()).body).toEqual({ calendars: 'closed', hoursAssumed: false, times: [] });
  });

  it('are for whoever may plan the talk', async () => {
    expect((await propose({ as: null })).status).toBe(401);
    expect((await propose({ as: 'emil' })).status).toBe(404);
    for (const [change, field] of [[{ intervieweeId: people.ben }, 'query/intervieweeId'], [{ intervieweeId: randomUUID() }, 'query/intervieweeId'], [{ timeZone: '+02:00' }, 'query/timeZone'], [{ minutes: 5 }, 'query/minutes']] as const) {
      expect(((await propose(change)).body as unknown as { fields: { field: string }[] }).fields.map((each) => each.field)).toEqual([field]);
    }
  });
});

describe('what is said in a talk', () => {
  it('is the interviewer’s alone: for everybody else there is no such talk, and no answer holds the notes', async () => {
    const interviewId = await talk();
    await notes(interviewId, 'Dora doubts <script>alert(1)</script> 🤐.');
    const unknown = { interviewId: randomUUID() };
    const bodies: [Op, unknown][] = [
      [talks.getInterview, undefined], [talks.writeInterviewNotes, { before: '', after: 'Mine' }], [talks.proposeSharing, { basedOnVersion: 0, items: [] }], [talks.answerSharing, { version: 0, answers: [] }],
      [talks.cancelInterview, undefined], [talks.withdrawFromInterview, undefined], [talks.planInterview, { opportunityId, intervieweeId: people.dora, time: null }],
    ];
    for (const [operation, body] of bodies) for (const who of ['anna', 'emil'] as const) {
      if (operation === talks.planInterview && who === 'anna') continue;
      const [theirs, nobodys] = await Promise.all([ask(operation, who, { interviewId }, body), ask(operation, who, unknown, body)]);
      expect([operation.name, theirs.status, { ...theirs.body, correlationId: '' }]).toEqual([operation.name, 404, { ...nobodys.body, correlationId: '' }]);
    }
    expect((await plan(interviewId, { as: 'anna', time: null })).status).toBe(404);
    expect((await ask(talks.getInterview, undefined, { interviewId })).status).toBe(401);
    // The other person sees the talk, without the notes, and does none of the interviewer's part.
    expect((await ask(talks.getInterview, 'dora', { interviewId })).body).toMatchObject({ mine: 'interviewee', notes: null });
    expect((await notes(interviewId, 'Mine', '', 'dora')).status).toBe(404);
    expect((await answer(interviewId, 0, [], 'ben')).status).toBe(404);
    for (const [operation, params] of [[talks.listInterviews, {}], [talks.listShared, { opportunityId }], [getOpportunity, { opportunityId }], [talks.getInterview, { interviewId }]] as [Op, object][]) {
      for (const who of ['anna', 'dora'] as const) expect(JSON.stringify((await ask(operation, who, params)).body)).not.toContain('doubts');
    }
    expect((await ask(talks.listInterviews, 'anna', {})).body).toEqual({ items: [] });
  });

  it('is kept from everybody else by the database itself', async () => {
    const interviewId = await talk();
    await notes(interviewId, 'For my eyes.');
    const seen = (personId: string | null) => world.api.services.database.inTenant(world.sandbox.tenantId, async (trx) => {
      const { sql } = await import('kysely');
      if (personId) await sql`select set_config('trellis.person', ${personId}, true)`.execute(trx);
      return (await trx.selectFrom('interview_notes').select('notes').execute()).map((row) => row.notes);
    });
    expect(await Promise.all([seen(null), seen(people.anna), seen(people.dora), seen(people.ben)])).toEqual([[], [], [], ['For my eyes.']]);
  });

  it('is noted within limits, and not written over from another window', async () => {
    const interviewId = await talk();
    expect((await notes(interviewId, 'One')).body).toMatchObject({ notes: 'One' });
    expect((await notes(interviewId, 'One')).status).toBe(200);
    expect((await notes(interviewId, 'Two')).body).toMatchObject({ status: 409, code: 'interview-changed' });
    expect((await notes(interviewId, 'x'.repeat(20_001), 'One')).status).toBe(400);
  });
});

describe('sharing', () => {
  it('waits for the other person’s yes, in their words, item by item; issues come without a name', async () => {
    const interviewId = await talk();
    expect((await propose(interviewId, [issue, lead])).body).toMatchObject({ asked: true, sharingVersion: 1 });
    expect(await shared()).toMatchObject({ issues: [], leaders: [], mine: [] });
    expect((await ask(talks.listInterviews, 'dora', {})).body).toMatchObject({ items: [{ id: interviewId, asked: true }] });
    await answer(interviewId, 1, [{ id: issue.id, agreed: true, words: 'The torque table is lost.' }, { id: lead.id, agreed: false }]);
    expect(await shared()).toMatchObject({ issues: [{ words: 'The torque table is lost.' }], leaders: [] });
    expect(JSON.stringify(await shared())).not.toMatch(/Dora|coordinate/);
    await answer(interviewId, 2, [{ id: lead.id, agreed: true }]);
    expect((await shared()).leaders).toMatchObject([{ id: people.dora, displayName: 'Dora Rowan', words: lead.words }]);
    expect((await world.api.request(talks.listShared, { as: upn('emil'), params: { opportunityId } })).status).toBe(404);
  });

  it('agrees to what was seen only: what the interviewer changed since is asked again', async () => {
    const interviewId = await talk();
    await propose(interviewId, [issue]);
    await propose(interviewId, [{ ...issue, words: 'The boss hid the torque table.' }], 1);
    expect((await answer(interviewId, 1, [{ id: issue.id, agreed: true }])).body).toMatchObject({ status: 409, code: 'interview-changed' });
    expect((await shared()).issues).toEqual([]);
    await answer(interviewId, 2, [{ id: issue.id, agreed: true }]);
    await propose(interviewId, [{ ...issue, words: 'Other words' }], 3);
    expect((await shared()).issues).toEqual([]);
    expect((await propose(interviewId, [issue], 3)).body).toMatchObject({ code: 'interview-changed' });
    expect((await propose(interviewId, [issue, issue], 4)).status).toBe(400);
  });

  it('is taken back with all that is kept, for good, by whoever was asked', async () => {
    const interviewId = await talk();
    await notes(interviewId, 'Much.');
    await propose(interviewId, [issue, lead]);
    await answer(interviewId, 1, [{ id: issue.id, agreed: true }, { id: lead.id, agreed: true }]);
    for (let twice = 0; twice < 2; twice += 1) expect((await ask(talks.withdrawFromInterview, 'dora', { interviewId })).body).toMatchObject({ state: 'withdrawn', shares: [] });
    expect(await shared()).toMatchObject({ issues: [], leaders: [] });
    expect((await ask(talks.getInterview, 'ben', { interviewId })).body).toMatchObject({ state: 'withdrawn', notes: '', shares: [] });
    expect((await world.database.engine.kysely.selectFrom('interview_notes').select('notes').where('interview_id', '=', interviewId).execute())).toEqual([]);
    for (const refused of [await notes(interviewId, 'Again'), await propose(interviewId, [issue], 3), await plan(interviewId, { time: null })]) expect(refused.body).toMatchObject({ status: 409, code: 'interview-withdrawn' });
  });
});

it('the guide is changed by programme leads, each change from the one before', async () => {
  const { body } = await world.api.request(talks.getQuestions, { as: upn('ben') });
  expect([body.items, body.mayEdit]).toEqual([standardQuestions, false]);
  const edit = (as: Who, words: string) => world.api.request(talks.editQuestions, { as: upn(as), body: { basedOnVersion: 0, items: [{ id: standardQuestions[0]!.id, words: null }, { id: randomUUID(), words }] } });
  expect((await edit('ben', 'Ours?')).body.code).toBe('programme-lead-only');
  expect((await edit('anna', 'What do you wish you knew?')).body.items).toMatchObject([{ standard: 'issues', words: null }, { standard: null, words: 'What do you wish you knew?' }]);
  expect((await edit('anna', 'Another?')).body).toMatchObject({ code: 'guide-changed' });
});
