import { hoursApart } from './hosting.ts';

/** Somebody who likes to be paired. */
export interface Pairable { id: string; timeZone: string | null; /** Was left over in the last round. */ waited: boolean }
export interface Round { groups: string[][]; waiting: string[] }
/** How often two were paired before. */
export type Met = (one: string, other: string) => number;

/** Up to so many the best round of all is found; of more, one that no exchange between two pairs makes better. */
const mostForAll = 14;
const workingHours = 8;
/** More than any number of meetings. */
const apartCosts = 1_000_000;

/** Whether two have an hour in common while both are at work, as far as their zones are known. */
export function canMeet(one: Pairable, other: Pairable, at: Date): boolean {
  const apart = hoursApart(one.timeZone, other.timeZone, at);
  return apart === null || workingHours - Math.min(apart, 24 - apart) >= 1;
}

/**
 * Pairs people: those who have not met before those who have, never two without an hour in common. Whoever is left over
 * makes a pair a trio, if all three can meet, or waits and comes first in the next round.
 */
export function makeRound(people: readonly Pairable[], met: Met, at: Date): Round {
  // Whoever waited is placed first, and so is not the one left over.
  const all = [...people].sort((a, b) => Number(b.waited) - Number(a.waited) || (a.id < b.id ? -1 : 1));
  const meets = meetingAt(at);
  const cost = (a: Pairable, b: Pairable): number => met(a.id, b.id) + (meets(a, b) ? 0 : apartCosts);
  const matched = all.length <= mostForAll ? bestOfAll(all, cost) : improved(all, cost);
  const groups = matched.filter((group) => group.length === 2 && meets(group[0]!, group[1]!));
  const left = matched.filter((group) => !groups.includes(group)).flat().sort((a, b) => Number(b.waited) - Number(a.waited));
  for (let index = 0; index < left.length; index += 1) {
    const partner = left.findIndex((each, other) => other > index && meets(left[index]!, each));
    if (partner < 0) continue;
    groups.push([left[index]!, left[partner]!]);
    left.splice(partner, 1);
    left.splice(index, 1);
    index -= 1;
  }
  const waiting: string[] = [];
  for (const person of left) {
    const [home] = groups.filter((group) => group.length === 2 && group.every((each) => meets(each, person)))
      .sort((a, b) => Math.max(...a.map((each) => met(each.id, person.id))) - Math.max(...b.map((each) => met(each.id, person.id))));
    if (home) home.push(person);
    else waiting.push(person.id);
  }
  return { groups: groups.map((group) => group.map(({ id }) => id)), waiting };
}

type Cost = (a: Pairable, b: Pairable) => number;

/** `canMeet` of many people, who live in few zones: each two zones are compared once. */
function meetingAt(at: Date): (one: Pairable, other: Pairable) => boolean {
  const known = new Map<string | null, Map<string | null, boolean>>();
  return (one, other) => {
    const ofZone = known.get(one.timeZone) ?? new Map<string | null, boolean>();
    const found = ofZone.get(other.timeZone) ?? canMeet(one, other, at);
    known.set(one.timeZone, ofZone.set(other.timeZone, found));
    return found;
  };
}

/** The cheapest way to pair all; of an odd number, the one left over is not one who waited. */
function bestOfAll(all: readonly Pairable[], cost: Cost): Pairable[][] {
  const known = new Map<number, { sum: number; groups: Pairable[][] }>();
  const best = (open: number): { sum: number; groups: Pairable[][] } => {
    if (open === 0) return { sum: 0, groups: [] };
    const found = known.get(open);
    if (found) return found;
    const first = 31 - Math.clz32(open & -open);
    const rest = open & ~(1 << first);
    let result = { sum: Infinity, groups: [] as Pairable[][] };
    const consider = (sum: number, group: Pairable[], left: number): void => {
      const others = best(left);
      if (sum + others.sum < result.sum) result = { sum: sum + others.sum, groups: [group, ...others.groups] };
    };
    if (countOf(open) % 2 === 1) consider(all[first]!.waited ? apartCosts / 2 : 0, [all[first]!], rest);
    for (let other = first + 1; other < all.length; other += 1) if (rest & (1 << other)) consider(cost(all[first]!, all[other]!), [all[first]!, all[other]!], rest & ~(1 << other));
    known.set(open, result);
    return result;
  };
  return best((1 << all.length) - 1).groups;
}

function countOf(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** Where the first of those stands who cost least; nobody costs less than nothing. */
function cheapest(person: Pairable, others: readonly Pairable[], cost: Cost): number {
  let found = { at: 0, costs: Infinity };
  for (let at = 0; at < others.length && found.costs > 0; at += 1) {
    const costs = cost(person, others[at]!);
    if (costs < found.costs) found = { at, costs };
  }
  return found.at;
}

/** Each in turn with the one of the others who costs least; then partners are exchanged as long as that helps. */
function improved(all: readonly Pairable[], cost: Cost): Pairable[][] {
  const open = [...all];
  const groups: Pairable[][] = [];
  while (open.length > 1) {
    const first = open.shift()!;
    groups.push([first, ...open.splice(cheapest(first, open, cost), 1)]);
  }
  for (let better = true; better;) {
    better = false;
    for (const one of groups) {
      for (const other of groups) {
        // There is nothing to win for a pair that is new to each other; for the other one, its own turn comes.
        if (cost(one[0]!, one[1]!) === 0) break;
        if (one === other) continue;
        const now = cost(one[0]!, one[1]!) + cost(other[0]!, other[1]!);
        for (const turn of [0, 1] as const) {
          if (cost(one[0]!, other[turn]!) + cost(one[1]!, other[1 - turn]!) >= now) continue;
          [one[1], other[0], other[1]] = [other[turn]!, one[1]!, other[1 - turn]!];
          better = true;
          break;
        }
      }
    }
  }
  return [...groups, ...open.map((each) => [each])];
}
