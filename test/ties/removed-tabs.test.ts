import { getCommunity, getHappening } from '../../api/communities/communities-contract.ts';
import { followingsStore } from '../../api/following/followings-store.ts';
import { listTieHistory, listTies, pinTab, removeTab } from '../../api/ties/ties-contract.ts';
import { type CommunityWorld, openTies, startCommunityWorld } from '../communities/community-world.ts';
import { eventually } from '../support/eventually.ts';
import { builtChannels, builtTeams, upn } from '../support/tenant-builder.ts';

let world: CommunityWorld;
let communityId: string;
beforeAll(async () => {
  world = await startCommunityWorld();
  world.sandbox.registerApp({ ...world.sandbox.app, botMessagingEndpoint: `${world.api.url}/api/messages` });
  communityId = (await world.community({ ties: openTies.filter(({ kind }) => kind === 'channel'), pinTab: true })).id;
});
afterAll(() => world.close());

const ben = upn('ben');
const channelAt = `/teams/${builtTeams.open}/channels/${encodeURIComponent(builtChannels.help)}`;
/** Another of Trellis' clients in the person's hands, which the sandbox lets change Trellis' own tabs. */
const as = async (path: string, init = {}) => {
  const { status, body } = await world.sandbox.graph(await (path.includes('/tabs') ? world.sandbox.graphToken(ben) : world.sandbox.personToken(ben)), path, init);
  expect([path, status, status < 300 ? undefined : body]).toEqual([path, status, undefined]);
  return body;
};
const ofCommunity = () => ({ as: ben, params: { communityId } });
const tieId = async () => (await overview()).items.find(({ kind }) => kind === 'channel')!.id;
const overview = async () => (await world.api.request(listTies, ofCommunity())).body;
const tabs = async (): Promise<{ id: string }[]> => (await as(`${channelAt}/tabs`)).value.filter((tab: { configuration?: { entityId?: string } }) => tab.configuration?.entityId === communityId);
const removeTheTab = async () => { for (const tab of await tabs()) await as(`${channelAt}/tabs/${tab.id}`, { method: 'DELETE' }); };
const visit = async (who = ben) => {
  world.clock.now = new Date(world.clock.now.getTime() + 11 * 60_000);
  world.sandbox.journal.clear();
  expect((await world.api.request(getHappening, { as: who, params: { communityId } })).status).toBe(200);
  return (await world.api.request(getCommunity, { as: who, params: { communityId } })).body.removedTabs;
};
const pin = async () => (await world.api.request(pinTab, { as: ben, params: { communityId, tieId: await tieId() } })).body;
const told = async () => (await world.api.request(listTieHistory, { ...ofCommunity(), query: { limit: 100 } })).body.items.filter(({ by }) => by === null).map(({ what, name }) => [what, name]);

describe('a tab that Trellis pinned', () => {
  it('is missed at once when Trellis is removed from the team: Teams tells the bot', async () => {
    // First of all: the bot service's tokens tell the time, and the clock has not been moved yet.
    await world.database.inTenant(world.sandbox.tenantId, (trx) => followingsStore.keepUpWithTies(trx, world.sandbox.tenantId, new Date(world.clock.now.getTime() + 86_400_000)));
    const [installed] = (await as(`/teams/${builtTeams.open}/installedApps?$expand=teamsApp&$filter=teamsApp/externalId eq '${world.sandbox.app.clientId}'`)).value;
    await as(`/teams/${builtTeams.open}/installedApps/${installed.id}`, { method: 'DELETE' });
    await eventually(async () => expect((await overview()).removed).toMatchObject([{ what: 'app' }]));
    // Its consent went with it: following the team is tried again in the next round.
    const due = await world.database.engine.kysely.selectFrom('followings').select('subject').where('due_at', '<=', world.clock.now).orderBy('subject').execute();
    expect(due.map(({ subject }) => subject)).toEqual(['channels', 'members', 'team']);
    expect((await told())[0]).toEqual(['app-removed', 'Ask for help']);
    world.sandbox.registerApp(world.sandbox.app);
    expect(await visit()).toMatchObject([{ what: 'app' }]);
    expect([world.graphWrites(), await tabs()]).toEqual([[], []]);
    expect(await pin()).toMatchObject({ pinned: [await tieId()], removed: [], unfinished: [] });
    expect(await tabs()).toHaveLength(1);
  });

  it('and somebody removed is missed at a coordinator’s visit, in the round trip that there is, and not put back', async () => {
    expect(await visit()).toEqual([]);
    expect(world.roundTrips()).toBe(1);
    await removeTheTab();
    const before = { removed: (await overview()).removed, since: new Date(world.clock.now.getTime() + 11 * 60_000).toISOString() };
    expect(await visit()).toEqual([{ tieId: await tieId(), what: 'tab', since: before.since }]);
    expect(before.removed).toEqual([]);
    expect(await visit()).toHaveLength(1);
    expect(world.roundTrips()).toBe(1);
    expect([await overview(), world.graphWrites(), await tabs(), await told()]).toMatchObject([{ pinned: [], removed: [{ what: 'tab' }], unfinished: [] }, [], [], [['tab-removed', 'Ask for help'], ['app-removed', 'Ask for help']]]);
    // Members, who could do nothing about it, are not told.
    expect(await visit(upn('dora'))).toEqual([]);
  });

  it('is put back as one tab, or left out, when a coordinator says so', async () => {
    expect(await pin()).toMatchObject({ pinned: [await tieId()], removed: [], unfinished: [] });
    expect(await tabs()).toHaveLength(1);
    await removeTheTab();
    expect(await visit()).toHaveLength(1);
    const { status, body } = await world.api.request(removeTab, { as: ben, params: { communityId, tieId: await tieId() } });
    expect([status, body.removed, world.graphWrites()]).toEqual([200, [], []]);
    expect(await visit()).toEqual([]);
    expect(await tabs()).toEqual([]);
  });

  it('is not missed any more once somebody pinned it in Teams', async () => {
    await pin();
    await removeTheTab();
    expect(await visit()).toHaveLength(1);
    const app = (await as(`/appCatalogs/teamsApps?$filter=externalId eq '${world.sandbox.app.clientId}'`)).value[0].id;
    await as(`${channelAt}/tabs`, { method: 'POST', body: {
      displayName: 'By hand', 'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${app}`,
      configuration: { entityId: communityId, contentUrl: 'http://localhost:3978/tab', websiteUrl: null, removeUrl: null },
    } });
    expect(await tabs()).toHaveLength(1);
    expect(await visit()).toEqual([]);
    await removeTheTab();
  });

  it('is missed at a visit, with its app, when Teams’ word was lost', async () => {
    await pin();
    const [installed] = (await as(`/teams/${builtTeams.open}/installedApps?$expand=teamsApp&$filter=teamsApp/externalId eq '${world.sandbox.app.clientId}'`)).value;
    await as(`/teams/${builtTeams.open}/installedApps/${installed.id}`, { method: 'DELETE' });
    expect((await overview()).removed).toEqual([]);
    expect(await visit()).toMatchObject([{ what: 'app' }]);
  });
});
