import { DateTime } from 'luxon';
import type { GraphOptions, GraphSession } from '../../platform/graph/graph.ts';
import { unlessThere } from '../../ledger/ledger.ts';

/** What of an activity goes on a calendar. */
export interface EventToBe { groupId: string; subject: string; about?: string | undefined; startsAt: string; minutes: number; timeZone: string; category?: string | undefined; /** With a meeting in Teams, as far as the calendar has that. */ online?: boolean | undefined }

/**
 * Puts an event on a group's calendar and gives its id, and the link to its meeting where it has one. Graph answers a repeated `transactionId` with the event that is
 * there (Microsoft, "event resource type"). In an hour that comes twice, the zone's clock does not say which: it is given in UTC.
 */
export async function putEvent(session: GraphSession, mark: string, { groupId, subject, about, startsAt, minutes, timeZone, category, online = false }: EventToBe, options: GraphOptions): Promise<{ eventId: string; joinUrl: string | null }> {
  const start = DateTime.fromISO(startsAt, { zone: timeZone });
  const zone = start.getPossibleOffsets().length > 1 ? 'UTC' : timeZone;
  const local = (time: DateTime) => ({ dateTime: time.setZone(zone).toFormat("yyyy-MM-dd'T'HH:mm:ss"), timeZone: zone });
  const event = await unlessThere(() => session.call('createGroupEvent', {
    params: { groupId },
    body: {
      subject, start: local(start), end: local(start.plus({ minutes })), transactionId: mark,
      ...(about ? { body: { contentType: 'text', content: about } } : {}), ...(category === undefined ? {} : { categories: [category] }),
      ...(online ? { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' } : {}),
    },
  }, options));
  return { eventId: event?.id ?? await findEvent(session, mark, { groupId, startsAt }, options) ?? '', joinUrl: event?.onlineMeeting?.joinUrl ?? null };
}

/** The event that bears this mark; null when there is none around the time for which it was made. */
export async function findEvent(session: GraphSession, mark: string, { groupId, startsAt }: Pick<EventToBe, 'groupId' | 'startsAt'>, options: GraphOptions): Promise<string | null> {
  const [from, to] = [-1, 1].map((days) => new Date(Date.parse(startsAt) + days * 86_400_000).toISOString());
  const events = await session.list('listGroupCalendarView', { params: { groupId }, query: { startDateTime: from, endDateTime: to } }, options);
  return events.find(({ transactionId }) => transactionId === mark)?.id ?? null;
}
