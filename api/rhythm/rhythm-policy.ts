import type { Part } from '../membership/membership-contract.ts';
import { allowed, type Verdict } from '../platform/errors.ts';

/** What whoever has an address can read is decided by those who write the charter. */
export function mayPublish(part: Part | null): Verdict {
  if (part === 'coordinator' || part === 'core') return allowed;
  return { allowed: false, code: 'coordinators-publish', detail: 'Coordinators and core group say what of the calendar stands in the community’s feed.', remedy: 'Tell a coordinator what you would add.' };
}

/** What is recorded beside an activity is its members' to write, all of them: whoever was there may take notes. */
export function mayRecord(part: Part | null): Verdict {
  if (part !== null) return allowed;
  return { allowed: false, code: 'members-record', detail: 'Members of the community keep what stands beside its activities.', remedy: 'Join the community first; then say it here.' };
}
