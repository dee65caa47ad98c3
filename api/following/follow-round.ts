import type { Services } from '../platform/services.ts';
import { unfollow } from './follow-one.ts';
import { inHandMs } from './following.ts';
import { followingsStore } from './followings-store.ts';

const mostAtOnce = 500;

/**
 * Follows what communities are tied to by now, and no more: what is due (new, to be renewed, to be
 * asked again) is seen to by a job each, and subscriptions for what no community is tied to any more end.
 */
export async function followRound(services: Services, tenantId: string): Promise<void> {
  const now = services.clock();
  const dropped = await services.database.inTenant(tenantId, async (trx) => {
    const gone = await followingsStore.keepUpWithTies(trx, tenantId, now);
    for (const { subject, graphId } of await followingsStore.takeDue(trx, tenantId, now, new Date(now.getTime() + inHandMs), mostAtOnce)) {
      await services.jobs.enqueue(trx, 'follow-place', { tenantId, subject, graphId }, { singletonKey: `${subject}/${graphId}` });
    }
    return gone;
  });
  for (const following of dropped) await unfollow(services, tenantId, following);
}
