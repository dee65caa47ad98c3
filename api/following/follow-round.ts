import { importStore } from '../import/import-store.ts';
import type { Services } from '../platform/services.ts';
import { unfollow } from './follow-one.ts';
import { goesWell, inHeaps } from './follow-together.ts';
import { inHandMs, soonMs } from './following.ts';
import { followingsStore } from './followings-store.ts';

const mostAtOnce = 500;

/**
 * Follows what communities are tied to by now, and no more: what is due is seen to by jobs, many to a round trip where it goes
 * well (to be renewed, to be asked again), one each where not (new, in trouble). Subscriptions for what no community is tied to any more end.
 * While an import is under way, which somebody waits for, what is not followed yet waits: both take of the same limits of Microsoft, and the import has just seen what it ties.
 */
export async function followRound(services: Services, tenantId: string): Promise<void> {
  const now = services.clock();
  const dropped = await services.database.inTenant(tenantId, async (trx) => {
    const gone = await followingsStore.keepUpWithTies(trx, tenantId, now);
    const due = await followingsStore.takeDue(trx, tenantId, { now, until: new Date(now.getTime() + inHandMs), soonMs, limit: mostAtOnce, onlyFollowed: await importStore.isAnyRunning(trx, tenantId, now) });
    for (const places of inHeaps(due.filter(goesWell), now)) await services.jobs.enqueue(trx, 'follow-together', { tenantId, places });
    for (const { subject, graphId } of due.filter((each) => !goesWell(each))) {
      await services.jobs.enqueue(trx, 'follow-place', { tenantId, subject, graphId }, { singletonKey: `${subject}/${graphId}` });
    }
    return gone;
  });
  for (const following of dropped) await unfollow(services, tenantId, following);
}
