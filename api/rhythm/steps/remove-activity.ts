import { z } from 'zod';
import { ledgerStore } from '../../ledger/ledger-store.ts';
import { type Step, type StepDone, type StillGoing, unlessGone } from '../../ledger/ledger.ts';
import { findEvent } from './put-event.ts';

const content = z.object({
  groupId: z.guid(), eventId: z.string(), putBy: z.guid(),
  /** By what an event is known of which no answer came, so that nobody knows whether it was made. */
  unsure: z.object({ mark: z.string(), startsAt: z.string() }).optional(),
});

/** Takes an activity that Trellis itself put on a calendar off again; `putBy` is the write that did it. */
export const removeActivity: Step<z.infer<typeof content>> = {
  content,
  async do({ content: { groupId, eventId, unsure }, session, options }): Promise<StepDone | StillGoing> {
    const id = unsure ? await findEvent(session, unsure.mark, { groupId, startsAt: unsure.startsAt }, options) : eventId;
    if (id) await unlessGone(() => session.call('deleteGroupEvent', { params: { groupId, eventId: id } }, options));
    return {};
  },
  async then(trx, { tenantId, content: { putBy } }) {
    await ledgerStore.markUndone(trx, tenantId, [putBy]);
  },
};
