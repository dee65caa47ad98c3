import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGraph } from '../../api/platform/graph/graph-client.ts';
import { type GraphSession, graphCall } from '../../api/platform/graph/graph.ts';
import { createMsalTokens } from '../../api/platform/identity/msal-tokens.ts';
import { settingsFor } from '../support/api.ts';
import { type TestSandbox, startTestSandbox } from '../support/sandbox.ts';
import { builtDrives, builtTeams, people } from '../support/tenant-builder.ts';

describe('a batch on the sandbox', () => {
  let sandbox: TestSandbox;
  let session: GraphSession;
  const parts = (since: number) => sandbox.journal.since(since).filter(({ batchPart }) => batchPart !== null);
  const mark = () => sandbox.journal.entries.at(-1)?.sequence ?? 0;
  const me = (after?: number[]) => graphCall('getMe', {}, after);
  const team = (after?: number[]) => graphCall('getTeam', { params: { teamId: builtTeams.open } }, after);
  const nowhere = graphCall('getTeam', { params: { teamId: '00000000-0000-4000-8000-000000000000' } });

  beforeAll(async () => {
    sandbox = await startTestSandbox();
    const settings = settingsFor(sandbox);
    const graph = createGraph(settings, createMsalTokens(settings, () => new Date()));
    session = graph.asPerson({ tenantId: sandbox.tenantId, personId: people.ben, displayName: '', roles: [], assertion: await sandbox.tokenFor(people.ben) });
  });
  afterEach(() => sandbox.faults.clear());
  afterAll(() => sandbox?.stop());

  it('does a part after those it depends on, and not at all when they fail', async () => {
    const [first, second, third, fourth] = await session.batch([nowhere, me([0]), team([1]), me()]);
    expect(first).toMatchObject({ ok: false, error: { failure: 'not-found' } });
    expect([second, third]).toMatchObject([{ ok: false, error: { failure: 'not-sent', operation: 'getMe' } }, { ok: false, error: { failure: 'not-sent', operation: 'getTeam' } }]);
    expect(fourth.ok).toBe(true);
  });

  it('asks a throttled part again, and what waited for it, and nothing else', async () => {
    sandbox.faults.set([{ path: '^/v1.0/teams/', status: 429, headers: { 'Retry-After': '0.3' }, times: 1 }]);
    const since = mark();
    const outcomes = await session.batch([team(), me([0]), graphCall('listGroupDrives', { params: { groupId: builtTeams.open } })]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(parts(since).filter(({ path }) => path.includes('/drives'))).toHaveLength(1);
    expect(parts(since).filter(({ path }) => path.startsWith('/v1.0/teams/'))).toHaveLength(2);
  });

  it('refuses parts that wait for later ones', async () => {
    await expect(session.batch([me([1]), me()])).rejects.toBeInstanceOf(TypeError);
  });

  it('keeps what each part did when the whole is refused once', async () => {
    sandbox.faults.set([{ method: 'POST', path: '/\\$batch', status: 503, times: 1 }]);
    expect((await session.batch([me(), team()])).map(({ ok }) => ok)).toEqual([true, true]);
  });

  it('walks through a library’s pages to the link where the next round begins, and from there', async () => {
    const pages = [];
    for await (const page of session.pages('listDriveItems', { params: { driveId: builtDrives.open }, query: { $top: 1 } })) pages.push(page);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.slice(0, -1).every(({ deltaLink }) => deltaLink === null)).toBe(true);
    const link = pages.at(-1)!.deltaLink!;
    const changed = [];
    for await (const page of session.pages('listDriveItems', { link })) changed.push(...page.items);
    expect(changed).toEqual([]);
  });

  it('goes on from a link within a batch, and only to where the token may go: a link that leads astray fails alone and is not followed', async () => {
    let link = '';
    for await (const page of session.pages('listDriveItems', { params: { driveId: builtDrives.open } })) link = page.deltaLink ?? '';
    const astray = new URL(link);
    astray.host = 'elsewhere.example';
    const from = (to: string) => ({ ...graphCall('listDriveItems', { params: { driveId: builtDrives.open } }), link: to });
    const [good, bad, another] = await session.batch([from(link), from(astray.href), from(link.replace(builtDrives.open, builtDrives.closed))]);
    expect(good).toMatchObject({ ok: true, value: { value: [], '@odata.deltaLink': expect.stringContaining('token=') } });
    // As one that is too old: begin again.
    expect([bad, another]).toMatchObject([{ ok: false, error: { code: 'graph-gone' } }, { ok: false, error: { code: 'graph-gone' } }]);
  });
});

/** A Graph of a few lines, for answers that the real one gives seldom or never. */
describe('answers that are out of the ordinary', () => {
  let server: Server;
  let answer: RequestListener;
  let session: GraphSession;
  let url: string;

  beforeAll(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    url = `http://localhost:${(server.address() as AddressInfo).port}`;
    const token = async () => 'a.b.c';
    session = createGraph({ graphUrl: url }, { forPerson: token, forApp: token, forget: () => undefined }).asApp('');
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const json = (body: object, status = 200): RequestListener => (_, response) => { response.writeHead(status, { 'content-type': 'application/json' }); response.end(JSON.stringify(body)); };

  it.each([
    ['to somewhere else', () => 'https://evil.example/v1.0/users?$skiptoken=1'],
    ['to another part of the same server', () => `${url}/beta/users`],
    ['in a circle', () => `${url}/v1.0/users?again`],
    ['to nowhere', () => 'not a link'],
  ])('a next page %s is not followed', async (_, next) => {
    let asked = 0;
    answer = (request, response) => { asked += 1; json({ value: [{ id: '1' }], '@odata.nextLink': next() })(request, response); };
    await expect(session.list('listUsers', {})).rejects.toMatchObject({ failure: 'unavailable' });
    expect(asked).toBeLessThanOrEqual(2);
    await expect(session.pages('listUsers', { link: 'https://evil.example/v1.0/users' }).next()).rejects.toMatchObject({ failure: 'gone' });
    expect(asked).toBeLessThanOrEqual(2);
  });

  it('an eTag is sent as it was given, and its answers are told apart', async () => {
    const seen: (string | undefined)[] = [];
    answer = (request, response) => {
      seen.push(request.headers['if-none-match'], request.headers['if-match']);
      response.writeHead(request.headers['if-none-match'] ? 304 : 412);
      response.end();
    };
    const params = { driveId: 'd', itemId: 'i' };
    await expect(session.call('getDriveItem', { params, ifNoneMatch: '"{A},1"' })).rejects.toMatchObject({ failure: 'unchanged', status: 304 });
    await expect(session.call('getDriveItem', { params, ifMatch: '"{A},1"' })).rejects.toMatchObject({ failure: 'changed', status: 412 });
    expect(seen).toEqual(['"{A},1"', undefined, undefined, '"{A},1"']);
  });

  it.each(['alone', 'in a batch'])('an error before the time is over is told, not that the time was over: %s', async (how) => {
    let asked = 0;
    answer = (request, response) => {
      asked += 1;
      if (asked > 1) return;
      json(how === 'alone' ? {} : { responses: [{ id: '0', status: 503 }] }, how === 'alone' ? 503 : 200)(request, response);
    };
    const input = { params: { userId: 'u' } };
    const outcome = how === 'alone' ? session.call('getUser', input, { deadlineMs: 700 }) : session.batch([graphCall('getUser', input)], { deadlineMs: 700 }).then(([one]) => { if (!one!.ok) throw one!.error; });
    await expect(outcome).rejects.toMatchObject({ failure: 'unavailable', status: 503 });
    expect(asked).toBe(2);
  });

  it('a part that a batch forgot is not taken for done', async () => {
    answer = json({ responses: [] });
    const [one] = await session.batch([graphCall('getUser', { params: { userId: 'u' } })], { deadlineMs: 500 });
    expect(one).toMatchObject({ ok: false, error: { failure: 'unavailable' } });
  });
});

describe('what the client counts', () => {
  it('is exposed by operation and identity, with latency, and names nobody', async () => {
    const server = createServer((_, response) => { response.writeHead(200, { 'content-type': 'application/json' }); response.end('{}'); });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    const token = async () => 'a.b.c';
    const graph = createGraph({ graphUrl: `http://localhost:${(server.address() as AddressInfo).port}` }, { forPerson: token, forApp: token, forget: () => undefined });
    await graph.asApp('').call('getUser', { params: { userId: people.ben } });
    await new Promise((resolve) => server.close(resolve));
    const text = graph.metrics();
    expect(text).toContain('trellis_graph_requests_total{operation="getUser",identity="application"} 1');
    expect(text).toContain('trellis_graph_request_seconds_bucket{operation="getUser",identity="application",le="+Inf"} 1');
    expect(text).toMatch(/^# TYPE trellis_graph_request_seconds histogram$/m);
    expect(text).not.toContain(people.ben);
  });
});
