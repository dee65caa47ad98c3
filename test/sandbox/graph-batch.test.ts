import { startTestSandbox, type AnyJson, type TestSandbox } from '../support/sandbox.ts';
import { builtTeams, people, upn } from '../support/tenant-builder.ts';

interface Part { id: string, status: number, headers: Record<string, string>, body?: AnyJson }

describe("Graph's batches", () => {
  let sandbox: TestSandbox;
  let ben: string;
  beforeAll(async () => {
    sandbox = await startTestSandbox();
    ben = await sandbox.graphToken(upn('ben'));
  });
  afterAll(() => sandbox.stop());
  beforeEach(() => {
    sandbox.faults.clear();
    sandbox.journal.clear();
  });

  const send = (requests: object[]) => sandbox.batch(ben, requests);
  const partsOf = async (requests: object[]) => new Map((await send(requests)).body.responses.map((part: Part) => [part.id, part])) as Map<string, Part>;
  const get = (id: string, url: string, more: object = {}) => ({ id, method: 'GET', url, ...more });

  it('answers each part on its own', async () => {
    const parts = await partsOf([get('a', '/me?$select=id'), get('b', `/users/${people.nobody}x`), get('c', 'me/photos/48x48/$value')]);
    expect(parts.get('a')).toMatchObject({ status: 200, body: { id: people.ben } });
    expect(parts.get('a')!.headers['request-id']).toBeTruthy();
    expect(parts.get('b')).toMatchObject({ status: 404, body: { error: { code: 'Request_ResourceNotFound' } } });
    expect([200, 404]).toContain(parts.get('c')!.status);
  });

  it('passes headers and bodies of parts on', async () => {
    const parts = await partsOf([
      get('a', '/users?$search="displayName:dora"', { headers: { ConsistencyLevel: 'eventual' } }),
      { id: 'b', method: 'POST', url: `/teams/${builtTeams.open}/channels`, headers: { 'Content-Type': 'application/json' }, body: { displayName: 'Made in a batch' } },
    ]);
    expect(parts.get('a')!.body.value).toHaveLength(1);
    expect(parts.get('b')!.status).toBe(201);
    expect(sandbox.journal.writes.map(entry => [entry.operation, entry.batchPart])).toEqual([['POST /teams/{team-id}/channels', 'b'], ['POST /$batch', null]]);
    expect(sandbox.journal.graphRequests).toHaveLength(1);
  });

  it('gives 424 to what depends on a failed part, however far', async () => {
    const parts = await partsOf([get('1', '/me'), get('2', '/planets', { dependsOn: ['1'] }), get('3', '/me', { dependsOn: ['2'] }), get('4', '/me', { dependsOn: ['3'] })]);
    expect([...parts.values()].map(part => part.status)).toEqual([200, 400, 424, 424]);
  });

  it('throttles a part inside an answered batch', async () => {
    sandbox.faults.set([{ path: '/me/manager', status: 429, headers: { 'Retry-After': '0.4' }, times: 1 }]);
    const parts = await partsOf([get('1', '/me'), get('2', '/me/manager')]);
    expect(parts.get('2')).toMatchObject({ status: 429, headers: { 'Retry-After': '0.4' }, body: { error: { code: 'TooManyRequests' } } });
    expect(parts.get('1')!.status).toBe(200);
    expect((await partsOf([get('2', '/me/manager')])).get('2')!.status).toBe(200);
  });

  it('resets or hangs as a whole when a part does', async () => {
    sandbox.faults.set([{ path: '/me/manager', reset: true }, { path: '/me/directReports', hang: true }]);
    await expect(send([get('1', '/me'), get('2', '/me/manager')])).rejects.toThrow();
    const hanging = fetch(`${sandbox.url}/v1.0/$batch`, {
      method: 'POST', headers: { Authorization: `Bearer ${ben}` }, body: JSON.stringify({ requests: [get('1', '/me/directReports')] }), signal: AbortSignal.timeout(200),
    });
    await expect(hanging).rejects.toThrow();
  });

  it.each([
    ['more than 20 parts', Array.from({ length: 21 }, (_, index) => get(String(index), '/me'))],
    ['an id twice', [get('1', '/me'), get('1', '/me')]],
    ['no parts', []],
    ['absolute addresses', [get('1', 'https://graph.microsoft.com/v1.0/me')]],
    ['a dependency that does not come before', [get('1', '/me', { dependsOn: ['2'] }), get('2', '/me')]],
    ['a body without a type', [{ id: '1', method: 'POST', url: '/me', body: {} }]],
  ])('refuses %s', async (_name, requests) => {
    const { status, body } = await send(requests);
    expect([status, body.error.code]).toEqual([400, 'BadRequest']);
  });

  it('needs a token like any request', async () => {
    expect((await sandbox.batch('', [get('1', '/me')])).status).toBe(401);
  });
});
