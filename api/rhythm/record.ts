import { ConflictError } from '../platform/errors.ts';
import { someone } from '../platform/words.ts';

/** A number of people below this is shown to nobody but whoever recorded it: who they were could be told from it. */
export const leastShown = 5;

/** How many came, as this person may know it. */
export function shownAttended({ attended, attendedBy }: { attended: number | null; attendedBy: string | null }, personId: string): number | null {
  return attended !== null && (attended >= leastShown || attendedBy === personId) ? attended : null;
}

export type Change<T> = { before: T; after: T } | undefined;

/**
 * A part of the record after a change that began when it was `before`; undefined when somebody changed
 * it meanwhile, in another way: then both are lost if either is stored.
 */
export function changed<T>(now: T, change: Change<T>): T | undefined {
  if (change === undefined || change.after === now) return now;
  return change.before === now ? change.after : undefined;
}

/** Somebody else changed the same parts meanwhile; nothing was stored. */
export class RecordChangedError extends ConflictError {
  constructor(who: string, parts: readonly string[]) {
    super({
      code: 'record-changed', values: { who: someone(who) }, fields: parts.map((part) => ({ field: `/${part}`, refused: 'changed-meanwhile' as const })),
    });
  }
}

/** Another said before that they do it. */
export class FollowUpTakenError extends ConflictError {
  constructor(who: string) {
    super({ code: 'follow-up-taken', values: { who: someone(who) } });
  }
}
