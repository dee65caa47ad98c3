import { defineArea, type TenantState } from './state.ts';

/** How far the tenant's time is ahead of the machine's: kept with what happened in it, forgotten with it. */
const aheadArea = defineArea('clock', () => ({ milliseconds: 0 }));

/** The tenant's time. It runs as the machine's does, and can be moved on, so that a year passes in a test. */
export interface SandboxClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Moves time on. What falls due meanwhile happens, in its order. */
  advance(milliseconds: number): void;
}

/** Time went backwards, which it never does. */
export class ClockMovedBackError extends Error {
  override readonly name = 'ClockMovedBackError';
  readonly code = 'clock-moved-back';

  constructor() {
    super('The clock cannot be moved back; a reset returns it to the present.');
  }
}

/**
 * @param machine the time that the tenant's is ahead of
 * @param moved called when time was moved on
 */
export function sandboxClock(state: () => TenantState, machine: () => number, moved: () => void): SandboxClock {
  return {
    now: () => machine() + aheadArea.of(state()).milliseconds,
    advance(milliseconds) {
      if (!(milliseconds >= 0)) throw new ClockMovedBackError();
      aheadArea.of(state()).milliseconds += milliseconds;
      moved();
    },
  };
}
