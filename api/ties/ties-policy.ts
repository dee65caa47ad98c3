import type { Part } from '../membership/membership-contract.ts';
import { allowed, type Verdict } from '../platform/errors.ts';
import { NotAllowedError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';

/** Where a community works is its own affair (start-up guide E2, U2): its coordinators and core group tie it. */
export function mayChangeTies(part: Part | null): Verdict {
  if (part === 'coordinator' || part === 'core') return allowed;
  return { allowed: false, code: 'ties-are-the-communitys', about: part === null ? 'outsider' : undefined };
}

/** Programme leads see which communities lost a place, so that they can offer help; mending stays with the community. */
export function maySeeBrokenTies(actor: Pick<Actor, 'roles'>): boolean {
  return actor.roles.includes('ProgrammeLead');
}

/** @throws NotAllowedError for everybody else. */
export function demandBrokenTies(actor: Pick<Actor, 'roles'>): void {
  if (maySeeBrokenTies(actor)) return;
  throw new NotAllowedError({ code: 'programme-lead-only', about: 'broken-ties' });
}
