import { randomUUID } from 'node:crypto';
import { createCommunity, getCommunity, getHappening, listDrafts, saveDraft } from '../../api/communities/communities-contract.ts';
import { searchPeople } from '../../api/membership/membership-contract.ts';
import { listPlaces } from '../../api/ties/ties-contract.ts';
import { buildCommunity, type CommunityWorld, firstActivity, openTies, startCommunityWorld } from '../communities/community-world.ts';
import { eventually } from '../support/eventually.ts';
import { builtTeams, people, upn } from '../support/tenant-builder.ts';

let world: CommunityWorld;
beforeAll(async () => { world = await startCommunityWorld(); });
afterAll(async () => { await world.close(); });
afterEach(() => { world.sandbox.faults.clear(); });

/** Everything that Graph may say instead of an answer. */
const troubles = [
  { says: '401', fault: { status: 401 }, code: 'sign-in-needed', status: 403 },
  { says: '403', fault: { status: 403 }, code: 'graph-forbidden', status: 403 },
  { says: '404', fault: { status: 404 }, code: 'graph-not-found', status: 404 },
  { says: '429 with a fractional wait that is too long', fault: { status: 429, headers: { 'retry-after': '8.5' } }, code: 'graph-throttled', status: 503 },
  { says: '503', fault: { status: 503 }, code: 'graph-unavailable', status: 503 },
  { says: 'nothing, and resets the connection', fault: { reset: true }, code: 'graph-unavailable', status: 503 },
  { says: 'nothing for 30 s', fault: { hang: true }, code: 'graph-timeout', status: 503 },
];

describe('while Graph answers everything with', () => {
  // Asked together, so that one wait does for all of them.
  it.each(troubles)('$says: nothing is lost, and no place is called missing', async ({ fault, code, status }) => {
    const body = buildCommunity({ sponsor: { sponsorId: people.anna, whyNow: 'Now', memberHoursPerMonth: 2, budget: '', visibility: 'none' } });
    await world.api.request(saveDraft, { as: upn('ben'), params: { draftId: body.requestId }, body: { content: { typed: 'all of it' } } });
    const drafts = async () => (await world.api.request(listDrafts, { as: upn('ben') })).body.items;
    const { id: communityId } = await world.community();
    const look = async () => (await world.api.request(getHappening, { as: upn('ben'), params: { communityId } })).body;
    await look();
    const known = await look();
    expect([known.practice.length, known.activities.length > 0, known.trouble]).toEqual([2, true, null]);
    world.clock.now = new Date(world.clock.now.getTime() + 600_000);

    world.sandbox.faults.set([{ path: '^/v1.0/', ...fault }]);
    const [refused, troubled, found, places] = await Promise.all([
      world.api.request(createCommunity, { as: upn('ben'), body }), look(),
      world.api.request(searchPeople, { as: upn('ben'), query: { search: 'carla' } }), world.api.request(listPlaces, { as: upn('ben'), params: { groupId: builtTeams.open } }),
    ]);
    expect([refused, places, found].map((answer) => [answer.status, answer.body.code])).toEqual([[status, code], [status, code], [status, code]]);
    for (const answer of [refused, places, found]) {
      expect(answer.body).toHaveProperty('remedy');
      if (status === 503) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    }
    expect(await drafts()).toMatchObject([{ id: body.requestId, content: { typed: 'all of it' } }]);
    expect(troubled).toEqual({ ...known, stale: true, trouble: { code, detail: expect.stringMatching(/^\S.+\.$/) } });
    const { body: page } = await world.api.request(getCommunity, { as: upn('ben'), params: { communityId } });
    expect(page.ties.map((tie) => tie.state)).toEqual(['sound', 'sound', 'sound', 'sound']);
    expect(page.happening).toMatchObject({ asOf: known.asOf, stale: true, practice: known.practice, closedTies: [] });

    world.sandbox.faults.clear();
    // A pause that Graph wants is kept, to its end and no longer.
    await eventually(async () => expect((await world.api.request(createCommunity, { as: upn('ben'), body })).status).toBe(201));
    expect(await drafts()).toEqual([]);
    expect(await look()).toMatchObject({ stale: false, trouble: null });
  });
});

describe('while Graph answers writes with', () => {
  it.each(troubles.filter(({ status, says }) => status !== 503 || says.startsWith('429') || says.startsWith('nothing for')))('$says: what a new community needs stays open, for the coordinator to see and finish', async ({ fault }) => {
    const body = buildCommunity({ pinTab: true, firstActivity: firstActivity(world.clock.now) });
    // Whether the app is in the team is asked together with everything else: when that hangs, nothing is created yet.
    const [concerned, open] = fault.hang ? ['(tabs|events)', ['pin-tab', 'first-activity']] : ['(installedApps|tabs|events)', ['install-app', 'pin-tab', 'first-activity']];
    world.sandbox.faults.set([{ path: `^/v1.0/.*${concerned}`, ...fault }]);
    const { status: created, body: page } = await world.api.request(createCommunity, { as: upn('ben'), body });
    expect(created).toBe(201);
    expect(page.unfinished.map(({ step }) => step)).toEqual(open);
    for (const { code: why, detail, remedy } of page.unfinished) expect([why, detail, remedy]).toEqual([expect.stringMatching(/^(graph-|sign-in-needed$)/), expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)]);
    world.sandbox.faults.clear();
    await eventually(async () => {
      const again = await world.api.request(createCommunity, { as: upn('ben'), body });
      expect([again.body.id, again.body.unfinished]).toEqual([page.id, []]);
    });
  });
});

describe('a short fractional wait that Graph asks for', () => {
  it.each(['create', 'happening', 'people'] as const)('is waited for: %s', async (what) => {
    const communityId = what === 'happening' ? (await world.community()).id : randomUUID();
    world.sandbox.faults.set([{ path: '^/v1.0/', status: 429, headers: { 'retry-after': '0.4' }, times: 1 }]);
    const began = performance.now();
    if (what === 'create') expect((await world.create(upn('ben'))).status).toBe(201);
    if (what === 'happening') expect((await world.api.request(getHappening, { as: upn('ben'), params: { communityId } })).body.trouble).toBeNull();
    if (what === 'people') expect((await world.api.request(searchPeople, { as: upn('ben'), query: { search: 'carla' } })).body.items).toHaveLength(1);
    expect(performance.now() - began).toBeGreaterThanOrEqual(400);
  });
});

describe('a token that Graph takes no more for one of the places', () => {
  it('asks for a new sign-in, and does not call the place missing', async () => {
    world.sandbox.faults.set([{ path: '^/v1.0/groups/.*/drives', status: 401 }]);
    const { status, body } = await world.create(upn('ben'), { ties: openTies });
    expect([status, body.code]).toEqual([403, 'sign-in-needed']);
  });
});
