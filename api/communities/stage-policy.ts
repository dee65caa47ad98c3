import type { Part } from '../membership/membership-contract.ts';
import { allowed, type Verdict } from '../platform/errors.ts';

/** A community knows itself how far it is (start-up guide E2): its coordinators and core group say so, whatever roles others have. */
export function maySetStage(part: Part | null): Verdict {
  if (part === 'coordinator' || part === 'core') return allowed;
  return { allowed: false, code: 'stage-is-the-communitys', about: part === null ? 'outsider' : undefined };
}
