import type { Problem } from '../../api/platform/http/operation-contract.ts';

/** The server's answer to a request it refused, or what stands for one when no answer came. */
export class ApiError extends Error {
  readonly problem: Problem;
  /** Milliseconds the server asked to wait; null when it said nothing. */
  readonly retryAfter: number | null;

  constructor(problem: Problem, retryAfter: number | null = null) {
    super(problem.detail);
    this.name = 'ApiError';
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  get code(): string { return this.problem.code; }
  get status(): number { return this.problem.status; }
  /** True when the same request may well succeed a little later. */
  get passing(): boolean { return this.status === 0 || this.status === 429 || this.status >= 500; }
}

/** A problem that arose here; its words come from the locale files by `code`. */
export function localProblem(code: 'no-connection' | 'unreadable-answer' | 'not-signed-in', status = 0): ApiError {
  return new ApiError({ type: 'about:blank', title: '', status, code, detail: '', correlationId: '' });
}
