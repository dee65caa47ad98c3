/** Rates go by what was done in this time: Microsoft's limits for libraries count by the minute. */
const recentMs = 60_000;
/** Sooner after the first rows nothing is said. */
const firstWordMs = 3_000;

/**
 * Says when an import is likely to end. Pure: instants, in milliseconds, are given. What was done lately tells how
 * fast it goes; a burst at the beginning, which the limits allow once, makes no promise for the rest, and the time
 * before the first rows, when people and teams are looked up, none either.
 */
export class TimeLeft {
  #done = 0;
  #began = Infinity;
  #marks: { at: number; done: number }[] = [];

  /** So many more rows are done. */
  note(rows: number, at: number): void {
    this.#done += rows;
    this.#began = Math.min(this.#began, at);
    this.#marks.push({ at, done: this.#done });
    while (this.#marks.length > 2 && this.#marks[1]!.at <= at - recentMs) this.#marks.shift();
  }

  /** Milliseconds that the rest takes: at the rate of late, and no less than the limits ask for. Null when nothing can be said yet. */
  left(rows: number, byTheLimitsMs: number, at: number): number | null {
    const [since] = this.#marks;
    if (!since || at - this.#began < firstWordMs || this.#done === since.done) return null;
    return Math.max((rows * (at - since.at)) / (this.#done - since.done), byTheLimitsMs);
  }
}
