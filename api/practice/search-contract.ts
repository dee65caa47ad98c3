import { z } from 'zod';
import { id, operation, page, pageQuery } from '../platform/http/operation-contract.ts';
import { writtenText } from '../platform/http/written-text.ts';
import { libraryItem, mostAtOnce } from './library-contract.ts';
import { practiceKind } from './practice-contract.ts';

/** Longest text that is searched for. */
export const longestSearch = 300;

/** A part of a text, and whether it is what was searched for. */
const piece = z.object({ text: z.string(), hit: z.boolean() });

export const foundPractice = z.object({ community: z.object({ id, name: z.string() }), item: libraryItem, snippet: z.array(piece) });
export type FoundPractice = z.infer<typeof foundPractice>;

export const searchPractice = operation({
  name: 'searchPractice', method: 'GET', path: '/api/practice/search',
  summary: 'Practice items by the words of their titles, topics and summaries and of the text of their files, the better match first, in the communities that this person is in, or in one; only what Microsoft 365 opens to them. The last word may be half typed, a word may have a letter wrong.',
  query: pageQuery.extend({ limit: z.coerce.number().int().min(1).max(mostAtOnce).default(10), search: writtenText().min(1).max(longestSearch), communityId: id.optional(), kind: practiceKind.optional() }),
  response: page(foundPractice).extend({ withheld: z.number().int(), trouble: z.object({ code: z.string(), detail: z.string() }).nullable() }),
});
