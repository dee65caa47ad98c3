import { communityStore } from '../../communities/community-store.ts';
import type { TenantTransaction } from '../../platform/database/database.ts';
import type { FoundTie } from '../ties.ts';
import { tiesStore } from '../ties-store.ts';

/** Ties a community to a place that was made for it: the tie that it mends points to it, else there is one more. */
export async function tieMade(
  trx: TenantTransaction, { tenantId, communityId, personId, now }: { tenantId: string; communityId: string; personId: string; now: Date }, mends: string | null, found: FoundTie,
): Promise<void> {
  await communityStore.hold(trx, tenantId, communityId);
  const broken = mends && (await tiesStore.list(trx, tenantId, communityId)).find((tie) => tie.id === mends && tie.kind === found.target.kind);
  if (broken) await tiesStore.pointElsewhere(trx, tenantId, communityId, broken, found, { personId, now });
  else await tiesStore.add(trx, tenantId, communityId, [found], { personId, now });
}
