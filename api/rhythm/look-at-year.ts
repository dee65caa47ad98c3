import type { Event } from '@microsoft/microsoft-graph-types';
import { readTiesToLookAt } from '../communities/community-read-model.ts';
import { toTrouble } from '../communities/look-around.ts';
import { communityStore } from '../communities/community-store.ts';
import { ConsentNeededError, NotFoundError } from '../platform/errors.ts';
import { GraphError } from '../platform/graph/graph-error.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { isAboutPlace } from '../ties/check-ties.ts';
import { partOf } from '../ties/ties.ts';
import type { Tie } from '../ties/ties-contract.ts';
import { isInPart, type OwnEvents } from './calendar-part.ts';
import type { GraphEvent } from './rhythm.ts';
import { planReminders } from './reminders/plan-reminders.ts';
import { renewPublished } from './publish.ts';
import { rhythmStore } from './rhythm-store.ts';
import { type CalendarSight, currentSight, isOldYear, maxYear, type SeenYear, toSeen, windowOf, type YearLook } from './seen-year.ts';

/** What a page waits for Graph, at most. */
const deadlineMs = 8_000;
/** Events a page: a year of weekly meetings comes in one. */
const pageSize = 250;

/**
 * The past and the next twelve months of a community's calendars, as this person may see them: from
 * what is known when that is younger than five minutes, else from Graph. When Graph does not answer,
 * what is known stays, and the trouble is named.
 * @throws NotFoundError, and ConsentNeededError when Microsoft 365 wants the person's consent first
 */
export async function lookAtYear(services: Services, actor: Actor, communityId: string, signal: AbortSignal): Promise<YearLook & { calendars: Tie[] }> {
  const { tenantId, personId } = actor;
  const known = await services.database.inTenant(tenantId, async (trx) => {
    const found = await readTiesToLookAt(trx, tenantId, personId, communityId);
    if (!found) throw new NotFoundError('community');
    return { calendars: found.ties.filter(({ kind }) => kind === 'calendar'), own: { mark: communityId, eventIds: found.ownEvents }, year: await rhythmStore.findYear(trx, tenantId, communityId, personId) };
  });
  const { calendars } = known;
  const now = services.clock();
  if (!isOldYear(known.year, calendars, now)) return { year: known.year ?? { ties: {} }, trouble: null, calendars };

  const session = services.graph.asPerson(actor);
  const { from, to } = windowOf(now);
  const year: SeenYear = { ties: {} };
  let trouble: YearLook['trouble'] = null;
  await Promise.all(calendars.map(async (tie) => {
    try {
      const events = await session.list('listGroupCalendarView', {
        params: { groupId: tie.target.groupId },
        query: { startDateTime: from.toISOString(), endDateTime: to.toISOString(), $orderby: 'start/dateTime', $top: pageSize },
      }, { signal, deadlineMs, limit: maxYear });
      year.ties[tie.id] = sightOf(tie, events, known.own, now);
    } catch (error) {
      const refusedToken = error instanceof ConsentNeededError && error.cause instanceof GraphError;
      if (!refusedToken && !(error instanceof GraphError)) throw error;
      if (error instanceof GraphError && isAboutPlace(error)) {
        year.ties[tie.id] = { asOf: now.toISOString(), sight: 'closed', ...(partOf(tie.target) ? { part: partOf(tie.target) } : {}), activities: [], cut: false };
        return;
      }
      const before = currentSight(known.year, tie);
      if (before) year.ties[tie.id] = before;
      trouble ??= error instanceof GraphError ? toTrouble(error) : error.told;
    }
  }));
  await services.database.inTenant(tenantId, async (trx) => {
    // Deleted while Graph was asked.
    if (!await communityStore.isThere(trx, tenantId, communityId)) throw new NotFoundError('community');
    await rhythmStore.saveYear(trx, tenantId, communityId, personId, year, now);
    await renewPublished(trx, actor, communityId, calendars, year, now);
    await planReminders(trx, actor, communityId, now);
  });
  return { year, trouble, calendars };
}

function sightOf({ target }: Tie, events: readonly Event[], own: OwnEvents, now: Date): CalendarSight {
  const part = partOf(target);
  const ours = (events as GraphEvent[]).filter((event) => isInPart(event, part, own));
  return { asOf: now.toISOString(), sight: 'open', ...(part ? { part } : {}), activities: toSeen(ours, target.groupId), cut: events.length >= maxYear };
}
