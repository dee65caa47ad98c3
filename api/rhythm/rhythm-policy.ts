import type { Part } from '../membership/membership-contract.ts';
import { allowed, type Verdict } from '../platform/errors.ts';

/** What whoever has an address can read is decided by those who write the charter. */
export function mayPublish(part: Part | null): Verdict {
  if (part === 'coordinator' || part === 'core') return allowed;
  return { allowed: false, code: 'coordinators-publish' };
}

/** Who is in a community is reminded of what happens in it, if they like. */
export function mayBeReminded(part: Part | null): Verdict {
  if (part !== null) return allowed;
  return { allowed: false, code: 'members-only' };
}

/** What is recorded beside an activity is its members' to write, all of them: whoever was there may take notes. */
export function mayRecord(part: Part | null): Verdict {
  if (part !== null) return allowed;
  return { allowed: false, code: 'members-record' };
}
