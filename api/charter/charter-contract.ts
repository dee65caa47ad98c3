import { z } from 'zod';
import { id, instant, operation, page, pageQuery } from '../platform/http/operation-contract.ts';
import { writtenText } from '../platform/http/written-text.ts';
import { lookedAfter } from '../stewardship/stewardship-contract.ts';

export const keyIssueState = z.enum(['open', 'being-worked-on', 'settled']);

const issueText = z.object({ title: writtenText().min(1).max(200), state: keyIssueState.default('open') });
const parts = {
  /** The shared area of inquiry. */
  domain: writtenText().max(4_000),
  forWhom: writtenText().max(2_000),
  /** What the members build and look after together. */
  practice: writtenText().max(4_000),
  waysOfWorking: writtenText().max(4_000),
};

/** Most key issues of a charter. */
export const maxKeyIssues = 50;

/** What the community says of itself (start-up guide L1). Text is plain text, never markup. */
export const charterText = z.object({ ...parts, keyIssues: z.array(issueText.extend({ id: id.optional() })).max(maxKeyIssues) });
export type CharterText = z.infer<typeof charterText>;

/** An issue as it is kept: it stays the same one, whatever becomes of its words; `since` is when it came into its state. */
export const keyIssue = issueText.extend({ id, since: instant });
export type KeyIssue = z.infer<typeof keyIssue>;

const byWhom = z.object({ id, displayName: z.string() });

export const charter = z.object({
  ...parts,
  keyIssues: z.array(keyIssue),
  version: z.number().int().min(1),
  updatedAt: instant,
  updatedBy: byWhom,
  /** The earlier version that this one brought back; null for one that was written. */
  restoredFrom: z.number().int().nullable(),
});
export type Charter = z.infer<typeof charter>;

const communityParams = z.object({ communityId: id });
const basedOnVersion = z.number().int().min(1);

export const editCharter = operation({
  name: 'editCharter', method: 'PUT', path: '/api/communities/:communityId/charter',
  summary: 'Change the charter, starting from version `basedOnVersion`. What others changed since stays in it; 409 names the fields that both changed.',
  params: communityParams,
  body: charterText.extend({ basedOnVersion })
    .refine(({ keyIssues }) => new Set(keyIssues.map((issue) => issue.id ?? {})).size === keyIssues.length, { path: ['keyIssues'], message: 'input.sameKeyIssue' }),
  response: charter,
});

/** What the next useful thing to do with a charter is, for those who write it; `issueId` where it is about one key issue. */
export const nextForCharter = z.object({
  what: z.enum(['write-domain', 'name-an-issue', 'say-for-whom', 'ask-who-cares', 'show-work', 'find-the-next-issue', 'say-how', 'say-what-we-build', 'read-again']),
  issueId: id.nullable(),
});
export type NextForCharter = z.infer<typeof nextForCharter>;

/** Who said that they care about a key issue (the first by name), and how many files and activities are linked to it. */
export const issueCare = z.object({ issueId: id, caring: z.array(byWhom), caringCount: z.number().int(), iCare: z.boolean(), linkCount: z.number().int() });
export type IssueCare = z.infer<typeof issueCare>;

export const charterPage = z.object({
  name: z.string(),
  charter,
  issues: z.array(issueCare.extend({ lookedAfter })),
  /** Questions of the template that help to write each part, and issues that such communities often start from. */
  prompts: z.object({ domain: z.string(), forWhom: z.string(), practice: z.string(), waysOfWorking: z.string(), exampleIssues: z.array(z.string()) }).nullable(),
  abilities: z.object({ edit: z.boolean(), care: z.boolean() }),
  /** Why this person does not edit it, and what they can do; null for those who do. */
  whyNotEdit: z.object({ code: z.string(), detail: z.string(), remedy: z.string() }).nullable(),
  /** For those who edit. */
  next: nextForCharter.nullable(),
});
export type CharterPage = z.infer<typeof charterPage>;

export const getCharter = operation({
  name: 'getCharter', method: 'GET', path: '/api/communities/:communityId/charter',
  summary: 'The charter with who cares about which key issue, and what helps to write it.',
  params: communityParams, response: charterPage,
});

export const charterVersion = charter.pick({ version: true, updatedAt: true, updatedBy: true, restoredFrom: true }).extend({
  /** The parts in which it differs from the version before; all that it has, for the first. */
  changed: z.array(z.enum(['domain', 'forWhom', 'practice', 'waysOfWorking', 'keyIssues'])),
});
export type CharterVersion = z.infer<typeof charterVersion>;

export const listCharterVersions = operation({
  name: 'listCharterVersions', method: 'GET', path: '/api/communities/:communityId/charter/versions',
  summary: 'Who changed what of the charter, and when; the latest first.',
  params: communityParams, query: pageQuery, response: page(charterVersion),
});

export const getCharterVersion = operation({
  name: 'getCharterVersion', method: 'GET', path: '/api/communities/:communityId/charter/versions/:version',
  summary: 'The charter as a version had it.',
  params: z.object({ communityId: id, version: z.coerce.number().int().min(1).max(1_000_000) }), response: charter,
});

export const restoreCharter = operation({
  name: 'restoreCharter', method: 'POST', path: '/api/communities/:communityId/charter/restoration',
  summary: 'Make a next version that reads as an earlier one did. Refused with 409 when someone changed the charter since `basedOnVersion`.',
  params: communityParams, body: z.object({ version: z.number().int().min(1).max(1_000_000), basedOnVersion }), response: charter,
});
