import { z } from 'zod';
import { ledgerStore } from '../../ledger/ledger-store.ts';
import { type Step, type StepDone, type StillGoing, unlessGone } from '../../ledger/ledger.ts';

const content = z.object({ groupId: z.guid(), channelId: z.string(), tabId: z.string(), pinnedBy: z.guid() });

/** Takes away a tab that Trellis itself pinned; `pinnedBy` is the write that did it. */
export const removeTab: Step<z.infer<typeof content>> = {
  content,
  async do({ content: { groupId, channelId, tabId }, session, options }): Promise<StepDone | StillGoing> {
    await unlessGone(() => session.call('deleteTab', { params: { teamId: groupId, channelId, tabId } }, options));
    return {};
  },
  async then(trx, { tenantId, content: { pinnedBy } }) {
    await ledgerStore.markUndone(trx, tenantId, [pinnedBy]);
  },
};
