import { type GraphWrite, type Intention, ledgerStore } from '../ledger/ledger-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Told } from '../platform/words.ts';
import { seriesStore } from './series-store.ts';
import type { SeriesEvent } from './steps/series-activity.ts';

/** The writes that put the series on the calendar this time. */
export async function writesOfRound(trx: TenantTransaction, tenantId: string, communityId: string, round: number): Promise<GraphWrite[]> {
  const writes = await ledgerStore.list(trx, tenantId, communityId, ['intended', 'failed', 'done']);
  return writes.filter(({ step, content }) => step === 'series-activity' && (content as SeriesEvent).round === round);
}

/**
 * Wants a series off the calendar again, the activities that have begun excepted, and makes it a draft. What is not there
 * yet is given up; what was tried without an answer is looked for, so that nothing is left behind.
 * @param how.why what Microsoft 365 said when it refused; absent when somebody takes the series off
 */
export async function withdrawSeries(trx: TenantTransaction, { tenantId, personId }: Pick<Actor, 'tenantId' | 'personId'>, communityId: string, { now, why = null }: { now: Date; why?: Told | null }): Promise<void> {
  const { round } = await seriesStore.putting(trx, tenantId, communityId);
  const writes = await writesOfRound(trx, tenantId, communityId, round);
  await takeOffCalendar(trx, { tenantId, personId }, communityId, writes, { round, now });
  await seriesStore.setDraft(trx, tenantId, communityId, why);
}

/** Wants events off the calendar that these writes put there, or may have put there. What is not there yet is given up; what has begun stays. */
export async function takeOffCalendar(trx: TenantTransaction, { tenantId, personId }: Pick<Actor, 'tenantId' | 'personId'>, communityId: string, writes: readonly GraphWrite[], { round, now }: { round: number; now: Date }): Promise<void> {
  await ledgerStore.giveUp(trx, tenantId, writes.filter(({ state }) => state !== 'done').map(({ id }) => id), now);
  const removals = writes.flatMap(({ id, state, mark, attempts, content, result }): Intention[] => {
    const { groupId, startsAt } = content as Pick<SeriesEvent, 'groupId' | 'startsAt'>;
    const eventId = (result as { eventId?: string } | null)?.eventId ?? '';
    if (Date.parse(startsAt) <= now.getTime() || (state !== 'done' && attempts === 0)) return [];
    return [{ id: crypto.randomUUID(), step: 'remove-activity', mark: id, key: `${id}/${round}`, content: { groupId, eventId, putBy: id, ...(eventId ? {} : { unsure: { mark, startsAt } }) } }];
  });
  await ledgerStore.intend(trx, tenantId, communityId, personId, removals, now);
}
