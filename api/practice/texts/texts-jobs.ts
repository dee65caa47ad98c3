import type { TenantTransaction } from '../../platform/database/database.ts';
import type { Services } from '../../platform/services.ts';
import { inHandMs, readTexts } from './read-texts.ts';

declare module '../../platform/jobs/jobs.ts' {
  interface JobData {
    'read-texts': { tenantId: string };
  }
}

/** Files read in one job. */
export const perJob = 100;

/** Reads texts soon of what has changed in libraries that Trellis follows as itself; harmless where nothing has. */
export const wantTexts = ({ jobs }: Pick<Services, 'jobs'>, trx: TenantTransaction, tenantId: string, startAfterSeconds = 0): Promise<void> =>
  jobs.enqueue(trx, 'read-texts', { tenantId }, { singletonKey: startAfterSeconds > 0 ? 'texts later' : 'texts', startAfterSeconds });

export async function startReadingTexts(services: Services): Promise<void> {
  const { database, jobs, graph } = services;
  await jobs.work('read-texts', async ({ tenantId }, { signal }) => {
    const { more, inTrouble } = await readTexts(services, graph.asApp(tenantId), tenantId, 'followed', perJob, signal);
    if (more || inTrouble) await database.inTenant(tenantId, (trx) => wantTexts(services, trx, tenantId, inTrouble ? inHandMs / 1_000 + 1 : 0));
  });
}
