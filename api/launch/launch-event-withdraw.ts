import { type GraphWrite, ledgerStore } from '../ledger/ledger-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Told } from '../platform/words.ts';
import { planStore } from './plan-store.ts';
import { takeOffCalendar } from './series-withdraw.ts';

/** The write that puts the launch event on the calendar this time. */
export async function writesOfEvent(trx: TenantTransaction, tenantId: string, communityId: string, round: number): Promise<GraphWrite[]> {
  const writes = await ledgerStore.list(trx, tenantId, communityId, ['intended', 'failed', 'done']);
  return writes.filter(({ step, content }) => step === 'launch-event' && (content as { round: number }).round === round);
}

/**
 * Wants the launch event off the calendar again, or given up. Its step is open again.
 * @param how.why what Microsoft 365 said when it refused; absent when somebody takes it off
 */
export async function withdrawLaunchEvent(trx: TenantTransaction, { tenantId, personId }: Pick<Actor, 'tenantId' | 'personId'>, communityId: string, { now, why = null }: { now: Date; why?: Told | null }): Promise<void> {
  const { round } = await planStore.event(trx, tenantId, communityId);
  await takeOffCalendar(trx, { tenantId, personId }, communityId, await writesOfEvent(trx, tenantId, communityId, round), { round, now });
  await planStore.withdrawEvent(trx, tenantId, communityId, why);
  await planStore.tickByKey(trx, tenantId, communityId, 'launch-event', null);
}
