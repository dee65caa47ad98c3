import type { ScheduleInformation } from '@microsoft/microsoft-graph-types';
import { graphCall } from '../platform/graph/graph.ts';
import { isGraphFailure } from '../platform/graph/graph-error.ts';
import { BadInputError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { isIanaZone, knownZone } from '../rhythm/rhythm.ts';
import { holdOpportunity } from './change-opportunity.ts';
import type { TalkTimes } from './interview-contract.ts';
import { type Availability, slotMinutes, talkTimes, talkWindow, usualHours, type WorkingHours } from './talk-times.ts';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const address = ['id', 'mail', 'userPrincipalName'] as const;

/**
 * When both are free for a talk. Of the calendars only the merged view is read (Microsoft, "scheduleInformation resource
 * type"): what is in them, which Graph may add, is neither looked at nor kept.
 * @throws BadInputError, NotFoundError for an opportunity that one does not see, a GraphError
 */
export async function proposeTalkTimes(services: Pick<Services, 'database' | 'graph' | 'clock'>, actor: Actor, of: { opportunityId: string; intervieweeId: string; minutes: number; timeZone: string }, signal: AbortSignal): Promise<TalkTimes> {
  if (!isIanaZone(of.timeZone)) throw new BadInputError([{ field: 'query/timeZone', refused: 'unknown-time-zone' }]);
  if (of.intervieweeId === actor.personId) throw new BadInputError([{ field: 'query/intervieweeId', refused: 'interview-of-oneself' }]);
  await services.database.inTenant(actor.tenantId, (trx) => holdOpportunity(trx, actor, of.opportunityId));
  const session = services.graph.asPerson(actor);
  const two = await session.batch([
    graphCall('getMe', { query: { $select: address } }), graphCall('getUser', { params: { userId: of.intervieweeId }, query: { $select: address } }),
  ], { signal });
  if (!two[1].ok && isGraphFailure(two[1].error, 'not-found')) throw new BadInputError([{ field: 'query/intervieweeId', refused: 'not-in-directory' }]);
  const addresses = two.map((each) => {
    if (!each.ok) throw each.error;
    return each.value.mail ?? each.value.userPrincipalName ?? '';
  });
  const { from, to } = talkWindow(services.clock());
  const { value } = await session.call('getSchedule', { body: {
    Schedules: addresses, StartTime: inUtc(from), EndTime: inUtc(to), AvailabilityViewInterval: slotMinutes,
  } }, { signal });
  const schedules = addresses.map((each) => value.find(({ scheduleId }) => scheduleId?.toLowerCase() === each.toLowerCase()));
  if (!schedules.every(isOpen)) return { calendars: 'closed', hoursAssumed: false, times: [] };
  const hours = schedules.map(hoursOf);
  const people = schedules.map(({ availabilityView }, index): Availability => ({ free: [...availabilityView].map((slot) => slot === '0'), hours: hours[index] ?? usualHours(of.timeZone) }));
  return { calendars: 'read', hoursAssumed: hours.includes(null), times: talkTimes(people, from, of.minutes, of.timeZone).map((each) => each.toISOString()) };
}

const inUtc = (at: Date) => ({ dateTime: at.toISOString().slice(0, 19), timeZone: 'UTC' });

type Open = ScheduleInformation & { availabilityView: string };
const isOpen = (schedule: ScheduleInformation | undefined): schedule is Open => !!schedule && !schedule.error && !!schedule.availabilityView;

/** Null where the mailbox does not tell them, or tells them in a zone of its own making. */
function hoursOf({ workingHours }: ScheduleInformation): WorkingHours | null {
  const zone = knownZone(workingHours?.timeZone?.name);
  const [from, to] = [minuteOf(workingHours?.startTime), minuteOf(workingHours?.endTime)];
  const days = (workingHours?.daysOfWeek ?? []).map((day) => weekdays.indexOf(day) + 1).filter((day) => day > 0);
  return zone === null || from === null || to === null || days.length === 0 ? null : { days, from, to, zone };
}

/** Of Graph's `08:30:00.0000000`: minutes since midnight. */
function minuteOf(time: string | null | undefined): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(time ?? '') ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}
