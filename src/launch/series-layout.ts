import { daysBetween, instantOf, moveDay, wallTimeOf, windowOfSeries, seriesWeeks, type ClockChange } from '../../api/launch/series-times-contract.ts';
import type { SeriesData, SeriesItem, Surroundings } from './series-queries.ts';

/** An activity of the series where the reader sees it: the hours are the series' zone's, the day is the reader's. */
export interface Laid { item: SeriesItem; startsAt: string; endsAt: string; day: string; change: ClockChange; clashes: Clash[] }
export type Clash =
  | { what: 'mine'; community: string; subject: string; startsAt: string }
  | { what: 'others'; members: number }
  | { what: 'own'; subject: string }
  | { what: 'holiday'; name: string; country: string };
export interface Standing { subject: string; startsAt: string; endsAt: string; allDay: boolean }
export interface Day { day: string; laid: Laid[]; existing: Standing[]; holidays: Surroundings['holidays'] }
export interface Week { first: string; days: Day[] }

export const timesOf = (item: Pick<SeriesItem, 'day' | 'time' | 'minutes'>, timeZone: string): { startsAt: string; endsAt: string; change: ClockChange } => {
  const { startsAt, change } = instantOf(item, timeZone);
  return { startsAt, change, endsAt: new Date(Date.parse(startsAt) + item.minutes * 60_000).toISOString() };
};

interface Span { startsAt: string; endsAt: string }
const overlap = (one: Span, other: Span): boolean => Date.parse(one.startsAt) < Date.parse(other.endsAt) && Date.parse(other.startsAt) < Date.parse(one.endsAt);

/** What is at the same time as an activity: on the community's own calendar, in the reader's other communities, in other members'. */
export function clashesOf(span: Span, around: Surroundings | undefined): Clash[] {
  if (!around) return [];
  const others = Math.max(0, ...around.others.filter((each) => overlap(span, each)).map(({ members }) => members));
  return [
    ...around.existing.filter((each) => !each.allDay && overlap(span, each)).map(({ subject }): Clash => ({ what: 'own', subject })),
    ...around.mine.filter((each) => overlap(span, each)).map(({ community, subject, startsAt }): Clash => ({ what: 'mine', community, subject, startsAt })),
    ...(others > 0 ? [{ what: 'others', members: others } as const] : []),
  ];
}

const holidaysOn = (day: string, around: Surroundings | undefined): Clash[] => around?.holidays.filter((each) => each.day === day).map(({ name, country }) => ({ what: 'holiday', name, country })) ?? [];

/** Three months, week by week, on the reader's days. An activity that is late in the last evening may be the next day elsewhere: it stays in the last week. */
export function layOut(series: Pick<SeriesData, 'startsOn' | 'timeZone' | 'activities'>, around: Surroundings | undefined, readersZone: string, events: readonly { activityId: string; eventId: string }[] = []): Week[] {
  const { from, to } = windowOfSeries(series.startsOn);
  const within = (day: string): string => (day < from ? from : day >= to ? moveDay(to, -1) : day);
  const days = new Map<string, Day>();
  const weeks = Array.from({ length: seriesWeeks }, (_, week): Week => ({
    first: moveDay(from, week * 7),
    days: Array.from({ length: 7 }, (__, index) => {
      const day: Day = { day: moveDay(from, week * 7 + index), laid: [], existing: [], holidays: around?.holidays.filter((each) => each.day === moveDay(from, week * 7 + index)) ?? [] };
      days.set(day.day, day);
      return day;
    }),
  }));
  // Of what is on the calendar, it holds what the calendar says: somebody may have moved it there.
  const onCalendar = new Map(events.map(({ activityId, eventId }) => [activityId, around?.existing.find((each) => each.eventId === eventId)]));
  const own = new Set(events.map(({ eventId }) => eventId));
  for (const item of series.activities) {
    const there = onCalendar.get(item.id);
    const times = there ? { startsAt: there.startsAt, endsAt: there.endsAt, change: 'none' as const } : timesOf(item, series.timeZone);
    const day = within(wallTimeOf(times.startsAt, readersZone).day);
    days.get(day)!.laid.push({ item, ...times, day, clashes: own.size > 0 ? [] : [...holidaysOn(day, around), ...clashesOf(times, around)] });
  }
  for (const each of around?.existing.filter(({ eventId }) => !own.has(eventId)) ?? []) days.get(each.allDay ? each.startsAt.slice(0, 10) : wallTimeOf(each.startsAt, readersZone).day)?.existing.push(each);
  for (const { laid } of days.values()) laid.sort((a, b) => a.startsAt.localeCompare(b.startsAt) || a.item.id.localeCompare(b.item.id));
  return weeks;
}

/** The activity so many days later; it stays within the three months. */
export function moved(item: SeriesItem, days: number, startsOn: string): SeriesItem {
  const { from, to } = windowOfSeries(startsOn);
  const day = moveDay(item.day, days);
  return { ...item, day: day < from ? from : day >= to ? moveDay(to, -1) : day };
}

/** The next useful thing to do with a series. */
export type NextInSeries = { what: 'tie-calendar' } | { what: 'name' | 'mine' | 'clock' | 'others'; laid: Laid } | { what: 'mix' } | { what: 'gap'; from: string; weeks: number } | { what: 'ready' };

const longGap = 28;

export function nextInSeries(weeks: readonly Week[], hasCalendar: boolean): NextInSeries {
  const laid = weeks.flatMap(({ days }) => days.flatMap((day) => day.laid));
  if (!hasCalendar) return { what: 'tie-calendar' };
  const unnamed = laid.find(({ item }) => item.title.trim() === '');
  if (unnamed) return { what: 'name', laid: unnamed };
  const mine = laid.find(({ clashes }) => clashes.some(({ what }) => what !== 'others'));
  if (mine) return { what: 'mine', laid: mine };
  const changed = laid.find(({ change }) => change !== 'none');
  if (changed) return { what: 'clock', laid: changed };
  const others = laid.find(({ clashes }) => clashes.length > 0);
  if (others) return { what: 'others', laid: others };
  if (laid.length > 2 && new Set(laid.map(({ item }) => item.kind)).size === 1) return { what: 'mix' };
  const gap = laid.slice(1).map((each, index) => ({ from: laid[index]!.day, days: daysBetween(laid[index]!.day, each.day) })).find(({ days }) => days >= longGap);
  return gap ? { what: 'gap', from: gap.from, weeks: Math.round(gap.days / 7) } : { what: 'ready' };
}
