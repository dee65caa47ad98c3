import type { Services } from '../platform/services.ts';
import { spreadStore } from './spread-store.ts';

declare module '../platform/jobs/jobs.ts' {
  interface JobData {
    'note-stewardship': { tenantId: string };
  }
}

const everySeconds = 86_400;

/** Notes, once a day, how looking after things stands in each community, so that it can be seen to spread over months. */
export async function startNotingStewardship({ database, jobs, clock, settings: { tenantId } }: Services): Promise<void> {
  const next = (startAfterSeconds: number) => database.inTenant(tenantId, (trx) => jobs.enqueue(trx, 'note-stewardship', { tenantId }, { singletonKey: 'daily', startAfterSeconds }));
  await jobs.work('note-stewardship', async () => {
    await database.inTenant(tenantId, (trx) => spreadStore.noteMonth(trx, tenantId, clock().toISOString().slice(0, 7)));
    await next(everySeconds);
  });
  await next(1);
}
