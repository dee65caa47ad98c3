import { setTimeout as pause } from 'node:timers/promises';
import { PgBoss, fromKysely } from 'pg-boss';
import type { Logger } from 'pino';
import type { Engine } from '../database/database.ts';
import type { Jobs } from './jobs.ts';

export interface RunningJobs extends Jobs {
  /** Lets what runs end, for at most ten seconds, and takes nothing new. */
  close(): Promise<void>;
}

const batchSize = 10;

export interface JobsOptions {
  /** Queues are a tenant's own: another tenant's workers, on the same database, could not do its work. */
  tenantId: string;
  retryDelaySeconds?: number;
}

/** Jobs by pg-boss on the product's own database. A failing job is tried nine times more, each time after about twice as long. */
export async function startJobs(engine: Engine, logger: Logger, { tenantId, retryDelaySeconds = 5 }: JobsOptions): Promise<RunningJobs> {
  const queueOf = (name: string) => `${name}/${tenantId}`;
  const boss = new PgBoss({ db: engine.forJobs, backend: engine.backend, schedule: false, monitorIntervalSeconds: 300, maintenanceIntervalSeconds: 3_600 });
  boss.on('error', (error) => logger.warn({ err: error }, 'jobs cannot reach the database'));
  await boss.start();
  // Who may change a tenant's rows may enqueue what follows from it, in the same transaction.
  await engine.forJobs.executeSql('grant usage on schema pgboss to trellis_api; grant select, insert on all tables in schema pgboss to trellis_api');
  const workers = new Map<string, string>();
  /** Queues in which something is due or under way. */
  const busy = async (): Promise<string[]> => {
    const { rows } = await engine.forJobs.executeSql("select distinct name from pgboss.job where state < 'completed' and start_after <= now()");
    return rows.map(({ name }: { name: string }) => name);
  };
  return {
    async enqueue(trx, name, data, options = {}) {
      await boss.send(queueOf(name), data as object, {
        db: fromKysely(trx), singletonKey: options.singletonKey ?? crypto.randomUUID(), ...(options.startAfterSeconds ? { startAfter: options.startAfterSeconds } : {}),
      });
    },
    async enqueueAll(trx, name, data) {
      if (data.length > 0) await boss.insert(queueOf(name), data.map((each) => ({ data: each as object, singletonKey: crypto.randomUUID() })), { db: fromKysely(trx) });
    },
    async work(name, handler) {
      // "short": one waiting job for each singleton key.
      await boss.createQueue(queueOf(name), { policy: 'short', retryLimit: 9, retryDelay: retryDelaySeconds, retryBackoff: true, retryDelayMax: 86_400, expireInSeconds: 120, deleteAfterSeconds: 7 * 86_400 });
      const worker = await boss.work<object>(queueOf(name), { batchSize, burstWhenBatchFull: true, perJobResults: true, pollingIntervalSeconds: 0.5 }, async (jobs) => Promise.all(jobs.map(async (job) => {
        try {
          await handler(job.data as never, { signal: job.signal });
          return { id: job.id, status: 'completed' as const };
        } catch (error) {
          logger.warn({ job: name, jobId: job.id, err: error }, 'a job failed and will be tried again');
          return { id: job.id, status: 'failed' as const, output: { code: error instanceof Error && 'code' in error ? error.code : 'unknown' } };
        }
      })));
      workers.set(queueOf(name), worker);
    },
    async idle(signal) {
      for (let queues = await busy(); queues.length > 0; queues = await busy()) {
        for (const queue of queues) if (workers.has(queue)) boss.notifyWorker(workers.get(queue)!);
        await pause(50, undefined, { signal });
      }
    },
    close: () => boss.stop({ graceful: true, timeout: 10_000, close: false }),
  };
}
