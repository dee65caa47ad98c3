import { currentSights, type Snapshot, type TieSight } from '../../communities/happening.ts';
import { partOf } from '../../ties/ties.ts';
import type { Tie } from '../../ties/ties-contract.ts';
import { lookAheadDays } from '../rhythm.ts';
import { type CalendarSight, currentSight, type SeenYear, windowOf } from '../seen-year.ts';
import type { CalendarLook } from './reminders.ts';

/** From so many on, there may be more than the page's look showed. */
const surelyAll = 40;

/** What a person's looks at a calendar showed: that of the community's page, and that of its year. Empty for a tie that is no calendar, or one closed to them. */
export function looksAt(tie: Tie, snapshot: Snapshot | null, year: SeenYear | null): CalendarLook[] {
  if (tie.kind !== 'calendar') return [];
  const near = currentSights(snapshot, [tie])?.ties[tie.id];
  const far = currentSight(year, tie);
  return [...(near ? lookOfPage(near, partOf(tie.target) !== undefined) : []), ...(far ? lookOfYear(far) : [])];
}

function lookOfPage({ asOf, sight, activities = [] }: TieSight, isShared: boolean): CalendarLook[] {
  if (sight !== 'open') return [];
  const at = Date.parse(asOf);
  const last = activities.at(-1);
  const until = isShared || activities.length >= surelyAll ? (last ? Date.parse(last.startsAt) : at) : at + lookAheadDays * 86_400_000;
  return [{ asOf: at, until, activities }];
}

function lookOfYear({ asOf, sight, activities, cut }: CalendarSight): CalendarLook[] {
  if (sight !== 'open') return [];
  const at = Date.parse(asOf);
  const last = activities.at(-1);
  return [{ asOf: at, until: cut ? (last ? Date.parse(last.startsAt) : at) : windowOf(new Date(at)).to.getTime(), activities }];
}
