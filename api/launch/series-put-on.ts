import { happeningsStore } from '../communities/happenings-store.ts';
import { doWrites } from '../ledger/do-writes.ts';
import { type Intention, ledgerStore } from '../ledger/ledger-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { BadInputError, ConflictError, type RefusedField } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { stableGuid } from '../platform/stable-guid.ts';
import type { Language } from '../platform/words.ts';
import { rhythmStore } from '../rhythm/rhythm-store.ts';
import { partOf } from '../ties/ties.ts';
import type { Series, SeriesPage } from './series-contract.ts';
import { homeCalendar, holdSeries, seriesPageOf } from './series-plan.ts';
import { seriesStore } from './series-store.ts';
import { instantOf } from './series-times-contract.ts';
import { withdrawSeries, writesOfRound } from './series-withdraw.ts';
import type { SeriesEvent } from './steps/series-activity.ts';

/**
 * Puts a series on the community's calendar, all of it or none. Every activity is a write of the ledger, one after the
 * other: what Microsoft 365 refuses takes those before it off again and gives up the rest (`series-activity.ts`); while
 * it does not answer, the rest stays open, and is put there by the next request, visit or "finish it now", also of
 * another process. Asked for again, what is missing is put there.
 * @throws NotFoundError, NotAllowedError, CommunityClosedError, ConflictError (`no-series`, `no-calendar`), BadInputError for what has no name or is past
 */
export async function putSeriesOn(services: Services, actor: Actor, communityId: string, { language, signal }: { language: Language; signal: AbortSignal }): Promise<SeriesPage> {
  const { tenantId, personId } = actor;
  const now = services.clock();
  await services.database.inTenant(tenantId, async (trx) => {
    const series = await holdSeries(trx, actor, communityId);
    if (series.put) return;
    const calendar = await homeCalendar(trx, tenantId, communityId);
    if (!calendar) throw new ConflictError({ code: 'no-calendar' });
    const refused = refusals(series, now);
    if (refused.length > 0) throw new BadInputError(refused);
    const round = await seriesStore.setPut(trx, tenantId, communityId, { personId, now });
    const part = partOf(calendar.target);
    const where = { groupId: calendar.target.groupId, ...(part?.by === 'category' ? { category: part.category } : {}), round };
    await ledgerStore.intend(trx, tenantId, communityId, personId, intentions(communityId, series, where), now);
  });
  await doWrites(services, actor, communityId, { again: false, signal });
  return shown(services, actor, communityId, language);
}

/** Takes what is to come of a series off the calendar; it is a draft again. @throws as `putSeriesOn`, ConflictError (`being-done`) */
export async function takeSeriesOff(services: Services, actor: Actor, communityId: string, { language, signal }: { language: Language; signal: AbortSignal }): Promise<SeriesPage> {
  const { tenantId } = actor;
  await services.database.inTenant(tenantId, async (trx) => {
    const series = await holdSeries(trx, actor, communityId);
    if (!series.put) return;
    const now = services.clock();
    const { round } = await seriesStore.putting(trx, tenantId, communityId);
    const writes = await writesOfRound(trx, tenantId, communityId, round);
    if (await ledgerStore.areInHand(trx, tenantId, writes.map(({ id }) => id), now)) throw new ConflictError({ code: 'being-done' });
    await withdrawSeries(trx, actor, communityId, { now });
  });
  // Of what was to be taken off before and could not be, too.
  await doWrites(services, actor, communityId, { again: true, signal });
  return shown(services, actor, communityId, language);
}

/** What keeps a series from going on a calendar. */
function refusals({ activities, timeZone }: Series, now: Date): RefusedField[] {
  if (activities.length === 0) return [{ field: '/activities', refused: 'series-empty' }];
  return activities.flatMap(({ title, day, time }, index): RefusedField[] => [
    ...(title === '' ? [{ field: `/activities/${index}/title`, refused: 'activity-unnamed', values: { day, time } } as const] : []),
    ...(Date.parse(instantOf({ day, time }, timeZone).startsAt) <= now.getTime() ? [{ field: `/activities/${index}/day`, refused: 'activity-past', values: { title: title || time } } as const] : []),
  ]);
}

/** A write for each activity; each waits for the one before, so that nothing goes on after a refusal. */
function intentions(communityId: string, { activities, timeZone }: Series, { groupId, category, round }: Pick<SeriesEvent, 'groupId' | 'category' | 'round'>): Intention[] {
  let before: string | null = null;
  return activities.map(({ id, kind, title, about, day, time, minutes }) => {
    const content: SeriesEvent = { activityId: id, groupId, subject: title, about, startsAt: instantOf({ day, time }, timeZone).startsAt, minutes, timeZone, kind, round, ...(category === undefined ? {} : { category }) };
    const intention: Intention = {
      id: crypto.randomUUID(), step: 'series-activity', mark: stableGuid(`${communityId}\n${id}\n${round}`), key: `${communityId}/${id}/${round}`, content, needs: before === null ? [] : [before],
    };
    before = intention.id;
    return intention;
  });
}

/** The page as it is now; what this person knew of the calendar is asked for anew. */
async function shown({ database, clock }: Services, actor: Actor, communityId: string, language: Language): Promise<SeriesPage> {
  return database.inTenant(actor.tenantId, async (trx) => {
    await forgetView(trx, actor, communityId);
    return seriesPageOf(trx, actor, communityId, language, clock());
  });
}

/** What this person knew of the calendar is asked for anew. */
export async function forgetView(trx: TenantTransaction, { tenantId, personId }: Actor, communityId: string): Promise<void> {
  await happeningsStore.forgetOf(trx, tenantId, communityId, personId);
  await rhythmStore.forgetYear(trx, tenantId, communityId, personId);
}
