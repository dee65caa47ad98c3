import { Faults, faultSchema, UnknownOperationError, type FaultSurroundings } from '../../sandbox/kernel/faults.ts';
import { ResourceAges } from '../../sandbox/kernel/resource-ages.ts';
import { seededRandom } from '../../sandbox/kernel/seeded-random.ts';
import { startTestSandbox, type AnyJson, type TestSandbox } from '../support/sandbox.ts';
import { builtChannels, builtDrives, builtTeams, people, upn } from '../support/tenant-builder.ts';

const nowhere: FaultSurroundings = { operations: () => [], operationOf: () => null, ageOf: () => null };

describe('which requests a fault happens to', () => {
  const happens = (faults: Faults, times: number) => Array.from({ length: times }, () => faults.take('GET', '/v1.0/me') !== null);

  it('is the same share of the same requests for the same seed', () => {
    const faults = new Faults(nowhere);
    const drawn = (seed: number) => {
      faults.set([{ path: '/me', share: 0.3, status: 503 }], seed);
      return happens(faults, 1_000);
    };
    const first = drawn(7);
    expect(drawn(7)).toEqual(first);
    expect(drawn(8)).not.toEqual(first);
    const share = first.filter(Boolean).length / first.length;
    expect(share).toBeGreaterThan(0.25);
    expect(share).toBeLessThan(0.35);
  });

  it('is drawn for each fault by itself: other requests do not change it', () => {
    const faults = new Faults(nowhere);
    faults.set([{ path: '/me', share: 0.5, status: 503 }, { path: '/users', share: 0.5, status: 500 }], 3);
    const alone = happens(faults, 50);
    faults.set([{ path: '/me', share: 0.5, status: 503 }, { path: '/users', share: 0.5, status: 500 }], 3);
    const mixed = Array.from({ length: 50 }, () => {
      faults.take('GET', '/v1.0/users');
      return faults.take('GET', '/v1.0/me') !== null;
    });
    expect(mixed).toEqual(alone);
  });

  it('is drawn for each request by itself: the order in which several come does not change it', () => {
    const faults = new Faults(nowhere);
    const drawn = (paths: readonly string[]) => {
      faults.set([{ path: '/users', share: 0.5, status: 503 }], 3);
      return new Map(paths.map((path) => [path, [faults.take('GET', path) !== null, faults.take('GET', path) !== null]]));
    };
    const paths = Array.from({ length: 40 }, (_, index) => `/v1.0/users/${index}`);
    const [there, back] = [drawn(paths), drawn(paths.toReversed())];
    for (const path of paths) expect(back.get(path)).toEqual(there.get(path));
    expect(new Set([...there.values()].flat())).toEqual(new Set([true, false]));
  });

  it('is a number of them, after those that pass, and then what comes next in the list', () => {
    const faults = new Faults(nowhere);
    faults.set([{ path: '/me', after: 2, times: 2, status: 503 }, { path: '/me', after: 5, status: 500 }]);
    expect(Array.from({ length: 8 }, () => faults.take('GET', '/v1.0/me')?.status)).toEqual([undefined, undefined, 503, 503, undefined, undefined, undefined, 500]);
  });

  it('is refused when it says nothing of which requests, or names what does not exist', () => {
    for (const wrong of [{ status: 503 }, { path: '(', status: 503 }, { path: '/me', share: 2 }, { path: '/me', cut: 1 }, { path: '/me', colour: 'red' }]) {
      expect(faultSchema.safeParse(wrong).success).toBe(false);
    }
    expect(() => new Faults(nowhere).set([{ operation: 'GET /planets', status: 503 }])).toThrow(UnknownOperationError);
  });

  it('draws latency evenly from its range', () => {
    const faults = new Faults(nowhere);
    faults.set([{ path: '/me', delayMs: [100, 200] }]);
    const delays = Array.from({ length: 500 }, () => faults.take('GET', '/v1.0/me')!.delayMs);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...delays)).toBeLessThan(200);
    expect(delays.reduce((sum, each) => sum + each, 0) / delays.length).toBeGreaterThan(140);
  });

  it('draws numbers that are spread', () => {
    const random = seededRandom(42);
    const tenths = new Set(Array.from({ length: 200 }, () => Math.floor(random() * 10)));
    expect(tenths.size).toBe(10);
  });
});

describe('how old what a path names is', () => {
  it('is counted from the answer that created it', () => {
    let now = 1_000;
    const ages = new ResourceAges(() => now);
    ages.note({ status: 201, body: { id: '19:abc@thread.tacv2' } });
    ages.note({ status: 202, headers: { Location: "/teams('team-1')/operations('op')" } });
    ages.note({ status: 200, body: { id: 'seen' } });
    now = 1_400;
    expect(ages.ageOf('/v1.0/teams/x/channels/19:abc@thread.tacv2?$select=id')).toBe(400);
    expect(ages.ageOf('/v1.0/teams/x/channels/19%3Aabc%40thread.tacv2/tabs')).toBe(400);
    expect(ages.ageOf("/v1.0/teams('team-1')/channels")).toBe(400);
    expect(ages.ageOf('/v1.0/items/seen')).toBeNull();
  });
});

describe('trouble on demand', () => {
  let sandbox: TestSandbox;
  let ben: string;
  beforeAll(async () => {
    sandbox = await startTestSandbox();
    ben = await sandbox.graphToken(upn('ben'));
  });
  afterAll(() => sandbox.stop());
  afterEach(() => sandbox.faults.clear());

  const me = () => sandbox.graph(ben, '/me');
  const raw = (path: string, init: RequestInit = {}) => fetch(`${sandbox.url}/v1.0${path}`, { headers: { Authorization: `Bearer ${ben}`, 'Content-Type': 'application/json' }, ...init });
  const batch = (...urls: string[]) => sandbox.batch(ben, urls);
  const newChannel = (displayName: string) => sandbox.graph(ben, `/teams/${builtTeams.open}/channels`, { method: 'POST', body: { displayName } });

  it('happens to an operation, however the path is written and the parameters are named', async () => {
    sandbox.faults.set([{ operation: 'GET /teams/{id}/channels', status: 503 }]);
    expect((await sandbox.graph(ben, `/teams/${builtTeams.open}/channels?$select=id`)).status).toBe(503);
    expect((await sandbox.graph(ben, `/teams('${builtTeams.open}')/channels`)).status).toBe(503);
    expect((await sandbox.graph(ben, `/teams/${builtTeams.open}/channels/${builtChannels.general}`)).status).toBe(200);
    expect((await newChannel('Not concerned')).status).toBe(201);
  });

  it('is set over HTTP with a seed, and refused when it is wrong', async () => {
    const put = (body: unknown) => fetch(`${sandbox.url}/sandbox/faults`, { method: 'PUT', body: JSON.stringify(body) });
    expect((await put({ seed: 5, faults: [{ operation: 'GET /me', share: 0.5, status: 500 }] })).status).toBe(204);
    const first = (await Promise.all([me(), me(), me(), me(), me(), me()])).filter(({ status }) => status === 500).length;
    expect((await put({ seed: 5, faults: [{ operation: 'GET /me', share: 0.5, status: 500 }] })).status).toBe(204);
    expect((await Promise.all([me(), me(), me(), me(), me(), me()])).filter(({ status }) => status === 500)).toHaveLength(first);
    const refusal = await put([{ operation: 'GET /mee', status: 500 }]);
    expect([refusal.status, (await refusal.json() as AnyJson).error.message]).toEqual([400, 'The sandbox has no operation GET /mee.']);
    expect((await fetch(`${sandbox.url}/sandbox/faults`, { method: 'DELETE' })).status).toBe(204);
    expect(sandbox.faults.list).toEqual([]);
  });

  it('throttles with seconds, fractions, a date, or nothing to go by', async () => {
    const at = async (fault: object) => {
      sandbox.faults.set([{ operation: 'GET /me', status: 429, ...fault }]);
      const { status, headers, body } = await me();
      expect([status, body.error.code]).toEqual([429, 'TooManyRequests']);
      return headers.get('retry-after');
    };
    expect(await at({})).toBeNull();
    expect(await at({ retryAfter: 3 })).toBe('3');
    expect(await at({ retryAfter: 2.128 })).toBe('2.128');
    const date = Date.parse((await at({ retryAfterDate: 120 }))!);
    expect(Math.abs(date - Date.now() - 120_000)).toBeLessThan(10_000);
  });

  it.each([
    [`/users/${people.dora}`, 404, 'Request_ResourceNotFound'], [`/teams/${builtTeams.open}`, 404, 'NotFound'],
    [`/drives/${builtDrives.open}/root`, 404, 'itemNotFound'], [`/groups/${builtTeams.open}/events`, 404, 'ErrorItemNotFound'],
    [`/drives/${builtDrives.open}/root`, 429, 'activityLimitReached'], [`/groups/${builtTeams.open}/events`, 429, 'ApplicationThrottled'],
    [`/drives/${builtDrives.open}/root`, 503, 'serviceNotAvailable'], ['/me', 502, 'UnknownError'], ['/me', 504, 'UnknownError'],
  ])('%s fails with %i as its service does: %s', async (path, status, code) => {
    sandbox.faults.set([{ path: '.*', status }]);
    const answer = await sandbox.graph(ben, path);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(answer.body.error.innerError['request-id']).toBeTruthy();
  });

  it('takes its time', async () => {
    sandbox.faults.set([{ operation: 'GET /me', delayMs: [40, 60] }]);
    const started = performance.now();
    expect((await me()).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(39);
  });

  it('cuts an answer short', async () => {
    const whole = await (await raw('/me')).text();
    sandbox.faults.set([{ operation: 'GET /me', cut: 0.5 }]);
    const response = await raw('/me');
    expect(response.status).toBe(200);
    const chunks: Buffer[] = [];
    await expect((async () => { for await (const chunk of response.body!) chunks.push(Buffer.from(chunk)); })()).rejects.toThrow();
    const received = Buffer.concat(chunks).toString();
    expect(received.length).toBeLessThan(whole.length);
    expect(whole.startsWith(received)).toBe(true);
  });

  it('cuts an answer short although the change was made', async () => {
    sandbox.faults.set([{ operation: 'POST /teams/{team-id}/channels', cut: 0, times: 1 }]);
    await expect(newChannel('Made and not heard of')).rejects.toThrow();
    expect((await sandbox.graph(ben, `/teams/${builtTeams.open}/channels?$filter=displayName eq 'Made and not heard of'`)).body.value).toHaveLength(1);
  });

  it('lets an answer drip', async () => {
    const whole = await (await raw('/me')).text();
    sandbox.faults.set([{ operation: 'GET /me', drip: { bytes: 100, everyMs: 2 } }]);
    let pieces = 0;
    let received = '';
    const response = await raw('/me');
    for await (const chunk of response.body!) {
      pieces += 1;
      received += Buffer.from(chunk).toString();
    }
    expect(received).toBe(whole);
    expect(pieces).toBeGreaterThan(2);
  });

  it('gives up dripping when the caller does', async () => {
    sandbox.faults.set([{ operation: 'GET /me', drip: { bytes: 1, everyMs: 20 } }]);
    await expect(raw('/me', { signal: AbortSignal.timeout(100) }).then(response => response.text())).rejects.toThrow();
    sandbox.faults.clear();
    expect((await me()).status).toBe(200);
  });

  it('does not find what was created a moment ago', async () => {
    const { body: channel } = await newChannel('Not everywhere yet');
    const get = () => sandbox.graph(ben, `/teams/${builtTeams.open}/channels/${channel.id}`);
    sandbox.faults.set([{ operation: 'GET /teams/{team-id}/channels/{channel-id}', youngerThanMs: 600_000, status: 404 }]);
    const answer = await get();
    expect([answer.status, answer.body.error.code]).toEqual([404, 'NotFound']);
    expect((await sandbox.graph(ben, `/teams/${builtTeams.open}/channels/${builtChannels.general}`)).status).toBe(200);
    sandbox.faults.set([{ operation: 'GET /teams/{team-id}/channels/{channel-id}', youngerThanMs: 1, status: 404 }]);
    expect((await get()).status).toBe(200);
  });

  it('refuses tokens as Graph does', async () => {
    const refusal = async (answer: 'token-expired' | 'token-outdated' | 'claims-challenge') => {
      sandbox.faults.set([{ operation: 'GET /me', answer, times: 1 }]);
      const { status, body, headers } = await me();
      expect([status, body.error.code]).toEqual([401, 'InvalidAuthenticationToken']);
      expect((await me()).status).toBe(200);
      return { message: body.error.message as string, authenticate: headers.get('www-authenticate')! };
    };
    expect((await refusal('token-expired')).message).toBe('Lifetime validation failed, the token is expired.');
    expect((await refusal('token-outdated')).message).toBe('CompactToken validation failed with reason code: 80049228.');
    const { authenticate } = await refusal('claims-challenge');
    const claims = /error="insufficient_claims", claims="([^"]+)"/.exec(authenticate)?.[1];
    expect(JSON.parse(Buffer.from(claims!, 'base64').toString())).toMatchObject({ access_token: { nbf: { essential: true } } });
  });

  it('sends readers of changes back to the beginning', async () => {
    sandbox.faults.set([{ path: '/delta', answer: 'resync-required' }]);
    const { status, body, headers } = await sandbox.graph(ben, `/drives/${builtDrives.open}/root/delta(token='abc')`);
    expect([status, body.error.code, body.error.innerError.code]).toEqual([410, 'resyncRequired', 'resyncChangesApplyDifferences']);
    sandbox.faults.clear();
    const restarted = await sandbox.graph(ben, new URL(headers.get('location')!).pathname.replace('/v1.0', ''));
    expect(restarted.body.value.length).toBeGreaterThan(0);
  });

  describe('in a batch', () => {
    it('happens to a part, inside an answered batch', async () => {
      sandbox.faults.set([{ operation: 'GET /me/manager', status: 429, retryAfter: 0.5, times: 1 }, { operation: 'GET /teams/{team-id}', answer: 'token-expired' }]);
      const { responses } = (await batch('/me', '/me/manager', `/teams/${builtTeams.open}`)).body;
      const byId = Object.fromEntries(responses.map((part: AnyJson) => [part.id, part]));
      expect([byId[1].status, byId[2].status, byId[2].headers['Retry-After'], byId[3].status]).toEqual([200, 429, '0.5', 401]);
    });

    it('cuts or drips the whole', async () => {
      sandbox.faults.set([{ operation: 'GET /me/manager', cut: 0.5 }]);
      await expect(batch('/me', '/me/manager')).rejects.toThrow();
      sandbox.faults.set([{ operation: 'GET /me/manager', drip: { bytes: 1_000, everyMs: 1 } }]);
      expect((await batch('/me', '/me/manager')).body.responses).toHaveLength(2);
    });

    it('happens to the batch itself', async () => {
      sandbox.faults.set([{ operation: 'POST /$batch', status: 503, times: 1 }]);
      expect((await batch('/me')).status).toBe(503);
      expect((await batch('/me')).status).toBe(200);
    });
  });

  it('happens to the bot connector in its own words', async () => {
    sandbox.faults.set([{ operation: 'POST /v3/conversations', status: 429, retryAfter: 1 }]);
    const response = await fetch(`${sandbox.url}/connector/v3/conversations`, { method: 'POST', body: '{}' });
    expect([response.status, response.headers.get('retry-after'), (await response.json() as AnyJson).error.code]).toEqual([429, '1', 'Throttled']);
  });

  it.each([
    ['consent-required', 400, 'invalid_grant', 65001], ['interaction-required', 400, 'interaction_required', 50076],
    ['secret-expired', 401, 'invalid_client', 7000222], ['temporarily-unavailable', 503, 'temporarily_unavailable', 90033],
  ] as const)('keeps Entra from giving a token: %s', async (answer, status, error, number) => {
    sandbox.faults.set([{ operation: 'POST /{tenant}/oauth2/v2.0/token', answer, times: 1 }]);
    const form = { grant_type: 'client_credentials', client_id: sandbox.app.clientId, client_secret: sandbox.app.clientSecret, scope: 'https://graph.microsoft.com/.default' };
    const refused = await sandbox.requestToken(form);
    expect([refused.status, refused.body.error, refused.body.error_codes]).toEqual([status, error, [number]]);
    expect(refused.body.error_description).toMatch(new RegExp(`^AADSTS${number}: `));
    if (answer === 'interaction-required') expect(JSON.parse(refused.body.claims)).toHaveProperty('access_token');
    expect((await sandbox.requestToken(form)).status).toBe(200);
  });
});
