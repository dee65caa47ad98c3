import type { RhythmKind } from '../rhythm/year-contract.ts';
import type { Template } from '../templates/templates-contract.ts';
import { daysBetween, moveDay, windowOfSeries } from './series-times-contract.ts';

/** An activity as a template proposes it, on a day. */
export interface Proposed { kind: RhythmKind; title: string; about: string; day: string; minutes: number }

/**
 * Three months from a template: its first activities on their days, and its beat where none of them is near, so that
 * whatever happens, something happens regularly. Nothing falls on a weekend or a holiday.
 * @param meeting what a meeting of the beat is called
 */
export function proposeSeries(template: Template, startsOn: string, meeting: string, holidays: ReadonlySet<string> = new Set()): Proposed[] {
  const { to } = windowOfSeries(startsOn);
  const first = template.firstActivities.map(({ kind, title, why, afterDays, minutes }): Proposed => ({ kind, title, about: why, day: workingDay(moveDay(startsOn, afterDays), holidays), minutes }));
  const beat = template.rhythm.everyWeeks * 7;
  const meetings: Proposed[] = [];
  for (let at = startsOn; at < to; at = moveDay(at, beat)) {
    const day = workingDay(at, holidays);
    const isFree = first.every((each) => Math.abs(daysBetween(each.day, day)) >= beat / 2);
    if (isFree) meetings.push({ kind: 'meeting', title: meeting, about: '', day, minutes: template.rhythm.minutes });
  }
  return [...first, ...meetings].filter(({ day }) => day < to).sort((a, b) => a.day.localeCompare(b.day));
}

/** The day itself, or the next on which people work. */
export function workingDay(day: string, holidays: ReadonlySet<string> = new Set()): string {
  const isFree = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) || holidays.has(day);
  return isFree ? workingDay(moveDay(day, 1), holidays) : day;
}
