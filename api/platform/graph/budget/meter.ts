import { type BudgetLimit, reserveOf } from './shared-budget.ts';

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

const slotsInWindow = 240;
/** Slots that a window can touch. */
const slotsCounted = slotsInWindow + 1;
/**
 * Bulk work beyond half of a limit is spread: in this part of a window it begins no more than came free in it, and
 * a fifth of what stays free: that is taken more and more slowly, so that others find some at any time.
 */
const pacedSlots = 12;
const ofWhatStaysFree = 1 / 5;
/** Windows as short as those of Teams cannot be spread further than they are: there bulk work leaves more free. */
const shortestPacedMs = 5_000;
const leftByBulk = { short: 0.1, long: 0.03 };
const isShort = ({ windowMs }: BudgetLimit): boolean => windowMs < shortestPacedMs;
const leftBy = (limit: BudgetLimit): number => (isShort(limit) ? leftByBulk.short : leftByBulk.long);

/** The part of a limit that bulk work comes to use, were there nobody else: the rest is left to people, and to replicas that come. */
export function bulkShare(limit: BudgetLimit): number {
  return (1 - reserveOf(limit) / limit.amount) * (1 - leftBy(limit));
}

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
  readonly #limit: BudgetLimit;
  /** What is over and counts still, by when it was. */
  #slots: Slot[] = [];
  #counted = 0;
  /** What ceased to count lately, by when it did. */
  #gone: Slot[] = [];
  /** What was sent lately, by when it was. */
  #sent: Slot[] = [];

  constructor(limit: BudgetLimit) {
    super();
    this.#limit = limit;
  }

  override used(now: number): number {
    const since = this.#slotOf(now) - slotsCounted;
    while (this.#slots[0] && this.#slots[0].slot <= since) {
      const { slot, count } = this.#slots.shift()!;
      this.#counted -= count;
      this.#gone.push({ slot: slot + slotsCounted, count });
    }
    this.#keepLate(this.#gone, now);
    return this.#counted + this.underWay;
  }

  override fitsAt(units: number, quota: number, now: number, bulk: boolean): number {
    const left = bulk ? Math.floor(quota * leftBy(this.#limit)) : 0;
    const used = this.used(now);
    const room = quota - left - used;
    const at = this.#whenGone(units - room, now);
    if (!bulk || isShort(this.#limit) || used + units <= this.#limit.amount / 2) return at;
    this.#keepLate(this.#sent, now);
    const share = sumOf(this.#gone) + room * ofWhatStaysFree;
    if (sumOf(this.#sent) + units <= Math.max(units, share)) return at;
    return Math.max(at, this.#beginOf(this.#slotOf(now) + 1));
  }

  override use(units: number, now: number): void {
    super.use(units, now);
    this.#keepLate(this.#sent, now);
    this.#add(this.#sent, units, now);
  }

  override undo(units: number): void {
    super.undo(units);
    this.#sent.at(-1)!.count -= units;
  }

  override release(units: number, now: number): void {
    super.release(units, now);
    this.#counted += units;
    this.#add(this.#slots, units, now);
  }

  #add(slots: Slot[], units: number, now: number): void {
    const slot = this.#slotOf(now);
    const last = slots.at(-1);
    if (last?.slot === slot) last.count += units;
    else slots.push({ slot, count: units });
  }

  /** Forgets what is older than the paced part of a window that ends now. */
  #keepLate(slots: Slot[], now: number): void {
    const since = this.#slotOf(now) - pacedSlots;
    while (slots[0] && slots[0].slot <= since) slots.shift();
  }

  /** When `excess` of what counts does no more. */
  #whenGone(excess: number, now: number): number {
    if (excess <= 0) return now;
    let gone = 0;
    for (const { slot, count } of this.#slots) {
      gone += count;
      if (gone >= excess) return this.#beginOf(slot + slotsCounted);
    }
    return Infinity;
  }

  #slotOf(now: number): number {
    return Math.floor((now * slotsInWindow) / this.#limit.windowMs);
  }

  #beginOf(slot: number): number {
    return (slot * this.#limit.windowMs) / slotsInWindow;
  }
}

const sumOf = (slots: readonly Slot[]): number => slots.reduce((sum, { count }) => sum + count, 0);
