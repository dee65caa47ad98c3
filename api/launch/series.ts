import type { RhythmKind } from '../rhythm/year-contract.ts';
import type { Template } from '../templates/templates-contract.ts';
import { daysBetween, moveDay, windowOfSeries } from './series-times-contract.ts';

/** An activity as a template proposes it, on a day. */
export interface Proposed { kind: RhythmKind; title: string; about: string; day: string; minutes: number }

/**
 * Three months from a template: its first activities on their days, and its beat where none of them is near, so that
 * whatever happens, something happens regularly. Nothing falls on a weekend.
 * @param meeting what a meeting of the beat is called
 */
export function proposeSeries(template: Template, startsOn: string, meeting: string): Proposed[] {
  const { to } = windowOfSeries(startsOn);
  const first = template.firstActivities.map(({ kind, title, why, afterDays, minutes }): Proposed => ({ kind, title, about: why, day: workingDay(moveDay(startsOn, afterDays)), minutes }));
  const beat = template.rhythm.everyWeeks * 7;
  const meetings: Proposed[] = [];
  for (let day = workingDay(startsOn); day < to; day = workingDay(moveDay(day, beat))) {
    const isFree = first.every((each) => Math.abs(daysBetween(each.day, day)) >= beat / 2);
    if (isFree) meetings.push({ kind: 'meeting', title: meeting, about: '', day, minutes: template.rhythm.minutes });
  }
  return [...first, ...meetings].filter(({ day }) => day < to).sort((a, b) => a.day.localeCompare(b.day));
}

/** The day itself, or the Monday after its weekend. */
export function workingDay(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 6 ? moveDay(day, 2) : weekday === 0 ? moveDay(day, 1) : day;
}
