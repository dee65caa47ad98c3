import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ConsentNeededError, NotSignedInError } from '../../api/platform/errors.ts';
import { createGraph } from '../../api/platform/graph/graph-client.ts';
import { GraphError } from '../../api/platform/graph/graph-error.ts';
import { type Graph, type GraphSession, graphCall } from '../../api/platform/graph/graph.ts';
import type { Actor } from '../../api/platform/identity/actor.ts';
import { createMsalTokens } from '../../api/platform/identity/msal-tokens.ts';
import { settingsFor } from '../support/api.ts';
import { type TestSandbox, buildApp, startTestSandbox } from '../support/sandbox.ts';
import { buildTenant, builtChannels, builtDrives, builtTeams, people, upn } from '../support/tenant-builder.ts';

describe('Graph in a person’s name', () => {
  let sandbox: TestSandbox;
  let graph: Graph;
  let ben: Actor;
  let session: GraphSession;

  const actor = async (personId: string): Promise<Actor> =>
    ({ tenantId: sandbox.tenantId, personId, displayName: '', roles: [], assertion: await sandbox.tokenFor(personId) });
  const newGraph = () => {
    const settings = settingsFor(sandbox);
    return createGraph(settings, createMsalTokens(settings, () => new Date()));
  };
  const graphRequests = (since: number) => sandbox.journal.since(since).filter(({ path, batchPart }) => path.startsWith('/v1.0') && batchPart === null);
  const mark = () => sandbox.journal.entries.at(-1)?.sequence ?? 0;
  const expectFailure = async (promise: Promise<unknown>, failure: GraphError['failure']) => {
    const error = await promise.then(() => undefined, (caught: unknown) => caught);
    expect(error).toBeInstanceOf(GraphError);
    expect((error as GraphError).failure).toBe(failure);
    return error as GraphError;
  };

  beforeAll(async () => {
    const extra = Array.from({ length: 30 }, (_, index) => ({
      id: `7a000000-0000-4000-8000-${String(index).padStart(12, '0')}`, displayName: `Helper ${index}`, givenName: 'Helper', surname: String(index),
      userPrincipalName: `helper${index}@rowan.example`, mail: `helper${index}@rowan.example`, department: 'Works', jobTitle: 'Helper', officeLocation: 'Leeds', manager: null,
    }));
    sandbox = await startTestSandbox({ tenant: buildTenant({ users: extra }) });
    graph = newGraph();
    ben = await actor(people.ben);
    session = graph.asPerson(ben);
  });
  afterEach(() => sandbox.faults.clear());
  afterAll(() => sandbox?.stop());

  it('asks with what the table selects, and gets what the person may see', async () => {
    expect(await session.call('getMe', {})).toMatchObject({ id: people.ben, userPrincipalName: upn('ben') });
    expect(await session.call('getMyManager', {})).toMatchObject({ id: people.anna });
    expect((await session.list('listJoinedTeams', {})).map(({ id }) => id)).toContain(builtTeams.open);
    expect((await session.list('listChannels', { params: { teamId: builtTeams.open } })).map(({ id }) => id)).toEqual(expect.arrayContaining([builtChannels.general, builtChannels.help]));
    expect((await session.list('listGroupDrives', { params: { groupId: builtTeams.open } })).map(({ id }) => id)).toEqual([builtDrives.open]);
    expect((await session.list('listDriveItems', { params: { driveId: builtDrives.open } })).length).toBeGreaterThan(0);
    const view = await session.list('listGroupCalendarView', { params: { groupId: builtTeams.open }, query: { startDateTime: '2026-11-23T00:00:00Z', endDateTime: '2026-12-23T00:00:00Z' } });
    expect(view[0]?.start?.timeZone).toBe('UTC');
    const found = await session.list('listUsers', { query: { $search: '"displayName:Ben" OR "mail:Ben"' } });
    expect(found.map(({ id }) => id)).toEqual([people.ben]);
    expect((await session.list('listUsers', { query: { $filter: `userPrincipalName in ('${upn('carla')}','${upn('dora')}')` } })).length).toBe(2);
    expect((await session.list('listTeamApps', { params: { teamId: builtTeams.open }, query: { $expand: 'teamsApp' } }))).toBeInstanceOf(Array);
  });

  it('exchanges one token for a person however much is asked at once', async () => {
    const since = mark();
    const fresh = newGraph().asPerson(ben);
    await Promise.all(Array.from({ length: 6 }, () => fresh.call('getMe', {})));
    expect(sandbox.journal.since(since).filter(({ path }) => path.includes('/oauth2/v2.0/token'))).toHaveLength(1);
  });

  it('follows the pages and stops at the limit', async () => {
    const since = mark();
    const all = await session.list('listUsers', { query: { $top: 10, $filter: "department eq 'Works'" } });
    expect(all.length).toBeGreaterThan(30);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(graphRequests(since).length).toBe(Math.ceil(all.length / 10));
    const again = mark();
    expect(await session.list('listUsers', { query: { $top: 10 } }, { limit: 15 })).toHaveLength(15);
    expect(graphRequests(again)).toHaveLength(2);
  });

  it('answers a batch in order, in one round trip, each part for itself', async () => {
    const since = mark();
    const [me, closed, channels] = await session.batch([
      graphCall('getMe', {}), graphCall('getTeam', { params: { teamId: '00000000-0000-4000-8000-000000000000' } }), graphCall('listChannels', { params: { teamId: builtTeams.open } }),
    ]);
    expect(me).toMatchObject({ ok: true, value: { id: people.ben } });
    expect(closed.ok).toBe(false);
    expect(channels.ok && channels.value.value.length).toBeGreaterThan(1);
    expect(graphRequests(since)).toHaveLength(1);
  });

  it('asks throttled parts of a batch again, alone', async () => {
    sandbox.faults.set([{ path: '^/v1.0/teams/[^/]+/channels', status: 429, headers: { 'Retry-After': '0.2' }, times: 1 }]);
    const since = mark();
    const [me, channels] = await session.batch([graphCall('getMe', {}), graphCall('listChannels', { params: { teamId: builtTeams.open } })]);
    expect([me.ok, channels.ok]).toEqual([true, true]);
    expect(graphRequests(since)).toHaveLength(2);
    expect(sandbox.journal.since(since).filter(({ path, batchPart }) => batchPart !== null && path.includes('/me?'))).toHaveLength(1);
  });

  it('sends more than twenty in several batches', async () => {
    const since = mark();
    const outcomes = await session.batch(Array.from({ length: 25 }, () => graphCall('getMe', {})));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(graphRequests(since)).toHaveLength(2);
  });

  it('waits as long as Graph asks, fractions of a second too', async () => {
    sandbox.faults.set([{ path: '^/v1.0/me', status: 429, headers: { 'Retry-After': '0.4' }, times: 2 }]);
    const started = performance.now();
    await session.call('getMe', {});
    expect(performance.now() - started).toBeGreaterThanOrEqual(790);
    expect(graph.counts().getMe).toMatchObject({ throttled: 2, retries: 2 });
  });

  it.each<[string, Parameters<TestSandbox['faults']['set']>[0][number]]>([
    ['503', { path: '^/v1.0/me', status: 503, times: 1 }],
    ['504', { path: '^/v1.0/me', status: 504, times: 1 }],
    ['a reset connection', { path: '^/v1.0/me', reset: true, times: 1 }],
  ])('gets over %s', async (_, fault) => {
    sandbox.faults.set([fault]);
    expect(await session.call('getMe', {})).toMatchObject({ id: people.ben });
  });

  it('gives up at once when the pause that Graph asks for does not fit', async () => {
    sandbox.faults.set([{ path: '^/v1.0/me', status: 429, headers: { 'Retry-After': '120' } }]);
    const started = performance.now();
    expect((await expectFailure(session.call('getMe', {}), 'throttled')).retryAfterSeconds).toBe(120);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('gives up at the deadline when nothing comes', async () => {
    sandbox.faults.set([{ path: '^/v1.0/me', hang: true }]);
    const started = performance.now();
    await expectFailure(session.call('getMe', {}, { deadlineMs: 600 }), 'timeout');
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('tells, when its time was over after a throttle, what may be so: nothing was read, but a write may have been carried out', async () => {
    const tab = { params: { teamId: builtTeams.open, channelId: builtChannels.general }, body: { displayName: 'Trellis' } } as never;
    const busyThenSilent = (path: string) => sandbox.faults.set([{ path, status: 429, retryAfter: 0, times: 1 }, { path, hang: true }]);
    busyThenSilent('^/v1.0/me');
    await expectFailure(session.call('getMe', {}, { deadlineMs: 500 }), 'throttled');
    // What may be sent again without harm is told by what Graph said; of the rest nobody knows.
    busyThenSilent('^/v1.0/teams/.*/tabs');
    await expectFailure(session.call('createTab', tab, { deadlineMs: 500 }), 'timeout');
    busyThenSilent('^/v1.0/teams/.*/tabs');
    const [part] = await session.batch([graphCall('createTab', tab)], { deadlineMs: 500 });
    expect(part).toMatchObject({ ok: false, error: { failure: 'timeout' } });
  });

  it('stops waiting when nobody waits for it any more', async () => {
    sandbox.faults.set([{ path: '^/v1.0/me', hang: true }]);
    await expectFailure(session.call('getMe', {}, { signal: AbortSignal.abort() }), 'aborted');
    const leaving = new AbortController();
    const asked = expectFailure(session.call('getMe', {}, { signal: leaving.signal }), 'aborted');
    leaving.abort();
    await asked;
  });

  it.each<[number, GraphError['failure']]>([[400, 'bad-request'], [403, 'forbidden'], [404, 'not-found'], [409, 'conflict'], [410, 'gone'], [412, 'changed']])('tells %i as %s, without asking again', async (status, failure) => {
    sandbox.faults.set([{ path: '^/v1.0/me', status }]);
    const since = mark();
    const error = await expectFailure(session.call('getMe', {}), failure);
    expect(error.status).toBe(status);
    expect(graphRequests(since)).toHaveLength(1);
  });

  it('never sends a write again that may have taken effect and carries no mark', async () => {
    const write = () => session.call('createTab', { params: { teamId: builtTeams.open, channelId: builtChannels.general }, body: { displayName: 'Trellis' } });
    sandbox.faults.set([{ method: 'POST', path: '/tabs', status: 503 }]);
    const since = mark();
    await expectFailure(write(), 'unavailable');
    expect(graphRequests(since)).toHaveLength(1);
  });

  it('sends an event again that carries its mark: one event', async () => {
    sandbox.faults.set([{ method: 'POST', path: '/events', resetAfter: true, times: 1 }]);
    const start = { dateTime: '2026-12-01T10:00:00', timeZone: 'UTC' };
    const event = await session.call('createGroupEvent', {
      params: { groupId: builtTeams.open }, body: { subject: 'First round', start, end: { ...start, dateTime: '2026-12-01T11:00:00' }, transactionId: '6f1f0f6e-2222-4222-8222-222222222222' },
    });
    const view = await session.list('listGroupCalendarView', { params: { groupId: builtTeams.open }, query: { startDateTime: '2026-12-01T09:00:00Z', endDateTime: '2026-12-01T12:00:00Z' } });
    expect(view.filter(({ subject }) => subject === 'First round').map(({ id }) => id)).toEqual([event.id]);
  });

  it('asks as itself where the table allows it, and nowhere else', async () => {
    expect(await graph.asApp(sandbox.tenantId).call('getUser', { params: { userId: people.anna } })).toMatchObject({ id: people.anna });
    await expectFailure(graph.asApp(sandbox.tenantId).call('getGroupCalendar', { params: { groupId: builtTeams.open } }), 'forbidden');
  });

  it('asks Entra for another token when Graph takes one no more, and the person when it takes no other', async () => {
    const since = mark();
    sandbox.faults.set([{ path: '^/v1.0/me', status: 401, times: 1 }]);
    expect(await session.call('getMe', {})).toMatchObject({ id: people.ben });
    expect(sandbox.journal.since(since).filter(({ path }) => path.includes('/oauth2/v2.0/token'))).toHaveLength(1);
    sandbox.faults.set([{ path: '^/v1.0/me', status: 401 }]);
    await expect(session.call('getMe', {})).rejects.toMatchObject({ code: 'sign-in-needed' });
    sandbox.faults.clear();
    expect(await session.call('getMe', {})).toMatchObject({ id: people.ben });
  });

  it('says when Entra ID wants consent, and when a token no longer holds', async () => {
    sandbox.registerApp(buildApp({ delegatedPermissions: [] }));
    try {
      const failure = await newGraph().asPerson(ben).call('getMe', {}).then(() => undefined, (error: unknown) => error);
      expect(failure).toBeInstanceOf(ConsentNeededError);
      expect((failure as ConsentNeededError).code).toBe('consent-needed');
    } finally {
      sandbox.registerApp(sandbox.app);
    }
    const spoilt = { ...ben, assertion: `${ben.assertion?.slice(0, -8)}AAAAAAAA` };
    await expect(newGraph().asPerson(spoilt).call('getMe', {})).rejects.toBeInstanceOf(NotSignedInError);
    await expect(newGraph().asPerson({ ...ben, assertion: undefined }).call('getMe', {})).rejects.toBeInstanceOf(ConsentNeededError);
  });
});
