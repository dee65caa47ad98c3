import { sql } from 'kysely';
import { editCharter } from '../../api/charter/charter-contract.ts';
import { closeCommunity, deleteCommunity, reopenCommunity } from '../../api/communities/closing-contract.ts';
import { cancelUnfinished, type CommunityPage, findSimilar, finishCreating, getCommunity, getHappening, listCommunities, listDirectoryFilters } from '../../api/communities/communities-contract.ts';
import { followingsStore } from '../../api/following/followings-store.ts';
import { joinCommunity, leaveCommunity } from '../../api/membership/membership-contract.ts';
import { askSponsor } from '../../api/sponsorship/sponsorship-contract.ts';
import { communityActions } from '../../api/teams/message-extension.ts';
import { findCommunities } from '../../api/teams/find-community-read-model.ts';
import { addTie, dropTie, listBrokenTies, listTies, pinTab } from '../../api/ties/ties-contract.ts';
import { builtChannels, builtTeams, people, upn } from '../support/tenant-builder.ts';
import { type CommunityWorld, firstActivity, startCommunityWorld } from './community-world.ts';

let world: CommunityWorld;
let page: CommunityPage;
beforeEach(async () => {
  world = await startCommunityWorld();
  page = await world.community({ name: 'Seal people', topics: ['seals'], unit: 'Works', pinTab: true, firstActivity: firstActivity(world.clock.now) });
  expect(page.unfinished).toEqual([]);
  await world.api.request(joinCommunity, { as: upn('dora'), params: { communityId: page.id } });
  world.sandbox.journal.clear();
});
afterEach(async () => { await world.close(); });

const ben = upn('ben');
const params = () => ({ communityId: page.id });
const close = (removeAdded = false, as: string | undefined = ben) => world.api.request(closeCommunity, { ...(as && { as }), params: params(), body: { removeAdded } });
const reopen = (as: string | undefined = ben) => world.api.request(reopenCommunity, { ...(as && { as }), params: params() });
const remove = (as: string | undefined = ben) => world.api.request(deleteCommunity, { ...(as && { as }), params: params() });
const see = (as = upn('emil')) => world.api.request(getCommunity, { as, params: params() });
const inTenant = <T>(work: Parameters<typeof world.database.inTenant<T>>[1]) => world.database.inTenant(world.sandbox.tenantId, work);
const listed = async (query: Record<string, string> = {}, as = upn('dora')) => (await world.api.request(listCommunities, { as, query })).body.items.map(({ id, closed }) => [id, closed]);
const found = async (search: string) => (await inTenant((trx) => findCommunities(trx, world.sandbox.tenantId, people.dora, search, { skip: 0, count: 25 }))).map(({ id }) => id);
const graph = async (path: string) => (await world.sandbox.graph(await world.sandbox.personToken(ben), path)).body.value as never[];
const tabs = async () => (await graph(`/teams/${builtTeams.open}/channels/${builtChannels.help}/tabs`)).filter((tab: { configuration?: { entityId?: string } }) => tab.configuration?.entityId === page.id).length;
const events = async () => (await graph(`/groups/${builtTeams.open}/events?$top=100`)).filter((event: { subject?: string }) => event.subject === 'First clinic').length;
/** How many rows of any table are about the community. */
async function rowsOf(communityId: string): Promise<Record<string, number>> {
  const { kysely } = world.database.engine;
  const { rows: tables } = await sql<{ name: string }>`select c.table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.column_name = 'community_id' and c.table_schema = 'public' and t.table_type = 'BASE TABLE'`.execute(kysely);
  const counts: Record<string, number> = {};
  for (const { name } of [...tables, { name: 'communities' }]) {
    const { rows: [row] } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(name)} where ${sql.ref(name === 'communities' ? 'id' : 'community_id')} = ${communityId}`.execute(kysely);
    counts[name] = row!.count;
  }
  return counts;
}

describe('a community that is closed', () => {
  it('is found nowhere, but among one’s own, and can be read by everybody with who closed it', async () => {
    const search = { search: 'seal' };
    expect([await listed(search), await found('seal'), await found('se'), await found('seal peaple')]).toEqual([[[page.id, false]], [page.id], [page.id], [page.id]]);
    expect((await close()).body).toMatchObject({ closed: { by: { id: people.ben, displayName: 'Ben Rowan' }, at: world.clock.now.toISOString() }, abilities: { close: true, changeTies: false, editCharter: false, askSponsor: false } });
    for (const query of [{}, search, { search: 'se' }, { search: 'seal peaple' }, { topic: 'seals' }, { groupId: builtTeams.open }] as Record<string, string>[]) expect(await listed(query)).toEqual([]);
    expect([await found('seal'), await found('se'), await found('seal peaple'), await found('')]).toEqual([[], [], [], []]);
    expect(await listed({ mine: 'true' })).toEqual([[page.id, true]]);
    expect((await world.api.request(findSimilar, { as: ben, query: { name: 'Seal people', groupId: builtTeams.open } })).body.items).toEqual([]);
    expect((await world.api.request(listDirectoryFilters, { as: ben })).body).toEqual({ stages: [], units: [], topics: [] });
    expect((await see()).body).toMatchObject({ name: 'Seal people', closed: { by: { displayName: 'Ben Rowan' } }, abilities: { join: false, close: false } });
    expect((await world.api.request(getHappening, { as: upn('dora'), params: params() })).status).toBe(200);
  });

  it('is joined by nobody and written to by nobody; members may leave', async () => {
    const { body: { items: [tie] } } = await world.api.request(listTies, { as: ben, params: params() });
    await close();
    const { domain, forWhom, practice, waysOfWorking, keyIssues } = page.charter;
    const refused = await Promise.all([
      world.api.request(joinCommunity, { as: upn('carla'), params: params() }),
      world.api.request(editCharter, { as: ben, params: params(), body: { domain, forWhom, practice, waysOfWorking, keyIssues, basedOnVersion: 1 } }),
      world.api.request(askSponsor, { as: ben, params: params(), body: { sponsorId: people.anna, whyNow: 'Now', memberHoursPerMonth: 2, budget: '', visibility: 'none' } }),
      world.api.request(addTie, { as: ben, params: params(), body: { target: { kind: 'channel', groupId: builtTeams.open, channelId: builtChannels.general } } }),
      world.api.request(dropTie, { as: ben, params: { ...params(), tieId: tie!.id }, query: { removeAdded: 'true' } }),
      world.api.request(pinTab, { as: ben, params: { ...params(), tieId: tie!.id } }),
    ]);
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(refused.map(() => [409, 'community-closed']));
    expect((await world.api.request(joinCommunity, { as: upn('dora'), params: params() })).body).toMatchObject({ part: 'peripheral', memberCount: 2 });
    const pressed = await communityActions(world.api.services)['community.join']!({ tenantId: world.sandbox.tenantId, personId: people.carla, displayName: 'Carla Rowan', data: { communityId: page.id } } as never);
    expect(pressed).toEqual({ message: 'This community is closed. Its page can still be read.' });
    expect((await world.api.request(leaveCommunity, { as: upn('dora'), params: params() })).body).toMatchObject({ part: null, memberCount: 1 });
    expect(world.graphWrites()).toEqual([]);
  });

  it('closes, reopens and is deleted without a write to the team, the library or the calendar', async () => {
    for (let times = 0; times < 2; times += 1) {
      world.clock.now = new Date(world.clock.now.getTime() + 1_000);
      expect((await close()).body).toMatchObject({ closed: { at: new Date(world.clock.now.getTime() - times * 1_000).toISOString() }, unfinished: [] });
    }
    for (let times = 0; times < 2; times += 1) expect((await reopen()).body).toMatchObject({ closed: null, abilities: { changeTies: true } });
    expect(await listed()).toEqual([[page.id, false]]);
    expect((await remove()).body).toMatchObject({ status: 409, code: 'not-closed' });
    await close();
    expect(Object.entries(await rowsOf(page.id)).filter(([, count]) => count > 0).map(([name]) => name)).toEqual(expect.arrayContaining(['communities', 'charters', 'graph_writes', 'memberships', 'tie_history', 'ties']));
    expect([(await remove()).status, (await remove()).status, (await see()).status]).toEqual([204, 404, 404]);
    expect(Object.entries(await rowsOf(page.id)).filter(([, count]) => count > 0)).toEqual([]);
    expect(world.graphWrites()).toEqual([]);
    expect([await tabs(), await events()]).toEqual([1, 1]);
  });

  it('has what Trellis added taken away when that is wished, once, and nothing else; also from where it is tied no more', async () => {
    const { body: { items } } = await world.api.request(listTies, { as: ben, params: params() });
    await world.api.request(dropTie, { as: ben, params: { ...params(), tieId: items.find(({ kind }) => kind === 'channel')!.id } });
    for (let times = 0; times < 2; times += 1) expect((await close(true)).body).toMatchObject({ closed: {}, unfinished: [] });
    expect(world.graphWrites().map((line) => line.slice(0, line.lastIndexOf('/')))).toEqual([`DELETE /v1.0/teams/${builtTeams.open}/channels/${builtChannels.help}/tabs`, `DELETE /v1.0/groups/${builtTeams.open}/events`]);
    expect([await tabs(), await events()]).toEqual([0, 0]);
    expect((await remove()).status).toBe(204);
  });

  it('is not deleted while something is still to be taken away; it is finished, or given up', async () => {
    world.sandbox.faults.set([{ method: 'DELETE', path: '/tabs/', status: 403 }, { method: 'DELETE', path: '/events/', status: 503 }]);
    const { body: closed } = await close(true);
    expect(closed.unfinished.map(({ step, code }) => [step, code])).toEqual([['remove-tab', 'graph-forbidden'], ['remove-activity', 'graph-unavailable']]);
    expect((await remove()).body).toMatchObject({ status: 409, code: 'unfinished', remedy: 'Finish it on the community’s page, or give it up there; then delete the community.' });
    expect((await world.api.request(cancelUnfinished, { as: ben, params: { ...params(), writeId: closed.unfinished[0]!.id } })).status).toBe(204);
    world.sandbox.faults.clear();
    expect((await world.api.request(finishCreating, { as: ben, params: params() })).body.unfinished).toEqual([]);
    expect([await tabs(), await events()]).toEqual([1, 0]);
    expect((await remove()).status).toBe(204);
  });

  it('keeps, when it is reopened, what was not taken away yet', async () => {
    world.sandbox.faults.set([{ method: 'DELETE', path: '/(tabs|events)/', status: 503 }]);
    await close(true);
    world.sandbox.faults.clear();
    expect((await reopen()).body.unfinished).toEqual([]);
    await world.api.request(getHappening, { as: ben, params: params() });
    expect([await tabs(), await events()]).toEqual([1, 1]);
  });

  it('gives up what Microsoft 365 has not done yet, and is not closed while a process does something', async () => {
    world.sandbox.faults.set([{ method: 'POST', path: '/tabs$', status: 503 }]);
    page = (await world.create(ben, { name: 'Gaskets', pinTab: true })).body;
    world.sandbox.faults.clear();
    const { kysely } = world.database.engine;
    const inHand = (until: Date | null) => kysely.updateTable('graph_writes').set({ claimed_until: until }).where('community_id', '=', page.id).where('state', '=', 'intended').execute();
    await inHand(new Date(world.clock.now.getTime() + 20_000));
    expect((await close()).body).toMatchObject({ status: 409, code: 'being-done', remedy: 'Try again in a moment.' });
    expect((await see()).body.closed).toBeNull();
    await inHand(null);
    expect((await close()).body).toMatchObject({ closed: {}, unfinished: [] });
    await reopen();
    await world.api.request(finishCreating, { as: ben, params: params() });
    expect(await tabs()).toBe(0);
  });

  it('takes back what a sponsor was asked, and tells it in the card', async () => {
    const ask = { sponsorId: people.anna, whyNow: 'Now', memberHoursPerMonth: 2, budget: '', visibility: 'none' as const };
    await world.api.request(askSponsor, { as: ben, params: params(), body: ask });
    expect((await close()).body.sponsorship).toMatchObject({ state: 'withdrawn', decidedBy: { id: people.ben } });
    const { rows } = await sql<{ name: string }>`select name from pgboss.job where name like '%update-sponsorship-cards%'`.execute(world.database.engine.kysely);
    // A second comes when the card was just on its way.
    expect(rows.length).toBeGreaterThanOrEqual(1);
    await reopen();
    expect((await world.api.request(askSponsor, { as: ben, params: params(), body: ask })).status).toBe(201);
  });

  it('is followed no more, and its lost places are nobody’s trouble, until it is reopened', async () => {
    const followed = async () => {
      await inTenant((trx) => followingsStore.keepUpWithTies(trx, world.sandbox.tenantId, world.clock.now));
      return (await world.database.engine.kysely.selectFrom('followings').select('subject').execute()).length;
    };
    const broken = async () => (await world.api.request(listBrokenTies, { as: upn('anna') })).body.items.length;
    await world.database.engine.kysely.updateTable('ties').set({ state: 'lost', state_reason: 'deleted' }).where('kind', '=', 'channel').execute();
    expect([await followed() > 0, await broken()]).toEqual([true, 1]);
    await close();
    expect([await followed(), await broken()]).toEqual([0, 0]);
    await reopen();
    expect([await followed() > 0, await broken()]).toEqual([true, 1]);
  });
});

describe('closing, reopening and deleting', () => {
  it('are for coordinators: nobody unknown, no member, programme lead or sponsor', async () => {
    await world.api.request(askSponsor, { as: ben, params: params(), body: { sponsorId: people.carla, whyNow: 'Now', memberHoursPerMonth: 2, budget: '', visibility: 'none' } });
    await world.database.engine.kysely.updateTable('sponsorships').set({ state: 'approved' }).execute();
    for (const [who, detail] of [['dora', /or deletes it\.$/], ['anna', /programme leads/], ['carla', /sponsors/], ['emil', /or deletes it\.$/]] as const) {
      for (const { status, body } of [await close(false, upn(who)), await reopen(upn(who)), await remove(upn(who))]) expect([status, body]).toEqual([403, expect.objectContaining({ code: 'closing-is-the-communitys', detail: expect.stringMatching(detail) })]);
    }
    for (const operation of [closeCommunity, reopenCommunity, deleteCommunity]) expect((await world.api.request(operation, { params: params(), ...(operation === closeCommunity && { body: {} }) })).status).toBe(401);
    expect((await see()).body.closed).toBeNull();
  });

  it('find no community that is not there', async () => {
    page = { ...page, id: people.nobody };
    expect([(await close()).status, (await reopen()).status, (await remove()).status]).toEqual([404, 404, 404]);
  });

  it('let no one in who joins at the same moment: in before it, or refused after it', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [joined, closed] = await Promise.all([world.api.request(joinCommunity, { as: upn('carla'), params: params() }), close()]);
      const { body } = await see(upn('carla'));
      expect([joined.status, closed.status, body.myPart, body.memberCount]).toEqual(joined.status === 200 ? [200, 200, 'peripheral', 3] : [409, 200, null, 2]);
      await reopen();
      await world.api.request(leaveCommunity, { as: upn('carla'), params: params() });
    }
  });

  it('refuse the one who joins while it is being closed', async () => {
    const { kysely } = world.database.engine;
    const joining = await kysely.transaction().execute(async (trx) => {
      await trx.updateTable('communities').set({ closed_at: world.clock.now, closed_by: people.ben }).where('id', '=', page.id).execute();
      const request = world.api.request(joinCommunity, { as: upn('carla'), params: params() });
      // The one who joins waits for the row.
      for (;;) {
        const { rows } = await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(kysely);
        if (rows.length > 0) break;
      }
      return { request };
    });
    expect((await joining.request).body.code).toBe('community-closed');
  });
});
