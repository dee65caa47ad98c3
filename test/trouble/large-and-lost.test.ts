import { finishCreating, getCommunity, getHappening } from '../../api/communities/communities-contract.ts';
import { lookAt } from '../../api/following/look-as-trellis.ts';
import { addTie, listPlaces, listTies, makePlace, pinTab } from '../../api/ties/ties-contract.ts';
import { proposePlaces } from '../../api/ties/proposals-contract.ts';
import { followOne } from '../../api/following/follow-one.ts';
import { followingsStore } from '../../api/following/followings-store.ts';
import { channelThreadId, driveId } from '../../sandbox/tenant/stable-id.ts';
import { type CommunityWorld, startCommunityWorld } from '../communities/community-world.ts';
import { buildTeam, buildTenant, builtDrives, builtTeams, people, upn } from '../support/tenant-builder.ts';

const ben = upn('ben');
const dora = upn('dora');
const large = buildTeam('Large', {
  members: [people.ben, people.dora],
  channels: ['General', ...Array.from({ length: 999 }, (_, number) => `Channel ${number}`)].map((displayName) => ({ id: channelThreadId('built team', 'Large', displayName), displayName, membershipType: 'standard' as const })),
});
const secret = buildTeam('Secret', { visibility: 'Private', members: [people.ben, people.dora] });

let world: CommunityWorld;
beforeAll(async () => { world = await startCommunityWorld({ tenant: buildTenant({ teams: [large, secret] }) }); });
afterAll(() => world.close());

const graph = async (path: string, init: { method?: string; body?: unknown } = {}) => {
  const { status, body } = await world.sandbox.graph(await world.sandbox.personToken(ben), path, init);
  expect([path, status < 300 ? null : body]).toEqual([path, null]);
  return body;
};
const control = async (method: string, path: string, body: unknown = {}) => {
  const response = await fetch(`${world.sandbox.url}/sandbox${path}`, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  expect([path, response.status]).toEqual([path, 204]);
};
/** Beyond Graph's first page. */
const far = { kind: 'channel' as const, groupId: large.id!, channelId: channelThreadId('built team', 'Large', 'Channel 987') };

describe('a team with 1,000 channels', () => {
  it('can be chosen from, is proposed from, and followed, in a bounded number of requests', async () => {
    world.sandbox.journal.clear();
    const { status, body: places } = await world.api.request(listPlaces, { as: ben, params: { groupId: large.id! } });
    expect([status, places.channels.length, places.channels.some(({ channelId }) => channelId === far.channelId)]).toEqual([200, 1_000, true]);
    expect(world.roundTrips()).toBeLessThanOrEqual(10);

    const { body: proposed } = await world.api.request(proposePlaces, { as: ben, body: { needs: ['talk'], name: 'Channel 987' } });
    expect(proposed.teams[0]!.places.map(({ target, reasons }) => [target, reasons])).toEqual([[far, ['same-name']]]);

    // A name that is taken beyond the first page is taken.
    const { body: { id: communityId } } = await world.create(ben, { name: 'Of a large team', ties: [far] });
    const taken = await world.api.request(makePlace, { as: ben, params: { communityId }, body: { requestId: crypto.randomUUID(), place: { kind: 'channel', groupId: large.id!, name: 'channel 986' } } });
    expect([taken.status, taken.body.code]).toEqual([409, 'name-taken']);

    // Adding the tab gives the team's consent; then Trellis looks as itself.
    const { body: { items: [tie] } } = await world.api.request(listTies, { as: ben, params: { communityId } });
    expect((await world.api.request(pinTab, { as: ben, params: { communityId, tieId: tie!.id } })).body.unfinished).toEqual([]);
    await graph(`/teams/${large.id}/channels/${encodeURIComponent(far.channelId)}`, { method: 'PATCH', body: { displayName: 'Renamed' } });
    world.sandbox.journal.clear();
    const { services } = world.api;
    await lookAt(services, services.graph.asApp(world.sandbox.tenantId), world.sandbox.tenantId, { subject: 'team', graphId: large.id!, groupId: large.id!, state: 'followed', reason: null, subscriptionId: null, expiresAt: null, deltaLink: null, lookedAt: null, dueAt: new Date() }, true);
    expect((await world.api.request(listTies, { as: ben, params: { communityId } })).body.items).toMatchObject([{ name: 'Renamed', state: 'sound' }]);
    expect(world.roundTrips()).toBeLessThanOrEqual(2);
  });
});

describe('a series with 200 exceptions', () => {
  it('is shown as it is, in one round trip: moved, renamed and cancelled times among the others', async () => {
    const start = new Date(world.clock.now.getTime() - 150 * 86_400_000).toISOString().slice(0, 10);
    const series = await graph(`/groups/${secret.id}/events`, { method: 'POST', body: {
      subject: 'Daily', start: { dateTime: `${start}T09:00:00`, timeZone: 'UTC' }, end: { dateTime: `${start}T09:15:00`, timeZone: 'UTC' },
      recurrence: { pattern: { type: 'daily', interval: 1 }, range: { type: 'noEnd', startDate: start, recurrenceTimeZone: 'UTC' } },
    } });
    const window = `startDateTime=${start}T00:00:00Z&endDateTime=${new Date(world.clock.now.getTime() + 60 * 86_400_000).toISOString()}`;
    const { value: times } = await graph(`/groups/${secret.id}/events/${series.id}/instances?${window}&$top=1000&$select=id,start`) as { value: { id: string; start: { dateTime: string } }[] };
    // 200 of 210: every time but the last ten is renamed or moved by an hour, those to come of an even place in the list; the first to come is cancelled.
    const comes = times.findIndex(({ start: { dateTime } }) => Date.parse(`${dateTime}Z`) > world.clock.now.getTime());
    for (const [place, { id, start: { dateTime } }] of times.slice(0, 200).entries()) {
      if (place === comes) await graph(`/groups/${secret.id}/events/${id}`, { method: 'DELETE' });
      else await graph(`/groups/${secret.id}/events/${id}`, { method: 'PATCH', body: place % 2 ? { subject: `Renamed ${place}` } : { start: { dateTime: `${dateTime.slice(0, 10)}T10:00:00`, timeZone: 'UTC' }, end: { dateTime: `${dateTime.slice(0, 10)}T10:30:00`, timeZone: 'UTC' } } });
    }
    const { body: { id: communityId } } = await world.create(ben, { name: 'Of a long series', ties: [{ kind: 'calendar', groupId: secret.id! }] });
    world.sandbox.journal.clear();
    const { body: seen } = await world.api.request(getHappening, { as: ben, params: { communityId } });
    expect([world.roundTrips(), seen.trouble]).toEqual([1, null]);
    const expected = times.slice(comes + 1, comes + 21).map(({ start: { dateTime } }, index) => {
      const [day, place] = [dateTime.slice(0, 10), comes + 1 + index];
      return place >= 200 ? ['Daily', `${day}T09:00:00.000Z`] : place % 2 ? [`Renamed ${place}`, `${day}T09:00:00.000Z`] : ['Daily', `${day}T10:00:00.000Z`];
    });
    expect(seen.activities.map(({ subject, startsAt }) => [subject, startsAt])).toEqual(expected);
    expect(seen.activities.every(({ recurring }) => recurring)).toBe(true);
    expect((await world.api.request(getCommunity, { as: ben, params: { communityId } })).body.happening.activities).toEqual(seen.activities);
  });
});

describe('a person who lost access between two clicks', () => {
  const channel = { kind: 'channel' as const, groupId: secret.id!, channelId: channelThreadId('built team', 'Secret', 'General') };
  const leave = () => graph(`/groups/${secret.id}/members/${people.dora}/$ref`, { method: 'DELETE' });
  const comeBack = () => graph(`/groups/${secret.id}/members/$ref`, { method: 'POST', body: { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${people.dora}` } });

  it('is told that the place is not there for them, and nothing is made, pinned or tied', async () => {
    const { body: places } = await world.api.request(listPlaces, { as: dora, params: { groupId: secret.id! } });
    expect(places.channels).toHaveLength(1);
    const { body: { id: communityId, ties } } = await world.create(dora, { name: 'Dora’s', ties: [channel] });
    const params = { communityId };
    await leave();
    world.sandbox.journal.clear();

    const refused = await world.create(dora, { name: 'Another', ties: [{ kind: 'team', groupId: secret.id! }, channel] });
    expect([refused.status, refused.body.code, refused.body.fields!.map(({ field }) => field)]).toEqual([422, 'ties-not-found', ['/ties/0', '/ties/1']]);
    const tied = await world.api.request(addTie, { as: dora, params, body: { target: { kind: 'library', groupId: secret.id!, driveId: driveId('built team', 'Secret') } } });
    expect([tied.status, tied.body.code]).toEqual([422, 'ties-not-found']);
    const made = await world.api.request(makePlace, { as: dora, params, body: { requestId: crypto.randomUUID(), place: { kind: 'channel', groupId: secret.id!, name: 'New' } } });
    expect([made.status, (made.body as never as { fields: unknown[] }).fields]).toMatchObject([400, [{ field: '/place/groupId', reason: 'This team is not there, or you may not see it.' }]]);
    // Pinning was wanted, so it is kept as open, with why and what helps.
    const pinned = await world.api.request(pinTab, { as: dora, params: { ...params, tieId: ties[0]!.id } });
    expect([pinned.status, pinned.body.pinned]).toEqual([200, []]);
    expect(pinned.body.unfinished.map(({ step, code, remedy }) => [step, code, remedy])).toEqual([
      ['install-app', 'graph-forbidden', 'Ask an owner of the team to add the app Trellis, then try again.'], ['pin-tab', 'graph-forbidden', 'Ask an owner of the team to add the app Trellis, then try again.'],
    ]);
    expect(world.graphWrites()).toEqual([]);
    const page = (await world.api.request(getHappening, { as: dora, params })).body;
    expect([page.trouble, page.closedTies]).toEqual([null, [ties[0]!.id]]);

    await comeBack();
    expect((await world.api.request(finishCreating, { as: dora, params })).body.unfinished).toEqual([]);
    expect((await world.api.request(listTies, { as: dora, params })).body.pinned).toEqual([ties[0]!.id]);
  });
});

describe('consent that is revoked', () => {
  const communityOf = async () => (await world.create(ben, { name: `Consent ${world.clock.now.getTime()}`, ties: [{ kind: 'team', groupId: builtTeams.open }, { kind: 'library', groupId: builtTeams.open, driveId: (await world.api.request(listPlaces, { as: ben, params: { groupId: builtTeams.open } })).body.libraries[0]!.driveId }] })).body.id;
  const consent = (what: 'revoke' | 'restore', body: unknown = {}) => control('POST', `/apps/${world.sandbox.app.clientId}/consent/${what}`, body);

  it('while a step is under way is said in words, and the step is done once it is back', async () => {
    const communityId = await communityOf();
    const requestId = crypto.randomUUID();
    const make = () => world.api.request(makePlace, { as: ben, params: { communityId }, body: { requestId, place: { kind: 'channel', groupId: builtTeams.open, name: 'By consent' } } });
    const channels = async () => (await graph(`/teams/${builtTeams.open}/channels`)).value.filter(({ displayName }: { displayName: string }) => displayName === 'By consent').length;
    // The first attempt hangs on trouble that passes; when it is tried again, consent is gone.
    world.sandbox.faults.set([{ method: 'POST', path: '/channels$', status: 503 }]);
    expect((await make()).body.unfinished).toMatchObject([{ step: 'create-channel' }]);
    world.sandbox.faults.clear();
    await consent('revoke', { kind: 'delegated' });
    world.clock.now = new Date(world.clock.now.getTime() + 40_000);
    const refused = await world.api.request(finishCreating, { as: ben, params: { communityId } });
    expect([refused.status, refused.body.unfinished, await channels()]).toMatchObject([200, [{ step: 'create-channel' }], 0]);
    expect(refused.body.unfinished).toMatchObject([{
      code: 'consent-needed', detail: 'Trellis has not been permitted yet to look into Microsoft 365 for you.', remedy: 'Ask an administrator to consent to the permissions of Trellis for the organisation.',
    }]);
    await consent('restore');
    world.clock.now = new Date(world.clock.now.getTime() + 40_000);
    expect((await world.api.request(finishCreating, { as: ben, params: { communityId } })).body.unfinished).toEqual([]);
    expect(await channels()).toBe(1);
  });

  it('while a library is looked at is noted with why, and it is followed again once consent is back', async () => {
    await communityOf();
    const { services } = world.api;
    const { tenantId } = world.sandbox;
    const inTenant = world.database.inTenant;
    await inTenant(tenantId, (trx) => followingsStore.keepUpWithTies(trx, tenantId, world.clock.now));
    const library = async () => (await inTenant(tenantId, (trx) => followingsStore.find(trx, tenantId, 'library', builtDrives.open)))!;
    const dueInHours = async () => Math.round(((await world.database.engine.kysely.selectFrom('followings').select('due_at').where('graph_id', '=', builtDrives.open).executeTakeFirstOrThrow()).due_at.getTime() - world.clock.now.getTime()) / 3_600_000);
    // Its changes are answered; before its name is asked for, consent is gone.
    const session = services.graph.asApp(tenantId);
    const batch = async (...asked: Parameters<typeof session.batch>) => {
      await consent('revoke', { kind: 'application' });
      return session.batch(...asked);
    };
    await followOne({ ...services, graph: { ...services.graph, asApp: () => ({ ...session, batch: batch as typeof session.batch }) } }, tenantId, await library());
    expect([await library(), await dueInHours()]).toMatchObject([{ state: 'visits-only', reason: 'not-permitted', deltaLink: null }, 24]);
    // Still so when it is tried the next day.
    await followOne(services, tenantId, await library());
    expect(await library()).toMatchObject({ state: 'visits-only', reason: 'not-permitted' });
    await consent('restore');
    await followOne(services, tenantId, await library());
    expect([await library(), await dueInHours()]).toMatchObject([{ state: 'followed', reason: null, deltaLink: expect.any(String) }, 12]);
  });
});
