import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Services } from '../platform/services.ts';
import { type Following, restMs } from './following.ts';
import { hashOf } from './follow-one.ts';
import { followingsStore } from './followings-store.ts';

declare module '../platform/jobs/jobs.ts' {
  interface JobData {
    /** Look at a place because Microsoft 365 told of a change. */
    'look-at-place': { tenantId: string; subject: Following['subject']; graphId: string };
    /** Subscribe anew, or renew: a subscription was removed, or wants to be authorised again. */
    'follow-place': { tenantId: string; subject: Following['subject']; graphId: string };
    'note-team-deleted': { tenantId: string; groupId: string };
  }
}

/** A notification as Graph sends it (Microsoft, "changeNotification resource type"); what else is in it is not needed. */
const notification = z.object({
  subscriptionId: z.string().max(200),
  clientState: z.string().max(128).nullish(),
  tenantId: z.string().max(100).nullish(),
  changeType: z.enum(['created', 'updated', 'deleted']).nullish(),
  lifecycleEvent: z.string().max(60).nullish(),
});
export const notifications = z.object({ value: z.array(notification).max(1_000) });

/**
 * Takes up what Microsoft 365 tells: each known following is looked at, or followed anew, by a job;
 * nothing is asked here, so that the answer is quick. What belongs to no subscription of ours, bears
 * another secret or another tenant is left out without a word. A notification says only where to look:
 * one that is sent again, or by somebody else, makes Trellis look once more and changes nothing.
 *
 * @returns how many were taken up
 */
export async function takeUp(services: Services, tenantId: string, received: z.output<typeof notifications>): Promise<number> {
  const now = services.clock();
  return services.database.inTenant(tenantId, async (trx) => {
    const known = new Map((await followingsStore.findBySubscriptions(trx, tenantId, [...new Set(received.value.map(({ subscriptionId }) => subscriptionId))])).map((each) => [each.subscriptionId, each]));
    const taken = received.value.flatMap((each) => {
      const following = known.get(each.subscriptionId);
      const ours = following && isSecret(each.clientState ?? '', following.secretHash) && (each.tenantId ?? tenantId).toLowerCase() === tenantId;
      return ours ? [{ ...each, following }] : [];
    });
    for (const { following, lifecycleEvent, changeType } of taken) {
      const place = { tenantId, subject: following.subject, graphId: following.graphId };
      const options = { singletonKey: `${following.subject}/${following.graphId}` };
      if (lifecycleEvent === 'reauthorizationRequired' || lifecycleEvent === 'subscriptionRemoved') await services.jobs.enqueue(trx, 'follow-place', place, options);
      else if (following.subject === 'team' && changeType === 'deleted') await services.jobs.enqueue(trx, 'note-team-deleted', { tenantId, groupId: following.groupId }, options);
      // "missed" too: what was not told is seen by looking.
      else await services.jobs.enqueue(trx, 'look-at-place', place, { ...options, startAfterSeconds: secondsToRest(following.lookedAt, now) });
    }
    return taken.length;
  });
}

/** Many changes in a short time are looked at together. */
function secondsToRest(lookedAt: Date | null, now: Date): number {
  return lookedAt ? Math.ceil(Math.max(0, lookedAt.getTime() + restMs - now.getTime()) / 1_000) : 0;
}

/** Compares hashes, in constant time. */
function isSecret(given: string, hash: string): boolean {
  return hash !== '' && timingSafeEqual(Buffer.from(hashOf(given), 'hex'), Buffer.from(hash, 'hex'));
}
