import type { Part } from '../membership/membership-contract.ts';
import { allowed, type Verdict } from '../platform/errors.ts';
import type { Role } from '../platform/identity/actor.ts';

/**
 * A community says itself what it is about (start-up guide E2): its coordinators and core group
 * edit the charter; a sponsor or a programme lead does not, whatever else they may do.
 */
export function mayEditCharter(part: Part | null, facts: { roles: readonly Role[]; isSponsor: boolean }): Verdict {
  if (part === 'coordinator' || part === 'core') return allowed;
  const values = { suggest: { say: part === null ? 'charter.joinAndSuggest' : 'charter.suggest' } } as const;
  if (facts.roles.includes('ProgrammeLead')) return { allowed: false, code: 'charter-is-the-communitys', about: 'programme-lead', values };
  if (facts.isSponsor) return { allowed: false, code: 'charter-is-the-communitys', about: 'sponsor', values };
  return { allowed: false, code: 'charter-is-the-communitys', values };
}

/** Members say of themselves that they care about an issue; nobody says it of another. */
export function mayCare(part: Part | null): Verdict {
  if (part !== null) return allowed;
  return { allowed: false, code: 'members-care' };
}
