import { problemWords } from '../words.ts';

/**
 * What Graph (or the way to it) said instead of an answer.
 * `forbidden`: this person, or Trellis, may not. `gone`: was there once. `conflict`: is there already. `changed`: is not what
 * `ifMatch` named any more. `unchanged`: is what `ifNoneMatch` named still. `full`: there is no room left. `not-sent`: what it depends on in a batch failed.
 * `throttled` and `unavailable` outlasted the retries; `timeout`: nothing came before the deadline.
 */
export type GraphFailure = 'forbidden' | 'not-found' | 'gone' | 'conflict' | 'changed' | 'unchanged' | 'not-sent' | 'bad-request' | 'full' | 'throttled' | 'unavailable' | 'timeout' | 'aborted';

/** `message` is for logs; people read what the locale files say under its code. */
export class GraphError extends Error {
  readonly failure: GraphFailure;
  /** Stable, for problems and the tab's locale files, such as `graph-not-found`. */
  readonly code: `graph-${GraphFailure}`;
  readonly operation: string;
  /** HTTP status of the last answer; undefined when none came. */
  readonly status: number | undefined;
  /** Graph's own code, such as `ErrorItemNotFound`. */
  readonly graphCode: string | undefined;
  /** Graph's `request-id`, for a support call. */
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(described: {
    failure: GraphFailure; operation: string; detail?: string; status?: number; graphCode?: string; requestId?: string; retryAfterSeconds?: number; cause?: unknown;
  }) {
    super(described.detail ?? problemWords({ code: `graph-${described.failure}` }, 'en').detail, { cause: described.cause });
    this.name = 'GraphError';
    this.failure = described.failure;
    this.code = `graph-${described.failure}`;
    this.operation = described.operation;
    this.status = described.status;
    this.graphCode = described.graphCode;
    this.requestId = described.requestId;
    this.retryAfterSeconds = described.retryAfterSeconds;
  }

  /** Whether asking again later may help without anybody changing anything. */
  get passing(): boolean {
    return this.failure === 'throttled' || this.failure === 'unavailable' || this.failure === 'timeout';
  }
}

/** Whether it is this failure of Graph; `isGraphFailure(error, 'not-found', 'gone')`. */
export function isGraphFailure(error: unknown, ...failures: GraphFailure[]): error is GraphError {
  return error instanceof GraphError && failures.includes(error.failure);
}
