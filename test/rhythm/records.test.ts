import { forgetGivenUp } from '../../api/communities/happenings-jobs.ts';
import { randomUUID } from 'node:crypto';
import { linkToIssue } from '../../api/charter/issues-contract.ts';
import { closeCommunity } from '../../api/communities/closing-contract.ts';
import type { CommunityPage } from '../../api/communities/communities-contract.ts';
import { joinCommunity, leaveCommunity } from '../../api/membership/membership-contract.ts';
import { changed } from '../../api/rhythm/record.ts';
import { addFollowUp, changeActivityRecord, changeFollowUp, getActivityRecord, maxFollowUps, removeFollowUp } from '../../api/rhythm/record-contract.ts';
import { getRhythm, type YearActivity } from '../../api/rhythm/year-contract.ts';
import { builtTeams, people, upn } from '../support/tenant-builder.ts';
import { type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';

let world: CommunityWorld;
let page: CommunityPage;
let past: YearActivity;
beforeAll(async () => {
  world = await startCommunityWorld();
  world.clock.now = new Date('2026-11-24T10:00:00Z');
});
afterAll(async () => { await world.close(); });
beforeEach(async () => {
  page = await world.community();
  await world.api.request(joinCommunity, { as: dora, params: { communityId: page.id } });
  past = (await year()).find(({ startsAt }) => startsAt === '2026-11-18T09:00:00.000Z')!;
  await year(dora);
});

const [ben, dora] = [upn('ben'), upn('dora')];
const year = async (as = ben): Promise<YearActivity[]> => (await world.api.request(getRhythm, { as, params: { communityId: page.id } })).body.activities;
const params = (activityId = past.id) => ({ communityId: page.id, activityId });
const read = (as = ben, activityId = past.id) => world.api.request(getActivityRecord, { ...(as && { as }), params: params(activityId) });
const change = (body: object, as = ben, activityId = past.id) => world.api.request(changeActivityRecord, { ...(as && { as }), params: params(activityId), body });
const from = <T>(before: T, after: T) => ({ before, after });
const note = (id: string, words = 'Send the drawing', as = ben) => world.api.request(addFollowUp, { ...(as && { as }), params: { ...params(), followUpId: id }, body: { words } });
const follow = (id: string, body: object, as = ben) => world.api.request(changeFollowUp, { ...(as && { as }), params: { ...params(), followUpId: id }, body });
const remove = (id: string, as = ben) => world.api.request(removeFollowUp, { ...(as && { as }), params: { ...params(), followUpId: id } });

describe('agenda, notes and how many came', () => {
  it('are kept beside one activity of a series, for members, and nothing is written to Microsoft 365', async () => {
    world.sandbox.journal.clear();
    const text = '# Seals\n<script>alert(1)</script> مرحبا 🛠️';
    for (let times = 0; times < 2; times += 1) expect((await change({ notes: from('', text), attended: from<number | null>(null, 12) })).body).toMatchObject({ agenda: '', notes: text, attended: 12, updatedBy: { id: people.ben } });
    expect((await read(dora)).body).toMatchObject({ notes: text, attended: 12 });
    const [before, here] = (await year(dora)).filter(({ startsAt }) => ['2026-11-11T09:00:00.000Z', '2026-11-18T09:00:00.000Z'].includes(startsAt));
    expect([before!.written, before!.attended, here!.written, here!.attended]).toEqual([false, null, true, 12]);
    expect((await read(dora, before!.id)).body).toMatchObject({ notes: '', attended: null, updatedBy: null });
    expect(world.graphWrites()).toEqual([]);
  });

  it('of two who write at the same time, lose nothing: another part is taken, the same part is refused with both kept', async () => {
    await Promise.all([change({ agenda: from('', 'Gaskets') }), change({ notes: from('', 'Torque') }, dora)]);
    expect((await read()).body).toMatchObject({ agenda: 'Gaskets', notes: 'Torque' });
    const both = await Promise.all([change({ notes: from('Torque', 'By ben'), agenda: from('Gaskets', 'Gaskets, seals') }), change({ notes: from('Torque', 'By dora') }, dora)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const won = both[0]!.status === 200;
    expect(both[won ? 1 : 0]!.body).toMatchObject({ code: 'record-changed', fields: [{ field: '/notes', reason: expect.any(String), remedy: expect.any(String) }], detail: expect.stringContaining('Rowan') });
    expect((await read()).body).toMatchObject(won ? { notes: 'By ben', agenda: 'Gaskets, seals' } : { notes: 'By dora', agenda: 'Gaskets' });
    // Both wrote the same: nothing is lost.
    expect(changed('same', { before: 'old', after: 'same' })).toBe('same');
  });

  it('say of fewer than five how many came to whoever recorded it alone', async () => {
    await change({ attended: from<number | null>(null, 4) });
    const ofPast = async (as: string) => (await year(as)).find(({ id }) => id === past.id)!.attended;
    expect([(await read()).body.attended, (await read(dora)).body.attended, await ofPast(ben), await ofPast(dora)]).toEqual([4, null, 4, null]);
    // Dora writes something else: the number stays.
    await change({ notes: from('', 'Seals') }, dora);
    expect((await read()).body).toMatchObject({ attended: 4, notes: 'Seals' });
    await change({ attended: from<number | null>(null, 5) }, dora);
    expect([(await read()).body.attended, (await read(dora)).body.attended, await ofPast(upn('emil'))]).toEqual([5, 5, 5]);
  });

  it('are for members, of activities that they see, in an open community, and within limits', async () => {
    await year(upn('emil'));
    for (const answer of [await read(upn('emil')), await change({ notes: from('', 'Mine') }, upn('emil'))]) expect(answer.body).toMatchObject({ status: 403, code: 'members-record' });
    expect((await year(upn('emil'))).find(({ id }) => id === past.id)).toMatchObject({ written: false, openFollowUps: 0 });
    await world.api.request(joinCommunity, { as: upn('carla'), params: { communityId: page.id } });
    expect([(await read(upn('carla'))).status, (await read(ben, randomUUID())).status, (await read('')).status, (await change({}, '')).status]).toEqual([404, 404, 401, 401]);
    for (const body of [{ notes: from('', 'x'.repeat(20_001)) }, { attended: from<number | null>(null, -1) }, { attended: from<number | null>(null, 1.5) }, { notes: { after: 'x' } }]) expect((await change(body)).status).toBe(400);
    await world.api.request(closeCommunity, { as: ben, params: { communityId: page.id }, body: { removeAdded: false } });
    expect((await change({ notes: from('', 'Late') })).body.code).toBe('community-closed');
    expect((await read()).body.abilities).toEqual({ record: false, link: false });
  });
});

describe('follow-ups', () => {
  it('are noted once, taken on by whoever says so, given back and done', async () => {
    const id = randomUUID();
    for (let times = 0; times < 2; times += 1) expect((await note(id)).body.followUps).toEqual([{ id, words: 'Send the drawing', owner: null, mine: false, done: false }]);
    expect((await year()).find((each) => each.id === past.id)!.openFollowUps).toBe(1);
    expect((await follow(id, { mine: true }, dora)).body.followUps).toMatchObject([{ owner: { id: people.dora, displayName: 'Dora Rowan' }, mine: true }]);
    expect((await follow(id, { mine: true })).body).toMatchObject({ status: 409, code: 'follow-up-taken', detail: expect.stringContaining('Dora') });
    // Nobody takes it from her.
    expect((await follow(id, { mine: false })).body.followUps).toMatchObject([{ owner: { id: people.dora }, mine: false }]);
    expect((await follow(id, { mine: false }, dora)).body.followUps).toMatchObject([{ owner: null }]);
    for (let times = 0; times < 2; times += 1) expect((await follow(id, { mine: true, done: true })).body.followUps).toMatchObject([{ done: true, mine: true }]);
    expect((await follow(id, { done: false })).body.followUps).toMatchObject([{ done: false }]);
    for (let times = 0; times < 2; times += 1) expect((await remove(id)).body.followUps).toEqual([]);
  });

  it('that are taken away are put back whole within ten minutes: who does it, and that it is done', async () => {
    const [done, open] = [randomUUID(), randomUUID()];
    await note(done);
    await note(open, 'Ask the supplier');
    await follow(done, { mine: true, done: true }, dora);
    const before = (await follow(open, { mine: true })).body.followUps;
    for (const id of [done, open]) await remove(id);
    expect((await year()).find((each) => each.id === past.id)!.openFollowUps).toBe(0);
    expect((await follow(open, { done: true })).status).toBe(404);
    await note(open, 'Ask the supplier');
    expect((await note(done)).body.followUps).toEqual(before);
    // What was taken away for good is not kept.
    await remove(done);
    world.clock.now = new Date(world.clock.now.getTime() + 10 * 60_000 + 1);
    await forgetGivenUp(world.api.services);
    await remove(open);
    expect((await note(done)).body.followUps).toEqual([{ id: done, words: 'Send the drawing', owner: null, mine: false, done: false }]);
  });

  it('have no owner once the owner left', async () => {
    const id = randomUUID();
    await note(id);
    await follow(id, { mine: true }, dora);
    await world.api.request(leaveCommunity, { as: dora, params: { communityId: page.id } });
    expect((await read()).body.followUps).toMatchObject([{ id, owner: null }]);
  });

  it('are for members, and not without end', async () => {
    expect([(await note(randomUUID(), 'x', '')).status, (await follow(randomUUID(), { done: true })).status, (await note(randomUUID(), ' ')).status, (await note('first')).status, (await remove(randomUUID(), upn('emil'))).status]).toEqual([401, 404, 400, 400, 403]);
    for (let count = 0; count < maxFollowUps; count += 1) await note(randomUUID(), `Thing ${count}`);
    expect((await note(randomUUID())).body).toMatchObject({ status: 400, fields: [{ field: '/words' }] });
  });
});

it('a key issue is linked to an activity that is long over, as the year shows it', async () => {
  const issueId = page.charter.keyIssues[0]!.id;
  const first = (await year())[0]!;
  expect((await read(ben, first.id)).body).toMatchObject({ issues: [{ id: issueId, linkId: null }], abilities: { link: true } });
  const { status, body } = await world.api.request(linkToIssue, { as: ben, params: { communityId: page.id, issueId }, body: { target: { kind: 'activity', eventId: first.eventId } } });
  expect([status, body.startsAt]).toEqual([201, '2026-01-07T09:00:00.000Z']);
  expect((await read(ben, first.id)).body.issues).toEqual([{ id: issueId, title: 'Seals fail early', linkId: body.id }]);
  expect((await read(dora, first.id)).body.abilities).toEqual({ record: true, link: false });
  expect(world.graphWrites().filter((write) => write.includes(builtTeams.open))).toEqual([]);
});
