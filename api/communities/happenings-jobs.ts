import { forgetLeft } from '../membership/take-back.ts';
import { startRounds } from '../platform/jobs/rounds.ts';
import type { Services } from '../platform/services.ts';
import { importStore } from '../import/import-store.ts';
import { sightsStore } from '../practice/sights-store.ts';
import { wantTexts } from '../practice/texts/texts-jobs.ts';
import { textsStore } from '../practice/texts/texts-store.ts';
import { feedStore } from '../rhythm/feed-store.ts';
import { recordsStore } from '../rhythm/records-store.ts';
import { remindersStore } from '../rhythm/reminders/reminders-store.ts';
import { rhythmStore } from '../rhythm/rhythm-store.ts';
import { keptForMs } from './happening.ts';
import { happeningsStore } from './happenings-store.ts';

declare module '../platform/jobs/jobs.ts' {
  interface JobData {
    'forget-happenings': { tenantId: string };
    'forget-given-up': { tenantId: string };
  }
}

const everySeconds = 86_400;
const givenUpEverySeconds = 900;
/** What became of an import's rows is told for so long. */
const importsKeptMs = 90 * 86_400_000;

/** Forgets, once a day, what Microsoft 365 showed people who did not come back, and what files say that are no practice items any more, and imports of last season; and every quarter of an hour what can be taken back no longer. */
export async function startForgetting(services: Services): Promise<void> {
  const { database, jobs, clock, settings: { tenantId } } = services;
  await startRounds(services, 'forget-happenings', { firstAfterSeconds: 1, everySeconds }, async () => {
    const seenBefore = new Date(clock().getTime() - keptForMs);
    await database.inTenant(tenantId, async (trx) => {
      await happeningsStore.forget(trx, tenantId, seenBefore);
      await rhythmStore.forget(trx, tenantId, seenBefore);
      await remindersStore.forget(trx, tenantId, seenBefore);
      await sightsStore.forget(trx, tenantId, seenBefore);
      await textsStore.forgetUnwanted(trx, tenantId);
      await importStore.forget(trx, tenantId, new Date(clock().getTime() - importsKeptMs));
      await wantTexts({ jobs }, trx, tenantId);
    });
  });
  await startRounds(services, 'forget-given-up', { firstAfterSeconds: givenUpEverySeconds, everySeconds: givenUpEverySeconds }, () => forgetGivenUp(services));
}

/** Forgets for good what members left, took away or ended longer ago than they can take it back. */
export async function forgetGivenUp({ database, clock, settings: { tenantId } }: Pick<Services, 'database' | 'clock' | 'settings'>): Promise<void> {
  await database.inTenant(tenantId, async (trx) => {
    await forgetLeft(trx, tenantId, clock());
    await recordsStore.forgetRemoved(trx, tenantId, clock());
    await feedStore.forgetEnded(trx, tenantId, clock());
  });
}
