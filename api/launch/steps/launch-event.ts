import { z } from 'zod';
import type { Step, StepDone, StillGoing } from '../../ledger/ledger.ts';
import { keepKind } from '../../rhythm/steps/keep-kind.ts';
import { putEvent } from '../../rhythm/steps/put-event.ts';
import { rhythmKind } from '../../rhythm/year-contract.ts';
import { withdrawLaunchEvent } from '../launch-event-withdraw.ts';
import { planStore } from '../plan-store.ts';

const content = z.object({
  groupId: z.guid(), subject: z.string(), about: z.string(), startsAt: z.string(), minutes: z.number(), timeZone: z.string(), category: z.string().optional(), online: z.boolean(), kind: rhythmKind,
  /** Which putting of the event it belongs to. */
  round: z.number(),
});
export type LaunchEventContent = z.infer<typeof content>;

/** Puts the launch event on the calendar. A calendar may give it no meeting though one was asked for: then it has none. */
export const launchEvent: Step<LaunchEventContent> = {
  content,
  async do({ mark, content, session, options }): Promise<StepDone | StillGoing> {
    const { eventId, joinUrl } = await putEvent(session, mark, content, options);
    return { eventId, ...(joinUrl === null ? {} : { joinUrl }) };
  },
  async then(trx, finished) {
    const { tenantId, communityId, personId, now } = finished;
    await keepKind(trx, finished);
    await planStore.tickByKey(trx, tenantId, communityId, 'launch-event', { personId, now });
  },
  refused: (trx, { tenantId, communityId, personId, why, now }) => withdrawLaunchEvent(trx, { tenantId, personId }, communityId, { now, why }),
};
