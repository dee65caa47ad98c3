import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blame } from '../../api/platform/graph/budget/blame.ts';
import type { Cost } from '../../api/platform/graph/budget/costs.ts';
import { createMeter, type Meter } from '../../api/platform/graph/budget/meter.ts';
import { type BudgetLimit, longestRequestMs, type Parts, renew, reserveOf } from '../../api/platform/graph/budget/shared-budget.ts';

/** One replica of a simulated installation. */
interface Replica { name: string; meter: Meter; quota: number; until: number; waiting: number }

interface Step { ms: number; replica: number; wish: number; stops: boolean; takesMs: number; countedAfter: number }

/** Lets replicas ask, send, stop and come back at random; gives when each unit was sent, and by whom. */
function simulate(limit: BudgetLimit, count: number, steps: readonly Step[]): { sent: { at: number; units: number; by: string }[] } {
  let now = 1_000;
  let parts: Parts = {};
  const sent: { at: number; units: number; by: string }[] = [];
  const fresh = (index: number, life: number): Replica => ({ name: `replica ${index}.${life}`, meter: createMeter(limit), quota: 0, until: 0, waiting: 0 });
  const replicas = Array.from({ length: count }, (_, index) => fresh(index, 0));
  let lives = 0;
  let underWay: { replica: Replica; until: number }[] = [];
  const end = (before: number) => {
    for (const { replica, until } of underWay.filter((each) => each.until <= before).sort((a, b) => a.until - b.until)) replica.meter.release(1, until);
    underWay = underWay.filter((each) => each.until > before);
  };
  for (const { ms, replica: index, wish, stops, takesMs, countedAfter } of steps) {
    now += ms;
    end(now);
    // A process that ends says nothing; another takes its place and knows nothing.
    if (stops) replicas[index % count] = fresh(index % count, (lives += 1));
    const replica = replicas[index % count]!;
    replica.waiting += wish;
    if (replica.until <= now || replica.quota < replica.waiting) {
      const renewal = renew(parts, replica.name, limit, { want: Math.min(limit.amount, replica.waiting + 1), used: replica.meter.used(now) }, now);
      parts = renewal.parts;
      replica.quota = renewal.quota;
      replica.until = renewal.until;
    }
    while (replica.waiting > 0 && replica.until > now && replica.meter.fitsAt(1, replica.quota, now, false) <= now) {
      replica.meter.use(1, now);
      replica.waiting -= 1;
      underWay.push({ replica, until: now + takesMs });
      // Graph counts it some time on its way.
      sent.push({ at: now + takesMs * countedAfter, units: 1, by: replica.name });
    }
  }
  return { sent: sent.sort((a, b) => a.at - b.at) };
}

const limits = fc.constantFrom<BudgetLimit>({ amount: 4, windowMs: 1_000 }, { amount: 30, windowMs: 1_000 }, { amount: 60, windowMs: 1_000 }, { amount: 100, windowMs: 10_000 });
const steps = fc.array(fc.record({
  ms: fc.integer({ min: 0, max: 700 }), replica: fc.nat({ max: 7 }), wish: fc.integer({ min: 0, max: 40 }), stops: fc.integer({ min: 0, max: 19 }).map((roll) => roll === 0),
  takesMs: fc.integer({ min: 0, max: 1_500 }), countedAfter: fc.double({ min: 0, max: 1, noNaN: true }),
}), { minLength: 20, maxLength: 250 });

describe('a limit that replicas share', () => {
  it('is never exceeded in any window, however they ask, stop and come back', () => {
    fc.assert(fc.property(limits, fc.integer({ min: 1, max: 5 }), steps, (limit, count, taken) => {
      const { sent } = simulate(limit, count, taken);
      for (const [index, first] of sent.entries()) {
        let units = 0;
        for (let at = index; at < sent.length && sent[at]!.at < first.at + limit.windowMs; at += 1) units += sent[at]!.units;
        expect(units).toBeLessThanOrEqual(limit.amount);
      }
    }), { numRuns: 300 });
  });

  it('is used to nine tenths and more by one replica alone that always has work', () => {
    for (const limit of [{ amount: 30, windowMs: 1_000 }, { amount: 60, windowMs: 1_000 }, { amount: 1_200, windowMs: 60_000 }]) {
      const sentBy = greedy(limit, 1, 10 * limit.windowMs);
      expect(sentBy[0]! / (10 * limit.amount)).toBeGreaterThanOrEqual(0.9);
    }
  });

  it('starves nobody: each of several that always have work gets about its share, also who comes late', () => {
    for (const count of [2, 3, 5]) {
      const limit = { amount: 30, windowMs: 1_000 };
      const sentBy = greedy(limit, count, 30_000, 2_000);
      const even = sentBy.reduce((sum, sent) => sum + sent, 0) / count;
      for (const sent of sentBy) expect(sent).toBeGreaterThan(even * 0.6);
    }
  });

  it('gives a newcomer something at once while one holds all it can get', () => {
    const limit = { amount: 60, windowMs: 1_000 };
    const first = renew({}, 'first', limit, { want: 60, used: 0 }, 0);
    expect(first.quota).toBe(58);
    expect(renew(first.parts, 'second', limit, { want: 60, used: 0 }, 1).quota).toBe(2);
  });

  it('hands on what a replica held that says nothing more: not before what that may have sent counts no longer, then all of it', () => {
    for (const limit of [{ amount: 4, windowMs: 1_000 }, { amount: 60, windowMs: 1_000 }, { amount: 2_500, windowMs: 60_000 }]) {
      const gone = renew({}, 'gone', limit, { want: limit.amount, used: 0 }, 0);
      const heir = (at: number) => renew(gone.parts, 'heir', limit, { want: limit.amount, used: 0 }, at).quota;
      const counted = gone.until + limit.windowMs + longestRequestMs;
      for (const at of [1, gone.until, counted - 1]) expect(heir(at)).toBeLessThanOrEqual(limit.amount - gone.quota);
      expect(heir(counted)).toBe(limit.amount - reserveOf(limit));
    }
  });

  it('hands on at once what a replica gives back that ends in order, but for what it has used', () => {
    const limit = { amount: 60, windowMs: 1_000 };
    const first = renew({}, 'first', limit, { want: 60, used: 0 }, 0);
    const second = renew(first.parts, 'second', limit, { want: 60, used: 0 }, 10);
    const ended = renew(second.parts, 'first', limit, { want: 0, used: 20 }, 20);
    expect(renew(ended.parts, 'second', limit, { want: 60, used: 2 }, 30).quota).toBe(60 - 20 - reserveOf(limit));
  });

  it('takes back at once what nobody used', () => {
    const limit = { amount: 4, windowMs: 60_000 };
    const first = renew({}, 'first', limit, { want: 4, used: 0 }, 0);
    const given = renew(first.parts, 'first', limit, { want: 0, used: 1 }, 10);
    expect(renew(given.parts, 'second', limit, { want: 4, used: 0 }, 20).quota).toBe(3);
  });
});

/** Every replica wants all there is, all the time; the later ones come `lateMs` after the one before. Looks every 5 ms. */
function greedy(limit: BudgetLimit, count: number, forMs: number, lateMs = 0): number[] {
  let parts: Parts = {};
  const replicas = Array.from({ length: count }, (_, index) => ({ name: String(index), meter: createMeter(limit), quota: 0, until: 0, renewedAt: -1e9, sent: 0 }));
  for (let now = 0; now < forMs; now += 5) {
    for (const [index, replica] of replicas.entries()) {
      if (now < index * lateMs) continue;
      if (replica.until <= now || (replica.quota < limit.amount && now - replica.renewedAt >= 300)) {
        const renewal = renew(parts, replica.name, limit, { want: limit.amount, used: replica.meter.used(now) }, now);
        parts = renewal.parts;
        Object.assign(replica, { quota: renewal.quota, until: renewal.until, renewedAt: now });
      }
      while (replica.until > now && replica.meter.fitsAt(1, replica.quota, now, false) <= now) {
        replica.meter.use(1, now);
        replica.meter.release(1, now);
        replica.sent += 1;
      }
    }
  }
  return replicas.map(({ sent }) => sent);
}

describe('what one replica uses', () => {
  it('is spread beyond half of the limit when nobody waits for it, the more the less is free, so that others find room at any time', () => {
    const meter = createMeter({ amount: 1_200, windowMs: 60_000 });
    const send = (at: number): number => {
      let sent = 0;
      for (; meter.fitsAt(2, 1_200, at, true) <= at; sent += 2) {
        meter.use(2, at);
        meter.release(2, at);
      }
      return sent;
    };
    expect(send(100)).toBe(600);
    expect([meter.fitsAt(2, 1_200, 100, true), meter.fitsAt(2, 1_200, 100, false)]).toEqual([250, 100]);
    // A fifth of what stays free in three seconds, but for 36 that are left to others.
    expect([send(2_900), send(3_200), send(3_300), send(6_300)]).toEqual([0, 94, 0, 78]);
    let soFar = 772;
    for (let at = 6_500; at < 60_000; at += 250) soFar += send(at);
    expect(meter.fitsAt(36 + 20, 1_200, 60_000, false)).toBe(60_000);
    expect(soFar).toBeGreaterThan(0.9 * 1_200);
    // What comes free is begun again at once.
    expect(send(60_300)).toBeGreaterThanOrEqual(600);
  });

  it('of what may be under way at once, is free again when it is over', () => {
    const meter = createMeter({ amount: 4, windowMs: 0 });
    meter.use(3, 0);
    expect([meter.fitsAt(1, 4, 0, false), meter.fitsAt(2, 4, 0, false)]).toEqual([0, Infinity]);
    meter.release(2, 0);
    expect(meter.fitsAt(3, 4, 9, false)).toBe(9);
  });
});

describe('whose limit was reached', () => {
  const cost = (budget: string, wide: boolean): Cost => ({ budget, wide, limit: { amount: 4, windowMs: 1_000 }, units: 1 });
  const team = (id: string) => [cost('teams-get', true), cost(`team ${id}`, false)];

  it('is first the team’s own; the app’s when another team pauses too', () => {
    expect(blame(team('a'), []).map(({ budget }) => budget)).toEqual(['team a']);
    expect(blame(team('a'), ['team a', 'mailbox b']).map(({ budget }) => budget)).toEqual(['team a']);
    expect(blame(team('a'), ['team b']).map(({ budget }) => budget)).toEqual(['team a', 'teams-get']);
    expect(blame([cost('directory', true)], []).map(({ budget }) => budget)).toEqual(['directory']);
  });
});
