import { randomUUID } from 'node:crypto';
import type { input } from 'zod';
import { closeCommunity } from '../../api/communities/closing-contract.ts';
import { type CommunityPage } from '../../api/communities/communities-contract.ts';
import { addLaunchStep, changeLaunchStep, getLaunchPlan, setLaunchDate } from '../../api/launch/plan-contract.ts';
import { joinCommunity } from '../../api/membership/membership-contract.ts';
import { buildTenant, people, upn } from '../support/tenant-builder.ts';
import { type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';

let world: CommunityWorld;
let page: CommunityPage;
beforeAll(async () => {
  const tenant = buildTenant();
  tenant.users.find(({ id }) => id === people.ben)!.usageLocation = 'PT';
  world = await startCommunityWorld({ tenant });
});
afterAll(async () => { await world.close(); });
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
    expect((await read(upn('carla'))).body).toMatchObject({ mayChange: false, steps: expect.arrayContaining([first]) });
    for (const refused of [await setDate(null, '2027-01-19', upn('carla')), await change(first!.id, { done: true }, upn('carla')), await add(randomUUID(), 'Mine', null, upn('carla'))]) expect(refused.body).toMatchObject({ status: 403, code: 'launch-is-the-communitys' });
    expect([(await read('')).status, (await change(randomUUID(), { done: true })).status, (await setDate(null, '2027-02-30')).status, (await add(randomUUID(), ' ')).status]).toEqual([401, 404, 400, 400]);
    await world.api.request(closeCommunity, { as: ben, params: params(), body: { removeAdded: false } });
    expect((await setDate(null, '2027-01-19')).body).toMatchObject({ code: 'community-closed' });
    expect((await read()).body).toMatchObject({ mayChange: false });
  });
});
