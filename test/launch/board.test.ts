import { randomUUID } from 'node:crypto';
import { setStage } from '../../api/communities/stage-contract.ts';
import { nextFor } from '../../api/launch/opportunity.ts';
import { changeOpportunity, getBoard, getOpportunity, linkOpportunity, listBoardColumn, moveOpportunity, proposeOpportunity, type BoardStage } from '../../api/launch/opportunity-contract.ts';
import { getMe } from '../../api/membership/membership-contract.ts';
import { type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';
import { people, upn } from '../support/tenant-builder.ts';

let world: CommunityWorld;
beforeAll(async () => { world = await startCommunityWorld(); });
afterAll(async () => { await world.close(); });
beforeEach(async () => {
  for (const table of ['opportunities', 'memberships', 'communities'] as const) await world.database.engine.kysely.deleteFrom(table).execute();
});

type Who = keyof typeof people;
const propose = async (as: Who, words: Partial<{ name: string; about: string }> = {}, id = randomUUID()) =>
  world.api.request(proposeOpportunity, { as: upn(as), params: { opportunityId: id }, body: { name: 'Leaking seals', about: 'The same seals leak at three sites.', ...words } });
const idea = async (as: Who, words = {}): Promise<string> => (await propose(as, words)).body.id;
const move = (as: Who, opportunityId: string, from: BoardStage, stage: BoardStage, learned = '') => world.api.request(moveOpportunity, { as: upn(as), params: { opportunityId }, body: { from, stage, learned } });
const board = async (as: Who) => {
  const { body } = await world.api.request(getBoard, { as: upn(as) });
  return { all: body.all, cards: Object.fromEntries(body.columns.filter(({ count }) => count > 0).map(({ stage, items }) => [stage, items.map(({ name }) => name)])) };
};

it('the next useful thing follows from what is there', () => {
  const facts = { hasCommunity: false, launchOn: null, evidenceOpen: false };
  expect((['idea', 'exploring', 'preparing', 'launched', 'let-go'] as const).map((stage) => nextFor({ ...facts, stage }, '2026-11-24'))).toEqual(['look-closer', 'decide', 'create-community', 'visit-community', null]);
  expect(nextFor({ ...facts, stage: 'exploring', evidenceOpen: true }, '2026-11-24')).toBe('gather-evidence');
  expect([null, '2026-12-01', '2026-11-24'].map((launchOn) => nextFor({ ...facts, stage: 'preparing', hasCommunity: true, launchOn }, '2026-11-24'))).toEqual(['set-launch-date', 'prepare-launch', 'say-launched']);
});

describe('the board', () => {
  it('shows a proposal to whoever made it, to programme leads and coordinators, and to nobody else', async () => {
    const id = await idea('emil');
    expect(await board('emil')).toEqual({ all: false, cards: { idea: ['Leaking seals'] } });
    expect(await board('anna')).toEqual({ all: true, cards: { idea: ['Leaking seals'] } });
    expect(await board('ben')).toEqual({ all: false, cards: {} });
    await world.community({ ties: [], name: 'Pumps' });
    expect(await board('ben')).toEqual({ all: true, cards: { idea: ['Leaking seals'], preparing: ['Pumps'] } });
    const see = async (as: Who | undefined, opportunityId = id) => (await world.api.request(getOpportunity, { ...(as && { as: upn(as) }), params: { opportunityId } }));
    expect(await Promise.all((['emil', 'anna', 'ben', 'dora', undefined] as const).map(async (as) => (await see(as)).status))).toEqual([200, 200, 200, 404, 401]);
    const [hidden, unknown] = await Promise.all([see('dora'), see('dora', randomUUID())]);
    expect({ ...hidden.body, correlationId: '' }).toEqual({ ...unknown.body, correlationId: '' });
    expect(await Promise.all((['anna', 'ben', 'emil', 'dora'] as const).map(async (as) => (await world.api.request(getMe, { as: upn(as) })).body.abilities.seeBoard))).toEqual([true, true, true, false]);
  });

  it('shows early communities that nobody proposed as pilots, until they have grown or belong to an opportunity', async () => {
    const { id } = await world.community({ ties: [], name: 'Pumps' });
    expect((await board('anna')).cards).toEqual({ preparing: ['Pumps'] });
    const stage = (value: 'coalescing' | 'maturing') => world.api.request(setStage, { as: upn('ben'), params: { communityId: id }, body: { stage: value } });
    await stage('coalescing');
    expect((await board('anna')).cards).toEqual({ launched: ['Pumps'] });
    const opportunityId = await idea('dora');
    expect((await world.api.request(linkOpportunity, { as: upn('dora'), params: { opportunityId }, body: { communityId: id } })).body.community).toMatchObject({ id, stage: 'coalescing' });
    expect((await board('anna')).cards).toEqual({ idea: ['Leaking seals'] });
    const other = await idea('dora');
    expect((await world.api.request(linkOpportunity, { as: upn('dora'), params: { opportunityId: other }, body: { communityId: id } })).body.code).toBe('community-of-another-opportunity');
    await world.api.request(linkOpportunity, { as: upn('dora'), params: { opportunityId }, body: { communityId: null } });
    await stage('maturing');
    expect((await board('anna')).cards).toEqual({ idea: ['Leaking seals', 'Leaking seals'] });
  });

  it('gives a stage with many page by page, none twice', async () => {
    for (let n = 0; n < 60; n += 1) {
      world.clock.now = new Date(Date.UTC(2026, 10, 24, 8, n));
      await idea('emil', { name: `Idea ${n}` });
    }
    const column = (await world.api.request(getBoard, { as: upn('anna') })).body.columns[0]!;
    expect([column.count, column.items.length, column.items[0]!.name]).toEqual([60, 50, 'Idea 59']);
    const rest = (await world.api.request(listBoardColumn, { as: upn('anna'), params: { stage: 'idea' }, query: { cursor: column.next! } })).body;
    expect([rest.items.length, rest.items.at(-1)!.name, rest.next]).toEqual([10, 'Idea 0', null]);
    expect((await world.api.request(listBoardColumn, { as: upn('anna'), params: { stage: 'idea' }, query: { cursor: 'bm9uZQ' } })).status).toBe(400);
  });
});

describe('an opportunity', () => {
  it('needs a name and a sentence, and is one however often it is sent', async () => {
    const id = randomUUID();
    for (const { status, body } of await Promise.all([propose('emil', {}, id), propose('emil', {}, id)])) expect([status, body]).toEqual([200, expect.objectContaining({ id, stage: 'idea', nextStep: '', launchOn: null, next: 'look-closer' })]);
    expect((await propose('dora', {}, id)).status).toBe(404);
    const refused = await propose('emil', { name: 'x', about: ' ' });
    expect([refused.status, (refused.body as unknown as { fields: { field: string }[] }).fields.map(({ field }) => field)]).toEqual([400, ['/name', '/about']]);
    expect((await propose('emil', { about: 'x'.repeat(301) })).status).toBe(400);
  });

  it('keeps markup, emoji and text from right to left as they were written', async () => {
    const words = { name: '<script>alert(1)</script> 🛠️👩‍🔧', about: 'أختام تتسرب <b>every week</b> 🫧' };
    expect((await propose('emil', words)).body).toMatchObject(words);
  });

  it('is moved and moved back, with who and when; where it is already, nothing changes', async () => {
    const id = await idea('emil');
    expect((await move('anna', id, 'idea', 'exploring')).body.stage).toBe('exploring');
    expect((await move('anna', id, 'idea', 'exploring')).status).toBe(200);
    await move('emil', id, 'exploring', 'let-go', 'Two people already look after it.');
    const { body } = await move('emil', id, 'let-go', 'exploring');
    expect(body.moves).toMatchObject([
      { before: 'let-go', stage: 'exploring', learned: '' }, { before: 'exploring', stage: 'let-go', learned: 'Two people already look after it.', by: { displayName: 'Emil Rowan' } },
      { before: 'idea', stage: 'exploring', by: { id: people.anna, displayName: 'Anna Rowan' } },
    ]);
    expect((await move('dora', id, 'exploring', 'idea')).status).toBe(404);
    expect((await move('emil', id, 'exploring', 'somewhere' as BoardStage)).status).toBe(400);
    expect((await move('emil', id, 'exploring', 'let-go', 'x'.repeat(2_001))).status).toBe(400);
  });

  it('that two move at once goes where the first moved it, and the second is told who that was', async () => {
    const id = await idea('emil');
    const both = await Promise.all([move('anna', id, 'idea', 'exploring'), move('emil', id, 'idea', 'let-go')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = both.find(({ status }) => status === 409)!.body as unknown as { code: string; detail: string };
    expect(lost).toMatchObject({ code: 'opportunity-moved', detail: expect.stringMatching(/^(Anna|Emil) Rowan moved this/) });
    expect((await world.api.request(getOpportunity, { as: upn('emil'), params: { opportunityId: id } })).body.moves).toHaveLength(1);
  });

  it('is changed part by part, and what two changed otherwise is not lost', async () => {
    const id = await idea('emil');
    const change = (as: Who, body: object) => world.api.request(changeOpportunity, { as: upn(as), params: { opportunityId: id }, body });
    await change('anna', { nextStep: { before: '', after: 'Ask the fitters' } });
    const { body } = await change('emil', { launchOn: { before: null, after: '2027-02-01' }, name: { before: 'Leaking seals', after: 'Seals' } });
    expect(body).toMatchObject({ name: 'Seals', nextStep: 'Ask the fitters', launchOn: '2027-02-01' });
    const clash = await change('emil', { nextStep: { before: '', after: 'Wait' }, about: { before: body.about, after: 'Other' } });
    expect(clash.body).toMatchObject({ status: 409, code: 'opportunity-changed', fields: [{ field: '/nextStep' }] });
    expect((await world.api.request(getOpportunity, { as: upn('emil'), params: { opportunityId: id } })).body.about).not.toBe('Other');
    expect((await change('emil', { launchOn: { before: '2027-02-01', after: '2027-02-30' } })).status).toBe(400);
    expect((await change('dora', { name: { before: 'Seals', after: 'Mine' } })).status).toBe(404);
  });

  it('becomes the community that is created from it, and can be launched then and not before', async () => {
    const id = await idea('dora');
    await move('dora', id, 'idea', 'exploring');
    expect((await move('dora', id, 'exploring', 'launched')).body.code).toBe('no-community-yet');
    const { status, body: made } = await world.create(upn('dora'), { ties: [], name: 'Leaking seals', opportunityId: id });
    expect(status).toBe(201);
    expect((await world.api.request(getOpportunity, { as: upn('dora'), params: { opportunityId: id } })).body).toMatchObject({ stage: 'preparing', next: 'set-launch-date', community: { id: made.id, name: 'Leaking seals', stage: 'potential' } });
    expect((await move('dora', id, 'preparing', 'launched')).body).toMatchObject({ stage: 'launched', next: 'visit-community' });
    expect((await board('anna')).cards).toEqual({ launched: ['Leaking seals'] });
    expect((await world.create(upn('emil'), { ties: [], name: 'Not mine', opportunityId: id })).status).toBe(404);
    await world.create(upn('dora'), { ties: [], name: 'Another', opportunityId: id });
    expect((await board('anna')).cards).toEqual({ launched: ['Leaking seals'], preparing: ['Another'] });
  });
});
