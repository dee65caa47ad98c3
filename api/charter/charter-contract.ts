import { z } from 'zod';
import { id, instant, operation } from '../platform/http/operation-contract.ts';
import { writtenText } from '../platform/http/written-text.ts';

export const keyIssueState = z.enum(['open', 'being-worked-on', 'settled']);

/** What the community says of itself (start-up guide L1). Text is plain text, never markup. */
export const charterText = z.object({
  /** The shared area of inquiry. */
  domain: writtenText().max(4_000),
  forWhom: writtenText().max(2_000),
  /** What the members build and look after together. */
  practice: writtenText().max(4_000),
  waysOfWorking: writtenText().max(4_000),
  keyIssues: z.array(z.object({ id: id.optional(), title: writtenText().min(1).max(200), state: keyIssueState.default('open') })).max(50),
});
export type CharterText = z.infer<typeof charterText>;

export const charter = charterText.extend({
  version: z.number().int().min(1),
  updatedAt: instant,
  updatedBy: z.object({ id, displayName: z.string() }),
});
export type Charter = z.infer<typeof charter>;

export const editCharter = operation({
  name: 'editCharter', method: 'PUT', path: '/api/communities/:communityId/charter',
  summary: 'Replace the charter; refused with 409 when someone changed it since `basedOnVersion`.',
  params: z.object({ communityId: id }),
  body: charterText.extend({ basedOnVersion: z.number().int().min(1) }),
  response: charter,
});
