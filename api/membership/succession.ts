import { communityStore } from '../communities/community-store.ts';
import { NotAllowedError } from '../platform/errors.ts';
import type { Services } from '../platform/services.ts';
import { mayTakeOver } from './membership-policy.ts';
import { membershipStore } from './membership-store.ts';
import { successionFacts } from './succession-read-model.ts';

/**
 * A member coordinates a community that nobody coordinates any more. The first who says so does; others whom the
 * community asked may, too. Whoever is missing stops coordinating. Twice changes nothing.
 * @throws NotFoundError, CommunityClosedError, NotAllowedError
 */
export async function takeOver({ database }: Pick<Services, 'database'>, { tenantId, personId }: { tenantId: string; personId: string }, communityId: string): Promise<void> {
  await database.inTenant(tenantId, async (trx) => {
    await communityStore.holdOpen(trx, tenantId, communityId);
    const { myPart, ...facts } = await successionFacts(trx, tenantId, communityId, personId);
    if (myPart === 'coordinator') return;
    const verdict = mayTakeOver(myPart, facts);
    if (!verdict.allowed) throw new NotAllowedError(verdict);
    await membershipStore.setPart(trx, tenantId, communityId, personId, 'coordinator');
    await trx.updateTable('memberships').set({ part: 'active' })
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('part', '=', 'coordinator').where('gone_at', 'is not', null).execute();
  });
}
