import type { z } from 'zod';
import { unlessGone } from '../ledger/ledger.ts';
import { toPerson } from '../membership/people-directory.ts';
import { peopleStore } from '../membership/people-store.ts';
import { BadInputError, NotFoundError } from '../platform/errors.ts';
import { isGraphFailure } from '../platform/graph/graph-error.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { type Language, sayIn } from '../platform/words.ts';
import { isIanaZone } from '../rhythm/rhythm.ts';
import { interviewLink } from '../teams/deep-link.ts';
import { holdOpportunity } from './change-opportunity.ts';
import { holdInterview, InterviewWithdrawnError } from './hold-interview.ts';
import { eventTime, instantOf } from './interview.ts';
import type { planInterview as contract } from './interview-contract.ts';
import { interviewStore } from './interview-store.ts';

type Plan = z.output<(typeof contract)['body']>;
type Needed = Pick<Services, 'database' | 'clock' | 'graph' | 'settings'>;

/**
 * Plans a talk and puts it on the interviewer's calendar, from where the other person is invited. The row says what is
 * intended before Graph is asked, and its mark is the event's `transactionId`: however often this is sent, and wherever
 * it breaks off, there is one event (Microsoft, "event resource type"). Trouble with Graph leaves the talk planned and its
 * calendar open.
 * @throws BadInputError, NotFoundError, InterviewWithdrawnError, a GraphError
 */
export async function planInterview(services: Needed, actor: Actor, id: string, plan: Plan, asked: { language: Language; signal: AbortSignal }): Promise<void> {
  const { tenantId, personId } = actor;
  const now = services.clock();
  if (plan.intervieweeId === personId) throw new BadInputError([{ field: '/intervieweeId', refused: 'interview-of-oneself' }]);
  const time = plan.time && readTime(plan.time, now);
  const session = services.graph.asPerson(actor);
  const user = await session.call('getUser', { params: { userId: plan.intervieweeId }, query: { $select: ['id', 'displayName', 'jobTitle', 'department', 'userPrincipalName', 'mail'] } }, { signal: asked.signal }).catch((error: unknown) => {
    if (isGraphFailure(error, 'not-found')) throw new BadInputError([{ field: '/intervieweeId', refused: 'not-in-directory' }]);
    throw error;
  });
  const interviewee = toPerson(user)!;
  const { opportunity, held } = await services.database.inTenant(tenantId, async (trx) => {
    const opportunity = await holdOpportunity(trx, actor, plan.opportunityId);
    await peopleStore.remember(trx, tenantId, [interviewee], now);
    await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
    await interviewStore.insert(trx, tenantId, { id, opportunityId: plan.opportunityId, interviewerId: personId, intervieweeId: plan.intervieweeId }, now);
    const held = await holdInterview(trx, actor, id, 'interviewer');
    if (held.opportunityId !== plan.opportunityId || held.intervieweeId !== plan.intervieweeId) throw new NotFoundError('interview');
    if (held.state === 'withdrawn') throw new InterviewWithdrawnError();
    // What is on the calendars stays as it is until it is cancelled.
    if (held.eventId !== null) return { opportunity, held };
    const same = time !== null && held.state === 'planned' && held.startsAt?.getTime() === time.at.getTime() && held.minutes === time.minutes;
    const next = { state: 'planned' as const, startsAt: time?.at ?? null, minutes: time?.minutes ?? null, timeZone: same ? held.timeZone : time?.timeZone ?? null, eventMark: time === null ? null : same ? held.eventMark : crypto.randomUUID(), eventId: null };
    await interviewStore.setTime(trx, tenantId, id, next);
    return { opportunity, held: { ...held, ...next } };
  });
  if (held.eventId !== null || held.startsAt === null || held.eventMark === null) return;
  const zone = held.timeZone ?? 'UTC';
  const say = sayIn(asked.language);
  const event = await session.call('createOwnEvent', { body: {
    subject: say('launch.talk.subject', { name: opportunity.name }),
    body: { contentType: 'text', content: say('launch.talk.invitation', { who: actor.displayName, name: opportunity.name, about: opportunity.about, link: interviewLink(services.settings, id) }) },
    start: eventTime(held.startsAt, zone), end: eventTime(new Date(held.startsAt.getTime() + (held.minutes ?? 30) * 60_000), zone),
    attendees: [{ type: 'required', emailAddress: { address: user.mail ?? user.userPrincipalName ?? '', name: interviewee.displayName } }], isOnlineMeeting: true, transactionId: held.eventMark,
  } }, { signal: asked.signal });
  await services.database.inTenant(tenantId, async (trx) => {
    const after = await holdInterview(trx, actor, id, 'interviewer');
    if (after.eventMark === held.eventMark) await interviewStore.setTime(trx, tenantId, id, { ...after, eventId: event.id ?? '' });
  });
}

function readTime({ at, timeZone, minutes, which }: NonNullable<Plan['time']>, now: Date): { at: Date; timeZone: string; minutes: number } {
  if (!isIanaZone(timeZone)) throw new BadInputError([{ field: '/time/timeZone', refused: 'unknown-time-zone' }]);
  const read = instantOf(at, timeZone, which);
  if ('refused' in read) throw new BadInputError([{ field: read.refused === 'hour-twice' ? '/time/which' : '/time/at', refused: read.refused }]);
  if (read.at <= now) throw new BadInputError([{ field: '/time/at', refused: 'talk-in-the-past' }]);
  return { at: read.at, timeZone, minutes };
}

/** Takes a talk off both calendars; twice changes nothing. @throws NotFoundError, a GraphError */
export async function cancelInterview(services: Needed, actor: Actor, id: string, signal: AbortSignal): Promise<void> {
  const held = await services.database.inTenant(actor.tenantId, (trx) => holdInterview(trx, actor, id, 'interviewer'));
  const { eventId } = held;
  if (eventId !== null) await unlessGone(() => services.graph.asPerson(actor).call('deleteOwnEvent', { params: { eventId } }, { signal }));
  await services.database.inTenant(actor.tenantId, async (trx) => {
    const now = await holdInterview(trx, actor, id, 'interviewer');
    if (now.state === 'planned' && now.eventId === eventId) await interviewStore.setTime(trx, actor.tenantId, id, { ...now, state: 'cancelled', eventMark: null, eventId: null });
  });
}
