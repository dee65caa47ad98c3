import { types } from 'node:util';
import { UnavailableError } from '../errors.ts';

/** Signs that the database could not be reached, as opposed to refusing what was asked. Codes: PostgreSQL's appendix "Error Codes", classes 08, 53, 57P. */
const unreachableCodes = /^(08...|53[0-3]..|57P0[1-5]|ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|EAI_AGAIN)$/;
const unreachableMessages = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|the database system is)/;

export function isUnreachable(error: unknown): boolean {
  // Not `instanceof`: Node's own errors come from another realm where modules run in a context of their own.
  if (!types.isNativeError(error)) return false;
  if ('errors' in error && Array.isArray(error.errors)) return error.errors.some(isUnreachable);
  const code = 'code' in error ? String(error.code) : '';
  return unreachableCodes.test(code) || unreachableMessages.test(error.message);
}

/** The error itself, or an UnavailableError in its place when the database is gone. */
export function translated(error: unknown): unknown {
  return isUnreachable(error)
    ? new UnavailableError({ code: 'database-unavailable', retryAfterSeconds: 5, cause: error })
    : error;
}
