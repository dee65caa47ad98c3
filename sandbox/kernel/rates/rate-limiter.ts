/** So much within so long, for each key apart. */
export interface RateLimit { name: string, most: number, withinMs: number }

export interface Charge { limit: RateLimit, key: string, cost: number }

export type RateVerdict =
  | { allowed: true, used: ReadonlyMap<RateLimit, number> }
  | { allowed: false, limit: RateLimit, retryAfterMs: number, used: ReadonlyMap<RateLimit, number> };

/** What a limit has done since it was last forgotten. */
export interface RateCounter {
  limit: string;
  most: number;
  withinMs: number | null;
  allowed: number;
  refused: number;
  /** The sum of the costs that were allowed. */
  cost: number;
  /** The most that was allowed within the time for one key. */
  fullest: number;
}

/**
 * What is refused counts as well, as with Microsoft ("all requests accrue against your usage limits"), up to this much of
 * a limit: the directory's x-ms-throttle-limit-percentage ends at 1.8.
 */
const accrual = 1.8;
const slotsPerWindow = 1_000;
const manyKeys = 10_000;

/** Counts requests against limits. The time is an argument: milliseconds of a clock that only goes forward. */
export class RateLimiter {
  readonly #windows = new Map<string, SlidingWindow>();
  readonly #inside = new Map<string, number>();
  readonly #counters = new Map<string, RateCounter>();

  /** Allows a request when all of its charges fit, or says which limit it meets and how long until it would fit. */
  take(charges: readonly Charge[], now: number): RateVerdict {
    const open = charges.map(charge => ({ ...charge, window: this.#window(charge, now) }));
    const full = open.filter(({ window, cost, limit }) => window.used + cost > limit.most);
    const used = new Map(open.map(({ limit, window }) => [limit, window.used]));
    if (full.length === 0) {
      for (const { limit, window, cost } of open) {
        window.add(cost, now);
        used.set(limit, window.used);
        const counter = this.#counter(limit);
        counter.allowed += 1;
        counter.cost += cost;
        counter.fullest = Math.max(counter.fullest, window.used);
      }
      return { allowed: true, used };
    }
    for (const { limit } of full) this.#counter(limit).refused += 1;
    for (const { limit, window, cost } of open) window.add(Math.max(0, Math.min(cost, limit.most * accrual - window.used)), now);
    // Told with the refused request counted: who waits so long alone is let through.
    const waits = open.map(({ limit, window, cost }) => ({ limit, retryAfterMs: window.untilFits(cost, now) }));
    return { allowed: false, used, ...waits.reduce((longest, each) => each.retryAfterMs > longest.retryAfterMs ? each : longest) };
  }

  /** Takes one of `most` places, to be given back with `leave`; false when there is none. */
  enter(limit: Pick<RateLimit, 'name' | 'most'>, key: string): boolean {
    const counter = this.#counter({ ...limit, withinMs: null });
    const place = `${limit.name} ${key}`;
    const inside = this.#inside.get(place) ?? 0;
    if (inside >= limit.most) {
      counter.refused += 1;
      return false;
    }
    this.#inside.set(place, inside + 1);
    counter.allowed += 1;
    counter.cost += 1;
    counter.fullest = Math.max(counter.fullest, inside + 1);
    return true;
  }

  leave(limit: Pick<RateLimit, 'name'>, key: string): void {
    const place = `${limit.name} ${key}`;
    const inside = (this.#inside.get(place) ?? 0) - 1;
    if (inside > 0) this.#inside.set(place, inside);
    else this.#inside.delete(place);
  }

  get counters(): RateCounter[] {
    return [...this.#counters.values()].map(counter => ({ ...counter }));
  }

  /** Forgets what was used and counted; requests on their way keep their places. */
  forget(): void {
    this.#windows.clear();
    this.#counters.clear();
  }

  /** Forgets what was counted, not what is used up. */
  resetCounters(): void {
    this.#counters.clear();
  }

  #window({ limit, key }: Charge, now: number): SlidingWindow {
    const name = `${limit.name} ${limit.withinMs} ${key}`;
    let window = this.#windows.get(name);
    if (!window) {
      if (this.#windows.size > 0 && this.#windows.size % manyKeys === 0) this.#sweep(now);
      this.#windows.set(name, window = new SlidingWindow(limit));
    }
    window.advance(now);
    return window;
  }

  #sweep(now: number): void {
    for (const [name, window] of this.#windows) {
      window.advance(now);
      if (window.used === 0) this.#windows.delete(name);
    }
  }

  #counter(limit: Pick<RateLimit, 'name' | 'most'> & { withinMs: number | null }): RateCounter {
    const name = `${limit.name} ${limit.withinMs}`;
    let counter = this.#counters.get(name);
    if (!counter) this.#counters.set(name, counter = { limit: limit.name, most: limit.most, withinMs: limit.withinMs, allowed: 0, refused: 0, cost: 0, fullest: 0 });
    return counter;
  }
}

/**
 * The cost of the last so many milliseconds, in slots of a thousandth of them: never more is allowed within the time than
 * the limit says, and a long window needs little memory.
 */
class SlidingWindow {
  readonly #withinMs: number;
  readonly #most: number;
  readonly #slotMs: number;
  #slots: { slot: number, cost: number }[] = [];
  #first = 0;
  used = 0;

  constructor({ withinMs, most }: RateLimit) {
    this.#withinMs = withinMs;
    this.#most = most;
    this.#slotMs = Math.max(1, withinMs / slotsPerWindow);
  }

  /** Lets go of what is too old. */
  advance(now: number): void {
    while (this.#first < this.#slots.length && this.#leaves(this.#first) <= now) {
      this.used -= this.#slots[this.#first]!.cost;
      this.#first += 1;
    }
    if (this.#first > slotsPerWindow) {
      this.#slots = this.#slots.slice(this.#first);
      this.#first = 0;
    }
    // Costs may be fractions where what was refused accrues.
    if (this.#first === this.#slots.length) this.used = 0;
  }

  add(cost: number, now: number): void {
    const slot = Math.floor(now / this.#slotMs);
    const last = this.#slots.at(-1);
    if (last?.slot === slot && this.#first < this.#slots.length) last.cost += cost;
    else this.#slots.push({ slot, cost });
    this.used += cost;
  }

  /** Milliseconds until a cost fits, if nothing else comes. */
  untilFits(cost: number, now: number): number {
    let left = this.used;
    if (left + cost <= this.#most) return 0;
    for (let index = this.#first; index < this.#slots.length; index += 1) {
      left -= this.#slots[index]!.cost;
      if (left + cost <= this.#most) return this.#leaves(index) - now;
    }
    return this.#withinMs;
  }

  #leaves(index: number): number {
    return (this.#slots[index]!.slot + 1) * this.#slotMs + this.#withinMs;
  }
}
