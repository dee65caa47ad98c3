import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { type RunningJobs, startJobs } from '../../api/platform/jobs/boss-jobs.ts';
import { startRounds } from '../../api/platform/jobs/rounds.ts';
import { eventually } from '../support/eventually.ts';
import { type TestDatabase, createTestDatabase } from '../support/postgres.ts';

declare module '../../api/platform/jobs/jobs.ts' {
  interface JobData { 'test-job': { id: string }; 'test-round': { tenantId: string } }
}

const tenantId = randomUUID();

describe('jobs', () => {
  let database: TestDatabase;
  let jobs: RunningJobs;
  const done: string[] = [];
  const failing = new Set<string>();
  beforeAll(async () => {
    database = await createTestDatabase();
    jobs = await startJobs(database.engine, pino({ level: 'silent' }), { tenantId, retryDelaySeconds: 1 });
    await jobs.work('test-job', async ({ id }) => {
      if (failing.delete(id)) throw new RangeError('not yet');
      done.push(id);
    });
  });
  afterAll(async () => {
    await jobs?.close();
    await database?.close();
  });
  const idle = () => jobs.idle(AbortSignal.timeout(15_000));

  it('are done once when the change that they follow is kept', async () => {
    const id = randomUUID();
    await database.inTenant(tenantId, (trx) => jobs.enqueue(trx, 'test-job', { id }));
    await idle();
    expect(done.filter((each) => each === id)).toHaveLength(1);
  });

  it('are left to the tenant that they are of, on a shared database', async () => {
    const other = randomUUID();
    const theirs: string[] = [];
    const othersJobs = await startJobs(database.engine, pino({ level: 'silent' }), { tenantId: other });
    await othersJobs.work('test-job', async ({ id }) => { theirs.push(id); });
    const [ours, their] = [randomUUID(), randomUUID()];
    await database.inTenant(tenantId, (trx) => jobs.enqueue(trx, 'test-job', { id: ours }));
    await database.inTenant(other, (trx) => othersJobs.enqueue(trx, 'test-job', { id: their }));
    await Promise.all([idle(), othersJobs.idle(AbortSignal.timeout(15_000))]);
    await othersJobs.close();
    expect([done.includes(ours), done.includes(their), theirs]).toEqual([true, false, [their]]);
  });

  it('never were when the change is rolled back', async () => {
    const id = randomUUID();
    const change = database.inTenant(tenantId, async (trx) => {
      await jobs.enqueue(trx, 'test-job', { id });
      throw new RangeError('no');
    });
    await expect(change).rejects.toThrow('no');
    await idle();
    expect(done).not.toContain(id);
  });

  it('are tried again when they fail, without holding up the others', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    failing.add(first);
    await database.inTenant(tenantId, async (trx) => {
      await jobs.enqueue(trx, 'test-job', { id: first });
      await jobs.enqueue(trx, 'test-job', { id: second });
    });
    await eventually(() => expect(done).toEqual(expect.arrayContaining([first, second])));
  });

  it('of a round that fails leave the next one behind, however often', async () => {
    let rounds = 0;
    const services = { database, jobs, logger: pino({ level: 'silent' }), settings: { tenantId } } as never;
    await startRounds(services, 'test-round', { firstAfterSeconds: 0, everySeconds: 0 }, async () => {
      rounds += 1;
      if (rounds <= 12) throw new RangeError('not yet');
      return 3_600;
    });
    await eventually(async () => {
      await idle();
      expect(rounds).toBe(13);
    });
  });

  it('wait once for each singleton key', async () => {
    const ids = [randomUUID(), randomUUID(), randomUUID()];
    await database.inTenant(tenantId, async (trx) => {
      for (const id of ids) await jobs.enqueue(trx, 'test-job', { id }, { singletonKey: 'the-card' });
    });
    await idle();
    expect(done.filter((id) => ids.includes(id as typeof ids[number]))).toEqual([ids[0]]);
  });

  it('come through by the hundred in little time', async () => {
    const ids = Array.from({ length: 200 }, () => randomUUID());
    await database.inTenant(tenantId, async (trx) => {
      for (const id of ids) await jobs.enqueue(trx, 'test-job', { id });
    });
    await idle();
    expect(done).toEqual(expect.arrayContaining(ids));
  });
});
