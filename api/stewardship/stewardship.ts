import type { Part } from '../membership/membership-contract.ts';
import type { LookedAfter, Thing } from './stewardship-contract.ts';
import { mayAsk, mayEndStewardship, mayLookAfter } from './stewardship-policy.ts';

/** How long an invitation to look after something stands; and how long nobody is asked the same again after a no, or no answer. */
export const asksStandForMs = 21 * 86_400_000;
export const restsForMs = 90 * 86_400_000;

export interface Steward { id: string; displayName: string }

/** Who looks after a thing, as one person sees it. Where nothing is to be looked after any more, nothing can be done. */
export function lookedAfterBy(steward: Steward | null, { personId, part, open }: { personId: string; part: Part | null; open: boolean }): LookedAfter {
  const known = steward && { isMember: true, isMe: steward.id === personId };
  return {
    steward: steward && { id: steward.id, displayName: steward.displayName, isMe: steward.id === personId },
    abilities: {
      takeOn: open && !known?.isMe && mayLookAfter(part, known).allowed,
      giveUp: open && known !== null && mayEndStewardship(part, known).allowed,
      ask: open && mayAsk(part, known).allowed,
    },
  };
}

export const sameThing = (one: Thing, other: Thing): boolean => one.kind === other.kind && one.id === other.id;
