import type { Actor } from '../platform/identity/actor.ts';
import type { Part } from '../membership/membership-contract.ts';

/** Anyone in the organisation may start a community; it takes no ticket (start-up guide G1, journey 2). */
export function mayCreateCommunity(_actor: Pick<Actor, 'personId'>): boolean {
  return true;
}

/** What Microsoft 365 did not do yet is finished, and seen, by the community's coordinators: each acts in their own name. */
export function mayFinishCreating(part: Part | null): boolean {
  return part === 'coordinator';
}
