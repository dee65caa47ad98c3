import { DateTime } from 'luxon';
import type { Activity } from '../rhythm-contract.ts';
import { toIanaZone } from '../rhythm.ts';
import type { Wish } from './reminders-contract.ts';

/** What holds for whoever said nothing: what comes once only is easily forgotten; of what comes again and again nobody needs to be told each time. */
export const unlessSaid: Wish = { comes: 'day-before', regular: false };

/** Between which hours a reminder comes that need not come at a certain minute. */
const [earliest, latest] = [8, 18];
const minutesBefore = 60;
/** How far ahead reminders are planned; a visit plans on. */
export const plannedDays = 60;

type Timed = Pick<Activity, 'startsAt' | 'allDay'>;

/**
 * When to remind of an activity, on the reader's clock; null when they do not wish it.
 * - `hour-before`: an hour earlier as time passes, whatever clocks do meanwhile.
 * - `day-before`: the same time of the day before, but in waking hours.
 * - `morning`: at eight of that day; the evening before, when it begins before nine.
 * A whole day begins in its morning. An hour that daylight saving skips is the next that there is, and of one that comes twice the first.
 */
export function dueAt({ startsAt, allDay }: Timed, comes: Wish['comes'], zone: string): Date | null {
  if (comes === 'none') return null;
  const start = allDay ? DateTime.fromISO(startsAt.slice(0, 10), { zone }) : DateTime.fromISO(startsAt, { zone });
  if (comes === 'hour-before' && !allDay) return start.minus({ minutes: minutesBefore }).toJSDate();
  const at = (day: DateTime, hour: number, minute = 0) => day.set({ hour, minute, second: 0, millisecond: 0 });
  const before = start.minus({ days: 1 });
  const waking = allDay || before.hour < earliest ? at(before, earliest) : before.hour >= latest ? at(before, latest) : at(before, before.hour, before.minute);
  const morning = !allDay && start.hour <= earliest ? at(before, latest) : at(start, earliest);
  return (comes === 'day-before' ? waking : morning).toJSDate();
}

/** Whether a wish is about an activity: of a series only where the person likes to hear of each. */
export const isWished = ({ recurring }: Pick<Activity, 'recurring'>, { comes, regular }: Wish): boolean => comes !== 'none' && (regular || !recurring);

/** What one look at a calendar showed: all of it from `asOf` until `until`, in milliseconds. */
export interface CalendarLook { asOf: number; until: number; activities: readonly Activity[] }

const startOf = ({ startsAt }: Pick<Activity, 'startsAt'>): number => Date.parse(startsAt);
const newestFirst = (looks: readonly CalendarLook[]): CalendarLook[] => [...looks].sort((a, b) => b.asOf - a.asOf);

/** What is on a calendar, as far as these looks tell: where two show the same time, the newer is believed. */
export function activitiesOfLooks(looks: readonly CalendarLook[]): Activity[] {
  const found: Activity[] = [];
  let known = 0;
  for (const { until, activities } of newestFirst(looks)) {
    found.push(...activities.filter((activity) => startOf(activity) > known && startOf(activity) <= until));
    known = Math.max(known, until);
  }
  return found;
}

/** Whether the newest look that tells of that time has the activity there: it was neither cancelled nor moved, as far as anybody saw. */
export function isStillThere(looks: readonly CalendarLook[], eventId: string, startsAt: Date): boolean {
  const telling = newestFirst(looks).find(({ until }) => until >= startsAt.getTime());
  return telling?.activities.some((activity) => activity.eventId === eventId && startOf(activity) === startsAt.getTime()) ?? false;
}

export interface PlannedReminder { eventId: string; startsAt: Date; dueAt: Date }

/** The reminders that a person wishes of these activities. Without a zone of theirs, an activity's own clock counts. */
export function remindersOf(activities: readonly Activity[], wish: Wish, zone: string | null, now: Date): PlannedReminder[] {
  const until = now.getTime() + plannedDays * 86_400_000;
  return activities.flatMap((activity): PlannedReminder[] => {
    const startsAt = new Date(activity.startsAt);
    const due = isWished(activity, wish) ? dueAt(activity, wish.comes, toIanaZone(zone ?? activity.timeZone)) : null;
    return due && startOf(activity) <= until && (startsAt > now || due > now) ? [{ eventId: activity.eventId, startsAt, dueAt: due }] : [];
  });
}
