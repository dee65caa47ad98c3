import type { Finished } from '../../ledger/ledger.ts';
import type { TenantTransaction } from '../../platform/database/database.ts';
import { rhythmStore } from '../rhythm-store.ts';
import { singleActivityId } from '../seen-year.ts';
import type { RhythmKind } from '../year-contract.ts';

/** Of an activity that Trellis put on a calendar, the kind is known: it need not be told from the subject. */
export async function keepKind(trx: TenantTransaction, { tenantId, communityId, personId, content: { groupId, kind }, done, now }: Finished<{ groupId: string; kind?: RhythmKind | undefined }>): Promise<void> {
  if (!kind || !done['eventId']) return;
  await rhythmStore.setKind(trx, tenantId, communityId, singleActivityId(groupId, done['eventId']), kind, { personId, now });
}
