import type { Part } from '../membership/membership-contract.ts';
import { allowed, type Verdict } from '../platform/errors.ts';
import type { Role } from '../platform/identity/actor.ts';

/**
 * A community decides itself when it ends (start-up guide E2): its coordinators close, reopen and
 * delete it; a sponsor or a programme lead does not, whatever else they may do.
 */
export function mayClose(part: Part | null, facts: { roles: readonly Role[]; isSponsor: boolean }): Verdict {
  if (part === 'coordinator') return allowed;
  const too = facts.roles.includes('ProgrammeLead') ? ' That holds for programme leads too.' : facts.isSponsor ? ' That holds for sponsors too.' : '';
  return {
    allowed: false, code: 'closing-is-the-communitys', detail: `Only a coordinator of the community closes, reopens or deletes it.${too}`,
    remedy: 'Tell a coordinator of the community why it should end, or go on.',
  };
}
