/** Resolves when a person (Ctrl-C) or the system asks this process to end. */
export function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

/** What a person should read of an error: its message when it is one of ours, everything otherwise. */
export function explain(error: unknown): string {
  if (error instanceof Error && 'code' in error && !('syscall' in error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
