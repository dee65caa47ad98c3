/** What a part of the sandbox has still to do, and when. */
export interface Appointments {
  /** When the next thing is due, in milliseconds since 1970; null when there is nothing to do. */
  next(): number | null;
  /** Does what is due. What takes long goes on in the background. */
  work(): void;
}

/** A timer cannot be set for longer. */
const longestTimer = 2 ** 31 - 1;
/** A clock that stands still must not keep the processor busy. */
const shortestTimer = 20;

/** Has things done when they are due by the sandbox's clock. Does not keep the process alive. */
export class Timetable {
  readonly #now: () => number;
  readonly #parts: Appointments[] = [];
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(now: () => number) {
    this.#now = now;
  }

  add(part: Appointments): void {
    this.#parts.push(part);
    this.wake();
  }

  /** Looks again: something new was agreed on, or time was moved on. */
  wake(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#stopped) return;
    for (let due = this.#due(); due.length > 0; due = this.#due()) for (const part of due) part.work();
    const next = this.#parts.map(part => part.next()).filter(time => time !== null);
    if (next.length === 0) return;
    const wait = Math.min(Math.max(Math.min(...next) - this.#now(), shortestTimer), longestTimer);
    this.#timer = setTimeout(() => this.wake(), wait).unref();
  }

  stop(): void {
    this.#stopped = true;
    this.wake();
  }

  #due(): Appointments[] {
    const now = this.#now();
    return this.#parts.filter(part => (part.next() ?? Infinity) <= now);
  }
}
