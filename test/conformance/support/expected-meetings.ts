import { DateTime } from 'luxon';
import rrule, { type Weekday } from 'rrule';
import type { TenantEvent } from '../../../sandbox/tenant/tenant-file.ts';

const { RRule } = rrule;
const frequencies = {
  daily: RRule.DAILY, weekly: RRule.WEEKLY, absoluteMonthly: RRule.MONTHLY, relativeMonthly: RRule.MONTHLY,
  absoluteYearly: RRule.YEARLY, relativeYearly: RRule.YEARLY,
} as const;
const weekdays: Record<string, Weekday> = {
  monday: RRule.MO, tuesday: RRule.TU, wednesday: RRule.WE, thursday: RRule.TH, friday: RRule.FR, saturday: RRule.SA, sunday: RRule.SU,
};
const positions: Record<string, number> = { first: 1, second: 2, third: 3, fourth: 4, last: -1 };

/** A wall-clock time as rrule wants it: a Date whose UTC fields are the clock's. */
const floating = (wallClock: string) => new Date(`${wallClock.slice(0, 19)}Z`);

export interface Meeting { subject: string; startsAt: string; endsAt: string; timeZone: string }

/**
 * Meetings of a series between two instants, by a second opinion: the RRULE of RFC 5545 on the
 * wall clock of the series' own zone, each then turned into an instant with that day's offset.
 */
export function expectedMeetings(event: TenantEvent, from: DateTime, to: DateTime): Meeting[] {
  const zone = event.start.timeZone;
  const starts = floating(event.start.dateTime);
  const minutes = (floating(event.end.dateTime).getTime() - starts.getTime()) / 60_000;
  return wallClocks(event, starts, to).flatMap((clock) => {
    const start = DateTime.fromISO(clock.toISOString().slice(0, 19), { zone });
    const end = start.plus({ minutes });
    if (end <= from || start >= to) return [];
    return [{ subject: event.subject, startsAt: start.toUTC().toISO()!, endsAt: end.toUTC().toISO()!, timeZone: zone }];
  });
}

function wallClocks(event: TenantEvent, starts: Date, to: DateTime): Date[] {
  if (!event.recurrence) return [starts];
  const { pattern, range } = event.recurrence;
  const days = (pattern.daysOfWeek ?? []).map((name) => weekdays[name]!);
  const position = pattern.type.startsWith('relative') ? positions[pattern.index ?? 'first'] : undefined;
  const rule = new RRule({
    freq: frequencies[pattern.type],
    interval: pattern.interval,
    dtstart: starts,
    wkst: weekdays[pattern.firstDayOfWeek ?? 'sunday'],
    byweekday: days.length > 0 ? days : undefined,
    bysetpos: position,
    bymonthday: pattern.type.startsWith('absolute') ? pattern.dayOfMonth : undefined,
    bymonth: pattern.type.endsWith('Yearly') ? pattern.month : undefined,
    count: range.type === 'numbered' ? range.numberOfOccurrences : undefined,
    until: range.type === 'endDate' ? floating(`${range.endDate}T23:59:59`) : undefined,
  });
  return rule.between(starts, to.plus({ days: 2 }).toJSDate(), true);
}
