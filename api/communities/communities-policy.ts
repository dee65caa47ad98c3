import type { Actor } from '../platform/identity/actor.ts';
import { NotAllowedError } from '../platform/errors.ts';
import type { Part } from '../membership/membership-contract.ts';

/** Anyone in the organisation may start a community; it takes no ticket (start-up guide G1, journey 2). */
export function mayCreateCommunity(_actor: Pick<Actor, 'personId'>): boolean {
  return true;
}

/** What Microsoft 365 did not do yet is finished, and seen, by those who may want it: coordinators and core group, each in their own name. */
export function mayFinish(part: Part | null): boolean {
  return part === 'coordinator' || part === 'core';
}

/** @throws NotAllowedError for everybody else */
export function demandFinish({ myPart }: { myPart: Part | null }): void {
  if (mayFinish(myPart)) return;
  throw new NotAllowedError({ code: 'not-allowed', about: 'finishing' });
}
