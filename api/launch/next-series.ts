import type { Stage } from '../communities/communities-contract.ts';
import { activityKind } from '../templates/templates-contract.ts';
import type { RhythmKind } from '../rhythm/year-contract.ts';
import { type Proposed, workingDay } from './series.ts';
import { daysBetween, moveDay, windowOfSeries } from './series-times-contract.ts';

/** The months before a community has grown are its first, whatever it met before. */
export const inFirstMonths = (stage: Stage): boolean => stage === 'potential' || stage === 'coalescing';

/** So many days before a series ends, the next one may be laid out: people's calendars fill up. */
export const daysAhead = 21;

/** When the series after this one would begin, as soon as it may be laid out: towards the end of one that is on the calendar, or when its time is over; null until then. */
export function nextStartsOn({ startsOn, put }: { startsOn: string; put: object | null }, today: string): string | null {
  const { to } = windowOfSeries(startsOn);
  if (today < (put ? moveDay(to, -daysAhead) : to)) return null;
  return today < moveDay(to, -7) ? to : moveDay(today, 7);
}

/** What happened, or stands on the calendar already. */
export interface Happened { kind: RhythmKind; day: string }

/** A beat that is told from what happened: a week at least, and a month at most. */
const [shortestBeat, longestBeat] = [7, 28];
/** Where what is there already keeps the beat, something else is added so seldom. */
const monthly = 28;

/**
 * Three more months, from what happened in the last half year (start-up guide G5, F5): on its beat, where nothing stands
 * on the calendar near; what the community does most, in turn with the kinds that it did least, those that were missing
 * first. Where the beat is kept already, one of those a month, on a day of its own. Nothing falls on a weekend or a holiday.
 * @param of.past what happened; @param of.existing what is on the calendar in these months; both soonest first
 */
export function proposeNextSeries(of: {
  past: readonly Happened[]; existing: readonly string[]; startsOn: string; beat: { everyWeeks: number; minutes: number };
  words: (kind: RhythmKind) => { title: string; about: string }; holidays?: ReadonlySet<string>;
}): Proposed[] {
  const { past, existing, startsOn, words, holidays } = of;
  const { to } = windowOfSeries(startsOn);
  const beat = usualBeat(past) ?? of.beat.everyWeeks * 7;
  const seen = (kind: RhythmKind): number => past.filter((each) => each.kind === kind).length;
  const usual = [...activityKind.options, 'meeting' as const].reduce<RhythmKind>((most, kind) => (seen(kind) > seen(most) ? kind : most), 'meeting');
  const others = activityKind.options.filter((kind) => kind !== usual).sort((one, other) => seen(one) - seen(other));
  const proposed: Proposed[] = [];
  let next = 0;
  const put = (kind: RhythmKind, day: string): void => {
    if (kind !== usual) next += 1;
    proposed.push({ kind, ...words(kind), day, minutes: of.beat.minutes });
  };
  for (let slot = startsOn; slot < to; slot = moveDay(slot, beat)) {
    const isTaken = (day: string): boolean => existing.includes(day) || proposed.some((each) => each.day === day);
    const covered = existing.some((day) => Math.abs(daysBetween(day, slot)) < beat / 2);
    const other = others[next % others.length]!;
    const last = proposed.at(-1);
    let day = workingDay(slot, holidays);
    if (covered) {
      if (last && daysBetween(last.day, slot) < monthly) continue;
      while (isTaken(day)) day = workingDay(moveDay(day, 1), holidays);
    }
    if (day < to && !isTaken(day)) put(covered || last?.kind === usual || !last ? other : usual, day);
  }
  return proposed;
}

/** How many days lie between one day with an activity and the next, usually, in whole weeks; null when there are too few to tell. */
function usualBeat(past: readonly Happened[]): number | null {
  const days = [...new Set(past.map(({ day }) => day))].sort();
  const distances = days.slice(1).map((day, index) => daysBetween(days[index]!, day)).sort((a, b) => a - b);
  if (distances.length < 3) return null;
  const weeks = Math.round(distances[Math.floor(distances.length / 2)]! / 7) * 7;
  return Math.min(longestBeat, Math.max(shortestBeat, weeks));
}
