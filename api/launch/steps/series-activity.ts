import { z } from 'zod';
import type { Step, StepDone, StillGoing } from '../../ledger/ledger.ts';
import { keepKind } from '../../rhythm/steps/keep-kind.ts';
import { putEvent } from '../../rhythm/steps/put-event.ts';
import { rhythmKind } from '../../rhythm/year-contract.ts';
import { withdrawSeries } from '../series-withdraw.ts';

const content = z.object({
  activityId: z.guid(), groupId: z.guid(), subject: z.string(), about: z.string(), startsAt: z.string(), minutes: z.number(), timeZone: z.string(), category: z.string().optional(), kind: rhythmKind,
  /** Which putting of the series it belongs to. */
  round: z.number(),
});
export type SeriesEvent = z.infer<typeof content>;

/**
 * Puts one activity of a series on the calendar. All of a series or none: when Microsoft 365 refuses one, those that are
 * there already are taken off again; when it does not answer, the rest is done as soon as it does.
 */
export const seriesActivity: Step<SeriesEvent> = {
  content,
  async do({ mark, content, session, options }): Promise<StepDone | StillGoing> {
    const { eventId } = await putEvent(session, mark, content, options);
    return { eventId };
  },
  then: keepKind,
  refused: (trx, { tenantId, communityId, personId, why, now }) => withdrawSeries(trx, { tenantId, personId }, communityId, { now, why }),
};
