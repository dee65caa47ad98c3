import { types } from 'node:util';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { Settings } from './settings.ts';

/** Structured logs, on standard output unless said otherwise. What goes in is chosen by the caller: never tokens, names, addresses or texts that people wrote. */
export function createLogger(settings: Pick<Settings, 'logLevel'>, to?: DestinationStream): Logger {
  return pino({
    level: settings.logLevel,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['authorization', '*.authorization', 'headers', '*.headers', 'assertion', '*.assertion', 'token', '*.token', 'config', '*.config'], remove: true },
    serializers: { err: plainError, error: plainError },
  }, to ?? pino.destination(1));
}

/** An error without what it carries along (requests, bodies, parameters): kind, code, first line and where it was thrown. */
function plainError(error: unknown): unknown {
  // Not `instanceof`: Node's own errors come from another realm where modules run in a context of their own.
  if (!types.isNativeError(error)) return { kind: typeof error };
  const { name, stack } = error;
  const code = 'code' in error ? error.code : undefined;
  return { name, code, message: error.message.split('\n', 1)[0]?.slice(0, 300), stack: stack?.split('\n').map((line) => line.trim()).filter((line) => line.startsWith('at ')).slice(0, 7), cause: error.cause ? plainError(error.cause) : undefined };
}
