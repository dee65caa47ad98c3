import type { z } from 'zod';
import { BadInputError, NotFoundError } from '../platform/errors.ts';
import { GraphError } from '../platform/graph/graph-error.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { categoriesOf, proposedPart } from '../rhythm/calendar-part.ts';
import type { GraphEvent } from '../rhythm/rhythm.ts';
import { changingTies } from './change-ties.ts';
import { cannotSay, isAboutPlace } from './check-ties.ts';
import type { CalendarPart, lookAtCalendar as contract, Tie } from './ties-contract.ts';
import { tiesStore } from './ties-store.ts';

const dayMs = 86_400_000;
/** Half a year back and ahead, and at most so many events, are enough to know what people call things. */
const daysAround = 180;
const mostEvents = 500;

/**
 * What of a team's calendar can be told apart, as the person sees it, and which communities have it already.
 * @throws NotFoundError when it is not there, or not for this person; what `cannotSay` gives
 */
export async function lookAtCalendar(services: Services, actor: Actor, groupId: string, name: string, signal: AbortSignal): Promise<z.input<(typeof contract)['response']>> {
  const now = services.clock().getTime();
  try {
    const events = await services.graph.asPerson(actor).list('listGroupCalendarView', {
      params: { groupId },
      query: { $select: ['categories'], $top: mostEvents, startDateTime: new Date(now - daysAround * dayMs).toISOString(), endDateTime: new Date(now + daysAround * dayMs).toISOString() },
    }, { signal, limit: mostEvents });
    const categories = categoriesOf(events as GraphEvent[]);
    const communities = await services.database.inTenant(actor.tenantId, (trx) => tiesStore.communitiesOn(trx, actor.tenantId, groupId));
    return { categories, communities, proposed: proposedPart(categories, name, communities.length > 0) ?? null };
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    if (isAboutPlace(error) || error.failure === 'bad-request') throw new NotFoundError('calendar');
    throw cannotSay(error);
  }
}

/** Says which events of a tied calendar are the community's. @throws NotFoundError, NotAllowedError, BadInputError for what is no calendar */
export async function chooseCalendarPart(services: Services, actor: Actor, communityId: string, tieId: string, part: CalendarPart | undefined): Promise<Tie> {
  return changingTies(services, actor, communityId, async (trx, ties) => {
    const tie = ties.find((each) => each.id === tieId);
    if (!tie) throw new NotFoundError('tie');
    if (tie.target.kind !== 'calendar') throw new BadInputError([{ field: 'path/tieId', refused: 'no-calendar' }]);
    return tiesStore.choosePart(trx, actor.tenantId, communityId, tie, part, { personId: actor.personId, now: services.clock() });
  });
}
