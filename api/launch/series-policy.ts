import type { Part } from '../membership/membership-contract.ts';
import { allowed, type Verdict } from '../platform/errors.ts';
import type { Role } from '../platform/identity/actor.ts';

/**
 * A community launches itself (start-up guide G4): coordinators and core group plan its first months; a sponsor or a
 * programme lead does not, whatever else they may do.
 */
export function mayPlanLaunch(part: Part | null, facts: { roles: readonly Role[]; isSponsor: boolean }): Verdict {
  if (part === 'coordinator' || part === 'core') return allowed;
  const values = { suggest: { say: part === null ? 'launch.joinAndSuggest' : 'launch.suggest' } } as const;
  if (facts.roles.includes('ProgrammeLead')) return { allowed: false, code: 'launch-is-the-communitys', about: 'programme-lead', values };
  if (facts.isSponsor) return { allowed: false, code: 'launch-is-the-communitys', about: 'sponsor', values };
  return { allowed: false, code: 'launch-is-the-communitys', values };
}

/** How the launch is prepared is open to all members; others join first. */
export function mayReadPlan(part: Part | null, { roles }: { roles: readonly Role[] }): Verdict {
  return part === null ? mayPlanLaunch(part, { roles, isSponsor: false }) : allowed;
}
