import { ProblemError } from '../errors.ts';
import type { Services } from '../services.ts';
import type { JobData, JobName } from './jobs.ts';

/** Jobs that need to know no more than whose they are. */
type RoundName = { [N in JobName]: JobData[N] extends { tenantId: string } ? { tenantId: string } extends JobData[N] ? N : never : never }[JobName];

/** After a round that failed the next comes so soon, if not sooner anyway. */
const afterTroubleSeconds = 300;

/**
 * Work that comes again and again for as long as Trellis runs: one job after another, each of which asks for the next. A round that
 * fails asks for it, too: a job is tried ten times only, and an outage may last for days.
 * @param round may say after how many seconds the next is wanted
 */
export async function startRounds(
  { database, jobs, logger, settings: { tenantId } }: Pick<Services, 'database' | 'jobs' | 'logger' | 'settings'>, name: RoundName,
  { firstAfterSeconds, everySeconds }: { firstAfterSeconds: number; everySeconds: number }, round: () => Promise<number | void>,
): Promise<void> {
  const next = (startAfterSeconds: number) => database.inTenant(tenantId, (trx) => jobs.enqueue(trx, name, { tenantId }, { singletonKey: 'round', startAfterSeconds }));
  await jobs.work(name, async () => {
    let after = everySeconds;
    try {
      after = (await round()) ?? everySeconds;
    } catch (error) {
      logger.warn({ round: name, ...(error instanceof ProblemError || (error instanceof Error && 'code' in error) ? { code: error.code } : { err: error }) }, 'a round failed; the next comes soon');
      after = Math.min(everySeconds, afterTroubleSeconds);
    }
    await next(after);
  });
  await next(firstAfterSeconds);
}
