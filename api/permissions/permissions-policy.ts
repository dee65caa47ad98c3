import { NotAllowedError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';

/** What Trellis is permitted is shown to programme leads, who can ask an administrator for what is missing. */
export function mayCheckPermissions(actor: Pick<Actor, 'roles'>): boolean {
  return actor.roles.includes('ProgrammeLead');
}

/** @throws NotAllowedError for everybody else. */
export function demandCheckPermissions(actor: Pick<Actor, 'roles'>): void {
  if (mayCheckPermissions(actor)) return;
  throw new NotAllowedError({ code: 'programme-lead-only', about: 'permissions' });
}
