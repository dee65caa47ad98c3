/** What was done in this time tells how it goes on: Microsoft's limits for libraries count by the minute. */
const recentMs = 60_000;
/** Sooner after the first rows nothing is said. */
const firstWordMs = 3_000;

/**
 * Says when an import is likely to end. Pure: instants, in milliseconds, are given. A minute goes like the one
 * before it, quickly first and slowly then, as the limits let it. The first one cannot be known by another: there the limits tell more
 * than a burst at the beginning. The time before the first rows, when people and teams are looked up, makes no promise either.
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

  /** Milliseconds that the rest takes: as the last minute went, over and over, and no less than the limits ask for. Null when nothing can be said yet. */
  left(rows: number, byTheLimitsMs: number, at: number): number | null {
    const [since] = this.#marks;
    if (!since || at - this.#began < firstWordMs || this.#done === since.done) return null;
    const done = this.#done - since.done;
    const rest = rows % done;
    const restMs = rest === 0 ? 0 : this.#marks.find((mark) => mark.done - since.done >= rest)!.at - since.at;
    return Math.max(Math.floor(rows / done) * (at - since.at) + restMs, byTheLimitsMs);
  }
}
