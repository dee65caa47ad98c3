import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { listCommunities } from '../../api/communities/communities-contract.ts';
import { createLogger } from '../../api/platform/logger.ts';
import { type TestApi, startTestApi } from '../support/api.ts';
import { type FlakyProxy, startFlakyProxy } from '../support/flaky-proxy.ts';
import { type TestDatabase, createTestDatabase } from '../support/postgres.ts';
import { type TestSandbox, startTestSandbox } from '../support/sandbox.ts';
import { people } from '../support/tenant-builder.ts';
import { eventually } from '../support/eventually.ts';

describe('while the database is gone', () => {
  let sandbox: TestSandbox;
  let database: TestDatabase;
  let proxy: FlakyProxy;
  let api: TestApi;
  let log = '';
  beforeAll(async () => {
    [sandbox, database] = await Promise.all([startTestSandbox(), createTestDatabase()]);
    proxy = await startFlakyProxy(database.url);
    const sink = new Writable({ write: (chunk: Buffer, _, done) => { log += chunk.toString(); done(); } });
    api = await startTestApi({ sandbox, database: { url: proxy.url }, overrides: { logger: createLogger({ logLevel: 'info' }, sink) } });
  });
  afterAll(async () => {
    await api?.close();
    await proxy?.close();
    await sandbox?.stop();
    await database?.close();
  });

  const logged = (message: string) => log.split('\n').filter(Boolean).map((line) => JSON.parse(line) as { msg: string }).filter(({ msg }) => msg === message);

  it('says so with 503 and when to come back, is alive but not ready, and works again by itself', async () => {
    expect((await api.request(listCommunities, { as: people.ben })).status).toBe(200);
    await proxy.cut();

    const answers = await Promise.all(Array.from({ length: 20 }, () => api.request(listCommunities, { as: people.ben })));
    for (const { status, headers, body } of answers) {
      expect({ status, code: body.code }).toEqual({ status: 503, code: 'database-unavailable' });
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await api.fetch('/api/health')).status).toBe(200);
    const ready = await api.fetch('/api/ready');
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'not-ready', checks: { database: false, signIn: true } }]);
    await eventually(() => expect(logged('not ready')).toMatchObject([{ check: 'database', err: { message: expect.stringMatching(/\w/) } }]));

    await proxy.mend();
    await eventually(async () => expect((await api.request(listCommunities, { as: people.ben })).status).toBe(200));
    expect((await api.fetch('/api/ready')).status).toBe(200);
    expect(logged('ready again')).toMatchObject([{ check: 'database' }]);
  });

  it('does jobs that were enqueued before, when it is back', async () => {
    const done: string[] = [];
    const jobs = api.services.jobs as unknown as { work(name: string, handler: (data: { id: string }) => Promise<void>): Promise<void>; enqueue(trx: unknown, name: string, data: object): Promise<void> };
    await jobs.work('try-it', async ({ id }) => { done.push(id); });
    const id = randomUUID();
    await proxy.cut();
    await proxy.mend();
    await eventually(() => api.services.database.inTenant(sandbox.tenantId, (trx) => jobs.enqueue(trx, 'try-it', { id })));
    await eventually(async () => expect(done).toEqual([id]));
  });
});
