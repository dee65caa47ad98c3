import { setTimeout as pause } from 'node:timers/promises';
import type { Priority } from './budget/budget-gate.ts';
import type { GraphError } from './graph-error.ts';
import { unanswered } from './graph-failure.ts';
import { operations, type OperationName } from './operations.ts';

const maxAttempts = 5;
const firstPauseMs = 300;

/**
 * How long to wait for Graph and how often to ask again, for one call with everything it takes:
 * attempts, pages, parts of a batch.
 */
export class Patience {
  readonly #operation: string;
  readonly priority: Priority;
  readonly #until: number;
  readonly signal: AbortSignal | undefined;
  readonly #attemptMs: number;

  constructor(operation: string, options: { signal?: AbortSignal; deadlineMs: number; attemptMs: number; priority?: Priority }) {
    this.#operation = operation;
    this.priority = options.priority ?? 'interactive';
    this.#until = performance.now() + options.deadlineMs;
    this.signal = options.signal;
    this.#attemptMs = options.attemptMs;
  }

  get remainingMs(): number {
    return this.#until - performance.now();
  }

  /** For one attempt: aborted at its own limit, at the deadline, or when the caller leaves. */
  attemptSignal(): AbortSignal {
    this.#check();
    const timeout = AbortSignal.timeout(Math.max(1, Math.min(this.#attemptMs, Math.ceil(this.remainingMs))));
    return this.signal ? AbortSignal.any([this.signal, timeout]) : timeout;
  }

  /** What a failed attempt without an answer means; `attempt` is the signal that it was sent with. */
  explain(cause: unknown, attempt?: AbortSignal): GraphError {
    if (this.signal?.aborted) return unanswered(this.#operation, reasonOf(this.signal), cause);
    return unanswered(this.#operation, attempt?.aborted ? 'timeout' : 'unavailable', cause);
  }

  /**
   * Waits before attempt number `attempt` + 1 (counted from 1): as long as Graph asked, else twice as long each time,
   * always with some chance in it so that replicas do not come back together.
   * @throws the given error when trying again makes no sense or does not fit in the time left.
   */
  async beforeNext(attempt: number, error: GraphError): Promise<void> {
    const pauseMs = this.pauseAfter(attempt, error);
    if (pauseMs === null) throw error;
    await this.wait(pauseMs);
  }

  /** The same in milliseconds, without waiting; null when trying again makes no sense or does not fit in the time left. */
  pauseAfter(attempt: number, error: GraphError): number | null {
    if (attempt >= maxAttempts) return null;
    const pauseMs = error.retryAfterSeconds === undefined
      ? firstPauseMs * 2 ** (attempt - 1) * (0.5 + Math.random())
      : error.retryAfterSeconds * 1_000 + Math.random() * 100;
    return pauseMs < this.remainingMs ? pauseMs : null;
  }

  /**
   * What to say of a call that failed with `last`: when only its time was over, what Graph had said before tells more.
   * Not of a write that may have been carried out by then: `before` may say that it was not.
   */
  telling(operation: OperationName, before: GraphError | undefined, last: GraphError): GraphError {
    return before && last.failure === 'timeout' && this.remainingMs <= 0 && mayRepeat(operation, last) ? before : last;
  }

  async wait(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.signal }).catch((cause: unknown) => { throw this.explain(cause); });
  }

  #check(): void {
    if (this.signal?.aborted) throw unanswered(this.#operation, reasonOf(this.signal), this.signal.reason);
    if (this.remainingMs <= 0) throw unanswered(this.#operation, 'timeout');
  }
}

/** Whether sending the operation again is harmless after this failure. A throttled request was not carried out, any other may have been. */
export function mayRepeat(operation: OperationName, error: GraphError): boolean {
  if (error.failure === 'throttled') return true;
  if (error.failure !== 'unavailable' && error.failure !== 'timeout') return false;
  return operations[operation].repeat !== 'looked-up';
}

const reasonOf = (signal: AbortSignal): 'timeout' | 'aborted' =>
  signal.reason instanceof Error && signal.reason.name === 'TimeoutError' ? 'timeout' : 'aborted';
