import type { Actor } from '../platform/identity/actor.ts';
import { NotAllowedError } from '../platform/errors.ts';

/** Importing whole sheets is for programme leads, an app role that the organisation gives in Entra ID. */
export function mayImport(actor: Pick<Actor, 'roles'>): boolean {
  return actor.roles.includes('ProgrammeLead');
}

/** @throws NotAllowedError for everybody else. */
export function demandImport(actor: Pick<Actor, 'roles'>): void {
  if (mayImport(actor)) return;
  throw new NotAllowedError({ code: 'programme-lead-only', about: 'import' });
}
