import { communityStore } from '../communities/community-store.ts';
import { membershipStore } from '../membership/membership-store.ts';
import { mayDescribe } from '../membership/membership-policy.ts';
import { NotAllowedError, NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { monthsUpTo, shareInTenths } from './spread.ts';
import { spreadStore } from './spread-store.ts';

/** How looking after things spreads in a community, for its members. Months of which nothing is known are left out. @throws NotFoundError, NotAllowedError */
export async function readSpread({ database, clock }: Pick<Services, 'database' | 'clock'>, { tenantId, personId }: Actor, communityId: string): Promise<{ months: { month: string; tenths: number | null }[] }> {
  return database.inTenant(tenantId, async (trx) => {
    if (!await communityStore.isThere(trx, tenantId, communityId)) throw new NotFoundError('community');
    const verdict = mayDescribe(await membershipStore.partOf(trx, tenantId, communityId, personId));
    if (!verdict.allowed) throw new NotAllowedError(verdict);
    const months = monthsUpTo(clock());
    const noted = await spreadStore.months(trx, tenantId, communityId, months);
    const now = (await spreadStore.measure(trx, tenantId, communityId)).get(communityId);
    if (now) noted.set(months.at(-1)!, shareInTenths(now));
    return { months: months.flatMap((month) => (noted.has(month) ? [{ month, tenths: noted.get(month)! }] : [])) };
  });
}
