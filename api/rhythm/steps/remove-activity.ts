import { z } from 'zod';
import { ledgerStore } from '../../ledger/ledger-store.ts';
import { type Step, type StepDone, type StillGoing, unlessGone } from '../../ledger/ledger.ts';

const content = z.object({ groupId: z.guid(), eventId: z.string(), putBy: z.guid() });

/** Takes an activity that Trellis itself put on a calendar off again; `putBy` is the write that did it. */
export const removeActivity: Step<z.infer<typeof content>> = {
  content,
  async do({ content: { groupId, eventId }, session, options }): Promise<StepDone | StillGoing> {
    await unlessGone(() => session.call('deleteGroupEvent', { params: { groupId, eventId } }, options));
    return {};
  },
  async then(trx, { tenantId, content: { putBy } }) {
    await ledgerStore.markUndone(trx, tenantId, [putBy]);
  },
};
