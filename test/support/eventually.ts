import { setTimeout as pause } from 'node:timers/promises';

/** Tries until it does not throw, for at most ten seconds; then throws what it threw last. */
export async function eventually<T>(attempt: () => T | Promise<T>, withinMs = 10_000): Promise<T> {
  const until = performance.now() + withinMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > until) throw error;
      await pause(50);
    }
  }
}
