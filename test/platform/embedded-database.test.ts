import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type OpenDatabase, openDatabase } from '../../api/platform/database/database.ts';
import { startJobs } from '../../api/platform/jobs/boss-jobs.ts';

declare module '../../api/platform/jobs/jobs.ts' {
  interface JobData { 'embedded-job': { id: string } }
}

const logger = pino({ level: 'silent' });
const tenantId = randomUUID();
const person = (tenant: string) => ({ tenant_id: tenant, id: randomUUID(), display_name: 'Ida Vogel', job_title: null, department: null, seen_at: new Date() });

/** The same promises as on PostgreSQL, kept by the engine that runs when DATABASE_URL is not set. */
describe('the embedded database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trellis-embedded-'));
  const open = () => openDatabase({ databaseUrl: undefined, databasePoolSize: 1, dataDir: join(folder, 'data') }, logger);
  let database: OpenDatabase;
  beforeAll(async () => { database = await open(); }, 60_000);
  afterAll(async () => {
    await database?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is made in place when the prepared copy cannot be had whole', async () => {
    const dataDir = join(folder, 'in-place');
    // The copy is first made under this name, which is taken.
    writeFileSync(`${dataDir}-${process.pid}`, '');
    const made = await openDatabase({ databaseUrl: undefined, databasePoolSize: 1, dataDir }, logger);
    expect(await made.inTenant(tenantId, (trx) => trx.selectFrom('people').select('id').execute())).toEqual([]);
    await made.close();
    expect(readdirSync(folder).sort()).toEqual(['data', 'in-place']);
  }, 60_000);

  it('keeps tenants apart below the code', async () => {
    await database.inTenant(tenantId, (trx) => trx.insertInto('people').values(person(tenantId)).execute());
    expect(await database.inTenant(randomUUID(), (trx) => trx.selectFrom('people').select('id').execute())).toEqual([]);
    await expect(database.inTenant(tenantId, (trx) => trx.insertInto('people').values(person(randomUUID())).execute())).rejects.toThrow(/row-level security/);
  });

  it('enqueues with the change, works while others use it, and ends cleanly', async () => {
    const jobs = await startJobs(database.engine, logger, { tenantId });
    const done: string[] = [];
    await jobs.work('embedded-job', async ({ id }) => {
      await database.inTenant(tenantId, (trx) => trx.selectFrom('people').select('id').execute());
      done.push(id);
    });
    const ids = Array.from({ length: 12 }, () => randomUUID());
    await Promise.all(ids.map((id) => database.inTenant(tenantId, (trx) => jobs.enqueue(trx, 'embedded-job', { id }))));
    await jobs.idle(AbortSignal.timeout(20_000));
    await jobs.close();
    expect([...done].sort()).toEqual([...ids].sort());
  }, 60_000);

  it('still has everything after a restart', async () => {
    await database.close();
    database = await open();
    expect(await database.inTenant(tenantId, (trx) => trx.selectFrom('people').select('display_name').execute())).toEqual([{ display_name: 'Ida Vogel' }]);
  }, 60_000);
});
