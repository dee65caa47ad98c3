import type { GraphOperation } from '../graph-operation.ts';

/** Graph's operations on group sites' drives. */
export const driveOperations: GraphOperation[] = [];
