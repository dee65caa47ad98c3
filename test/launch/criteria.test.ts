import { randomUUID } from 'node:crypto';
import { standardCriteria } from '../../api/launch/criteria.ts';
import { assess, editCriteria, findEvidence, getCriteria, type Criterion, type Verdict } from '../../api/launch/criteria-contract.ts';
import { getBoard, getOpportunity, moveOpportunity, proposeOpportunity } from '../../api/launch/opportunity-contract.ts';
import { type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';
import { people, upn } from '../support/tenant-builder.ts';

let world: CommunityWorld;
let opportunityId: string;
type Who = keyof typeof people;
beforeAll(async () => { world = await startCommunityWorld(); });
afterAll(async () => { await world.close(); });
beforeEach(async () => {
  world.sandbox.faults.clear();
  for (const table of ['launch_guides', 'opportunities'] as const) await world.database.engine.kysely.deleteFrom(table).execute();
  opportunityId = randomUUID();
  await world.api.request(proposeOpportunity, { as: upn('emil'), params: { opportunityId }, body: { name: 'Pumps', about: 'Pumps fail alike at three sites.' } });
});

const say = (as: Who, criterion: Pick<Criterion, 'id'>, verdict: Verdict | null, note = '') => {
  world.clock.now = new Date(world.clock.now.getTime() + 1_000);
  return world.api.request(assess, { as: upn(as), params: { opportunityId, criterionId: criterion.id }, body: { verdict, note } });
};
const edit = (as: Who, items: readonly Partial<Criterion>[], basedOnVersion = 0) => world.api.request(editCriteria, { as: upn(as), body: { basedOnVersion, items: items.map(({ id = randomUUID(), about = 'potential', weight = 1, name = null, hint = '' }) => ({ id, about, weight, name, hint })) } });
const [problem, units, coordinator] = standardCriteria as [Criterion, Criterion, Criterion];

describe('the evidence of an opportunity', () => {
  it('has different people’s views side by side, each changed and taken back by whoever wrote it alone', async () => {
    await say('emil', problem, 'yes', '<b>Everybody</b> 🛠️ asks.');
    await say('anna', problem, 'no', 'I have never heard of it.');
    await say('anna', coordinator, null, 'Ask Dora.');
    const { body } = await world.api.request(getOpportunity, { as: upn('anna'), params: { opportunityId } });
    const found = body.evidence.criteria.find(({ id }) => id === problem.id)!;
    expect(found).toMatchObject({ standing: 'differ', assessments: [{ by: { displayName: 'Emil Rowan' }, mine: false, verdict: 'yes', note: '<b>Everybody</b> 🛠️ asks.' }, { by: { id: people.anna }, mine: true, verdict: 'no' }] });
    expect(body.evidence.score).toEqual({ potential: { low: 0, high: 3, open: 2, of: 5 }, readiness: { low: 0, high: 0, open: 8, of: 8 } });
    expect((await world.api.request(getBoard, { as: upn('anna') })).body.columns[0]!.items[0]!.score).toEqual(body.evidence.score);
    for (let twice = 0; twice < 2; twice += 1) {
      const after = (await say('anna', problem, null)).body.criteria.find(({ id }) => id === problem.id)!;
      expect([after.standing, after.assessments.length]).toEqual(['yes', 1]);
    }
  });

  it('is for those who see the opportunity, of criteria that there are, and within limits', async () => {
    expect((await say('dora', problem, 'yes')).status).toBe(404);
    expect((await say('emil', { id: randomUUID() }, 'yes')).status).toBe(404);
    expect((await say('emil', problem, 'yes', 'x'.repeat(2_001))).status).toBe(400);
    expect((await say('emil', problem, 'perhaps' as Verdict)).status).toBe(400);
    expect((await world.api.request(assess, { params: { opportunityId, criterionId: problem.id }, body: { verdict: 'yes', note: '' } })).status).toBe(401);
  });

  it('is what an opportunity that is explored still needs, until every criterion was looked at', async () => {
    const next = async () => (await world.api.request(moveOpportunity, { as: upn('emil'), params: { opportunityId }, body: { from: 'idea', stage: 'exploring' } })).body.next;
    expect(await next()).toBe('gather-evidence');
    for (const criterion of standardCriteria) await say('emil', criterion, 'partly');
    expect(await next()).toBe('decide');
  });

  it('is offered where something is there already, as the person sees it, and as far as Trellis knows where Microsoft 365 does not answer', async () => {
    await world.community({ ties: [], name: 'Pumps at work' });
    const find = async (as: Who) => (await world.api.request(findEvidence, { as: upn(as), params: { opportunityId } })).body;
    expect(await find('anna')).toMatchObject({ communities: [{ name: 'Pumps at work' }], teams: [], trouble: null });
    expect(await find('ben')).toMatchObject({ teams: [{ name: 'Pumps' }] });
    world.sandbox.faults.set([{ path: '^/v1.0/', status: 503, headers: { 'retry-after': '120' } }]);
    expect(await find('ben')).toMatchObject({ communities: [{ name: 'Pumps at work' }], teams: [], trouble: { code: expect.any(String) } });
  });
});

describe('the criteria', () => {
  it('are changed by programme leads alone, each change from the one before, and can be put back', async () => {
    const { body: before } = await world.api.request(getCriteria, { as: upn('emil') });
    expect([before.version, before.items, before.mayEdit]).toEqual([0, standardCriteria, false]);
    expect((await edit('emil', [problem])).body.code).toBe('programme-lead-only');
    const { body } = await edit('anna', [{ ...problem, weight: 5, name: 'A pain that many have' }, { name: 'A customer asks for it' }]);
    expect(body).toMatchObject({ version: 1, updatedBy: { displayName: 'Anna Rowan' }, mayEdit: true, items: [{ standard: 'talked-about', name: 'A pain that many have', weight: 5 }, { standard: null }, ...standardCriteria.slice(1).map(({ id }) => ({ id, retired: true }))] });
    expect((await edit('anna', [problem])).body).toMatchObject({ status: 409, code: 'guide-changed' });
    expect((await edit('anna', standardCriteria, 1)).body.items.filter(({ retired }) => !retired)).toEqual(standardCriteria);
    const both = await Promise.all([edit('anna', [problem], 2), edit('anna', [units], 2)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('need a name unless Trellis has one, a weight from 0 to 5, and to be there once', async () => {
    for (const items of [[{ name: null }], [{ name: 'x'.repeat(121) }], [{ name: 'Ours', weight: 6 }], [problem, problem], []]) expect([items.length, (await edit('anna', items)).status]).toEqual([items.length, 400]);
  });

  it('that are retired keep what was noted, and count no more', async () => {
    await say('emil', problem, 'yes', 'All three sites.');
    await edit('anna', standardCriteria.slice(1));
    const { evidence } = (await world.api.request(getOpportunity, { as: upn('emil'), params: { opportunityId } })).body;
    expect(evidence.score.potential).toEqual({ low: 0, high: 0, open: 2, of: 2 });
    expect(evidence.criteria.at(-1)).toMatchObject({ id: problem.id, retired: true, assessments: [{ note: 'All three sites.' }] });
    await edit('anna', standardCriteria, 1);
    expect((await world.api.request(getOpportunity, { as: upn('emil'), params: { opportunityId } })).body.evidence.score.potential.high).toBe(3);
  });
});
