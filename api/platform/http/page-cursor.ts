import type { z } from 'zod';
import { BadInputError } from '../errors.ts';

/** The place in a list where the next page begins, opaque to callers. */
export function toCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place), 'utf8').toString('base64url');
}

/**
 * Reads a cursor that `toCursor` made.
 * @throws BadInputError when it is none, or of another list.
 */
export function fromCursor<S extends z.ZodType>(cursor: string | undefined, shape: S): z.output<S> | null {
  if (cursor === undefined) return null;
  const read = shape.safeParse(parsed(cursor));
  if (!read.success) throw new BadInputError([{ field: 'query/cursor', refused: 'not-in-this-list' }]);
  return read.data;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
