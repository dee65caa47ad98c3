import fc from 'fast-check';
import { getCommunity, getHappening } from '../../api/communities/communities-contract.ts';
import { categoriesOf, isInPart, proposedPart } from '../../api/rhythm/calendar-part.ts';
import { addTie, chooseCalendarPart, dropTie, listTieHistory, listTies, lookAtCalendar } from '../../api/ties/ties-contract.ts';
import { type CommunityWorld, firstActivity, startCommunityWorld } from '../communities/community-world.ts';
import { builtTeams, upn } from '../support/tenant-builder.ts';

const own = { mark: 'ours', eventIds: ['e1'] };

describe('an event of a shared calendar', () => {
  it.each([
    ['in any part that is all of it', {}, undefined, true],
    ['of the category, whatever its case', { categories: ['Pumps', 'SEALS'] }, { by: 'category', category: 'seals' }, true],
    ['of another category', { categories: ['Pumps'] }, { by: 'category', category: 'seals' }, false],
    ['without a category', { categories: null }, { by: 'category', category: 'seals' }, false],
    ['that bears our mark', { id: 'x', transactionId: 'ours' }, { by: 'own' }, true],
    ['that we know by its id', { id: 'e1' }, { by: 'own' }, true],
    ['whose series is ours', { id: 'x', seriesMasterId: 'e1' }, { by: 'own' }, true],
    ['that bears another’s mark', { id: 'x', transactionId: 'theirs' }, { by: 'own' }, false],
    ['without id and mark', { id: '', seriesMasterId: null }, { by: 'own' }, false],
  ] as const)('%s', (_, event, part, expected) => expect(isInPart(event as never, part, own)).toBe(expected));

  it('is never in two categories’ parts unless it has both', () => {
    fc.assert(fc.property(fc.array(fc.string()), fc.string({ minLength: 1 }), (categories, category) =>
      isInPart({ categories }, { by: 'category', category }, own) === categories.some((each) => each.toLocaleLowerCase() === category.toLocaleLowerCase())));
  });

  it('tells which categories there are, the most used first; one named like the community is proposed where the calendar is shared', () => {
    expect(categoriesOf([{ categories: ['B'] }, { categories: ['A', 'b'] }, {}, { categories: null }])).toEqual(['B', 'A']);
    expect([proposedPart(['Welding', 'Seals'], 'Seals', true), proposedPart(['Seals'], 'Seals', false), proposedPart(['Welding'], 'Seals', true)]).toEqual([{ by: 'category', category: 'Seals' }, undefined, undefined]);
  });
});

describe('two communities on one calendar', () => {
  let world: CommunityWorld;
  const ben = upn('ben');
  const calendar = { kind: 'calendar' as const, groupId: builtTeams.open };
  beforeAll(async () => {
    world = await startCommunityWorld();
    const token = await world.sandbox.personToken(ben);
    for (const [subject, categories, day] of [['Seal clinic', ['Seals'], 2], ['Seal visit', ['seals', 'Visits'], 3], ['Pump walk', ['Pumps'], 4]] as const) {
      const dateTime = new Date(world.clock.now.getTime() + day * 86_400_000).toISOString().slice(0, 19);
      expect((await world.sandbox.graph(token, `/groups/${builtTeams.open}/events`, { method: 'POST', body: { subject, categories, start: { dateTime, timeZone: 'UTC' }, end: { dateTime, timeZone: 'UTC' } } })).status).toBe(201);
    }
  });
  afterAll(() => world.close());

  const subjects = async (communityId: string, as = ben) => [...new Set((await world.api.request(getHappening, { as, params: { communityId } })).body.activities.map(({ subject }) => subject))].sort();
  const tieOf = async (communityId: string) => (await world.api.request(listTies, { as: ben, params: { communityId } })).body;
  const look = async (name: string) => (await world.api.request(lookAtCalendar, { as: ben, params: { groupId: builtTeams.open }, query: { name } })).body;

  it('each show their part; the second is told of the first, and the first of the second', async () => {
    expect(await look('Seals')).toEqual({ categories: ['Seals', 'Pumps', 'Visits'], communities: [], proposed: null });
    const pumps = (await world.create(ben, { name: 'Pump people', ties: [calendar] })).body.id;
    expect(await look('Seals')).toMatchObject({ communities: [{ id: pumps, name: 'Pump people' }], proposed: { by: 'category', category: 'Seals' } });
    expect(await subjects(pumps)).toEqual(['Pump clinic', 'Pump walk', 'Seal clinic', 'Seal visit']);

    const part = { by: 'category' as const, category: 'Seals' };
    const made = await world.create(ben, { name: 'Seals', ties: [{ ...calendar, part }], firstActivity: { ...firstActivity(world.clock.now), subject: 'First seal clinic' } });
    const seals = made.body.id;
    expect([made.status, made.body.unfinished, made.body.ties[0]!.target]).toEqual([201, [], { ...calendar, part }]);
    // Trellis' own event has the category, so that others see whose it is.
    expect(await subjects(seals)).toEqual(['First seal clinic', 'Seal clinic', 'Seal visit']);
    expect([(await tieOf(pumps)).shared, (await tieOf(seals)).shared].map(([each]) => each?.communities.map(({ name }) => name))).toEqual([['Seals'], ['Pump people']]);

    const { items: [tie] } = await tieOf(pumps);
    const choose = (body: { part: typeof part | { by: 'own' } | null }, as = ben) => world.api.request(chooseCalendarPart, { as, params: { communityId: pumps, tieId: tie!.id }, body });
    expect((await choose({ part: { by: 'category', category: 'pumps' } })).body.target).toEqual({ ...calendar, part: { by: 'category', category: 'pumps' } });
    // What was seen before is of another part: nothing of it is shown, and Graph is asked.
    expect((await world.api.request(getCommunity, { as: ben, params: { communityId: pumps } })).body.happening.activities).toEqual([]);
    expect([await subjects(pumps), await subjects(pumps, upn('dora'))]).toEqual([['Pump walk'], ['Pump walk']]);
    expect((await choose({ part: { by: 'own' } })).status).toBe(200);
    expect(await subjects(pumps)).toEqual([]);
    expect((await choose({ part: null })).body.target).toEqual(calendar);
    expect(await subjects(pumps)).toContain('First seal clinic');
    const told = (await world.api.request(listTieHistory, { as: ben, params: { communityId: pumps }, query: { limit: 10 } })).body.items.map(({ what }) => what);
    expect(told).toEqual(['part-chosen', 'part-chosen', 'part-chosen', 'tied']);
    // Asked twice: nothing happened the second time.
    expect([(await choose({ part: null })).status, (await world.api.request(listTieHistory, { as: ben, params: { communityId: pumps }, query: { limit: 10 } })).body.items.length]).toEqual([200, 4]);
    expect([(await choose({ part: null }, upn('emil'))).status, (await choose({ part: { by: 'category', category: '' } })).status]).toEqual([403, 400]);
    expect((await world.api.request(lookAtCalendar, { as: upn('emil'), params: { groupId: builtTeams.closed } })).status).toBe(404);
  });

  it('of which one has its next activity behind more than five hundred of others', async () => {
    const token = await world.sandbox.personToken(ben);
    const at = (days: number) => new Date(world.clock.now.getTime() + days * 86_400_000).toISOString();
    const post = async (subject: string, days: number, more: object) => expect((await world.sandbox.graph(token, `/groups/${builtTeams.open}/events`, {
      method: 'POST', body: { subject, start: { dateTime: at(days).slice(0, 19), timeZone: 'UTC' }, end: { dateTime: at(days).slice(0, 19), timeZone: 'UTC' }, ...more },
    })).status).toBe(201);
    const daily = { recurrence: { pattern: { type: 'daily', interval: 1 }, range: { type: 'noEnd', startDate: at(1).slice(0, 10) } } };
    for (let series = 0; series < 10; series += 1) await post(`Stand-up ${series}`, 1, daily);
    await post('Rare clinic', 58, { categories: ['Rare'] });
    const { body: { id } } = await world.create(ben, { name: 'Rare', ties: [{ ...calendar, part: { by: 'category', category: 'Rare' } }] });
    expect(await subjects(id)).toEqual(['Rare clinic']);
  });

  it('of which one shows what Trellis put there for it, and only a calendar has parts', async () => {
    const { body: { id, ties } } = await world.create(ben, { name: 'Own', ties: [{ kind: 'team', groupId: builtTeams.open }, { ...calendar, part: { by: 'own' } }], firstActivity: firstActivity(world.clock.now) });
    expect(await subjects(id)).toEqual(['First clinic']);
    const [team, tied] = [ties.find(({ kind }) => kind === 'team')!, ties.find(({ kind }) => kind === 'calendar')!];
    expect((await world.api.request(chooseCalendarPart, { as: ben, params: { communityId: id, tieId: team.id }, body: { part: null } })).status).toBe(400);
    // Dropped and tied again, with its part.
    await world.api.request(dropTie, { as: ben, params: { communityId: id, tieId: tied.id } });
    expect((await world.api.request(addTie, { as: ben, params: { communityId: id }, body: { target: tied.target } })).body.target).toEqual({ ...calendar, part: { by: 'own' } });
  });
});
