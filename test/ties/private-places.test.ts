import type { CommunityPage } from '../../api/communities/communities-contract.ts';
import { getCommunity, getHappening } from '../../api/communities/communities-contract.ts';
import { joinCommunity } from '../../api/membership/membership-contract.ts';
import { listBrokenTies, listTies } from '../../api/ties/ties-contract.ts';
import { isOpenToAll } from '../../api/ties/shown-tie.ts';
import { type CommunityWorld, openTies, startCommunityWorld } from '../communities/community-world.ts';
import { builtChannels, builtDrives, builtTeams, people, upn } from '../support/tenant-builder.ts';

/** The private team “Budget” has anna and carla in it; dora is outside. */
const closedTies = [
  { kind: 'team' as const, groupId: builtTeams.closed }, { kind: 'channel' as const, groupId: builtTeams.closed, channelId: builtChannels.closedGeneral },
  { kind: 'library' as const, groupId: builtTeams.closed, driveId: builtDrives.closed }, { kind: 'calendar' as const, groupId: builtTeams.closed },
];

describe('what a place is called', () => {
  let world: CommunityWorld;
  beforeEach(async () => { world = await startCommunityWorld(); });
  afterEach(() => world.close());

  const pageOf = async (as: string, communityId: string) => (await world.api.request(getCommunity, { as, params: { communityId } })).body;
  const look = (as: string, communityId: string) => world.api.request(getHappening, { as, params: { communityId } });
  const named = (page: CommunityPage) => page.ties.map(({ kind, name }) => [kind, name]);
  const unnamed = [['team', null], ['channel', null], ['library', null], ['calendar', null]];
  const allOfBudget = [['team', 'Budget'], ['channel', 'General'], ['library', 'Documents'], ['calendar', 'Budget']];

  async function budgetCommunity(): Promise<CommunityPage> {
    const { status, body } = await world.create(upn('anna'), { name: 'Figures', ties: closedTies });
    expect([status, named(body)]).toEqual([201, allOfBudget]);
    await look(upn('anna'), body.id);
    return body;
  }

  it('is told to nobody outside of a private team, before and after they looked', async () => {
    const { id } = await budgetCommunity();
    for (let visit = 0; visit < 2; visit += 1) {
      const page = await pageOf(upn('dora'), id);
      expect(named(page)).toEqual(unnamed);
      expect(page.ties.map(({ webUrl, location }) => [webUrl, location])).toEqual(unnamed.map(() => [null, null]));
      const seen = await look(upn('dora'), id);
      expect(JSON.stringify([page, seen.body])).not.toMatch(/budget/i);
      expect(seen.body.closedTies).toHaveLength(4);
    }
  });

  it('is told to who is in a private team as soon as Microsoft 365 has shown it to them, in the round trip that a visit makes anyway', async () => {
    const { id } = await budgetCommunity();
    expect(named(await pageOf(upn('carla'), id))).toEqual(unnamed);
    world.sandbox.journal.clear();
    await look(upn('carla'), id);
    expect(world.roundTrips()).toBe(1);
    expect(named(await pageOf(upn('carla'), id))).toEqual(allOfBudget);
    expect(named(await pageOf(upn('dora'), id))).toEqual(unnamed);
  });

  it('stays for who left what it was when they saw it, and goes at their next look', async () => {
    const { id } = await budgetCommunity();
    await look(upn('carla'), id);
    const owner = await world.sandbox.personToken(upn('anna'));
    expect((await world.sandbox.graph(owner, `/groups/${builtTeams.closed}/members/${people.carla}/$ref`, { method: 'DELETE' })).status).toBe(204);
    expect((await world.sandbox.graph(owner, `/groups/${builtTeams.closed}`, { method: 'PATCH', body: { displayName: 'Cutbacks' } })).status).toBe(204);
    world.clock.now = new Date(world.clock.now.getTime() + 10 * 60_000);
    await look(upn('anna'), id);
    expect(named(await pageOf(upn('anna'), id))[0]).toEqual(['team', 'Cutbacks']);
    expect(named(await pageOf(upn('carla'), id))).toEqual(allOfBudget);
    await look(upn('carla'), id);
    expect(named(await pageOf(upn('carla'), id))).toEqual(unnamed);
  });

  it('is told to the community’s coordinators, who have to mend its ties, not to those who merely joined', async () => {
    const { id } = await budgetCommunity();
    await world.api.request(joinCommunity, { as: upn('dora'), params: { communityId: id } });
    expect(named(await pageOf(upn('dora'), id))).toEqual(unnamed);
    expect((await world.api.request(listTies, { as: upn('dora'), params: { communityId: id } })).status).toBe(403);
    const { body } = await world.api.request(listTies, { as: upn('anna'), params: { communityId: id } });
    expect(body.items.map(({ name }) => name)).toEqual(['Budget', 'General', 'Documents', 'Budget']);
  });

  it('is not told to programme leads when it is gone', async () => {
    const { body } = await world.create(upn('carla'), { name: 'Figures', ties: closedTies.slice(0, 1) });
    await look(upn('carla'), body.id);
    await world.sandbox.graph(await world.sandbox.personToken(upn('anna')), `/groups/${builtTeams.closed}`, { method: 'DELETE' });
    world.clock.now = new Date(world.clock.now.getTime() + 10 * 60_000);
    await look(upn('carla'), body.id);
    const { body: broken } = await world.api.request(listBrokenTies, { as: upn('anna') });
    expect(broken.items).toMatchObject([{ community: { name: 'Figures' }, tie: { kind: 'team', name: null, webUrl: null } }]);
  });

  it('is told to everybody at once in a public team, but for a library, which may be closed to some', async () => {
    const { id } = await world.community();
    await look(upn('ben'), id);
    expect(named(await pageOf(upn('emil'), id))).toEqual([['team', 'Pumps'], ['channel', 'Ask for help'], ['library', null], ['calendar', 'Pumps']]);
    await look(upn('emil'), id);
    expect(named(await pageOf(upn('emil'), id))[2]).toEqual(['library', 'Documents']);
  });

  it('is told no more to those outside once a public team was made private and a member looked', async () => {
    const { id } = await world.community({ ties: openTies });
    await look(upn('ben'), id);
    expect((await world.sandbox.graph(await world.sandbox.personToken(upn('ben')), `/groups/${builtTeams.open}`, { method: 'PATCH', body: { visibility: 'Private' } })).status).toBe(204);
    world.clock.now = new Date(world.clock.now.getTime() + 10 * 60_000);
    await look(upn('dora'), id);
    expect(named(await pageOf(upn('emil'), id))).toEqual(unnamed);
  });
});

describe('whether a place is open to everybody', () => {
  it.each([
    ['team', { visibility: 'public' }, true], ['team', { visibility: 'Public' }, true], ['team', { visibility: 'Private' }, false], ['team', { visibility: 'hiddenMembership' }, false], ['team', {}, undefined],
    ['calendar', { visibility: 'Public' }, true], ['channel', { visibility: 'public', membershipType: 'standard' }, true], ['channel', { visibility: 'public', membershipType: 'private' }, false],
    ['channel', { visibility: 'public', membershipType: 'shared' }, false], ['channel', { membershipType: 'private' }, false], ['channel', { visibility: 'public' }, undefined],
    ['channel', { visibility: 'private', membershipType: 'standard' }, false], ['library', { visibility: 'public' }, false], ['folder', { visibility: 'public' }, false],
  ] as const)('of a %s with %j is %s', (kind, openness, open) => {
    expect(isOpenToAll(kind, openness)).toBe(open);
  });
});
