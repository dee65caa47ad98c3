import type { Part } from '../membership/membership-contract.ts';
import { allowed, type Verdict } from '../membership/membership-policy.ts';
import type { Role } from '../platform/identity/actor.ts';

/**
 * A community says itself what it is about (start-up guide E2): its coordinators and core group
 * edit the charter; a sponsor or a programme lead does not, whatever else they may do.
 */
export function mayEditCharter(part: Part | null, facts: { roles: readonly Role[]; isSponsor: boolean }): Verdict {
  if (part === 'coordinator' || part === 'core') return allowed;
  const says = 'Only the community’s coordinators and core group edit its charter: a community describes itself.';
  const remedy = part === null ? 'Join, and tell a coordinator what you would change.' : 'Tell a coordinator what you would change.';
  if (facts.roles.includes('ProgrammeLead')) return { allowed: false, code: 'charter-is-the-communitys', detail: `${says} That holds for programme leads too.`, remedy };
  if (facts.isSponsor) return { allowed: false, code: 'charter-is-the-communitys', detail: `${says} That holds for sponsors too.`, remedy };
  return { allowed: false, code: 'charter-is-the-communitys', detail: says, remedy };
}
