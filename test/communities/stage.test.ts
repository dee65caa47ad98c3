import { randomUUID } from 'node:crypto';
import { closeCommunity } from '../../api/communities/closing-contract.ts';
import { getCommunity, listCommunities, listDirectoryFilters, type Stage } from '../../api/communities/communities-contract.ts';
import { listStageChanges, setStage } from '../../api/communities/stage-contract.ts';
import { joinCommunity } from '../../api/membership/membership-contract.ts';
import { people, upn } from '../support/tenant-builder.ts';
import { type CommunityWorld, startCommunityWorld } from './community-world.ts';

let world: CommunityWorld;
let communityId: string;
beforeAll(async () => { world = await startCommunityWorld(); });
afterAll(async () => { await world.close(); });
beforeEach(async () => { communityId = (await world.community({ ties: [], name: `Pumps ${randomUUID()}` })).id; });

const set = (stage: Stage, as: string | undefined = upn('ben'), id = communityId) => world.api.request(setStage, { ...(as && { as }), params: { communityId: id }, body: { stage } });
const changes = async (as = upn('emil')) => (await world.api.request(listStageChanges, { as, params: { communityId } })).body.items;

describe('the stage of a community', () => {
  it('is set by a coordinator, shown to everybody, found by, and remembered once however often it is sent', async () => {
    for (let times = 0; times < 2; times += 1) expect((await set('maturing')).body).toMatchObject({ stage: 'maturing', abilities: { setStage: true } });
    expect((await set('stewardship')).body.stage).toBe('stewardship');
    expect((await world.api.request(getCommunity, { as: upn('emil'), params: { communityId } })).body).toMatchObject({ stage: 'stewardship', abilities: { setStage: false } });
    expect((await world.api.request(listCommunities, { as: upn('emil'), query: { stage: 'stewardship' } })).body.items.map(({ id }) => id)).toEqual([communityId]);
    expect((await world.api.request(listDirectoryFilters, { as: upn('emil') })).body.stages).toContainEqual({ value: 'stewardship', count: 1 });
    const by = { id: people.ben, displayName: 'Ben Rowan' };
    expect(await changes()).toMatchObject([{ before: 'maturing', stage: 'stewardship', by }, { before: 'potential', stage: 'maturing', by }]);
  });

  it('is the community’s to say: core group too, but no other member, programme lead or stranger', async () => {
    await world.api.request(joinCommunity, { as: upn('dora'), params: { communityId } });
    for (const who of ['dora', 'anna', 'emil'] as const) {
      const { status, body } = await set('maturing', upn(who));
      expect([status, body]).toEqual([403, expect.objectContaining({ code: 'stage-is-the-communitys', remedy: expect.stringContaining('ell a coordinator') })]);
    }
    await world.database.engine.kysely.updateTable('memberships').set({ part: 'core' }).where('community_id', '=', communityId).where('person_id', '=', people.dora).execute();
    expect((await set('coalescing', upn('dora'))).body.stage).toBe('coalescing');
    expect((await world.api.request(setStage, { params: { communityId }, body: { stage: 'maturing' } })).status).toBe(401);
    expect((await world.api.request(listStageChanges, { params: { communityId } })).status).toBe(401);
  });

  it('is one of those that there are, of a community that is there and open', async () => {
    const { status, body } = await set('ripe' as Stage);
    expect([status, body]).toEqual([400, expect.objectContaining({ fields: [{ field: '/stage', reason: expect.any(String), remedy: expect.stringContaining('coalescing') }] })]);
    expect((await set('maturing', upn('ben'), randomUUID())).status).toBe(404);
    await world.api.request(closeCommunity, { as: upn('ben'), params: { communityId }, body: { removeAdded: false } });
    expect((await set('maturing')).body).toMatchObject({ status: 409, code: 'community-closed' });
  });
});
