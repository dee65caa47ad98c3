/** Every format is the reader's: locale from Teams, zone from the browser. Instants come in as ISO 8601 UTC. */
export interface Clock { locale: string; timeZone: string }

export const readersZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A format, made once for each locale and zone: making one takes a hundred times as long as using it. */
function formats(options: Intl.DateTimeFormatOptions): (clock: Clock) => Intl.DateTimeFormat {
  const made = new Map<string, Intl.DateTimeFormat>();
  return ({ locale, timeZone }) => {
    const key = `${locale} ${timeZone}`;
    let format = made.get(key);
    if (!format) made.set(key, format = new Intl.DateTimeFormat(locale, { ...options, timeZone }));
    return format;
  };
}

const day = formats({ day: 'numeric', month: 'long', year: 'numeric' });
const month = { long: formats({ month: 'long', year: 'numeric' }), short: formats({ month: 'short', year: 'numeric' }) };
const weekday = formats({ weekday: 'long', day: 'numeric', month: 'long' });
const moment = formats({ day: 'numeric', month: 'long', year: 'numeric', hour: 'numeric', minute: '2-digit' });
const time = formats({ hour: 'numeric', minute: '2-digit' });
const leafDay = formats({ day: 'numeric' });
const leafMonth = formats({ month: 'short' });
const zone = formats({ timeZoneName: 'long', hour: 'numeric' });
const reading = formats({ dateStyle: 'short', timeStyle: 'short' });

export const formatDay = (at: string, clock: Clock): string => day(clock).format(new Date(at));

/** A calendar day has no zone: `2026-11-23` is that day everywhere. */
export const formatCalendarDay = (value: string, locale: string): string => day({ locale, timeZone: 'UTC' }).format(new Date(`${value}T00:00:00Z`));

/** A month, `2026-11`, which has no zone. */
export const formatMonth = (value: string, locale: string, length: 'long' | 'short' = 'long'): string =>
  month[length]({ locale, timeZone: 'UTC' }).format(new Date(`${value}-01T00:00:00Z`));

export const formatWeekday = (at: string, clock: Clock): string => weekday(clock).format(new Date(at));

/** Day and time: when something happened. */
export const formatMoment = (at: string, clock: Clock): string => moment(clock).format(new Date(at));

export const formatTime = (at: string, clock: Clock): string => time(clock).format(new Date(at));

const ranges = new Map<string, string>();

/**
 * From when until when. A range takes twenty times as long to put into words as a time, and within a day its words
 * depend on nothing but what the clock shows: what is at the same time of day, as most that repeats is, shares them.
 */
export function formatTimeRange(from: string, to: string, clock: Clock): string {
  const begin = new Date(from);
  const end = new Date(to);
  if (day(clock).format(begin) !== day(clock).format(end)) return time(clock).formatRange(begin, end);
  const key = `${clock.locale} ${time(clock).format(begin)} ${time(clock).format(end)}`;
  let words = ranges.get(key);
  if (words === undefined) ranges.set(key, words = time(clock).formatRange(begin, end));
  return words;
}

/** Day and month of a date for its leaf on the calendar. */
export function leafOf(at: string, clock: Clock): { day: string; month: string } {
  const date = new Date(at);
  return { day: leafDay(clock).format(date), month: leafMonth(clock).format(date) };
}

/** The zone's name at that instant, such as "Central European Standard Time". */
export function zoneName(at: string, clock: Clock): string {
  return zone(clock).formatToParts(new Date(at)).find((part) => part.type === 'timeZoneName')?.value ?? clock.timeZone;
}

/** True when clocks in the two zones show different times at that instant. */
export function clocksDiffer(at: string, one: string, other: string): boolean {
  if (one === other) return false;
  const read = (timeZone: string): string => {
    try {
      return reading({ locale: 'en', timeZone }).format(new Date(at));
    } catch {
      return '';
    }
  };
  const theirs = read(other);
  return theirs !== '' && read(one) !== theirs;
}

/** "3 days ago", in the largest unit that fits. */
export function formatAgo(at: string, now: number, locale: string): string {
  const seconds = (new Date(at).getTime() - now) / 1_000;
  const units: [Intl.RelativeTimeFormatUnit, number][] = [['year', 31_557_600], ['month', 2_629_800], ['week', 604_800], ['day', 86_400], ['hour', 3_600], ['minute', 60]];
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const [unit, length] of units) if (Math.abs(seconds) >= length) return relative.format(Math.round(seconds / length), unit);
  return relative.format(0, 'minute');
}
