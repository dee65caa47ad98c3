import { z } from 'zod';

export const faultSchema = z.strictObject({
  /** HTTP method; any when absent. */
  method: z.string().optional(),
  /** Regular expression on path and query, e.g. `^/v1.0/teams/.*tabs`. */
  path: z.string(),
  status: z.number().int().min(100).max(599).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** A body of your own; without it Graph paths answer with Graph's error body for the status. */
  body: z.unknown().optional(),
  delayMs: z.number().min(0).optional(),
  /** Close the connection without an answer. */
  reset: z.boolean().optional(),
  /** Close the connection after the request has taken effect: the lost answer. */
  resetAfter: z.boolean().optional(),
  /** Never answer. */
  hang: z.boolean().optional(),
  /** How often it happens; for ever when absent. */
  times: z.number().int().min(1).optional(),
});

/** Trouble to make on demand. What comes first in the list wins. */
export type Fault = z.infer<typeof faultSchema>;

/** Thrown by a handler to have the connection closed without an answer. */
export class ConnectionResetError extends Error {
  override readonly name = 'ConnectionResetError';
  readonly code = 'connection-reset';
}

export class Faults {
  #faults: { fault: Fault, pattern: RegExp, left: number }[] = [];

  /** Replaces the list. */
  set(faults: readonly Fault[]): void {
    this.#faults = faults.map(fault => ({ fault, pattern: new RegExp(fault.path, 'i'), left: fault.times ?? Infinity }));
  }

  add(...faults: Fault[]): void {
    const present = this.#faults;
    this.set(faults);
    this.#faults = [...present, ...this.#faults];
  }

  clear(): void {
    this.#faults = [];
  }

  get list(): Fault[] {
    return this.#faults.map(entry => entry.fault);
  }

  /** The fault for a request, if there is one; counts its `times` down. */
  take(method: string, path: string): Fault | null {
    const entry = this.#faults.find(each => each.left > 0 && each.pattern.test(path)
      && (each.fault.method === undefined || each.fault.method.toUpperCase() === method));
    if (!entry) return null;
    entry.left -= 1;
    return entry.fault;
  }
}
