import { z } from 'zod';
import { person } from '../membership/membership-contract.ts';
import { id, instant, operation } from '../platform/http/operation-contract.ts';
import { writtenText } from '../platform/http/written-text.ts';

const byWhom = z.object({ id, displayName: z.string() });

export const question = z.object({
  id,
  /** One that Trellis proposes: the tab has its words while `words` is null. */
  standard: z.enum(['issues', 'whom-they-ask', 'who-should-be-in', 'would-they-lead', 'worth-their-time']).nullable(),
  words: z.string().nullable(),
});
export type Question = z.infer<typeof question>;
const questions = z.object({ version: z.number().int(), updatedBy: byWhom.nullable(), updatedAt: instant.nullable(), items: z.array(question), mayEdit: z.boolean() });

export const getQuestions = operation({ name: 'getQuestions', method: 'GET', path: '/api/launch/questions', summary: 'The guide for talks with people who might join a community.', response: questions });

export const editQuestions = operation({
  name: 'editQuestions', method: 'PUT', path: '/api/launch/questions',
  summary: 'Change the guide, for programme leads. 409 when somebody changed it since `basedOnVersion`.',
  body: z.object({ basedOnVersion: z.number().int().min(0), items: z.array(z.object({ id, words: writtenText().min(2).max(300).nullable() })).min(1).max(30) }),
  response: questions,
});

/** Something of a talk that may be shared with those who see the opportunity, once the person it comes from agrees. */
export const share = z.object({
  id,
  /** `would-lead`: this person would help to lead, and may be named. */
  kind: z.enum(['issue', 'would-lead']),
  words: z.string(),
  state: z.enum(['asked', 'agreed', 'declined']),
});
export type Share = z.infer<typeof share>;

const interviewSummary = z.object({
  id,
  opportunity: z.object({ id, name: z.string(), about: z.string() }),
  interviewer: byWhom, interviewee: byWhom,
  mine: z.enum(['interviewer', 'interviewee']),
  /** `withdrawn`: the interviewee took back that anything is kept of it. */
  state: z.enum(['planned', 'cancelled', 'withdrawn']),
  startsAt: instant.nullable(), minutes: z.number().int().nullable(), timeZone: z.string().nullable(),
  /** Whether it is on both calendars: `open` while Microsoft 365 has not done it yet, `none` where it was not asked to. */
  calendar: z.enum(['none', 'open', 'done']),
  /** Whether something waits for the interviewee’s answer. */
  asked: z.boolean(),
});
export type InterviewSummary = z.infer<typeof interviewSummary>;

/** A talk as one of the two is shown it. Notes are the interviewer’s alone, and null for the other person. */
export const interviewPage = interviewSummary.extend({ notes: z.string().nullable(), shares: z.array(share), sharingVersion: z.number().int() });
export type InterviewPage = z.infer<typeof interviewPage>;

export const listInterviews = operation({
  name: 'listInterviews', method: 'GET', path: '/api/launch/interviews',
  summary: 'The signed-in person’s talks, those that wait for their answer first. Nobody else’s.', response: z.object({ items: z.array(interviewSummary) }),
});

export const listShared = operation({
  name: 'listShared', method: 'GET', path: '/api/launch/opportunities/:opportunityId/shared',
  summary: 'What people agreed to share from talks about an opportunity: issues without a name, and who would help to lead; and one’s own talks about it.',
  params: z.object({ opportunityId: id }),
  response: z.object({ issues: z.array(z.object({ id, words: z.string() })), leaders: z.array(person.extend({ words: z.string() })), mine: z.array(interviewSummary) }),
});

const params = z.object({ interviewId: id });
const path = '/api/launch/interviews/:interviewId';

export const getInterview = operation({ name: 'getInterview', method: 'GET', path, summary: 'A talk, for the two who have it; for everybody else there is none.', params, response: interviewPage });

export const planInterview = operation({
  name: 'planInterview', method: 'PUT', path,
  summary: 'Plan a talk, under an id that the caller makes, and put it on both calendars; without a time it is on none. The same again is the same talk, and finishes what Microsoft 365 has not done.',
  params,
  body: z.object({
    opportunityId: id, intervieweeId: id,
    time: z.object({
      /** As clocks in the zone show it, `2027-01-15T10:00`. */
      at: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/),
      timeZone: z.string().max(60), minutes: z.number().int().min(10).max(240),
      /** Of an hour that daylight saving repeats. */
      which: z.enum(['first', 'second']).nullable().default(null),
    }).nullable(),
  }),
  response: interviewPage,
});

const talkTimes = z.object({
  /** `closed`: Microsoft 365 did not open one of the two calendars. */
  calendars: z.enum(['read', 'closed']),
  /** The working hours of one of the two are not known: Monday to Friday from nine to five on the asker’s clock were taken. */
  hoursAssumed: z.boolean(),
  times: z.array(instant).max(5),
});
export type TalkTimes = z.infer<typeof talkTimes>;

export const proposeTalkTimes = operation({
  name: 'proposeTalkTimes', method: 'GET', path: '/api/launch/opportunities/:opportunityId/talk-times',
  summary: 'A handful of times in the two weeks from tomorrow on at which both are free and at work, for whoever may plan a talk. Nothing else of a calendar is told or kept.',
  params: z.object({ opportunityId: id }),
  query: z.object({ intervieweeId: id, minutes: z.coerce.number().int().min(10).max(240), timeZone: z.string().max(60) }),
  response: talkTimes,
});

export const cancelInterview = operation({ name: 'cancelInterview', method: 'DELETE', path, summary: 'Take a planned talk off both calendars. Notes stay with the interviewer; planning it again undoes it.', params, response: interviewPage });

export const writeInterviewNotes = operation({
  name: 'writeInterviewNotes', method: 'PUT', path: `${path}/notes`,
  summary: 'Keep the interviewer’s private notes. `before` says what they were: 409 when they were changed elsewhere meanwhile.',
  params, body: z.object({ before: z.string().max(20_000), after: writtenText().max(20_000) }), response: interviewPage,
});

export const proposeSharing = operation({
  name: 'proposeSharing', method: 'PUT', path: `${path}/sharing`,
  summary: 'Say what of a talk one would like to share. Nothing is, until the other person agrees to it.',
  params,
  body: z.object({ basedOnVersion: z.number().int().min(0), items: z.array(z.object({ id, kind: share.shape.kind, words: writtenText().min(1).max(200) })).max(20) })
    .refine(({ items }) => new Set(items.map((each) => each.id)).size === items.length, { path: ['items'], message: 'input.sameShare' }),
  response: interviewPage,
});

export const answerSharing = operation({
  name: 'answerSharing', method: 'PUT', path: `${path}/answer`,
  summary: 'Agree to what is shared of what one said, in one’s own words, or not. `version` says what was seen: 409 when it was changed meanwhile.',
  params, body: z.object({ version: z.number().int(), answers: z.array(z.object({ id, agreed: z.boolean(), words: writtenText().min(1).max(200).optional() })).max(20) }), response: interviewPage,
});

export const withdrawFromInterview = operation({
  name: 'withdrawFromInterview', method: 'DELETE', path: `${path}/consent`,
  summary: 'As the person who was asked: take back that anything of the talk is kept. What was shared is shared no more, and the notes are deleted.', params, response: interviewPage,
});
