import type { DayOfWeek, PatternedRecurrence, RecurrencePattern } from '../../tenant/tenant-file.ts';

const DAY = 86_400_000;
const weekdays: DayOfWeek[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const positions = { first: 0, second: 1, third: 2, fourth: 3 } as const;

/**
 * The dates on which a series has an occurrence, in order, as `2026-09-07`. Pure calendar arithmetic: the dates are
 * those of the recurrence's own zone.
 * @param until the last date of interest; a series without end stops there
 * @see Microsoft Graph documentation: "recurrencePattern resource type", "recurrenceRange resource type"
 */
export function* occurrenceDates({ pattern, range }: PatternedRecurrence, until: string): Generator<string> {
  const first = dayNumber(range.startDate);
  const last = Math.min(dayNumber(until), range.type === 'endDate' ? dayNumber(range.endDate!) : Infinity);
  let left = range.type === 'numbered' ? range.numberOfOccurrences! : Infinity;
  for (const day of patternDays(pattern, first, last)) {
    if (day < first) continue;
    if (day > last || left === 0) return;
    left -= 1;
    yield dateOf(day);
  }
}

/** Days by number, in order, from the period that holds `first`; may begin before it. Ends after `last`. */
function* patternDays(pattern: RecurrencePattern, first: number, last: number): Generator<number> {
  if (pattern.type === 'daily') {
    for (let day = first; day <= last; day += pattern.interval) yield day;
    return;
  }
  if (pattern.type === 'weekly') {
    // Microsoft: firstDayOfWeek decides which days belong to one week when the interval is above 1; Sunday if not said.
    const weekStart = weekdays.indexOf(pattern.firstDayOfWeek ?? 'sunday');
    const offsets = pattern.daysOfWeek!.map((day) => (weekdays.indexOf(day) - weekStart + 7) % 7).sort((a, b) => a - b);
    const start = first - ((weekdayOf(first) - weekStart + 7) % 7);
    for (let week = start; week <= last; week += 7 * pattern.interval) {
      for (const offset of new Set(offsets)) yield week + offset;
    }
    return;
  }
  const months = pattern.type.endsWith('Yearly') ? 12 * pattern.interval : pattern.interval;
  const begin = new Date(first * DAY);
  const startMonth = pattern.type.endsWith('Yearly') ? pattern.month! - 1 : begin.getUTCMonth();
  for (let month = begin.getUTCFullYear() * 12 + startMonth; monthStart(month) <= last; month += months) {
    const day = pattern.type.startsWith('absolute') ? absoluteDay(month, pattern.dayOfMonth!) : relativeDay(month, pattern);
    if (day !== null) yield day;
  }
}

/** Outlook takes the last day of a month that is too short for the day asked for. */
function absoluteDay(month: number, dayOfMonth: number): number {
  return monthStart(month) + Math.min(dayOfMonth, daysIn(month)) - 1;
}

/** The n-th of the named weekdays in a month; with several names, they are counted together. */
function relativeDay(month: number, pattern: RecurrencePattern): number | null {
  const wanted = new Set(pattern.daysOfWeek!.map((day) => weekdays.indexOf(day)));
  const days = Array.from({ length: daysIn(month) }, (_, index) => monthStart(month) + index).filter((day) => wanted.has(weekdayOf(day)));
  const index = pattern.index ?? 'first';
  return (index === 'last' ? days.at(-1) : days[positions[index]]) ?? null;
}

/** Months are counted from year 0; days from 1970-01-01. */
function monthStart(month: number): number {
  return Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY;
}

function daysIn(month: number): number {
  return monthStart(month + 1) - monthStart(month);
}

function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

export function dateOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}
