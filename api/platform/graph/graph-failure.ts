import { GraphError, type GraphFailure } from './graph-error.ts';

/** What is needed of an answer, alone or as part of a batch, to say what went wrong. */
export interface FailedAnswer {
  operation: string;
  status: number;
  /** Header values by lower-case name. */
  header(name: string): string | undefined;
  body: unknown;
}

const failureOf: Record<number, GraphFailure> = {
  401: 'forbidden', 403: 'forbidden', 404: 'not-found', 304: 'unchanged', 409: 'conflict', 410: 'gone', 412: 'changed', 423: 'conflict', 424: 'not-sent', 429: 'throttled', 507: 'full', 408: 'unavailable',
};

/** A failed answer as a GraphError. Microsoft Learn, "Microsoft Graph error responses and resource types". */
export function failed(answer: FailedAnswer): GraphError {
  const failure = failureOf[answer.status] ?? (answer.status >= 500 ? 'unavailable' : 'bad-request');
  const error = typeof answer.body === 'object' && answer.body && 'error' in answer.body ? answer.body.error : undefined;
  const graphCode = typeof error === 'object' && error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return new GraphError({
    failure, operation: answer.operation, status: answer.status, graphCode,
    requestId: answer.header('request-id'), retryAfterSeconds: retryAfterSeconds(answer.header('retry-after'), Date.now()),
  });
}

/** A link that Graph gives leads on within Graph, and to an end. One that was kept and does not lead there is as good as too old: begin again. */
export function strayed(operation: string, link: 'next' | 'kept'): GraphError {
  return failed({ operation, status: link === 'next' ? 502 : 410, header: () => undefined, body: { error: { code: 'linkLedAstray' } } });
}

/** No answer at all: the deadline passed, the caller left, or the connection broke. */
export function unanswered(operation: string, failure: 'timeout' | 'aborted' | 'unavailable' | 'throttled', cause?: unknown, retryAfter?: number): GraphError {
  return new GraphError({ failure, operation, cause, retryAfterSeconds: retryAfter });
}

/** Seconds of a Retry-After header: a number, which Graph may give with a fraction, or a date (RFC 9110). */
export function retryAfterSeconds(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const seconds = /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1_000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}
