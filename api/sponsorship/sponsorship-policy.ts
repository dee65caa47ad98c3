import type { Part } from '../membership/membership-contract.ts';
import { allowed, type Verdict } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { SponsorshipState } from './sponsorship-contract.ts';

/** What the policy looks at; `open` is the request that is asked or approved. */
export interface SponsorshipFacts {
  readonly myPart: Part | null;
  readonly open: { readonly state: SponsorshipState; readonly askedBy: string } | null;
}

/** A community's coordinators ask for sponsoring, one request at a time (start-up guide N1). */
export function mayAskSponsor(_actor: Pick<Actor, 'personId'>, facts: SponsorshipFacts): Verdict {
  if (facts.myPart !== 'coordinator') {
    return { allowed: false, code: 'coordinators-only', about: 'asking' };
  }
  return allowed;
}

/** Taken back by whoever asked, or by a coordinator. */
export function mayWithdrawAsk(actor: Pick<Actor, 'personId'>, facts: SponsorshipFacts): Verdict {
  if (facts.myPart === 'coordinator' || facts.open?.askedBy === actor.personId) return allowed;
  return { allowed: false, code: 'coordinators-only', about: 'withdrawing' };
}

/** The abilities that the community's page carries. */
export function sponsorshipAbilities(actor: Pick<Actor, 'personId'>, facts: SponsorshipFacts): { askSponsor: boolean; withdrawAsk: boolean } {
  return {
    askSponsor: facts.open === null && mayAskSponsor(actor, facts).allowed,
    withdrawAsk: facts.open?.state === 'asked' && mayWithdrawAsk(actor, facts).allowed,
  };
}
