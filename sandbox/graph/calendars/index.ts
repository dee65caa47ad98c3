import type { GraphOperation } from '../graph-operation.ts';

/** Graph's operations on group calendars. */
export const calendarOperations: GraphOperation[] = [];
