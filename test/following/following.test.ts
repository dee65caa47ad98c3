import { createServer } from 'node:net';
import { sql } from 'kysely';
import { getCommunity, getHappening } from '../../api/communities/communities-contract.ts';
import { followOne } from '../../api/following/follow-one.ts';
import { followRound } from '../../api/following/follow-round.ts';
import { importStore } from '../../api/import/import-store.ts';
import { followingsStore } from '../../api/following/followings-store.ts';
import { dropTie, addTie, listTieHistory, listTies, pinTab } from '../../api/ties/ties-contract.ts';
import { addLibraryItems, getPracticeLibrary } from '../../api/practice/library-contract.ts';
import { getRhythm } from '../../api/rhythm/year-contract.ts';
import { buildCommunity } from '../communities/community-world.ts';
import { createCommunity } from '../../api/communities/communities-contract.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { buildTenant, builtChannels, builtDrives, builtItems, builtTeams, people, upn } from '../support/tenant-builder.ts';

const ben = upn('ben');
let sandbox: TestSandbox;
let database: TestDatabase;
let api: TestApi;
let communityId: string;
const clock = { now: new Date() };

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, resolve); });
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

beforeEach(async () => {
  clock.now = new Date();
  const port = await freePort();
  [sandbox, database] = await Promise.all([startTestSandbox({ clock: () => clock.now.getTime() }), createTestDatabase()]);
  api = await startTestApi({ sandbox, database, settings: { PORT: String(port), NOTIFICATION_URL: `http://localhost:${port}` }, overrides: { clock: () => clock.now } });
  communityId = (await api.request(createCommunity, { as: ben, body: buildCommunity() })).body.id;
});
afterEach(async () => {
  await api.close();
  await sandbox.stop();
  await database.close();
});

const params = () => ({ communityId });
const ties = async () => (await api.request(listTies, { as: ben, params: params() })).body.items;
const tieOf = async (kind: string) => (await ties()).find((tie) => tie.kind === kind)!;
const happened = async () => (await api.request(listTieHistory, { as: ben, params: params(), query: { limit: 100 } })).body.items;
const graph = async (path: string, init: { method?: string; body?: unknown } = {}, as = ben) => {
  const answer = await sandbox.graph(await sandbox.personToken(as), path, init);
  expect(answer.status).toBeLessThan(300);
  return answer;
};
const followings = () => database.engine.kysely.selectFrom('followings').select(['subject', 'state', 'reason', 'subscription_id', 'delta_link', 'expires_at']).orderBy('subject').execute();
const round = async () => {
  await followRound(api.services, sandbox.tenantId);
  await api.services.jobs.idle();
};
const later = (hours: number) => { clock.now = new Date(clock.now.getTime() + hours * 3_600_000); };
/** Adds Trellis to the team, which is when the team consents. */
const consent = async () => {
  const { body } = await api.request(pinTab, { as: ben, params: { ...params(), tieId: (await tieOf('channel')).id } });
  expect(body.unfinished).toEqual([]);
};
const follow = async () => {
  await consent();
  await eventually(async () => {
    await round();
    expect((await followings()).map(({ subject, state, reason }) => [subject, state, reason])).toEqual([
      ['channels', 'followed', null], ['library', 'followed', null], ['members', 'followed', null], ['team', 'followed', null],
    ]);
  });
};
const writesTo = (path: RegExp) => sandbox.journal.writes.filter((entry) => path.test(entry.path)).map((entry) => entry.method);

describe('places that communities are tied to are followed', () => {
  it('once Trellis is in the team: renamed, archived and deleted teams and channels are told, and nobody has to visit', async () => {
    await follow();
    later(0.01);
    await graph(`/groups/${builtTeams.open}`, { method: 'PATCH', body: { displayName: 'Pumps and seals' } });
    await eventually(async () => expect([(await tieOf('team')).name, (await tieOf('calendar')).name]).toEqual(['Pumps and seals', 'Pumps and seals']));
    later(0.01);
    await graph(`/teams/${builtTeams.open}/channels/${encodeURIComponent(builtChannels.help)}`, { method: 'PATCH', body: { displayName: 'Help' } });
    await eventually(async () => expect((await tieOf('channel')).name).toBe('Help'));
    later(0.01);
    await graph(`/teams/${builtTeams.open}/channels/${encodeURIComponent(builtChannels.help)}`, { method: 'DELETE' });
    await eventually(async () => expect(await tieOf('channel')).toMatchObject({ state: 'lost', stateReason: 'deleted' }));
    later(0.01);
    await graph(`/groups/${builtTeams.open}`, { method: 'DELETE' });
    await eventually(async () => expect((await ties()).map(({ state, stateReason }) => [state, stateReason])).toEqual(Array.from({ length: 4 }, () => ['lost', 'deleted'])));
    later(0.01);
    await graph(`/directory/deletedItems/${builtTeams.open}/restore`, { method: 'POST' });
    later(25);
    await round();
    expect([(await tieOf('team')).state, (await tieOf('calendar')).state, (await tieOf('library')).state, (await tieOf('channel')).state]).toEqual(['sound', 'sound', 'sound', 'lost']);
    expect((await happened()).filter(({ kind, by }) => kind === 'team' && by === null).map(({ what }) => what)).toEqual(['restored', 'lost', 'renamed']);
  }, 60_000);

  it('and named to everybody only while the team is open to everybody', async () => {
    const namedToOutsiders = async () => (await api.request(getCommunity, { as: upn('emil'), params: params() })).body.ties.map(({ kind, name }) => [kind, name]);
    await follow();
    expect(await namedToOutsiders()).toEqual([['team', 'Pumps'], ['channel', 'Ask for help'], ['library', null], ['calendar', 'Pumps']]);
    later(0.01);
    await graph(`/groups/${builtTeams.open}`, { method: 'PATCH', body: { displayName: 'Pumps to be closed', visibility: 'Private' } });
    await eventually(async () => expect((await tieOf('team')).name).toBe('Pumps to be closed'));
    expect(await namedToOutsiders()).toEqual([['team', null], ['channel', null], ['library', null], ['calendar', null]]);
  });

  it('by visits only while the team has not consented, which is tried again another day, or as soon as Trellis is added to it', async () => {
    await round();
    expect((await followings()).map(({ subject, state, reason }) => [subject, state, reason])).toEqual([
      ['channels', 'visits-only', 'not-permitted'], ['library', 'followed', null], ['members', 'visits-only', 'not-permitted'], ['team', 'visits-only', 'not-permitted'],
    ]);
    sandbox.journal.clear();
    const tried = () => sandbox.journal.entries.some(({ path }) => path.includes('/subscriptions'));
    await round();
    expect(tried()).toBe(false);
    // That its libraries are gone says nothing of the team.
    await fetch(`${sandbox.url}/sandbox/drives/${builtDrives.open}`, { method: 'DELETE' });
    later(25);
    await round();
    expect([tried(), (await ties()).map(({ kind, state }) => [kind, state])]).toEqual([true, [['team', 'sound'], ['channel', 'sound'], ['library', 'lost'], ['calendar', 'sound']]]);
    await fetch(`${sandbox.url}/sandbox/drives/${builtDrives.open}/restore`, { method: 'POST' });
    later(25);
    await round();
    await consent();
    await round();
    expect((await followings()).map(({ state }) => state)).toEqual(['followed', 'followed', 'followed', 'followed']);
  });

  it('but where it is not yet, not while an import is under way: the limits of Microsoft are the import’s then', async () => {
    await round();
    const turn = { tenantId: sandbox.tenantId, importId: crypto.randomUUID(), worker: crypto.randomUUID() };
    later(25);
    await database.inTenant(sandbox.tenantId, (trx) => importStore.insert(trx, turn, { startedBy: people.ben, dryRun: false, total: 1, sheet: '', at: clock.now }));
    sandbox.journal.clear();
    const asked = () => [/\/subscriptions/, /\/delta/].map((path) => sandbox.journal.entries.some((entry) => path.test(entry.path)));
    await round();
    expect(asked()).toEqual([false, true]);
    await database.inTenant(sandbox.tenantId, (trx) => importStore.settle(trx, turn, 'finished', clock.now));
    await round();
    expect(asked()).toEqual([true, true]);
  });

  it('as soon as the team consents, also when that is while Graph was asked in vain', async () => {
    const { services } = api;
    const session = services.graph.asApp(sandbox.tenantId);
    const team = async () => (await database.inTenant(sandbox.tenantId, (trx) => followingsStore.find(trx, sandbox.tenantId, 'team', builtTeams.open)))!;
    await round();
    const { call } = session;
    const meanwhile = async (...asked: Parameters<typeof call>) => call(...asked).finally(() => database.inTenant(sandbox.tenantId, (trx) => followingsStore.lookSoon(trx, sandbox.tenantId, builtTeams.open, services.clock())));
    await followOne({ ...services, graph: { ...services.graph, asApp: () => ({ ...session, call: meanwhile as typeof call }) } }, sandbox.tenantId, await team());
    expect((await team()).reason).toBe('not-permitted');
    sandbox.journal.clear();
    await round();
    expect(sandbox.journal.entries.some(({ path }) => path.includes('/subscriptions'))).toBe(true);
  });

  it('folders by the changes of their library: one request when nothing changed, and from the start when Graph says so', async () => {
    const answer = await graph(`/drives/${builtDrives.open}/root/children`);
    const itemId = (answer.body as { value: { id: string; name: string }[] }).value.find((item) => item.name === 'Cases')!.id;
    await api.request(addTie, { as: ben, params: params(), body: { target: { kind: 'folder', groupId: builtTeams.open, driveId: builtDrives.open, itemId } } });
    const files = [builtItems.guide, builtItems.case].map((fileId) => ({ source: 'file' as const, driveId: builtDrives.open, fileId }));
    expect((await api.request(addLibraryItems, { as: ben, params: params(), body: { items: files } })).status).toBe(201);
    const items = () => database.engine.kysely.selectFrom('practice_items').select(['title', sql<boolean>`gone_at is not null`.as('gone')]).orderBy('title').execute();
    await follow();
    // What stands in them is read by Trellis itself.
    const texts = async () => (await database.engine.kysely.selectFrom('practice_texts').select('content').where('file_id', '=', builtItems.guide).execute()).map(({ content }) => content);
    expect(await texts()).toEqual(['# Starting a pump\nOpen the valve first.']);
    await graph(`/drives/${builtDrives.open}/items/${builtItems.guide}/content`, { method: 'PUT', body: 'Bleed it, then open the valve.' });
    await graph(`/drives/${builtDrives.open}/items/${itemId}`, { method: 'PATCH', body: { name: 'Case files' } });
    await graph(`/drives/${builtDrives.open}/items/${builtItems.guide}`, { method: 'PATCH', body: { name: 'before-you-start.md' } });
    await graph(`/drives/${builtDrives.open}/items/${builtItems.case}`, { method: 'DELETE' });
    later(13);
    await round();
    expect((await tieOf('folder')).name).toBe('Case files');
    // So do the files that are practice items.
    expect(await items()).toEqual([{ title: 'before-you-start', gone: false }, { title: 'the-flooded-pit', gone: true }]);
    expect(await texts()).toEqual([expect.stringContaining('Bleed it, then open the valve.')]);
    sandbox.journal.clear();
    later(13);
    await round();
    expect(sandbox.journal.entries.filter((entry) => entry.path.includes('/drives/')).map((entry) => entry.path.split('?')[0]).filter((path) => path !== `/v1.0/drives/${builtDrives.open}`)).toEqual([`/v1.0/drives/${builtDrives.open}/root/delta`]);
    // Start over: what happened meanwhile is seen all the same.
    await graph(`/drives/${builtDrives.open}/items/${itemId}`, { method: 'DELETE' });
    sandbox.faults.set([{ operation: 'GET /drives/{drive-id}/root/delta', answer: 'resync-required', times: 1 }]);
    later(13);
    await round();
    expect(await tieOf('folder')).toMatchObject({ state: 'lost', stateReason: 'deleted' });
  });

  it('from the start where the delta link is of another tenant or another library, or leads astray: nothing at its end is believed', async () => {
    const { body: { value } } = await graph(`/drives/${builtDrives.open}/root/children`);
    const itemId = (value as { id: string; name: string }[]).find((item) => item.name === 'Cases')!.id;
    await api.request(addTie, { as: ben, params: params(), body: { target: { kind: 'folder', groupId: builtTeams.open, driveId: builtDrives.open, itemId } } });
    await follow();
    const linkTo = async (of: TestSandbox, driveId: string) => {
      const { body } = await of.graph(await of.personToken(upn('anna')), `/drives/${driveId}/root/delta?token=latest`);
      return (body as { '@odata.deltaLink': string })['@odata.deltaLink'].replace(of.url, sandbox.url);
    };
    const other = await startTestSandbox({ tenant: buildTenant({ tenantId: '00000000-1111-4222-8333-444444444444' }) });
    const links = [await linkTo(other, builtDrives.open), (await linkTo(sandbox, builtDrives.open)).replace(builtDrives.open, builtDrives.closed), `https://elsewhere.example/v1.0/drives/${builtDrives.open}/root/delta?token=x`, '%'];
    await other.stop();
    for (const [index, link] of links.entries()) {
      await database.engine.kysely.updateTable('followings').set({ delta_link: link }).where('subject', '=', 'library').execute();
      await graph(`/drives/${builtDrives.open}/items/${itemId}`, { method: 'PATCH', body: { name: `Cases ${index}` } });
      later(13);
      await round();
      const { state, delta_link: kept } = (await followings()).find(({ subject }) => subject === 'library')!;
      expect([(await tieOf('folder')).name, (await tieOf('library')).state, state, kept?.startsWith(`${sandbox.url}/v1.0/drives/${builtDrives.open}/root/delta?`), kept === link]).toEqual([`Cases ${index}`, 'sound', 'followed', true, false]);
    }
    expect(sandbox.journal.entries.some(({ path }) => path.includes(builtDrives.closed) && path.includes('token=ey'))).toBe(false);
  });

  it('folders with where they lie: also when a folder around them, or the library, is called otherwise', async () => {
    const { body: { value } } = await graph(`/drives/${builtDrives.open}/root/children`);
    const around = (value as { id: string; name: string }[]).find((item) => item.name === 'Cases')!.id;
    const { body: { id: itemId } } = await graph(`/drives/${builtDrives.open}/items/${around}/children`, { method: 'POST', body: { name: 'Before', folder: {} } });
    await api.request(addTie, { as: ben, params: params(), body: { target: { kind: 'folder', groupId: builtTeams.open, driveId: builtDrives.open, itemId } } });
    await follow();
    await graph(`/drives/${builtDrives.open}/items/${around}`, { method: 'PATCH', body: { name: 'Case files' } });
    later(13);
    await round();
    expect((await tieOf('folder')).location).toBe('Documents / Case files');
    await fetch(`${sandbox.url}/sandbox/drives/${builtDrives.open}`, { method: 'PATCH', body: JSON.stringify({ name: 'Papers' }) });
    later(73);
    await round();
    expect([(await tieOf('folder')).location, (await tieOf('library')).name]).toEqual(['Papers / Case files', 'Papers']);
  });

  it('a team that was deleted while no notification came: its consent is gone, but its files say so', async () => {
    await follow();
    sandbox.settings.lostNotifications = 100;
    await graph(`/groups/${builtTeams.open}`, { method: 'DELETE' });
    later(64);
    await round();
    expect((await ties()).map(({ state, stateReason }) => [state, stateReason])).toEqual(Array.from({ length: 4 }, () => ['lost', 'deleted']));
    later(25);
    await round();
    expect((await followings()).map(({ state, reason }) => [state, reason])).toEqual(Array.from({ length: 4 }, () => ['visits-only', 'gone']));
    // That somebody does not find them says less.
    await api.request(getHappening, { as: ben, params: params() });
    expect((await ties()).map(({ stateReason }) => stateReason)).toEqual(['deleted', 'deleted', 'deleted', 'deleted']);
  });

  it('and what a person does not find any more is looked for by Trellis itself', async () => {
    const { body: { id: channelId } } = await graph(`/teams/${builtTeams.open}/channels`, { method: 'POST', body: {
      displayName: 'Inner circle', membershipType: 'private', members: [people.ben, people.dora].map((id) => ({ '@odata.type': '#microsoft.graph.aadUserConversationMember', 'user@odata.bind': `https://graph.microsoft.com/v1.0/users('${id}')`, roles: id === people.ben ? ['owner'] : [] })),
    } });
    // Later than the others, so that the first channel is the one in which the tab is pinned.
    later(0.01);
    await api.request(addTie, { as: ben, params: params(), body: { target: { kind: 'channel', groupId: builtTeams.open, channelId } } });
    await follow();
    const visit = () => api.request(getHappening, { as: upn('dora'), params: params() });
    const inner = async () => (await ties()).find(({ name }) => name === 'Inner circle')?.state;
    await visit();
    const { body: { value } } = await graph(`/teams/${builtTeams.open}/channels/${encodeURIComponent(channelId)}/members`);
    const { id: membership } = (value as { id: string; userId: string }[]).find(({ userId }) => userId === people.dora)!;
    await graph(`/teams/${builtTeams.open}/channels/${encodeURIComponent(channelId)}/members/${membership}`, { method: 'DELETE' });
    later(0.2);
    await visit();
    await api.services.jobs.idle();
    expect(await inner()).toBe('sound');
    sandbox.settings.lostNotifications = 1;
    await graph(`/teams/${builtTeams.open}/channels/${encodeURIComponent(builtChannels.help)}`, { method: 'DELETE' });
    later(0.2);
    await visit();
    await api.services.jobs.idle();
    expect((await ties()).filter(({ kind }) => kind === 'channel').map(({ name, state, stateReason }) => [name, state, stateReason]).sort()).toEqual([['Ask for help', 'lost', 'deleted'], ['Inner circle', 'sound', null]]);
  });

  it('and a storm leaves no heap of jobs behind: what is due is seen to again when it is over', async () => {
    await follow();
    const open = async () => (await sql<{ name: string }>`select name from pgboss.job where state < 'completed' and name like 'follow-place/%'`.execute(database.engine.kysely)).rows.length;
    sandbox.faults.set([{ path: '^/v1.0/', status: 503, retryAfter: 3_600 }]);
    later(64);
    for (let rounds = 0; rounds < 3; rounds += 1) await round();
    sandbox.faults.clear();
    sandbox.journal.clear();
    await round();
    expect([await open(), sandbox.journal.graphRequests.length]).toEqual([0, 0]);
    later(1.1);
    await round();
    expect((await followings()).map(({ state, expires_at }) => [state, expires_at === null || expires_at > clock.now])).toEqual(Array.from({ length: 4 }, () => ['followed', true]));
  });

  it('and who left the team keeps nothing of what it showed them', async () => {
    await follow();
    const kept = async () => Promise.all((['community_happenings', 'community_years', 'practice_sights'] as const).map(async (table) =>
      (await database.engine.kysely.selectFrom(table).select('person_id').where('person_id', '=', people.dora).execute()).length > 0));
    await api.request(addLibraryItems, { as: ben, params: params(), body: { items: [{ source: 'file', driveId: builtDrives.open, fileId: builtItems.guide }] } });
    await api.request(getHappening, { as: upn('dora'), params: params() });
    await api.request(getRhythm, { as: upn('dora'), params: params() });
    await api.request(getPracticeLibrary, { as: upn('dora'), params: params() });
    expect(await kept()).toEqual([true, true, true]);
    later(0.01);
    await graph(`/groups/${builtTeams.open}/members/${people.dora}/$ref`, { method: 'DELETE' });
    await eventually(async () => expect(await kept()).toEqual([false, false, false]));
  });

  it('by subscriptions renewed before they end, made anew when they were removed, ended when no community is tied any more', async () => {
    await follow();
    const before = await followings();
    sandbox.journal.clear();
    later(64);
    await round();
    expect(writesTo(/subscriptions/)).toEqual(['PATCH', 'PATCH', 'PATCH']);
    // With the looks at team, channels, members and library, all in one round trip.
    expect(sandbox.journal.graphRequests.filter(({ app, status }) => app === sandbox.app.clientId && status !== 401).map(({ path }) => path)).toEqual(['/v1.0/$batch']);
    expect((await followings()).map(({ subscription_id }) => subscription_id)).toEqual(before.map(({ subscription_id }) => subscription_id));
    // Removed behind our back.
    const { subscription_id: removed } = before.find(({ subject }) => subject === 'team')!;
    expect((await sandbox.graph(await sandbox.appGraphToken(), `/subscriptions/${removed}`, { method: 'DELETE' })).status).toBe(204);
    later(64);
    await round();
    const anew = (await followings()).find(({ subject }) => subject === 'team')!;
    expect([anew.state, anew.subscription_id === removed]).toEqual(['followed', false]);
    for (const tie of await ties()) await api.request(dropTie, { as: ben, params: { ...params(), tieId: tie.id } });
    sandbox.journal.clear();
    await round();
    expect([await followings(), writesTo(/subscriptions/)]).toEqual([[], ['DELETE', 'DELETE', 'DELETE']]);
  });

  it('by one subscription each, however often it is seen to at once, and by none where the place does not answer', async () => {
    await follow();
    const tenantId = sandbox.tenantId;
    const subscribed = () => sandbox.notifications.subscriptions.map(({ id }) => id).sort();
    const known = async () => (await followings()).flatMap(({ subscription_id }) => subscription_id ?? []).sort();
    const following = (await api.services.database.inTenant(tenantId, (trx) => followingsStore.find(trx, tenantId, 'team', builtTeams.open)))!;
    sandbox.notifications.expire(following.subscriptionId!);
    await Promise.all([followOne(api.services, tenantId, following), followOne(api.services, tenantId, following)]);
    expect([subscribed().length, subscribed()]).toEqual([3, await known()]);
    sandbox.faults.set([{ operation: 'GET /teams/{team-id}/members', status: 404 }]);
    later(64);
    await round();
    expect([subscribed().length, subscribed()]).toEqual([2, await known()]);
  });

  it('at less than 0.2 requests an hour for a community in which nothing changes', async () => {
    await follow();
    sandbox.journal.clear();
    const hours = 24 * 14;
    for (let hour = 0; hour < hours; hour += 4) {
      later(4);
      await round();
    }
    // Every part of a batch counts as a request, as it does towards Microsoft's limits.
    expect(sandbox.journal.entries.filter(({ path }) => path.startsWith('/v1.0/') && path !== '/v1.0/$batch').length / hours).toBeLessThan(0.2);
  }, 120_000);
});

describe('a notification', () => {
  const send = (body: unknown, query = '') => api.fetch(`/api/graph/notifications${query}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: typeof body === 'string' ? body : JSON.stringify(body) });
  /** Not subscriptions, nor the rounds that look for people who left. */
  const looks = () => sandbox.journal.graphRequests.filter((entry) => entry.person === null && !entry.fault && !/\/subscriptions|\/users\/delta/.test(entry.path)).length;

  it('that is forged, unknown, of another tenant or malformed changes nothing, and is answered like any other', async () => {
    await follow();
    const { subscription_id: subscriptionId } = (await followings()).find(({ subject }) => subject === 'team')!;
    sandbox.journal.clear();
    const forged = { subscriptionId, clientState: 'guessed', changeType: 'deleted', tenantId: sandbox.tenantId };
    for (const value of [[forged], [{ ...forged, clientState: '' }], [{ subscriptionId, changeType: 'deleted' }], [{ ...forged, subscriptionId: '00000000-0000-0000-0000-000000000000' }], []]) {
      expect((await send({ value })).status).toBe(202);
    }
    for (const body of ['{', { value: 'x' }, { value: [{ subscriptionId: 7 }] }, { value: Array.from({ length: 1_001 }, () => forged) }]) expect((await send(body)).status).toBe(400);
    expect((await send({ value: [{ ...forged, resource: 'x'.repeat(1_100_000) }] })).status).toBe(413);
    await api.services.jobs.idle();
    expect([looks(), (await ties()).map(({ state }) => state)]).toEqual([0, ['sound', 'sound', 'sound', 'sound']]);
  });

  it('to an address that is new is answered with the token that proves it ours', async () => {
    const answer = await send('', '?validationToken=a%20b%3Cscript%3E');
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('x-content-type-options'), await answer.text()]).toEqual([200, 'text/plain; charset=utf-8', 'nosniff', 'a b<script>']);
    expect((await send('', `?validationToken=${'x'.repeat(3_000)}`)).status).toBe(400);
  });

  it('that comes many times is looked at once, and its answer waits for nothing', async () => {
    await follow();
    const { subscription_id: subscriptionId } = (await followings()).find(({ subject }) => subject === 'team')!;
    // The secret is nowhere but in Graph and its hash; this one is put in its place.
    const { hashOf } = await import('../../api/following/follow-one.ts');
    await database.engine.kysely.updateTable('followings').set({ secret_hash: hashOf('secret') }).where('subject', '=', 'team').execute();
    // A look is one part of a batch for the team; what was not answered may be asked again in batches of its own.
    const teamLooks = () => sandbox.journal.entries.filter(({ person, batchPart, path, status }) => person === null && batchPart !== null && path.startsWith(`/v1.0/teams/${builtTeams.open}?`) && status === 200).length;
    sandbox.journal.clear();
    sandbox.faults.set([{ path: '^/v1.0/', hang: true }]);
    const value = [{ subscriptionId, clientState: 'secret', changeType: 'updated', tenantId: sandbox.tenantId }];
    later(1);
    for (let times = 0; times < 20; times += 1) {
      const sentAt = performance.now();
      expect((await send({ value })).status).toBe(202);
      // Microsoft calls an endpoint slow, then drops its notifications, where answers take longer ("Receive change notifications through webhooks").
      expect(performance.now() - sentAt).toBeLessThan(3_000);
    }
    sandbox.faults.clear();
    await eventually(async () => {
      await api.services.jobs.idle();
      expect(teamLooks()).toBeGreaterThanOrEqual(1);
    }, 30_000);
    expect(teamLooks()).toBeLessThanOrEqual(2);
    // Another tenant's, with the right secret.
    sandbox.journal.clear();
    expect((await send({ value: [{ ...value[0], tenantId: '11111111-2222-3333-4444-555555555555' }] })).status).toBe(202);
    await api.services.jobs.idle();
    expect(looks()).toBe(0);
  }, 60_000);

  it('that a team was deleted, when it was restored before the notification came, makes Trellis look and changes nothing', async () => {
    await follow();
    sandbox.settings.notificationDelayMs = 60_000;
    await graph(`/groups/${builtTeams.open}`, { method: 'DELETE' });
    await graph(`/directory/deletedItems/${builtTeams.open}/restore`, { method: 'POST' });
    sandbox.journal.clear();
    later(0.1);
    await sandbox.notifications.settled();
    await api.services.jobs.idle();
    expect([looks() > 0, (await ties()).map(({ state }) => state)]).toEqual([true, ['sound', 'sound', 'sound', 'sound']]);
  });

  it('of the subscription’s own life makes Trellis subscribe anew, or look', async () => {
    await follow();
    const { hashOf } = await import('../../api/following/follow-one.ts');
    await database.engine.kysely.updateTable('followings').set({ secret_hash: hashOf('secret') }).execute();
    const { subscription_id: subscriptionId } = (await followings()).find(({ subject }) => subject === 'channels')!;
    const tell = async (lifecycleEvent: string) => {
      sandbox.journal.clear();
      later(1);
      expect((await send({ value: [{ subscriptionId, clientState: 'secret', lifecycleEvent, tenantId: sandbox.tenantId }] })).status).toBe(202);
      await api.services.jobs.idle();
    };
    await tell('reauthorizationRequired');
    expect(writesTo(/subscriptions/)).toEqual(['PATCH']);
    await tell('missed');
    expect([writesTo(/subscriptions/), looks()]).toEqual([[], 1]);
    await sandbox.graph(await sandbox.appGraphToken(), `/subscriptions/${subscriptionId}`, { method: 'DELETE' });
    await tell('subscriptionRemoved');
    expect(writesTo(/subscriptions/)).toEqual(['POST']);
  });
});
