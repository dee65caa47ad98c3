import fc from 'fast-check';
import { operations, type Described } from '../../api/platform/graph/operations.ts';
import { limitsOf } from '../../api/platform/graph/throttle-classes.ts';
import { calendarOperations } from '../../sandbox/graph/calendars/index.ts';
import { graphOperations } from '../../sandbox/graph/operations-index.ts';
import { admit } from '../../sandbox/graph/throttling/graph-throttle.ts';
import { Rates } from '../../sandbox/kernel/rates/rates.ts';
import { resourceUnits as directoryUnits, isWrite, unitsFor } from '../../sandbox/graph/throttling/directory-limits.ts';
import { resourceUnits as sharePointUnits } from '../../sandbox/graph/throttling/sharepoint-limits.ts';
import { teamsClass } from '../../sandbox/graph/throttling/teams-limits.ts';
import { RateLimiter, type RateLimit } from '../../sandbox/kernel/rates/rate-limiter.ts';
import { startTestSandbox, type AnyJson, type TestSandbox } from '../support/sandbox.ts';
import { builtDrives, builtEvents, builtTeams, people, upn } from '../support/tenant-builder.ts';

describe('the rate limiter', () => {
  const limit: RateLimit = { name: 'test', most: 5, withinMs: 1_000 };
  const charge = (cost = 1, key = 'a') => [{ limit, key, cost }];

  it('allows so much within the time for each key, and says how long to wait', () => {
    const limiter = new RateLimiter();
    for (let index = 0; index < 5; index += 1) expect(limiter.take(charge(), index * 100).allowed).toBe(true);
    expect(limiter.take(charge(), 500)).toMatchObject({ allowed: false, limit, retryAfterMs: 601 });
    expect(limiter.take(charge(1, 'b'), 500).allowed).toBe(true);
    expect(limiter.counters).toEqual([{ limit: 'test', most: 5, withinMs: 1_000, allowed: 6, refused: 1, cost: 6, fullest: 5 }]);
  });

  it('never allows more than the limit within any such time, whatever comes when', () => {
    fc.assert(fc.property(fc.array(fc.record({ after: fc.nat(700), cost: fc.integer({ min: 1, max: 4 }) }), { maxLength: 80 }), requests => {
      const limiter = new RateLimiter();
      const allowed: { at: number, cost: number }[] = [];
      let now = 0;
      for (const { after, cost } of requests) {
        now += after;
        if (limiter.take(charge(cost), now).allowed) allowed.push({ at: now, cost });
      }
      for (const { at } of allowed) {
        const within = allowed.filter(each => each.at > at - limit.withinMs && each.at <= at).reduce((sum, each) => sum + each.cost, 0);
        expect(within).toBeLessThanOrEqual(limit.most);
      }
    }));
  });

  it('lets through who waits as long as it was told, after any number of refusals', () => {
    fc.assert(fc.property(fc.array(fc.nat(300), { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 5 }), (gaps, cost) => {
      const limiter = new RateLimiter();
      let now = 0;
      for (const gap of gaps) {
        now += gap;
        const verdict = limiter.take(charge(cost), now);
        if (verdict.allowed) continue;
        now += verdict.retryAfterMs;
        expect(limiter.take(charge(cost), now).allowed).toBe(true);
      }
    }));
  });

  it('counts what it refuses, up to 1.8 of the limit: who does not wait gets nothing', () => {
    const limiter = new RateLimiter();
    const answers = Array.from({ length: 100 }, (_, index) => limiter.take(charge(), index * 100).allowed);
    expect(answers.slice(0, 5)).toEqual([true, true, true, true, true]);
    const rate = answers.slice(50).filter(Boolean).length / 5;
    expect(rate).toBeLessThan(limit.most);
    expect(limiter.take(charge(), 9_900)).toMatchObject({ allowed: false });
  });

  it('allows a request only when all its limits do, and names the one to wait for longest', () => {
    const limiter = new RateLimiter();
    const long: RateLimit = { name: 'long', most: 2, withinMs: 60_000 };
    const both = [...charge(), { limit: long, key: 'a', cost: 1 }];
    limiter.take(both, 0);
    limiter.take(both, 0);
    expect(limiter.take(both, 2_000)).toMatchObject({ allowed: false, limit: long });
    expect(limiter.take(both, 2_000 + 60_100).allowed).toBe(true);
  });

  it('keeps to a day with little memory', () => {
    const limiter = new RateLimiter();
    const day: RateLimit = { name: 'day', most: 100_000, withinMs: 86_400_000 };
    for (let index = 0; index < 100_000; index += 1) limiter.take([{ limit: day, key: 'a', cost: 1 }], index * 500);
    expect(limiter.take([{ limit: day, key: 'a', cost: 1 }], 50_000_000).allowed).toBe(false);
    expect(limiter.take([{ limit: day, key: 'a', cost: 1 }], 86_400_000 + 86_400 + 500).allowed).toBe(true);
  });

  it('has places that are given back', () => {
    const limiter = new RateLimiter();
    const places = { name: 'places', most: 2 };
    expect([limiter.enter(places, 'a'), limiter.enter(places, 'a'), limiter.enter(places, 'a'), limiter.enter(places, 'b')]).toEqual([true, true, false, true]);
    limiter.leave(places, 'a');
    expect(limiter.enter(places, 'a')).toBe(true);
  });
});

describe("what Microsoft's tables say", () => {
  it.each([
    ['GET', '/teams/{}', 30], ['GET', '/me/joinedTeams', 30], ['GET', '/teams/{}/channels', 60], ['GET', '/teams/{}/members', 60], ['GET', '/teams/{}/channels/{}/members', 60],
    ['GET', '/teams/{}/channels/{}', 30], ['GET', '/teams/{}/channels/{}/tabs', 30], ['POST', '/teams/{}/channels/{}/tabs', 30], ['PATCH', '/teams/{}/channels/{}', 30],
    ['DELETE', '/teams/{}/channels/{}/tabs/{}', 15], ['DELETE', '/users/{}/teamwork/installedApps/{}', 15], ['POST', '/teams', 10], ['PUT', '/groups/{}/team', 6],
    ['POST', '/users/{}/teamwork/sendActivityNotification', 5], ['POST', '/teams/{}/sendActivityNotification', 5], ['POST', '/teams/{}/channels/{}/messages', 50],
    ['GET', '/chats/{}', 30], ['POST', '/teams/{}/members', 30],
  ])('%s %s of Teams: %i in a second', (method, template, most) => {
    expect(teamsClass(method, template)).toMatchObject({ most, withinMs: 1_000 });
  });

  it('members and channels of teams are counted apart', () => {
    expect(teamsClass('GET', '/teams/{}/members').name).not.toBe(teamsClass('GET', '/teams/{}/channels').name);
  });

  it.each([
    ['GET', '/users', '', 2], ['GET', '/users', '?$select=id', 1], ['GET', '/users', '?$top=5', 1], ['GET', '/users', '?$top=999&$expand=manager', 3],
    ['GET', '/groups/{}/members', '', 3], ['GET', '/groups/{}/members', '?$select=id&$top=10', 1], ['GET', '/groups/{}', '', 1], ['GET', '/groups/{}', '?$select=id', 1],
    ['GET', '/groups/{}', '?$expand=owners', 2], ['GET', '/users/{}/memberOf', '', 2], ['POST', '/users/{}/checkMemberGroups', '', 4],
  ])('%s %s%s of the directory costs %i', (method, template, query, units) => {
    expect(directoryUnits(method, template, new URLSearchParams(query))).toBe(units);
  });

  it('sizes of tenants, and what is a write', () => {
    expect([49, 50, 500, 501].map(count => unitsFor(count).most)).toEqual([3_500, 5_000, 5_000, 8_000]);
    expect([isWrite('GET', '/users'), isWrite('PATCH', '/groups/{}'), isWrite('POST', '/me/checkMemberGroups')]).toEqual([false, true, false]);
  });

  it.each([
    ['GET', '/drives/{}/items/{}', '', 1], ['GET', '/drives/{}/root/delta', '', 2], ['GET', '/drives/{}/root/delta', '?token=latest', 1], ["GET", "/drives/{}/root/delta(token='{}')", '', 1],
    ['GET', '/drives/{}/root/children', '', 2], ['GET', '/groups/{}/drives', '', 2], ["GET", "/drives/{}/root/search(q='{}')", '', 2], ['GET', '/drives/{}/items/{}/content', '', 1],
    ['PUT', '/drives/{}/root:/{}:/content', '', 2], ['GET', '/drives/{}/items/{}/permissions', '', 5], ['GET', '/drives/{}/items/{}', '?$expand=permissions', 5],
  ])('%s %s%s of SharePoint costs %i', (method, template, query, units) => {
    expect(sharePointUnits(method, template, new URLSearchParams(query))).toBe(units);
  });
});

describe("the API's own table of limits", () => {
  const pattern = (path: string) => path.replace(/\{[^}]*\}/g, '{}');
  const offered = Object.entries(operations as Record<string, Described>).flatMap(([name, described]) => {
    const operation = graphOperations.find(({ method, path }) => method === described.method && pattern(path) === pattern(described.path));
    return operation ? [[name, described, operation] as const] : [];
  });

  it.each(offered)('asks no more of Graph than is allowed here: %s', (_name, described, operation) => {
    for (const people of [49, 50, 501, 1_001, 60_000]) {
      const rates = new Rates(() => 0);
      rates.set({ enabled: true });
      const url = new URL(`https://localhost/v1.0/x${described.select ? `?$select=${described.select.join(',')}` : ''}`);
      admit(rates, { operation, params: { 'team-id': 't', 'group-id': 'g', 'user-id': 'u' }, url, bodyBytes: 10, appId: 'app', tenantId: 'tenant', people }).release();
      for (const limit of limitsOf(described.throttle, { people })) {
        const here = rates.counters.find(({ most, withinMs }) => most === limit.amount && (withinMs ?? 0) === limit.windowMs);
        expect(here).toBeDefined();
        expect(here!.cost).toBeLessThanOrEqual(limit.inUnits ? described.units ?? 1 : 1);
      }
    }
  });
});

describe('places in a mailbox', () => {
  const ask = (rates: Rates, groupId: string) => admit(rates, {
    operation: calendarOperations.find(({ method, path }) => method === 'GET' && path === '/groups/{group-id}/events')!, params: { 'group-id': groupId },
    url: new URL('https://localhost/v1.0/groups/a/events'), bodyBytes: 0, appId: 'app', tenantId: 'tenant', people: 10,
  });

  it('are four for an app, and free again when a request is answered', () => {
    const rates = new Rates(() => 0);
    rates.set({ enabled: true });
    const [first] = [ask(rates, 'a'), ask(rates, 'a'), ask(rates, 'a'), ask(rates, 'A')];
    expect(() => ask(rates, 'a')).toThrow('Application is over its MailboxConcurrency limit.');
    ask(rates, 'b');
    first!.release();
    ask(rates, 'a');
  });

  it('are free again for who is over ten thousand in ten minutes', () => {
    let now = 0;
    const rates = new Rates(() => now);
    rates.set({ enabled: true });
    for (let index = 0; index < 10_000; index += 1) ask(rates, 'a').release();
    for (let index = 0; index < 5; index += 1) expect(() => ask(rates, 'a')).toThrow(expect.objectContaining({ status: 429, headers: { 'Retry-After': '601' } }));
    now = 601_000;
    ask(rates, 'a');
  });
});

describe("Microsoft's rates in force", () => {
  let sandbox: TestSandbox;
  let ben: string;
  beforeAll(async () => {
    sandbox = await startTestSandbox();
    ben = await sandbox.graphToken(upn('ben'));
  });
  afterAll(() => sandbox.stop());
  beforeEach(() => sandbox.rates.set({ enabled: true }));
  afterEach(() => {
    sandbox.latency.set(0);
    sandbox.rates.set({ enabled: false });
  });

  const many = (count: number, path: string, init?: Parameters<TestSandbox['graph']>[2]) => Promise.all(Array.from({ length: count }, () => sandbox.graph(ben, path, init)));
  const refusedOf = (answers: { status: number }[]) => answers.filter(({ status }) => status === 429 || status === 503) as Awaited<ReturnType<typeof many>>;
  const counter = (name: string) => sandbox.rates.counters.find(({ limit }) => limit === name);

  it('are off at first', async () => {
    sandbox.rates.set({ enabled: false });
    expect(refusedOf(await many(20, `/teams/${builtTeams.open}`))).toEqual([]);
    expect(sandbox.rates.counters).toEqual([]);
  });

  it('let four requests a second to one team through, and tell the rest to wait', async () => {
    const answers = await many(10, `/teams/${builtTeams.open}/channels`);
    const refused = refusedOf(answers);
    expect(refused.length).toBeGreaterThanOrEqual(4);
    expect(counter('Teams: one team')).toMatchObject({ most: 4, allowed: 10 - refused.length, refused: refused.length, fullest: 4 });
    const { headers, body } = refused[0]!;
    expect(headers.get('retry-after')).toMatch(/^\d+\.\d{3}$/);
    expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(1.002);
    expect(body.error).toMatchObject({ code: 'TooManyRequests', innerError: { code: '429', status: '429', 'request-id': expect.any(String) } });
    expect(counter('Teams: GET channels of a team')).toMatchObject({ most: 60, allowed: 10 - refused.length });
  });

  it('let four requests at once into one mailbox while they are on their way', async () => {
    sandbox.latency.set(400);
    const answers = await many(7, `/groups/${builtTeams.open}/events`);
    const refused = refusedOf(answers);
    expect(refused.length).toBeGreaterThan(0);
    expect(counter('Outlook: at once in one mailbox')).toMatchObject({ most: 4, allowed: 7 - refused.length, refused: refused.length, fullest: 4 });
    expect(refused[0]!.body.error).toMatchObject({ code: 'ApplicationThrottled', message: 'Application is over its MailboxConcurrency limit.' });
    expect(refused[0]!.headers.get('retry-after')).toBe('1');
    expect(refusedOf(await many(4, `/groups/${builtTeams.open}/events/${builtEvents.once}`))).toEqual([]);
    expect(counter('Outlook: one mailbox')).toMatchObject({ most: 10_000, withinMs: 600_000, allowed: 11 - refused.length });
  });

  it('give the place in a mailbox back also after a failure', async () => {
    for (let index = 0; index < 6; index += 1) expect((await sandbox.graph(ben, `/groups/${builtTeams.open}/events/none`)).status).toBe(404);
  });

  it('hand the parts of a batch to Outlook four at a time', async () => {
    sandbox.latency.set(20);
    const requests = Array.from({ length: 10 }, (_, index) => ({ id: String(index), method: 'GET', url: `/groups/${builtTeams.open}/events` }));
    const { body } = await sandbox.batch(ben, requests);
    expect(body.responses.map((part: AnyJson) => part.status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(counter('Outlook: at once in one mailbox')).toMatchObject({ most: 4, fullest: 4, refused: 0 });
  });

  it('refuse parts of a batch one by one', async () => {
    const requests = Array.from({ length: 6 }, (_, index) => ({ id: String(index), method: 'GET', url: `/teams/${builtTeams.open}` }));
    const { status, body } = await sandbox.batch(ben, requests);
    expect(status).toBe(200);
    const refused = body.responses.filter((part: AnyJson) => part.status === 429);
    expect(refused).toHaveLength(2);
    expect(Number(refused[0].headers['Retry-After'])).toBeGreaterThan(0);
  });

  it('count resource units of the directory, and tell them', async () => {
    const units = async (path: string) => (await sandbox.graph(ben, path)).headers.get('x-ms-resource-unit');
    expect(await units('/users')).toBe('2');
    expect(await units('/users?$select=id')).toBe('1');
    expect(await units(`/groups/${builtTeams.open}/members`)).toBe('3');
    expect(await units(`/teams/${builtTeams.open}`)).toBeNull();
    expect(counter('directory: resource units (S)')).toMatchObject({ most: 3_500, withinMs: 10_000, cost: 6 });
  });

  it('use up the resource units of the directory', async () => {
    // 3,500 units are 70 batches of 20 requests that cost 3 each, less a little.
    const requests = Array.from({ length: 20 }, (_, index) => ({ id: String(index), method: 'GET', url: `/groups/${builtTeams.open}/members` }));
    let warned = false;
    let refused: AnyJson = null;
    for (let batch = 0; batch < 70 && !refused; batch += 1) {
      const { body } = await sandbox.batch(ben, requests);
      warned ||= body.responses.some((part: AnyJson) => part.status === 200 && Number(part.headers['x-ms-throttle-limit-percentage']) > 0.8);
      refused = body.responses.find((part: AnyJson) => part.status === 429) ?? null;
    }
    expect(warned).toBe(true);
    expect(refused.headers).toMatchObject({
      'x-ms-throttle-scope': `Tenant_Application/ReadWrite/${sandbox.app.clientId}/${sandbox.tenantId}`, 'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
    });
    expect(Number(refused.headers['Retry-After'])).toBeLessThanOrEqual(10.02);
  });

  it.each([[429, 'activityLimitReached'], [503, 'serviceNotAvailable']] as const)('use up the resource units of SharePoint: %i', async (status, code) => {
    sandbox.rates.set({ enabled: true, sharePointStatus: status });
    const requests = Array.from({ length: 20 }, (_, index) => ({ id: String(index), method: 'GET', url: `/drives/${builtDrives.open}/root/children?$select=id` }));
    let fewest = Infinity;
    let refused: AnyJson = null;
    for (let batch = 0; batch < 33 && !refused; batch += 1) {
      const { body } = await sandbox.batch(ben, requests);
      for (const part of body.responses) if (part.status === 200) fewest = Math.min(fewest, Number(part.headers['RateLimit-Remaining'] ?? Infinity));
      refused = body.responses.find((part: AnyJson) => part.status === status) ?? null;
    }
    expect(fewest).toBe(0);
    expect(refused.body.error).toMatchObject({ code, innerError: { code: 'throttledRequest' } });
    expect(refused.headers).toMatchObject({ 'RateLimit-Limit': '1250', 'RateLimit-Remaining': '0', 'RateLimit-Reset': refused.headers['Retry-After'] });
    expect(Number(refused.headers['Retry-After'])).toBeGreaterThan(40);
    expect(counter('SharePoint: resource units in a minute')).toMatchObject({ most: 1_250, cost: 1_250, fullest: 1_250 });
  });

  it('are switched and read over HTTP', async () => {
    const control = (method: string, path: string, body?: object) => fetch(`${sandbox.url}/sandbox${path}`, { method, body: body && JSON.stringify(body) });
    expect((await control('PUT', '/rates', { enabled: true, people: 600 })).status).toBe(204);
    await sandbox.graph(ben, '/me');
    expect(await (await control('GET', '/rates')).json()).toMatchObject({ enabled: true, people: 600, counters: expect.arrayContaining([
      { limit: 'directory: resource units (L)', most: 8_000, withinMs: 10_000, allowed: 1, refused: 0, cost: 1, fullest: 1 },
      { limit: 'Graph: any request', most: 130_000, withinMs: 10_000, allowed: 1, refused: 0, cost: 1, fullest: 1 },
    ]) });
    expect((await control('DELETE', '/rates/counters')).status).toBe(204);
    expect((await (await control('GET', '/rates')).json() as AnyJson).counters).toEqual([]);
    expect((await control('PUT', '/rates', { enabled: 'yes' })).status).toBe(400);
    expect((await control('PUT', '/latency', { ms: [1, 2], seed: 4 })).status).toBe(204);
    expect(await (await control('GET', '/latency')).json()).toEqual({ ms: [1, 2] });
    expect((await control('PUT', '/latency', { ms: -1 })).status).toBe(400);
  });

  describe('of the bot connector', () => {
    let authorization = '';
    beforeAll(async () => {
      const { body } = await sandbox.requestToken({ grant_type: 'client_credentials', client_id: sandbox.app.clientId, client_secret: sandbox.app.clientSecret, scope: 'https://api.botframework.com/.default' });
      authorization = `Bearer ${String(body.access_token)}`;
    });
    const call = (path: string, init: RequestInit = {}) =>
      fetch(`${sandbox.url}/connector/v3${path}`, { ...init, headers: { Authorization: authorization, 'Content-Type': 'application/json' } });
    const count = async (times: number, ask: () => Promise<Response>) => {
      const statuses: Response[] = [];
      for (let index = 0; index < times; index += 1) statuses.push(await ask());
      return statuses;
    };

    it('let seven messages a second and eight in two into one conversation', async () => {
      const createFor = (personId: string) => () => call('/conversations', { method: 'POST', body: JSON.stringify({ bot: { id: `28:${sandbox.app.clientId}` }, members: [{ id: personId }], tenantId: sandbox.tenantId }) });
      const answers = await count(9, createFor(people.ben));
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused.length).toBeGreaterThanOrEqual(1);
      expect(refused[0]!.headers.get('retry-after')).toMatch(/^[12]$/);
      expect(await refused[0]!.json()).toEqual({ error: { code: 'Throttled', message: 'Too many requests.' } });
      expect((await createFor(people.carla)()).status).not.toBe(429);
      expect(sandbox.rates.counters.filter(({ limit }) => limit === 'bot, one thread: create').map(({ most, withinMs }) => [most, withinMs]))
        .toEqual([[7, 1_000], [8, 2_000], [60, 30_000], [1_800, 3_600_000]]);
    });

    it('let members be read twice as often', async () => {
      const answers = await count(9, () => call(`/conversations/${builtTeams.open}/members`));
      expect(answers.filter(({ status }) => status === 429)).toEqual([]);
      expect(sandbox.rates.counters.find(({ limit }) => limit === 'bot, one thread: members')).toMatchObject({ most: 14, withinMs: 1_000, allowed: 9 });
    });
  });
});

describe('a latency of all of Graph', () => {
  it('delays requests side by side, parts of a batch too, and costs no work', async () => {
    const sandbox = await startTestSandbox();
    try {
      const ben = await sandbox.graphToken(upn('ben'));
      await sandbox.graph(ben, '/me');
      sandbox.latency.set(100);
      const started = performance.now();
      const cpu = process.cpuUsage();
      const requests = Array.from({ length: 20 }, (_, index) => ({ id: String(index), method: 'GET', url: '/me?$select=id' }));
      await Promise.all([sandbox.graph(ben, '/me'), sandbox.graph(ben, '/me/manager'), sandbox.batch(ben, requests)]);
      const took = performance.now() - started;
      const { user, system } = process.cpuUsage(cpu);
      expect(took).toBeGreaterThanOrEqual(99);
      expect(took).toBeLessThan(1_000);
      // 22 requests that each waited 100 ms: what waits does not work.
      expect((user + system) / 1000).toBeLessThan(1_000);
    } finally {
      await sandbox.stop();
    }
  });
});
