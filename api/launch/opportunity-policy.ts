import { NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';

/**
 * Who sees the whole board (start-up guide G1): programme leads, and whoever coordinates a community, because they know
 * what starting one takes.
 */
export function maySeeBoard(actor: Pick<Actor, 'roles'>, coordinates: boolean): boolean {
  return coordinates || actor.roles.includes('ProgrammeLead');
}

/**
 * Who sees an opportunity works on it: those who see the board, and whoever proposed it. There is no step between idea
 * and community that another has to unlock.
 */
export function maySeeOpportunity(actor: Pick<Actor, 'roles' | 'personId'>, facts: { coordinates: boolean; proposedBy: string }): boolean {
  return facts.proposedBy === actor.personId || maySeeBoard(actor, facts.coordinates);
}

/** @throws NotFoundError, as for one that is not there */
export function demandOpportunity(actor: Pick<Actor, 'roles' | 'personId'>, facts: { coordinates: boolean; proposedBy: string }): void {
  if (!maySeeOpportunity(actor, facts)) throw new NotFoundError('opportunity');
}

/** Criteria and questions are the organisation's: programme leads change them. */
export function mayEditGuides(actor: Pick<Actor, 'roles'>): boolean {
  return actor.roles.includes('ProgrammeLead');
}
