import { allowed, type Verdict } from '../platform/errors.ts';
import type { Becomes, Calling } from './members-contract.ts';
import type { SuccessionFacts } from './succession-read-model.ts';
import type { Part } from './membership-contract.ts';

/** Communities are open: whoever is in the organisation may join (start-up guide E2: they manage themselves). */
export function mayJoin(part: Part | null): boolean {
  return part === null;
}

/**
 * Leaving is up to the person alone, except that a community keeps a coordinator.
 *
 * @param part the person's part, null for one who is not in the community
 * @param coordinators how many coordinators the community has now
 */
export function mayLeave(part: Part | null, coordinators: number): Verdict {
  if (part !== 'coordinator' || coordinators > 1) return allowed;
  return { allowed: false, code: 'last-coordinator' };
}

/** What a member says of themselves is theirs alone. */
export function mayDescribe(part: Part | null): Verdict {
  if (part !== null) return allowed;
  return { allowed: false, code: 'members-only' };
}

/**
 * At the edge or in the midst: everybody chooses for themselves, and whoever was invited to more may step back. Only a
 * community's last coordinator cannot.
 */
export function mayChooseLevel(part: Part | null, coordinators: number): Verdict {
  if (part === null) return mayDescribe(part);
  return mayLeave(part, coordinators);
}

/**
 * When nobody coordinates any more, somebody of the core group may say that they will; where there is no core group, any
 * member. Whoever of the core group was asked may, too, when another was faster.
 */
export function mayTakeOver(part: Part | null, { vacant, coreIsHere, wasAsked }: SuccessionFacts): Verdict {
  if (part === null) return mayDescribe(part);
  if (part === 'core' && (vacant || wasAsked)) return allowed;
  if (!vacant) return { allowed: false, code: 'is-coordinated' };
  return coreIsHere ? { allowed: false, code: 'core-group-first' } : allowed;
}

export interface Invited { part: Part | null; knownAs: readonly Calling[]; isMe: boolean }

const isThat = (becomes: Becomes, { part, knownAs }: Invited): boolean => {
  if (becomes === 'coordinator') return part === 'coordinator';
  // Whoever coordinates is in the midst already.
  return becomes === 'core' ? part === 'core' || part === 'coordinator' : knownAs.includes(becomes);
};

/** Coordinators invite; nobody is assigned anything (start-up guide L2), and nobody is invited to what they are. */
export function mayInvite(part: Part | null, becomes: Becomes, invited: Invited): Verdict {
  if (part !== 'coordinator') return { allowed: false, code: 'coordinators-invite' };
  if (invited.part === null) return { allowed: false, code: 'not-a-member' };
  if (invited.isMe) return { allowed: false, code: 'not-oneself' };
  if (isThat(becomes, invited)) return { allowed: false, code: 'is-that-already' };
  return allowed;
}
