import type { Part } from '../membership/membership-contract.ts';
import { allowed, type Verdict } from '../platform/errors.ts';
import type { Role } from '../platform/identity/actor.ts';

/**
 * A community decides itself when it ends (start-up guide E2): its coordinators close, reopen and
 * delete it; a sponsor or a programme lead does not, whatever else they may do.
 */
export function mayClose(part: Part | null, facts: { roles: readonly Role[]; isSponsor: boolean }): Verdict {
  if (part === 'coordinator') return allowed;
  return { allowed: false, code: 'closing-is-the-communitys', about: facts.roles.includes('ProgrammeLead') ? 'programme-lead' : facts.isSponsor ? 'sponsor' : undefined };
}
