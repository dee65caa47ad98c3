import { DateTime } from 'luxon';

/** Somebody who may welcome a newcomer. */
export interface HostCandidate {
  personId: string;
  /** Said that they welcome newcomers; coordinators step in where nobody did. */
  volunteers: boolean;
  timeZone: string | null;
  department: string | null;
  /** When they were last given a newcomer; null for never. */
  lastAt: Date | null;
}
export interface Newcomer { personId: string; timeZone: string | null; department: string | null }

const nearHours = 1;

/** Hours between the clocks of two zones at that moment; null when one of them is not known. */
export function hoursApart(one: string | null, other: string | null, at: Date): number | null {
  if (one === null || other === null) return null;
  const [a, b] = [one, other].map((zone) => DateTime.fromJSDate(at, { zone }).offset);
  return Math.abs(a! - b!) / 60;
}

/**
 * Who welcomes a newcomer: a volunteer, else a coordinator, never they themselves; near on the clock first, then from the
 * same part of the organisation, then whose turn it is longest. Null when there is nobody.
 */
export function chooseHost(newcomer: Newcomer, candidates: readonly HostCandidate[], now: Date): HostCandidate | null {
  const others = candidates.filter(({ personId }) => personId !== newcomer.personId);
  const volunteers = others.filter((each) => each.volunteers);
  const among = volunteers.length > 0 ? volunteers : others;
  const order = (each: HostCandidate): [number, number, number, string] => {
    const apart = hoursApart(newcomer.timeZone, each.timeZone, now);
    return [apart !== null && apart <= nearHours ? 0 : 1, each.department !== null && each.department === newcomer.department ? 0 : 1, each.lastAt?.getTime() ?? 0, each.personId];
  };
  return among.map((each) => ({ each, by: order(each) })).sort((a, b) => compare(a.by, b.by))[0]?.each ?? null;
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : a[at]! < b[at]! ? -1 : 1;
}
