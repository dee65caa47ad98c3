import type { RhythmKind, YearActivity } from '../../api/rhythm/year-contract.ts';

/** In the order in which the legend and the table name them. */
export const rhythmKinds: readonly RhythmKind[] = ['problem-help', 'story', 'visit', 'project', 'show-and-tell', 'social', 'meeting'];

export interface Placed { activity: YearActivity; day: number }
export interface Month {
  /** `2026-11` */
  name: string;
  days: number;
  placed: Placed[];
}

const formats = new Map<string, Intl.DateTimeFormat>();
function isoDay(at: Date, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) formats.set(timeZone, format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }));
  return format.format(at);
}

/** The calendar day on which the reader sees an activity begin, `2026-11-24`. A whole day is that day everywhere. */
export const dayOf = ({ startsAt, allDay }: Pick<YearActivity, 'startsAt' | 'allDay'>, timeZone: string): string => (allDay ? startsAt.slice(0, 10) : isoDay(new Date(startsAt), timeZone));

export const today = (now: Date, timeZone: string): string => isoDay(now, timeZone);

/** Months with their activities on the reader's days: from this one to the same of the next year, or the twelve before. */
export function monthsOf(activities: readonly YearActivity[], timeZone: string, now: Date, when: 'next' | 'past'): Month[] {
  const [year, month] = today(now, timeZone).split('-').map(Number) as [number, number];
  const months = Array.from({ length: when === 'past' ? 12 : 13 }, (_, index): Month => {
    const first = new Date(Date.UTC(year, month - 1 + index - (when === 'past' ? 12 : 0), 1));
    return { name: first.toISOString().slice(0, 7), days: new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate(), placed: [] };
  });
  const byName = new Map(months.map((each) => [each.name, each]));
  for (const activity of activities) {
    const day = dayOf(activity, timeZone);
    byName.get(day.slice(0, 7))?.placed.push({ activity, day: Number(day.slice(8)) });
  }
  return months;
}

export type Finding =
  /** Nothing is planned at all; `last` is the day of the last activity there was. */
  | { what: 'nothing-ahead'; last: string | null }
  | { what: 'gap'; from: string; to: string; days: number; usualDays: number | null }
  | { what: 'monotony'; kind: RhythmKind; share: number; suggest: RhythmKind };

/** From how many days on nothing happening is a gap, whatever is usual; and how many times what is usual. */
const leastGap = 28;
const timesUsual = 3;
/** How much of it is still to come, at least: a fortnight can be filled. */
const leastAhead = 14;
/** How many activities, within half a year on both sides, are enough to speak of a mix; and which share of one kind is too much. */
const enough = 6;
const tooMuch = 0.8;
const halfYear = 183;
const mostGaps = 2;

const dayNumber = (day: string): number => Date.parse(day) / 86_400_000;
const dayNamed = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);

/**
 * What of a community's rhythm stands out and can still be changed (start-up guide F5): that nothing is
 * planned, a gap much longer than its usual beat, and that nearly all is of one kind. A community that
 * meets seldom has a slow beat, not a gap.
 */
export function standsOut(activities: readonly YearActivity[], timeZone: string, now: Date): Finding[] {
  const at = dayNumber(today(now, timeZone));
  const placed = activities.map((activity) => ({ kind: activity.kind, day: dayNumber(dayOf(activity, timeZone)) }));
  const days = [...new Set(placed.map(({ day }) => day))].sort((a, b) => a - b);
  const ahead = days.filter((day) => day >= at);
  const findings: Finding[] = [];
  if (ahead.length === 0) findings.push({ what: 'nothing-ahead', last: days.length > 0 ? dayNamed(days.at(-1)!) : null });

  const usual = usualDistance(days);
  const gaps = ahead.flatMap((to, index): Finding[] => {
    const before = index > 0 ? ahead[index - 1]! : days.findLast((day) => day < at) ?? at;
    const from = Math.max(before, at);
    if (to - before < Math.max(leastGap, timesUsual * (usual ?? 0)) || to - from < leastAhead) return [];
    return [{ what: 'gap', from: dayNamed(from), to: dayNamed(to), days: to - from, usualDays: usual }];
  });
  findings.push(...gaps.slice(0, mostGaps));

  const near = placed.filter(({ day }) => Math.abs(day - at) <= halfYear);
  if (near.length >= enough) {
    const counts = new Map<RhythmKind, number>(rhythmKinds.map((kind) => [kind, near.filter((each) => each.kind === kind).length]));
    const [kind, count] = [...counts].reduce((most, each) => (each[1] > most[1] ? each : most));
    const [suggest] = [...counts].filter(([other]) => other !== kind && other !== 'meeting').reduce((least, each) => (each[1] < least[1] ? each : least));
    if (count / near.length >= tooMuch) findings.push({ what: 'monotony', kind, share: count / near.length, suggest });
  }
  return findings;
}

/** The median of the days between one day with an activity and the next; null when there are too few to tell. */
function usualDistance(days: readonly number[]): number | null {
  const distances = days.slice(1).map((day, index) => day - days[index]!).sort((a, b) => a - b);
  return distances.length >= 3 ? distances[Math.floor(distances.length / 2)]! : null;
}
