/** Every format is the reader's: locale from Teams, zone from the browser. Instants come in as ISO 8601 UTC. */
export interface Clock { locale: string; timeZone: string }

export const readersZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const made = new Map<string, Intl.DateTimeFormat>();
function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const known = made.get(key);
  if (known) return known;
  const fresh = new Intl.DateTimeFormat(locale, options);
  made.set(key, fresh);
  return fresh;
}

export const formatDay = (at: string, { locale, timeZone }: Clock): string =>
  format(locale, { timeZone, day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(at));

/** A calendar day has no zone: `2026-11-23` is that day everywhere. */
export const formatCalendarDay = (value: string, locale: string): string =>
  format(locale, { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(`${value}T00:00:00Z`));

/** A month, `2026-11`, which has no zone. */
export const formatMonth = (month: string, locale: string, length: 'long' | 'short' = 'long'): string =>
  format(locale, { timeZone: 'UTC', month: length, year: 'numeric' }).format(new Date(`${month}-01T00:00:00Z`));

export const formatWeekday = (at: string, { locale, timeZone }: Clock): string =>
  format(locale, { timeZone, weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(at));

/** Day and time: when something happened. */
export const formatMoment = (at: string, { locale, timeZone }: Clock): string =>
  format(locale, { timeZone, day: 'numeric', month: 'long', year: 'numeric', hour: 'numeric', minute: '2-digit' }).format(new Date(at));

export const formatTime = (at: string, { locale, timeZone }: Clock): string =>
  format(locale, { timeZone, hour: 'numeric', minute: '2-digit' }).format(new Date(at));

export const formatTimeRange = (from: string, to: string, { locale, timeZone }: Clock): string =>
  format(locale, { timeZone, hour: 'numeric', minute: '2-digit' }).formatRange(new Date(from), new Date(to));

/** Day and month of a date for its leaf on the calendar. */
export function leafOf(at: string, { locale, timeZone }: Clock): { day: string; month: string } {
  const date = new Date(at);
  return {
    day: format(locale, { timeZone, day: 'numeric' }).format(date),
    month: format(locale, { timeZone, month: 'short' }).format(date),
  };
}

/** The zone's name at that instant, such as "Central European Standard Time". */
export function zoneName(at: string, { locale, timeZone }: Clock): string {
  const parts = format(locale, { timeZone, timeZoneName: 'long', hour: 'numeric' }).formatToParts(new Date(at));
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

/** True when clocks in the two zones show different times at that instant. */
export function clocksDiffer(at: string, one: string, other: string): boolean {
  if (one === other) return false;
  const read = (timeZone: string): string => {
    try {
      return format('en', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(at));
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
