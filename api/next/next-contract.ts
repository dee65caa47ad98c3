import { z } from 'zod';
import { memberInvitation } from '../membership/members-contract.ts';
import { day, id, operation } from '../platform/http/operation-contract.ts';

/**
 * Everything that may be useful to do next in a community, the most useful first: this list is the ranking. First what
 * leads people nowhere or keeps somebody waiting, then what was promised, then what the community stands on, then what is
 * cared for by nobody, then what is missing, and last what can wait.
 */
export const usefulNext = [
  'place-lost', 'welcome', 'launch-overdue', 'follow-up', 'launch-say-launched',
  'charter-write-domain', 'charter-name-an-issue', 'launch-lay-out', 'launch-set-date', 'launch-find-owner', 'no-activity', 'launch-next',
  'practice-replace-gone', 'practice-find-steward', 'charter-ask-who-cares', 'issue-unattended', 'charter-show-work', 'practice-read-again', 'practice-answer-issue', 'activity-unattended',
  'hand-on', 'practice-look-at-new', 'care-about-an-issue', 'say-what-you-offer',
  'charter-say-for-whom', 'charter-find-the-next-issue', 'charter-say-how', 'charter-say-what-we-build', 'charter-read-again',
] as const;

/** One thing that is useful to do next, with the one place where it is done. */
export const nextThing = z.object({
  what: z.enum(usefulNext),
  /** What it is about, in people's own words; null where nothing is to be named. */
  title: z.string().nullable(),
  /** How many there are alike. */
  count: z.number().int().min(1),
  /** By when. */
  on: day.optional(),
  /** Where it is done: an address below the community's page. */
  at: z.string(),
});
export type NextThing = z.infer<typeof nextThing>;

const waiting = z.object({ asked: z.array(memberInvitation), things: z.array(nextThing) });

export const getNext = operation({
  name: 'getNext', method: 'GET', path: '/api/communities/:communityId/next',
  summary: 'What waits for this person in a community: what they are asked, and what is useful to do next, the most useful first. From what is known here, without asking Graph.',
  params: z.object({ communityId: id }), response: waiting,
});

const params = z.object({ communityId: id, what: nextThing.shape.what });
const path = '/api/communities/:communityId/next/:what/later';

export const putAwayNext = operation({ name: 'putAwayNext', method: 'PUT', path, summary: 'Not now: this person is told of nothing of this kind for four weeks. Others still are.', params, response: waiting });

export const takeBackNext = operation({ name: 'takeBackNext', method: 'DELETE', path, summary: 'Be told of it again.', params, response: waiting });
