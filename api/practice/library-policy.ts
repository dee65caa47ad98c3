import type { Part } from '../membership/membership-contract.ts';
import { allowed, type Verdict } from '../platform/errors.ts';

/** Whoever is in a community builds its practice (start-up guide L3). */
export function mayAddItems(part: Part | null): Verdict {
  if (part !== null) return allowed;
  return { allowed: false, code: 'members-add' };
}

/** What an item says is up to its steward; coordinators and core group help out. */
export function mayEditItem(part: Part | null, isSteward: boolean): Verdict {
  if (part === 'coordinator' || part === 'core' || (part !== null && isSteward)) return allowed;
  return { allowed: false, code: 'stewards-edit', about: part === null ? 'outsider' : undefined };
}
