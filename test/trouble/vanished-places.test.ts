import { createCommunity, finishCreating, getCommunity, getHappening, listCommunities, listDrafts, saveDraft } from '../../api/communities/communities-contract.ts';
import { listMyTeams, listPlaces } from '../../api/ties/ties-contract.ts';
import { buildCommunity, type CommunityWorld, firstActivity, startCommunityWorld } from '../communities/community-world.ts';
import { builtChannels, builtTeams, upn } from '../support/tenant-builder.ts';

let world: CommunityWorld;
beforeEach(async () => { world = await startCommunityWorld(); });
afterEach(async () => { await world.close(); });

const as = upn('ben');
const remove = async (path: string) => {
  expect((await world.sandbox.graph(await world.sandbox.graphToken(as), path, { method: 'DELETE' })).status).toBe(204);
};
const removeChannel = () => remove(`/teams/${builtTeams.open}/channels/${encodeURIComponent(builtChannels.help)}`);
const removeTeam = () => remove(`/groups/${builtTeams.open}`);

/** A community as the wizard makes it: every tie was picked from what the person was shown. */
async function picked() {
  const { body: { items: [team] } } = await world.api.request(listMyTeams, { as });
  const { body: places } = await world.api.request(listPlaces, { as, params: { groupId: team!.groupId } });
  const { groupId } = places.team;
  const channelId = places.channels.find((channel) => channel.channelId === builtChannels.help)!.channelId;
  const body = buildCommunity({
    pinTab: true, firstActivity: firstActivity(world.clock.now),
    ties: [{ kind: 'team', groupId }, { kind: 'channel', groupId, channelId }, { kind: 'library', groupId, driveId: places.libraries[0]!.driveId }, { kind: 'calendar', groupId }],
  });
  await world.api.request(saveDraft, { as, params: { draftId: body.requestId }, body: { content: { all: 'typed' } } });
  return body;
}

describe('a place that vanishes', () => {
  it.each([
    ['the channel', removeChannel, ['/ties/1']], ['the whole team with its library and calendar', removeTeam, ['/ties/0', '/ties/1', '/ties/2', '/ties/3']],
  ])('between picking and saving: %s is named, nothing is made, the draft stays, and it goes on without', async (_what, vanish, fields) => {
    const body = await picked();
    await vanish();
    world.sandbox.journal.clear();
    const refused = await world.api.request(createCommunity, { as, body });
    expect([refused.status, refused.body.code, (refused.body as never as { fields: { field: string }[] }).fields.map(({ field }) => field)]).toEqual([422, 'ties-not-found', fields]);
    expect(world.graphWrites()).toEqual([]);
    expect((await world.api.request(listCommunities, { as })).body.items).toEqual([]);
    expect((await world.api.request(listDrafts, { as })).body.items).toMatchObject([{ content: { all: 'typed' } }]);

    const rest = body.ties.filter((_tie, index) => !fields.includes(`/ties/${index}`));
    const without = await world.api.request(createCommunity, { as, body: { ...body, ties: rest, pinTab: false, firstActivity: rest.length > 0 ? body.firstActivity : null } });
    expect([without.status, without.body.ties.length, without.body.unfinished]).toEqual([201, rest.length, []]);
  });

  it('before the tab was pinned there: the coordinator is told where and what to do, and the rest is done', async () => {
    const body = await picked();
    world.sandbox.faults.set([{ method: 'POST', path: '/tabs$', status: 503 }]);
    const { body: { id: communityId } } = await world.api.request(createCommunity, { as, body });
    world.sandbox.faults.clear();
    await removeChannel();
    const { status, body: page } = await world.api.request(finishCreating, { as, params: { communityId } });
    expect([status, page.unfinished]).toMatchObject([200, [{
      step: 'pin-tab', code: 'graph-not-found', detail: 'The tab could not be pinned in the channel: its place is not there any more.', remedy: 'Ask an owner of the team whether it was deleted or moved.',
    }]]);
  });

  it('after the community was made: its ties are lost, itself it stays', async () => {
    const { id: communityId } = await world.community();
    await removeTeam();
    expect((await world.api.request(getHappening, { as, params: { communityId } })).body).toMatchObject({ trouble: null, closedTies: [] });
    const { body: page } = await world.api.request(getCommunity, { as, params: { communityId } });
    expect(page.ties.map(({ state, stateReason }) => [state, stateReason !== null])).toEqual([['lost', true], ['lost', true], ['lost', true], ['lost', true]]);
    expect([page.charter.domain, page.memberCount]).toEqual(['Pumps', 1]);
  });
});
