import { z } from 'zod';
import { instant } from '../platform/http/operation-contract.ts';

/** The five kinds of practice item (start-up guide L3). */
export const practiceKind = z.enum(['method', 'story', 'case', 'tool', 'document']);

/** A file of the tied library, as the person who looks may see it. */
export const practiceItem = z.object({
  driveId: z.string(),
  itemId: z.string(),
  name: z.string(),
  kind: practiceKind,
  webUrl: z.url().nullable(),
  sizeBytes: z.number().int().nonnegative(),
  modifiedAt: instant,
  modifiedBy: z.string().nullable(),
});
export type PracticeItem = z.infer<typeof practiceItem>;
