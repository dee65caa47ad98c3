import { z } from 'zod';
import { seededRandom } from './seeded-random.ts';

/** Milliseconds: always the same, or evenly from a range. */
export const durationSchema = z.union([z.number().min(0), z.tuple([z.number().min(0), z.number().min(0)])]);
export type Duration = z.infer<typeof durationSchema>;

/** Answers that are more than a status; each part of the sandbox knows how its service words them. */
export const namedAnswers = [
  'token-expired', 'token-outdated', 'claims-challenge', 'resync-required',
  'consent-required', 'interaction-required', 'secret-expired', 'temporarily-unavailable',
] as const;
export type NamedAnswer = typeof namedAnswers[number];

const patternSchema = z.string().refine(isPattern, 'The path is not a regular expression.');

export const faultSchema = z.strictObject({
  /** HTTP method; any when absent. */
  method: z.string().optional(),
  /** Regular expression on path and query, e.g. `^/v1.0/teams/.*tabs`. */
  path: patternSchema.optional(),
  /** An operation as the journal names it, e.g. `GET /teams/{team-id}/channels`; how its parameters are named does not matter. */
  operation: z.string().regex(/^[A-Z]+ \/\S*$/, 'An operation is a method and a path template, such as GET /teams/{team-id}.').optional(),
  /** Only requests for something that was created in the sandbox less than this many milliseconds ago: late replication. */
  youngerThanMs: z.number().positive().optional(),

  /** How often it happens; for ever when absent. */
  times: z.number().int().min(1).optional(),
  /** How many requests it lets pass first. */
  after: z.number().int().min(1).optional(),
  /** The share of requests that it happens to, drawn by the seed. */
  share: z.number().min(0).max(1).optional(),

  /** Wait before anything else happens. */
  delayMs: durationSchema.optional(),
  /** Answer with this and do nothing. */
  status: z.number().int().min(100).max(599).optional(),
  /** Answer with what Microsoft says in this case and do nothing. */
  answer: z.enum(namedAnswers).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** Seconds in a Retry-After header, fractions as given. */
  retryAfter: z.number().min(0).optional(),
  /** The same as an HTTP date, so many seconds from now. */
  retryAfterDate: z.number().min(0).optional(),
  /** A body of your own; without it the answer has the body of the service for the status. */
  body: z.unknown().optional(),
  /** Close the connection without an answer. */
  reset: z.boolean().optional(),
  /** Close the connection after the request has taken effect: the lost answer. */
  resetAfter: z.boolean().optional(),
  /** Never answer. */
  hang: z.boolean().optional(),
  /** Close the connection after this share of the answer's body. */
  cut: z.number().min(0).lt(1).optional(),
  /** Send the answer's body so many bytes at a time. */
  drip: z.strictObject({ bytes: z.number().int().min(1), everyMs: z.number().min(1) }).optional(),
}).refine(fault => fault.path !== undefined || fault.operation !== undefined, 'A fault needs a path or an operation.');

/** Trouble to make on demand. What comes first in the list wins. */
export type Fault = z.infer<typeof faultSchema>;

/** What a fault does to the way an answer is sent. */
export type Delivery = Pick<Fault, 'cut' | 'drip'>;

/** A fault that happens now: what is drawn or counted is settled. */
export interface HappeningFault extends Omit<Fault, 'delayMs'> {
  delayMs: number;
}

/** Thrown by a handler to have the connection closed without an answer. */
export class ConnectionResetError extends Error {
  override readonly name = 'ConnectionResetError';
  readonly code = 'connection-reset';
}

/** The operation that a fault names does not exist here; with a typing mistake it would never happen. */
export class UnknownOperationError extends Error {
  override readonly name = 'UnknownOperationError';
  readonly code = 'unknown-operation';

  constructor(operation: string) {
    super(`The sandbox has no operation ${operation}.`);
  }
}

/** What faults ask of the sandbox they happen in. */
export interface FaultSurroundings {
  /** Every operation there is, as the journal names them. */
  operations(): string[];
  /** The operation that a request is for, as the journal names it. */
  operationOf(method: string, path: string): string | null;
  /** Milliseconds since the newest thing that the path names was created here; null when none was. */
  ageOf(path: string): number | null;
}

interface Entry { fault: Fault, pattern: RegExp | null, operation: string | null, passing: number, left: number, draws: Draws }

export class Faults {
  readonly #surroundings: FaultSurroundings;
  #entries: Entry[] = [];
  #seed = 1;

  constructor(surroundings: FaultSurroundings) {
    this.#surroundings = surroundings;
  }

  /**
   * Replaces the list. The same seed and the same requests meet the same faults, in whatever order they come: each fault
   * draws for itself, and for each request.
   * @throws UnknownOperationError
   */
  set(faults: readonly Fault[], seed = 1): void {
    this.#seed = seed;
    this.#entries = faults.map((fault, index) => this.#entry(fault, index));
  }

  /** @throws UnknownOperationError */
  add(...faults: Fault[]): void {
    this.#entries = [...this.#entries, ...faults.map((fault, index) => this.#entry(fault, this.#entries.length + index))];
  }

  clear(): void {
    this.#entries = [];
  }

  get list(): Fault[] {
    return this.#entries.map(entry => entry.fault);
  }

  /** The fault that happens to a request, if there is one; counts it. */
  take(method: string, path: string): HappeningFault | null {
    for (const entry of this.#entries) {
      if (entry.left === 0 || !this.#concerns(entry, method, path)) continue;
      if (entry.passing > 0) {
        entry.passing -= 1;
        continue;
      }
      const random = entry.draws.of(`${method} ${path}`);
      if (entry.fault.share !== undefined && random() >= entry.fault.share) continue;
      entry.left -= 1;
      return { ...entry.fault, delayMs: drawDuration(entry.fault.delayMs ?? 0, random) };
    }
    return null;
  }

  #entry(fault: Fault, index: number): Entry {
    const operation = fault.operation === undefined ? null : withoutNames(fault.operation);
    if (operation !== null && !this.#surroundings.operations().some(each => withoutNames(each) === operation)) throw new UnknownOperationError(fault.operation!);
    return {
      fault, operation,
      pattern: fault.path === undefined ? null : new RegExp(fault.path, 'i'),
      passing: fault.after ?? 0,
      left: fault.times ?? Infinity,
      draws: new Draws(this.#seed * 7919 + index),
    };
  }

  #concerns({ fault, pattern, operation }: Entry, method: string, path: string): boolean {
    if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
    if (pattern !== null && !pattern.test(path)) return false;
    if (operation !== null && withoutNames(this.#surroundings.operationOf(method, path) ?? '') !== operation) return false;
    if (fault.youngerThanMs === undefined) return true;
    const age = this.#surroundings.ageOf(path);
    return age !== null && age < fault.youngerThanMs;
  }
}

/** Chance of its own for each request, so that what others ask meanwhile does not change it. */
class Draws {
  readonly #seed: number;
  readonly #byRequest = new Map<string, () => number>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  of(request: string): () => number {
    const known = this.#byRequest.get(request);
    if (known) return known;
    const random = seededRandom([...request].reduce((mixed, letter) => Math.imul(mixed ^ letter.codePointAt(0)!, 0x01000193), this.#seed ^ 0x811c9dc5));
    this.#byRequest.set(request, random);
    return random;
  }
}

/** A number of milliseconds from a duration. */
export function drawDuration(duration: Duration, random: () => number): number {
  return typeof duration === 'number' ? duration : duration[0] + random() * (duration[1] - duration[0]);
}

/** The headers of a fault's answer, Retry-After among them. */
export function faultHeaders(fault: Pick<Fault, 'headers' | 'retryAfter' | 'retryAfterDate'>): Record<string, string> {
  const { retryAfter, retryAfterDate } = fault;
  return {
    // The header's date is of this machine's clock, as the Date header of the answer is.
    ...retryAfterDate !== undefined && { 'Retry-After': new Date(Date.now() + retryAfterDate * 1000).toUTCString() },
    ...retryAfter !== undefined && { 'Retry-After': String(retryAfter) },
    ...fault.headers,
  };
}

function withoutNames(operation: string): string {
  return operation.replace(/\{[^}]*\}/g, '{}').toLowerCase();
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
