import type { Services } from '../platform/services.ts';
import * as store from './sponsorship-store.ts';

/** The message in which a card showed itself. */
export interface Sighting { readonly conversationId: string; readonly activityId: string; readonly serviceUrl: string }

/**
 * A copy asked for its newest state, or was answered. When the process ended between sending a copy and
 * noting where, this is how it is found again: the copy is noted now; or, if it was sent a second time
 * in the meantime, the one that was never noted is removed, so that one lives on.
 */
export async function reconcileCopy(
  services: Pick<Services, 'database' | 'jobs' | 'clock'>, tenantId: string, cardId: string, seen: Sighting,
): Promise<'known' | 'adopted' | 'stray'> {
  return services.database.inTenant(tenantId, async (trx) => {
    const known = await store.findCard(trx, tenantId, cardId);
    if (!known || known.activity_id === seen.activityId) return 'known';
    await store.findForUpdate(trx, tenantId, known.sponsorship_id);
    const copy = await store.findCard(trx, tenantId, cardId);
    if (!copy || copy.activity_id === seen.activityId) return 'known';
    if (copy.activity_id === null) {
      await store.noteSent(trx, tenantId, cardId, seen);
      if (copy.kind === 'ask') await store.noteDelivery(trx, tenantId, copy.sponsorship_id, { state: 'delivered', reason: null }, services.clock());
      return 'adopted';
    }
    await services.jobs.enqueue(trx, 'remove-stray-card', { tenantId, ...seen }, { singletonKey: `${seen.conversationId}/${seen.activityId}` });
    return 'stray';
  });
}
