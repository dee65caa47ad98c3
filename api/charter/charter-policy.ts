import type { Part } from '../membership/membership-contract.ts';
import { allowed, type Verdict } from '../membership/membership-policy.ts';
import type { Role } from '../platform/identity/actor.ts';

/**
 * A community says itself what it is about (start-up guide E2): its coordinators and core group
 * edit the charter; a sponsor or a programme lead does not, whatever else they may do.
 */
export function mayEditCharter(part: Part | null, facts: { roles: readonly Role[]; isSponsor: boolean }): Verdict {
  if (part === 'coordinator' || part === 'core') return allowed;
  const says = 'The community owns its charter: its coordinators and core group write it, nobody else does it for them.';
  const remedy = part === null ? 'Join, and tell a coordinator what you would change.' : 'Tell a coordinator what you would change.';
  if (facts.roles.includes('ProgrammeLead')) return { allowed: false, code: 'charter-is-the-communitys', detail: `${says} That holds for programme leads too.`, remedy };
  if (facts.isSponsor) return { allowed: false, code: 'charter-is-the-communitys', detail: `${says} That holds for sponsors too.`, remedy };
  return { allowed: false, code: 'charter-is-the-communitys', detail: says, remedy };
}

/** Members say of themselves that they care about an issue; nobody says it of another. */
export function mayCare(part: Part | null): Verdict {
  if (part !== null) return allowed;
  return { allowed: false, code: 'members-care', detail: 'Members of the community say what they care about in it.', remedy: 'Join the community first; then say it here.' };
}
