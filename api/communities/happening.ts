import type { z } from 'zod';
import type { PracticeItem } from '../practice/practice-contract.ts';
import { newestItems } from '../practice/practice.ts';
import type { Activity } from '../rhythm/rhythm-contract.ts';
import { nextActivities } from '../rhythm/rhythm.ts';
import type { PlaceNames } from '../ties/shown-tie.ts';
import { partOf } from '../ties/ties.ts';
import type { CalendarPart, Tie } from '../ties/ties-contract.ts';
import type { happening } from './communities-contract.ts';
import type { Told } from '../platform/words.ts';

export type Happening = z.infer<typeof happening>;

/** How old what is known may be before Graph is asked again. */
export const freshForMs = 5 * 60_000;

/** What somebody saw and did not come back for is forgotten after this long: they may not see it any more, or have left. */
export const keptForMs = 30 * 86_400_000;

/** What one tie showed one person, and when. */
export interface TieSight {
  /** ISO 8601 in UTC. */
  asOf: string;
  /** `closed`: the person may not see it. */
  sight: 'open' | 'closed';
  /** What the place is called, as it was shown to the person. */
  names?: PlaceNames;
  activities?: Activity[];
  /** Of a shared calendar: which of its events they are. */
  part?: CalendarPart;
  practice?: PracticeItem[];
}

/** What one person saw of a community, by tie id; kept as the content of a snapshot. */
export interface Snapshot { ties: Record<string, TieSight> }

export type Trouble = Told;

/** What was seen of these ties since they are as they are: before, a tie may have led to another place, or to another part of a calendar. */
export function currentSights(snapshot: Snapshot | null, ties: readonly Pick<Tie, 'id' | 'stateSince' | 'target'>[]): Snapshot | null {
  if (!snapshot) return null;
  const parts = new Map(ties.map((tie) => [tie.id, JSON.stringify(partOf(tie.target))]));
  const since = new Map(ties.map((tie) => [tie.id, Date.parse(tie.stateSince)]));
  return { ties: Object.fromEntries(Object.entries(snapshot.ties).filter(([tieId, { asOf, part }]) =>
    Date.parse(asOf) >= (since.get(tieId) ?? 0) && JSON.stringify(part) === parts.get(tieId))) };
}

/** When what is known of these ties was asked: the oldest of them; null when one was never seen. */
export function asOfOf(snapshot: Snapshot | null, tieIds: readonly string[]): Date | null {
  const times = tieIds.map((tieId) => snapshot?.ties[tieId]?.asOf);
  if (!snapshot || times.some((time) => time === undefined)) return null;
  return new Date(Math.min(...times.map((time) => Date.parse(time!)), ...(times.length === 0 ? [0] : [])));
}

/** Whether Graph should be asked again. A community without ties has nothing to ask. */
export function isStale(snapshot: Snapshot | null, tieIds: readonly string[], now: Date): boolean {
  if (tieIds.length === 0) return false;
  const asOf = asOfOf(snapshot, tieIds);
  return asOf === null || now.getTime() - asOf.getTime() >= freshForMs;
}

/**
 * What the page shows of a snapshot: activities to come and the newest practice items, with how
 * old they are. `asOf` is null before the first answer; what some ties showed is given even then.
 */
export function presentHappening(snapshot: Snapshot | null, tieIds: readonly string[], now: Date, trouble: Happening['trouble'] = null): Happening {
  const sights = tieIds.flatMap((tieId) => (snapshot?.ties[tieId] ? [{ tieId, ...snapshot.ties[tieId] }] : []));
  const open = sights.filter((each) => each.sight === 'open');
  const known = sights.map((each) => each.asOf).sort()[0] ?? null;
  return {
    asOf: known,
    stale: isStale(snapshot, tieIds, now),
    trouble,
    activities: nextActivities(open.flatMap((each) => each.activities ?? []).filter((activity) => Date.parse(activity.endsAt) + (activity.allDay ? 43_200_000 : 0) > now.getTime())),
    practice: newestItems(open.flatMap((each) => each.practice ?? [])),
    closedTies: sights.filter((each) => each.sight === 'closed').map((each) => each.tieId),
  };
}
