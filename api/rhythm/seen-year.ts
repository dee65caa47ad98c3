import { DateTime } from 'luxon';
import { partOf } from '../ties/ties.ts';
import type { CalendarPart, Tie } from '../ties/ties-contract.ts';
import { stableGuid } from '../platform/stable-guid.ts';
import type { Trouble } from '../communities/happening.ts';
import type { Activity } from './rhythm-contract.ts';
import { type GraphEvent, toActivities } from './rhythm.ts';

/** An activity as a calendar showed it, and by what the community's own records know it. */
export interface SeenActivity extends Activity { id: string; seriesId: string | null }

/** What one person saw of a community's calendars, by tie id. */
export interface SeenYear { ties: Record<string, CalendarSight> }

export interface CalendarSight {
  /** ISO 8601 in UTC. */
  asOf: string;
  /** `closed`: the person may not see it. */
  sight: 'open' | 'closed';
  /** Of a shared calendar: which of its events they are. */
  part?: CalendarPart;
  activities: SeenActivity[];
  /** That the calendar has more than is looked at. */
  cut: boolean;
}

/** How far a year's picture reaches back and ahead. A day more on both sides: it begins and ends at midnight somewhere. */
export function windowOf(now: Date): { from: Date; to: Date } {
  const at = DateTime.fromJSDate(now, { zone: 'utc' });
  return { from: at.minus({ months: 12, days: 1 }).startOf('month').minus({ days: 1 }).toJSDate(), to: at.plus({ days: 1 }).plus({ months: 12 }).endOf('month').plus({ days: 1 }).toJSDate() };
}

/** Most activities of one calendar in a year's picture. */
export const maxYear = 1_500;

/** How old what is known may be before Graph is asked again. */
export const freshForMs = 5 * 60_000;

/**
 * The activities of a calendar, soonest first, each with an id that stays through moving it and
 * through another time for its series: of an occurrence, it is made of the series and the day on
 * which the series has it (a series has at most one a day); of a single event, of the event.
 */
export function toSeen(events: readonly GraphEvent[], groupId: string): SeenActivity[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  return toActivities(events, new Date(0)).map((activity) => {
    const { seriesMasterId, originalStart } = byId.get(activity.eventId)!;
    if (!seriesMasterId) return { ...activity, id: singleActivityId(groupId, activity.eventId), seriesId: null };
    const series = `${groupId}\n${seriesMasterId}`;
    const original = DateTime.fromISO(originalStart ?? activity.startsAt, { zone: activity.allDay ? 'utc' : activity.timeZone });
    return { ...activity, id: stableGuid(`${series}\n${original.toISODate()}`), seriesId: stableGuid(series) };
  });
}

/** By what a single activity of a group's calendar is known here. */
export const singleActivityId = (groupId: string, eventId: string): string => stableGuid(`${groupId}\n${eventId}`);

/** Whether Graph should be asked again: one of these calendars was never seen, or long ago. */
export function isOldYear(year: SeenYear | null, ties: readonly TieSeenBy[], now: Date): boolean {
  return ties.some((tie) => {
    const sight = currentSight(year, tie);
    return !sight || now.getTime() - Date.parse(sight.asOf) >= freshForMs;
  });
}

type TieSeenBy = Pick<Tie, 'id' | 'stateSince' | 'target'>;

/** What was seen of a tie since it is as it is: before, it may have led to another place, or to another part of the calendar. */
export function currentSight(year: SeenYear | null, { id, stateSince, target }: TieSeenBy): CalendarSight | undefined {
  const sight = year?.ties[id];
  return sight && Date.parse(sight.asOf) >= Date.parse(stateSince) && JSON.stringify(sight.part) === JSON.stringify(partOf(target)) ? sight : undefined;
}

/** What a look gave beside the year: trouble, if Microsoft 365 did not answer for all of it. */
export interface YearLook { year: SeenYear; trouble: Trouble | null }

/** All activities of these calendars, once each, soonest first. */
export function activitiesOf(year: SeenYear | null, ties: readonly TieSeenBy[]): SeenActivity[] {
  const seen = new Map(ties.flatMap((tie) => currentSight(year, tie)?.activities ?? []).map((activity) => [activity.id, activity]));
  return [...seen.values()].sort((a, b) => a.startsAt.localeCompare(b.startsAt) || a.id.localeCompare(b.id));
}
