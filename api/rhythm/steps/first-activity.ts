import { z } from 'zod';
import type { Step, StepDone, StillGoing } from '../../ledger/ledger.ts';
import { activityKind } from '../../templates/templates-contract.ts';
import { keepKind } from './keep-kind.ts';
import { putEvent } from './put-event.ts';

const content = z.object({ groupId: z.guid(), subject: z.string(), startsAt: z.string(), minutes: z.number(), timeZone: z.string(), category: z.string().optional(), kind: activityKind.optional() });

/** Puts a new community's first activity on its calendar. */
export const firstActivity: Step<z.infer<typeof content>> = {
  content,
  async do({ mark, content, session, options }): Promise<StepDone | StillGoing> {
    const { eventId } = await putEvent(session, mark, content, options);
    return { eventId };
  },
  then: keepKind,
};
