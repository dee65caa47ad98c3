import type { BudgetLimit } from './shared-budget.ts';

/**
 * What one replica uses of its quota. Instants are milliseconds of any clock that only goes forward. Graph counts a
 * request some time between its being sent and its being answered: it counts here from the one until a whole
 * window after the other, so that no jitter on the way leads above the limit.
 */
export interface Meter {
  /** Used in the window that ends now, with what is under way. */
  used(now: number): number;
  /** When `units` more fit into the quota: `now` when they do; Infinity when only the end of a request can tell. Bulk work is spread and leaves some for others. */
  fitsAt(units: number, quota: number, now: number, bulk: boolean): number;
  /** A request is sent. */
  use(units: number, now: number): void;
  /** It was not sent after all. */
  undo(units: number): void;
  /** It is over. */
  release(units: number, now: number): void;
}

const slotsInWindow = 80;
/** Slots that a window can touch. */
const slotsCounted = slotsInWindow + 1;
/** Bulk work beyond half of a limit is spread: in this part of a window it begins no more than its even share, however long that takes, so that others find room at any time. */
const pacedSlots = 4;
/** Windows as short as those of Teams cannot be spread further than they are: there bulk work leaves more free. */
const shortestPacedMs = 5_000;
const leftByBulk = { short: 0.1, long: 0.03 };

export function createMeter(limit: BudgetLimit): Meter {
  return limit.windowMs === 0 ? new UnderWay() : new Window(limit);
}

class UnderWay implements Meter {
  protected underWay = 0;

  used(_now: number): number {
    return this.underWay;
  }

  fitsAt(units: number, quota: number, now: number, _bulk: boolean): number {
    return this.underWay + units <= quota ? now : Infinity;
  }

  use(units: number, _now: number): void {
    this.underWay += units;
  }

  undo(units: number): void {
    this.underWay -= units;
  }

  release(units: number, _now: number): void {
    this.underWay -= units;
  }
}

interface Slot { slot: number; count: number }

class Window extends UnderWay {
  readonly #windowMs: number;
  readonly #amount: number;
  /** What is over, by when it was. */
  #slots: Slot[] = [];
  /** What was sent lately, by when it was. */
  #sent: Slot[] = [];

  constructor({ windowMs, amount }: BudgetLimit) {
    super();
    this.#windowMs = windowMs;
    this.#amount = amount;
  }

  override used(now: number): number {
    const since = this.#slotOf(now) - slotsCounted;
    this.#slots = this.#slots.filter(({ slot }) => slot > since);
    return this.#slots.reduce((sum, { count }) => sum + count, this.underWay);
  }

  override fitsAt(units: number, quota: number, now: number, bulk: boolean): number {
    const short = this.#windowMs < shortestPacedMs;
    const left = bulk ? Math.floor(quota * (short ? leftByBulk.short : leftByBulk.long)) : 0;
    const used = this.used(now);
    const at = this.#whenGone(this.#slots, used + units - (quota - left), slotsCounted, now);
    if (!bulk || short || used + units <= this.#amount / 2) return at;
    this.#sent = this.#sent.filter(({ slot }) => slot > this.#slotOf(now) - pacedSlots);
    const recent = this.#sent.reduce((sum, { count }) => sum + count, 0);
    const share = Math.max(units, (this.#amount * pacedSlots) / slotsInWindow);
    return Math.max(at, this.#whenGone(this.#sent, recent + units - share, pacedSlots, now));
  }

  override use(units: number, now: number): void {
    super.use(units, now);
    this.#add(this.#sent, units, now);
  }

  override undo(units: number): void {
    super.undo(units);
    this.#sent.at(-1)!.count -= units;
  }

  override release(units: number, now: number): void {
    super.release(units, now);
    this.#add(this.#slots, units, now);
  }

  #add(slots: Slot[], units: number, now: number): void {
    const slot = this.#slotOf(now);
    const last = slots.at(-1);
    if (last?.slot === slot) last.count += units;
    else slots.push({ slot, count: units });
  }

  /** When `excess` of what the last `counted` of these slots hold is out of them. */
  #whenGone(slots: readonly Slot[], excess: number, counted: number, now: number): number {
    if (excess <= 0) return now;
    const current = this.#slotOf(now);
    let gone = 0;
    for (const { slot, count } of slots) {
      if (slot <= current - counted) continue;
      gone += count;
      if (gone >= excess) return ((slot + counted) * this.#windowMs) / slotsInWindow;
    }
    return Infinity;
  }

  #slotOf(now: number): number {
    return Math.floor((now * slotsInWindow) / this.#windowMs);
  }
}
