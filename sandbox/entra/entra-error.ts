import { randomUUID } from 'node:crypto';
import type { SandboxResponse } from '../kernel/router.ts';

/** Entra ID's refusal: OAuth's `error` with the AADSTS number that says why. */
export class EntraError extends Error {
  override readonly name = 'EntraError';
  readonly error: string;
  readonly number: number;
  readonly status: number;
  readonly suberror: string | undefined;
  /** What a new token has to show, as the `claims` parameter of an interactive request. */
  readonly claims: string | undefined;

  constructor(error: string, number: number, message: string, options: { status?: number, suberror?: string, claims?: string } = {}) {
    super(message);
    this.error = error;
    this.number = number;
    this.status = options.status ?? 400;
    this.suberror = options.suberror;
    this.claims = options.claims;
  }
}

/** The JSON of Microsoft's "Error response example" for the v2.0 endpoints. */
export function entraErrorBody(problem: EntraError, now: number, correlation: string = randomUUID()): object {
  const trace = randomUUID();
  const timestamp = new Date(now).toISOString().replace('T', ' ').replace(/\.\d+Z$/, 'Z');
  return {
    error: problem.error,
    error_description: `AADSTS${problem.number}: ${problem.message} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
    error_codes: [problem.number],
    timestamp,
    trace_id: trace,
    correlation_id: correlation,
    error_uri: `https://login.microsoftonline.com/error?code=${problem.number}`,
    ...problem.suberror && { suberror: problem.suberror },
    ...problem.claims && { claims: problem.claims },
  };
}

export function entraErrorResponse(problem: EntraError, now: number, correlation?: string): SandboxResponse {
  return { status: problem.status, headers: { 'Cache-Control': 'no-store' }, body: entraErrorBody(problem, now, correlation) };
}
