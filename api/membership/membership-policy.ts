import { allowed, type Verdict } from '../platform/errors.ts';
import type { Part } from './membership-contract.ts';

/** Communities are open: whoever is in the organisation may join (start-up guide E2: they manage themselves). */
export function mayJoin(part: Part | null): boolean {
  return part === null;
}

/**
 * Leaving is up to the person alone, except that a community keeps a coordinator.
 *
 * @param part the person's part, null for one who is not in the community
 * @param coordinators how many coordinators the community has now
 */
export function mayLeave(part: Part | null, coordinators: number): Verdict {
  if (part !== 'coordinator' || coordinators > 1) return allowed;
  return { allowed: false, code: 'last-coordinator' };
}
