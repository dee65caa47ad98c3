import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { getCommunity } from '../../api/communities/communities-contract.ts';
import { getMe, searchPeople } from '../../api/membership/membership-contract.ts';
import { createLogger } from '../../api/platform/logger.ts';
import { type TestApi, startTestApi } from '../support/api.ts';
import { type TestDatabase, createTestDatabase } from '../support/postgres.ts';
import { type TestSandbox, startTestSandbox } from '../support/sandbox.ts';
import { buildTenant, people, upn } from '../support/tenant-builder.ts';

describe('who asks, over HTTP', () => {
  let sandbox: TestSandbox;
  let foreign: TestSandbox;
  let database: TestDatabase;
  let api: TestApi;
  let log = '';
  beforeAll(async () => {
    // One after the other: they share a certificate authority, which the first one makes.
    sandbox = await startTestSandbox();
    foreign = await startTestSandbox({ tenant: buildTenant({ tenantId: randomUUID() }) });
    database = await createTestDatabase();
    const sink = new Writable({ write: (chunk: Buffer, _, done) => { log += chunk.toString(); done(); } });
    api = await startTestApi({ sandbox, database, overrides: { keyCooldownMs: 0, logger: createLogger({ logLevel: 'debug' }, sink) } });
  });
  afterAll(async () => {
    await api?.close();
    await Promise.all([sandbox?.stop(), foreign?.stop()]);
    await database?.close();
  });

  it('knows the person of a token that Teams hands the tab', async () => {
    const { status, body } = await api.request(getMe, { as: people.anna });
    expect(status).toBe(200);
    expect(body).toMatchObject({ person: { id: people.anna }, roles: ['ProgrammeLead'] });
  });

  it('answers every token that does not hold alike', async () => {
    const tokens = {
      none: undefined, nonsense: 'a.b.c', foreign: await foreign.tokenFor(people.ben), forGraph: await sandbox.graphToken(upn('ben')), ofAnApp: await sandbox.appGraphToken(),
    };
    const answers = await Promise.all(Object.values(tokens).map((token) => api.request(getMe, { token })));
    const alike = answers.map(({ status, headers, body }) => ({ status, challenge: headers.get('www-authenticate'), body: { ...body, correlationId: '' } }));
    expect(new Set(alike.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(alike[0]).toMatchObject({ status: 401, challenge: expect.stringContaining('Bearer') });
  });

  it('takes tokens signed with rotated keys beside those of the old ones', async () => {
    const before = await sandbox.tokenFor(people.ben);
    sandbox.rotateKeys();
    expect((await api.request(getMe, { as: people.ben })).status).toBe(200);
    expect((await api.request(getMe, { token: before })).status).toBe(200);
  });

  it('answers an id of another tenant as one that nobody has', async () => {
    const communityId = randomUUID();
    await database.inTenant(foreign.tenantId, (trx) => trx.insertInto('communities').values({
      tenant_id: foreign.tenantId, id: communityId, request_id: randomUUID(), name: 'Secret', about: 'Theirs', template_id: 'professional-discipline', stage: 'potential',
      unit: null, topics: [], created_by: people.ben, created_at: new Date(), updated_at: new Date(),
    }).execute());
    const [theirs, nobodys] = await Promise.all([communityId, randomUUID()].map((id) => api.request(getCommunity, { as: people.ben, params: { communityId: id } })));
    expect(theirs?.status).toBe(404);
    expect({ ...theirs?.body, correlationId: '' }).toEqual({ ...nobodys?.body, correlationId: '' });
  });

  it('logs one line a request, with neither tokens nor people nor what they wrote', async () => {
    log = '';
    const token = await sandbox.tokenFor(people.carla);
    await api.request(searchPeople, { token, query: { search: 'Dora Rowan' }, headers: { 'x-correlation-id': 'look-for-this-1' } });
    await api.request(getMe, { token: `${token}x` });
    expect(log).toContain('look-for-this-1');
    expect(log).toContain('/api/people');
    for (const secret of [token, token.split('.')[1] ?? '', people.carla, 'Carla', 'Dora', 'rowan.example', sandbox.app.clientSecret]) expect(log).not.toContain(secret);
  });

  it('logs faults without what they carry along', () => {
    let line = '';
    const logger = createLogger({ logLevel: 'info' }, new Writable({ write: (chunk: Buffer, _, done) => { line += chunk.toString(); done(); } }));
    logger.error({ err: Object.assign(new TypeError('boom\nsecond line with a name'), { parameters: ['Ida Vogel'], code: 'E1' }), headers: { authorization: 'Bearer x' } }, 'failed');
    expect(JSON.parse(line)).toMatchObject({ err: { name: 'TypeError', code: 'E1', message: 'boom' } });
    expect(line).not.toMatch(/Ida|second line|Bearer/);
  });
});
