import { createHash, randomBytes } from 'node:crypto';
import ical, { ICalCalendarMethod } from 'ical-generator';

/** One time that a published activity takes place. */
export interface PublishedTime { activityId: string; subject: string; startsAt: Date; endsAt: Date; allDay: boolean; location: string | null; seenAt: Date }

/** A secret that nobody guesses: 256 bits. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of a secret. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Calendars ask again about this often, in seconds. */
const refreshSeconds = 3_600;

/**
 * A community's feed as iCalendar (RFC 5545). Each time of a series is an event of its own at its
 * instant in UTC, as Microsoft 365 computed it: so no reader has to know the rules of the meeting's
 * zone, and a time that daylight saving skips or doubles is where the calendar has it. A whole day is a
 * date without a zone. The address to join a meeting is not in it.
 */
export function writeFeed(name: string, page: string, times: readonly PublishedTime[]): string {
  const calendar = ical({ name, prodId: { company: 'Trellis', product: 'Rhythm' }, method: ICalCalendarMethod.PUBLISH, ttl: refreshSeconds, url: page });
  for (const { activityId, subject, startsAt, endsAt, allDay, location, seenAt } of times) {
    calendar.createEvent({ id: `${activityId}@trellis`, stamp: seenAt, start: startsAt, end: endsAt, ...(allDay ? { allDay, timezone: 'UTC' } : {}), summary: subject, ...(location ? { location } : {}), url: page });
  }
  return calendar.toString();
}
