import { randomUUID } from 'node:crypto';
import type { input } from 'zod';
import { closeCommunity } from '../../api/communities/closing-contract.ts';
import { type CommunityPage } from '../../api/communities/communities-contract.ts';
import { addLaunchStep, changeLaunchStep, getLaunchPlan, type LaunchEventToBe, putLaunchEvent, sayLaunched, setLaunchDate, takeLaunchEventOff } from '../../api/launch/plan-contract.ts';
import { changeOpportunity, getBoard, getOpportunity, linkOpportunity, moveOpportunity, proposeOpportunity } from '../../api/launch/opportunity-contract.ts';
import { exportMyData } from '../../api/membership/personal-data-contract.ts';
import { getNext, type NextThing, putAwayNext, takeBackNext } from '../../api/next/next-contract.ts';
import { askToLookAfter, lookAfterStep, stopLookingAfterStep } from '../../api/stewardship/stewardship-contract.ts';
import { answerInvitation } from '../../api/membership/members-contract.ts';
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
});
afterAll(async () => { await world.close(); });
afterEach(() => { world.sandbox.faults.clear(); });
beforeEach(async () => {
  world.clock.now = new Date('2026-11-24T10:00:00Z');
  page = await world.community();
});

const ben = upn('ben');
const params = () => ({ communityId: page.id });
const read = (as = ben) => world.api.request(getLaunchPlan, { ...(as && { as }), params: params() });
const setDate = (before: string | null, after: string | null, as = ben) => world.api.request(setLaunchDate, { as, params: params(), body: { before, after } });
const change = (stepId: string, body: input<(typeof changeLaunchStep)['body']>, as = ben) => world.api.request(changeLaunchStep, { as, params: { ...params(), stepId }, body });
const add = (stepId: string, title: string, dueOn: string | null = null, as = ben) => world.api.request(addLaunchStep, { as, params: { ...params(), stepId }, body: { title, dueOn } });

describe('the steps to a launch', () => {
  it('are laid out from the template, without a day too; a day gives them theirs, and moving it moves them', async () => {
    expect((await read()).body).toMatchObject({ name: 'Pump people', template: 'Professional discipline', begun: false, launchOn: null, steps: [], next: { what: 'lay-out' }, mayChange: true });
    const without = (await setDate(null, null)).body;
    expect(without).toMatchObject({ begun: true, launchOn: null, next: { what: 'set-date' } });
    expect(without.steps.length).toBeGreaterThan(8);
    expect(without.steps.map(({ dueOn }) => dueOn)).toEqual(without.steps.map(() => null));
    const { body } = await setDate(null, '2027-01-19');
    expect(body.steps.map(({ title }) => title)).toEqual(without.steps.map(({ title }) => title));
    // Forty-two days before is the eighth of December, a holiday where ben works: the day before.
    expect(body.steps[0]).toMatchObject({ dueOn: '2026-12-07', follows: true, role: 'coordinator' });
    expect(body.steps.find(({ title }) => title.startsWith('Hold'))).toMatchObject({ dueOn: '2027-01-19' });
    expect((await setDate('2027-01-19', '2027-01-19')).body).toEqual(body);
    expect((await setDate('2027-01-19', '2027-01-26')).body.steps[0]).toMatchObject({ dueOn: '2026-12-15' });
    expect((await setDate('2027-01-19', '2027-02-02')).body).toMatchObject({ status: 409, code: 'launch-plan-changed', fields: [{ field: '/after' }] });
    expect((await setDate('2027-01-26', '2027-01-19')).body.steps).toEqual(body.steps);
  });

  it('are changed, ticked, added, left out and brought back by several at once; a day of one’s own stays when the launch moves', async () => {
    const [first, second, third] = (await setDate(null, '2027-01-19')).body.steps;
    const own = randomUUID();
    await Promise.all([
      change(first!.id, { title: { before: first!.title, after: 'Ask three people \u{1F44B}' }, dueOn: { before: first!.dueOn, after: '2026-12-12' } }),
      change(second!.id, { done: true }), change(third!.id, { dropped: true }), add(own, 'كيف نفعل ذلك', '2026-12-01'),
    ]);
    await add(own, 'Again', null);
    const moved = (await setDate('2027-01-19', '2027-01-26')).body;
    expect(moved.steps.find(({ id }) => id === first!.id)).toMatchObject({ title: 'Ask three people \u{1F44B}', dueOn: '2026-12-12', follows: false });
    expect(moved.steps.find(({ id }) => id === second!.id)).toMatchObject({ done: { by: { id: people.ben }, at: '2026-11-24T10:00:00.000Z' } });
    expect(moved.steps.find(({ id }) => id === own)).toMatchObject({ title: 'كيف نفعل ذلك', dueOn: '2026-12-01', follows: false, role: null });
    expect(moved.steps.map(({ id }) => id)).not.toContain(third!.id);
    expect((await change(first!.id, { title: { before: first!.title, after: 'Another way' } })).body).toMatchObject({ status: 409, code: 'launch-plan-changed', fields: [{ field: '/title' }] });
    await change(third!.id, { dropped: false });
    await change(second!.id, { done: false });
    const { body } = await change(first!.id, { dueOn: { before: '2026-12-12', after: null } });
    expect(body.steps.find(({ id }) => id === first!.id)).toMatchObject({ dueOn: expect.stringMatching(/^2026-12/), follows: true });
    expect(body.steps.find(({ id }) => id === second!.id)).toMatchObject({ done: null });
    expect(body.steps.map(({ id }) => id)).toContain(third!.id);
  });

  it('say what is overdue', async () => {
    await setDate(null, '2027-01-19');
    world.clock.now = new Date('2026-12-20T10:00:00Z');
    expect((await read()).body.next).toMatchObject({ what: 'overdue', dueOn: '2026-12-07' });
    world.clock.now = new Date('2027-01-19T10:00:00Z');
    expect((await read()).body.next).toEqual({ what: 'say-launched' });
  });

  it('are read by members and changed by coordinators and core group of an open community', async () => {
    expect((await add(randomUUID(), 'First')).body).toMatchObject({ code: 'no-launch-plan' });
    const [first] = (await setDate(null, null)).body.steps;
    expect((await read(upn('emil'))).body).toMatchObject({ status: 403, code: 'launch-is-the-communitys', remedy: expect.stringContaining('Join') });
    await world.api.request(joinCommunity, { as: upn('carla'), params: params() });
    expect((await read(upn('carla'))).body).toMatchObject({ mayChange: false, steps: expect.arrayContaining([expect.objectContaining({ id: first!.id, title: first!.title })]) });
    for (const refused of [await setDate(null, '2027-01-19', upn('carla')), await change(first!.id, { done: true }, upn('carla')), await add(randomUUID(), 'Mine', null, upn('carla'))]) expect(refused.body).toMatchObject({ status: 403, code: 'launch-is-the-communitys' });
    expect([(await read('')).status, (await change(randomUUID(), { done: true })).status, (await setDate(null, '2027-02-30')).status, (await add(randomUUID(), ' ')).status]).toEqual([401, 404, 400, 400]);
    await world.api.request(closeCommunity, { as: ben, params: params(), body: { removeAdded: false } });
    expect((await setDate(null, '2027-01-19')).body).toMatchObject({ code: 'community-closed' });
    expect((await read()).body).toMatchObject({ mayChange: false });
  });
});

describe('a useful thing that is put away', () => {
  const next = async (as: string) => (await world.api.request(getNext, { as, params: params() })).body.things.map(({ what }) => what);
  const notNow = (what: NextThing['what'], as: string | null = ben) => world.api.request(putAwayNext, { ...(as && { as }), params: { ...params(), what } });
  afterEach(() => { world.clock.now = new Date('2026-11-24T10:00:00Z'); });

  it('is not told of for four weeks, to whoever put it away; the next one takes its place; it can be taken back', async () => {
    await world.api.request(joinCommunity, { as: upn('carla'), params: params() });
    const first = 'launch-lay-out';
    const before = await next(ben);
    expect(before).toContain(first);
    const away = (await notNow(first)).body.things.map(({ what }) => what);
    expect([away.filter((what) => before.includes(what)), away.length]).toEqual([before.filter((what) => what !== first), before.length]);
    expect(await next(ben)).toEqual(away);
    const { body } = await world.api.request(exportMyData, { as: ben });
    expect(body.data['things_put_away']).toEqual([expect.objectContaining({ community_id: page.id, what: first })]);
    // Of each for themselves: carla is told as before.
    const hers = await next(upn('carla'));
    await notNow(first);
    expect(await next(upn('carla'))).toEqual(hers);
    world.clock.now = new Date('2026-12-22T10:00:01Z');
    expect(await next(ben)).toContain(first);
    await notNow(first);
    expect((await world.api.request(takeBackNext, { as: ben, params: { ...params(), what: first } })).body.things.map(({ what }) => what)).toContain(first);
    expect([(await notNow('nothing' as never)).status, (await notNow(first, null)).status, (await notNow(first, upn('emil'))).body]).toEqual([400, 401, { asked: [], things: [] }]);
  });
});

describe('who does a step', () => {
  const carla = upn('carla');
  const ask = (stepId: string, as = ben) => world.api.request(askToLookAfter, { as, params: params(), body: { personId: people.carla, thing: { kind: 'step', id: stepId } } });
  const next = async (as = carla) => (await world.api.request(getNext, { as, params: params() })).body;
  const answer = (invitationId: string, accept: boolean) => world.api.request(answerInvitation, { as: carla, params: { ...params(), invitationId }, body: { accept } });
  const takeOn = (stepId: string, as: string) => world.api.request(lookAfterStep, { as, params: { ...params(), stepId } });

  it('is asked and answers for themselves, sees it as the next thing to do, may tick it and nothing else, and gives it back', async () => {
    await world.api.request(joinCommunity, { as: carla, params: params() });
    const [first, second] = (await setDate(null, '2027-01-19')).body.steps;
    expect((await ask(first!.id)).status).toBe(204);
    expect((await read()).body.steps[0]).toMatchObject({ lookedAfter: { steward: null, abilities: { takeOn: true, ask: true } } });
    const { asked: [invitation], things } = await next();
    expect(invitation).toMatchObject({ thing: { kind: 'step', id: first!.id, name: first!.title }, invitedBy: { id: people.ben }, abilities: { answer: true } });
    expect(things.filter(({ at }) => at === 'launch')).toEqual([]);
    expect((await answer(invitation!.id, true)).status).toBe(204);
    expect((await next()).things.find(({ at }) => at === 'launch')).toEqual({ what: 'launch-next', title: first!.title, on: first!.dueOn, count: 1, at: 'launch' });
    expect((await read()).body.steps[0]).toMatchObject({ lookedAfter: { steward: { id: people.carla, isMe: false }, abilities: { takeOn: false } } });
    expect((await change(first!.id, { done: true, dropped: true }, carla)).status).toBe(403);
    expect((await change(second!.id, { done: true }, carla)).status).toBe(403);
    expect((await change(first!.id, { done: true }, carla)).body.steps[0]).toMatchObject({ done: { by: { id: people.carla } }, lookedAfter: { abilities: { takeOn: false, giveUp: false, ask: false } } });
    expect((await takeOn(second!.id, carla)).body).toMatchObject({ steward: { isMe: true } });
    expect((await takeOn(second!.id, ben)).body).toMatchObject({ code: 'has-a-steward' });
    expect((await world.api.request(stopLookingAfterStep, { as: carla, params: { ...params(), stepId: second!.id } })).body).toMatchObject({ steward: null });
    expect([(await takeOn(randomUUID(), ben)).status, (await takeOn(second!.id, upn('emil'))).status]).toEqual([404, 403]);
  });

  it('declines without a trace; what is left out meanwhile is nobody’s to do', async () => {
    await world.api.request(joinCommunity, { as: carla, params: params() });
    const [first, second] = (await setDate(null, '2027-01-19')).body.steps;
    await ask(first!.id);
    await answer((await next()).asked[0]!.id, false);
    expect(JSON.stringify((await read()).body)).not.toContain(people.carla);
    await ask(second!.id);
    const { asked: [open] } = await next();
    await change(second!.id, { dropped: true });
    expect((await answer(open!.id, true)).body).toMatchObject({ code: 'nothing-to-look-after' });
    expect((await ask(second!.id)).body).toMatchObject({ code: 'nothing-to-look-after' });
    expect((await next(ben)).things.map(({ what }) => what)).toContain('launch-find-owner');
  });
});

describe('a launch on the board', () => {
  it('has its day and next step from the community, which says that it took place; either can be taken back', async () => {
    const opportunityId = randomUUID();
    const see = async () => (await world.api.request(getOpportunity, { as: ben, params: { opportunityId } })).body;
    const alter = (launchOn: { before: string | null; after: string | null }) => world.api.request(changeOpportunity, { as: ben, params: { opportunityId }, body: { launchOn } });
    await world.api.request(proposeOpportunity, { as: ben, params: { opportunityId }, body: { name: 'Leaking seals', about: 'They leak.' } });
    await world.api.request(linkOpportunity, { as: ben, params: { opportunityId }, body: { communityId: page.id } });
    await world.api.request(moveOpportunity, { as: ben, params: { opportunityId }, body: { from: 'idea', stage: 'preparing', learned: '' } });
    expect((await alter({ before: null, after: '2027-01-12' })).body).toMatchObject({ launchOn: '2027-01-12', plan: null });
    expect((await read()).body).toMatchObject({ begun: false, proposedOn: '2027-01-12' });
    const [first] = (await setDate(null, '2027-01-19')).body.steps;
    expect(await see()).toMatchObject({ launchOn: '2027-01-19', next: 'prepare-launch', plan: { step: { title: first!.title, dueOn: first!.dueOn, overdue: false }, mayRead: true } });
    expect((await alter({ before: '2027-01-19', after: '2027-01-26' })).body).toMatchObject({ status: 409, code: 'launch-day-is-the-plans' });
    world.clock.now = new Date('2027-01-19T10:00:00Z');
    expect(await see()).toMatchObject({ next: 'say-launched', plan: { step: { overdue: true } } });
    const launched = (is: boolean, as = ben) => world.api.request(sayLaunched, { as, params: params(), body: { launched: is } });
    expect((await launched(true, upn('emil'))).status).toBe(403);
    await Promise.all([launched(true), launched(true)]);
    expect((await read()).body).toMatchObject({ launched: true, steps: expect.arrayContaining([expect.objectContaining({ title: 'Hold the launch event', done: expect.objectContaining({ at: '2027-01-19T10:00:00.000Z' }) })]) });
    expect(await see()).toMatchObject({ stage: 'launched', community: { stage: 'coalescing' } });
    expect((await launched(false)).body).toMatchObject({ launched: false, next: { what: 'say-launched' } });
    const back = await see();
    expect([back.stage, back.community!.stage, back.moves.length]).toEqual(['preparing', 'potential', 3]);
    // A community that was never proposed is a pilot, with the same.
    page = await world.community({ name: 'Pilots' });
    await setDate(null, null);
    const { columns } = (await world.api.request(getBoard, { as: ben })).body;
    expect(columns.flatMap(({ items }) => items).find(({ id }) => id === page.id)).toMatchObject({ kind: 'pilot', launchOn: null, next: 'set-launch-date', plan: { step: { dueOn: null, overdue: false }, mayRead: true } });
  });
});

describe('the launch event', () => {
  const event = (): LaunchEventToBe => ({ title: `Launch ${page.id}`, about: 'One real problem, together.', day: '2027-01-19', time: '15:00', minutes: 90, timeZone: 'Europe/Berlin', online: true });
  const put = (more: Partial<LaunchEventToBe> = {}, as = ben) => world.api.request(putLaunchEvent, { as, params: params(), body: { ...event(), ...more } });
  const takeOff = (as = ben) => world.api.request(takeLaunchEventOff, { as, params: params() });
  async function inCalendar(): Promise<AnyJson[]> {
    const { body } = await world.sandbox.graph(await world.sandbox.graphToken(ben), `/groups/${builtTeams.open}/calendarView?startDateTime=2026-11-01T00:00:00Z&endDateTime=2027-12-01T00:00:00Z&$top=500`);
    return (body.value as AnyJson[]).filter(({ subject }) => subject.startsWith(`Launch ${page.id}`));
  }
  const events = `/groups/${builtTeams.open}/events`;
  const step = async () => (await read()).body.steps.find(({ title }) => title === 'Put the launch event on the calendar');
  beforeEach(async () => { await setDate(null, '2027-01-19'); });

  it('goes on the tied calendar once, with its meeting, its kind and its step ticked; taken off, it is gone and can go there anew', async () => {
    world.sandbox.journal.clear();
    const [{ body }] = await Promise.all([put(), put()]);
    expect(body.event).toMatchObject({ title: event().title, startsAt: '2027-01-19T14:00:00.000Z', put: { by: { id: people.ben } } });
    expect((await put()).body.event).toMatchObject({ there: true, trouble: null, joinUrl: expect.stringContaining('meetup-join') });
    expect(await inCalendar()).toMatchObject([{ isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' }]);
    expect(world.graphWrites()).toEqual([`POST /v1.0${events}`]);
    expect(await step()).toMatchObject({ done: { by: { id: people.ben } } });
    const year = (await world.api.request(getRhythm, { as: ben, params: params() })).body;
    expect(year.activities.find(({ subject }) => subject === event().title)).toMatchObject({ kind: 'meeting', kindBy: 'activity' });
    expect((await takeOff()).body).toMatchObject({ event: null, eventRefused: null, toTakeOff: 0 });
    expect([await inCalendar(), (await step())!.done]).toEqual([[], null]);
    await put({ online: false });
    expect(await inCalendar()).toMatchObject([{ isOnlineMeeting: false }]);
    expect((await read()).body.event).toMatchObject({ there: true, joinUrl: null });
  });

  it('is not there when Microsoft 365 refuses, and says why; while it does not answer it is on its way, and not lost when taken back', async () => {
    world.sandbox.faults.set([{ path: events, method: 'POST', status: 403 }]);
    expect((await put()).body).toMatchObject({ event: null, eventRefused: { detail: expect.stringContaining('you may not write on this calendar'), remedy: expect.stringMatching(/owner/) } });
    world.sandbox.faults.set([{ path: events, method: 'POST', status: 503 }]);
    expect((await put()).body).toMatchObject({ event: { there: false, trouble: { detail: expect.stringContaining('could not be put on the calendar') } }, eventRefused: null });
    world.sandbox.faults.clear();
    expect((await put()).body).toMatchObject({ event: { there: true, trouble: null } });
    expect((await inCalendar()).length).toBe(1);
    await takeOff();
    expect(await inCalendar()).toEqual([]);
  });

  it('is for those who plan, on a calendar that is tied, in time to come; one that has begun stays', async () => {
    expect((await put({ day: '2026-11-01' })).body).toMatchObject({ code: 'bad-input', fields: [{ field: '/day' }] });
    expect((await put({ timeZone: 'Mars/Olympus' })).body).toMatchObject({ code: 'bad-input', fields: [{ field: '/timeZone' }] });
    await world.api.request(joinCommunity, { as: upn('carla'), params: params() });
    expect([(await put({}, upn('carla'))).status, (await takeOff(upn('carla'))).status]).toEqual([403, 403]);
    await put();
    world.clock.now = new Date('2027-01-19T14:30:00Z');
    expect((await takeOff()).body).toMatchObject({ event: { there: true } });
    page = await world.community({ ties: [{ kind: 'team', groupId: builtTeams.open }] });
    expect((await put({ day: '2027-02-19' })).body).toMatchObject({ status: 409, code: 'no-launch-plan' });
    await setDate(null, null);
    expect((await put({ day: '2027-02-19' })).body).toMatchObject({ status: 409, code: 'no-calendar' });
  });
});
