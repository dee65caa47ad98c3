/**
 * A day and an hour as a clock on the wall shows them, in a zone: what a series is planned in. The one rule by which
 * both API and tab know when that is, also where an hour is skipped or comes twice. It imports nothing.
 */
export interface WallTime { /** `2026-12-03` */ day: string; /** `15:00` */ time: string }

/** What daylight saving does to a time on the wall: nothing; it does not exist that day; it comes twice. */
export type ClockChange = 'none' | 'skipped' | 'doubled';

const dayMs = 86_400_000;

/**
 * When a clock in the zone shows this time. One that is skipped is as long after the change as it would have been
 * without (02:30 becomes 03:30); of one that comes twice, it is the first.
 */
export function instantOf({ day, time }: WallTime, timeZone: string): { startsAt: string; change: ClockChange } {
  const shown = Date.parse(`${day}T${time}:00Z`);
  const [before, after] = [offsetAt(shown - dayMs, timeZone), offsetAt(shown + dayMs, timeZone)];
  const fitting = [before, after].filter((offset) => offsetAt(shown - offset, timeZone) === offset);
  const change = fitting.length === 0 ? 'skipped' : before !== after && fitting.length === 2 ? 'doubled' : 'none';
  return { startsAt: new Date(shown - (change === 'none' ? fitting[0]! : before)).toISOString(), change };
}

/** What a clock in the zone shows at an instant. */
export function wallTimeOf(at: string, timeZone: string): WallTime {
  const ms = Date.parse(at);
  const shown = new Date(ms + offsetAt(ms, timeZone)).toISOString();
  return { day: shown.slice(0, 10), time: shown.slice(11, 16) };
}

/** So many days later, or earlier. */
export function moveDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** How many days from one to the other. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  return moveDay(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** Three months, as weeks. */
export const seriesWeeks = 13;

/** The first day that a series' layout shows, and the day after its last. */
export function windowOfSeries(startsOn: string): { from: string; to: string } {
  const from = mondayOf(startsOn);
  return { from, to: moveDay(from, seriesWeeks * 7) };
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** By how much the zone's clocks are ahead of UTC, in milliseconds. */
function offsetAt(ms: number, timeZone: string): number {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
    clocks.set(timeZone, clock);
  }
  const read: Record<string, number> = {};
  for (const { type, value } of clock.formatToParts(ms)) read[type] = Number(value);
  return Date.UTC(read['year']!, read['month']! - 1, read['day'], read['hour'], read['minute'], read['second']) - Math.floor(ms / 1_000) * 1_000;
}
