import { z } from 'zod';
import { id, instant, operation } from '../platform/http/operation-contract.ts';
import { writtenText } from '../platform/http/written-text.ts';
import { lookedAfter } from '../stewardship/stewardship-contract.ts';

const agenda = writtenText().max(4_000);
const notes = writtenText().max(20_000);
const attended = z.number().int().min(0).max(100_000).nullable();

export const followUp = z.object({
  id,
  words: z.string(),
  /** Who said that they do it. */
  owner: z.object({ id, displayName: z.string() }).nullable(),
  mine: z.boolean(),
  done: z.boolean(),
});
export type FollowUp = z.infer<typeof followUp>;

/** Most follow-ups of one activity. */
export const maxFollowUps = 30;

export const activityRecord = z.object({
  agenda, notes,
  /** How many came. Below five it is shown to whoever recorded it alone. */
  attended,
  updatedBy: z.object({ id, displayName: z.string() }).nullable(),
  updatedAt: instant.nullable(),
  followUps: z.array(followUp),
  /** Who prepares and hosts it. */
  lookedAfter,
  /** The charter’s key issues, and the link to this activity of those that have one. */
  issues: z.array(z.object({ id, title: z.string(), linkId: id.nullable() })),
  abilities: z.object({ record: z.boolean(), link: z.boolean() }),
});
export type ActivityRecord = z.infer<typeof activityRecord>;

const params = z.object({ communityId: id, activityId: id });
const followUpParams = params.extend({ followUpId: id });
const path = '/api/communities/:communityId/rhythm/:activityId';

export const getActivityRecord = operation({
  name: 'getActivityRecord', method: 'GET', path: `${path}/record`,
  summary: 'What the community keeps beside an activity that Microsoft 365 shows this person: agenda, notes, follow-ups, how many came. For members.',
  params, response: activityRecord,
});

const change = <T extends z.ZodType>(value: T) => z.object({ before: value, after: value }).optional();

export const changeActivityRecord = operation({
  name: 'changeActivityRecord', method: 'PUT', path: `${path}/record`,
  summary: 'Change what stands beside an activity. Of each part that is changed, `before` says what it was when the change began; 409 names the parts that somebody changed otherwise meanwhile, and then nothing is stored.',
  params, body: z.object({ agenda: change(agenda), notes: change(notes), attended: change(attended) }), response: activityRecord,
});

export const addFollowUp = operation({
  name: 'addFollowUp', method: 'PUT', path: `${path}/follow-ups/:followUpId`,
  summary: 'Note what is to be done after an activity, under an id that the caller makes. The same again is the same one; one that was taken away within ten minutes is there again as it was.',
  params: followUpParams, body: z.object({ words: writtenText().min(1).max(300) }), response: activityRecord,
});

export const changeFollowUp = operation({
  name: 'changeFollowUp', method: 'PATCH', path: `${path}/follow-ups/:followUpId`,
  summary: 'Say that one does a follow-up oneself (`mine`), or no longer does, or that it is done. Nobody says it of another.',
  params: followUpParams, body: z.object({ mine: z.boolean().optional(), done: z.boolean().optional() }), response: activityRecord,
});

export const removeFollowUp = operation({
  name: 'removeFollowUp', method: 'DELETE', path: `${path}/follow-ups/:followUpId`,
  summary: 'Take a follow-up away; twice changes nothing.',
  params: followUpParams, response: activityRecord,
});
