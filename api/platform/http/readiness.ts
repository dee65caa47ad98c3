import { types } from 'node:util';
import type { Logger } from 'pino';
import { ProblemError } from '../errors.ts';

/** Whether what the API needs answers just now, by name. */
export type Readiness = () => Promise<Record<string, boolean>>;

/**
 * Makes the checks, each of which throws when what it asks does not answer, into one question. The log
 * says why a check failed when it begins to, when the reason changes, and when it holds again: whoever
 * watches over the process asks every few seconds.
 */
export function reportReadiness(checks: Record<string, () => Promise<void>>, logger: Logger): Readiness {
  const reasons = new Map<string, string>();
  const ask = async (what: string, check: () => Promise<void>): Promise<boolean> => {
    try {
      await check();
      if (reasons.delete(what)) logger.info({ check: what }, 'ready again');
      return true;
    } catch (error) {
      const cause = error instanceof ProblemError ? error.cause ?? error : error;
      const reason = types.isNativeError(cause) ? `${'code' in cause ? String(cause.code) : ''} ${cause.message}` : '';
      if (reasons.get(what) !== reason) logger.warn({ check: what, err: cause }, 'not ready');
      reasons.set(what, reason);
      return false;
    }
  };
  return async () => Object.fromEntries(await Promise.all(Object.entries(checks).map(async ([what, check]) => [what, await ask(what, check)] as const)));
}
