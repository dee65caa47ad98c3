import { z } from 'zod';
import { id, operation } from '../platform/http/operation-contract.ts';

/** What a member may look after: an item of the practice, a key issue, an activity, a step on the way to the launch. */
export const thing = z.object({ kind: z.enum(['item', 'issue', 'activity', 'step']), id });
export type Thing = z.infer<typeof thing>;
export type ThingKind = Thing['kind'];

/** Who looks after a key issue, an activity or a step, and what this person may do about it. */
export const lookedAfter = z.object({
  steward: z.object({ id, displayName: z.string(), isMe: z.boolean() }).nullable(),
  abilities: z.object({ takeOn: z.boolean(), giveUp: z.boolean(), ask: z.boolean() }),
});
export type LookedAfter = z.infer<typeof lookedAfter>;

const communityParams = z.object({ communityId: id });
const issueParams = z.object({ communityId: id, issueId: id });
const stepParams = z.object({ communityId: id, stepId: id });
const activityParams = z.object({ communityId: id, activityId: id });

export const askToLookAfter = operation({
  name: 'askToLookAfter', method: 'POST', path: '/api/communities/:communityId/stewardship/invitations',
  summary: 'Ask a member to look after a practice item, a key issue or an activity. Coordinators and core group ask where nobody does, and whoever does asks for a successor. Who is asked already stays so; nothing changes before they accept.',
  params: communityParams, body: z.object({ personId: id, thing }), response: z.undefined(), status: 204,
});

export const getStewardshipSpread = operation({
  name: 'getStewardshipSpread', method: 'GET', path: '/api/communities/:communityId/stewardship',
  summary: 'How looking after practice items and key issues spreads to members who do not coordinate, over the last twelve months, for members: in tenths of what there is, and null for months in which fewer than five of them did.',
  params: communityParams, response: z.object({ months: z.array(z.object({ month: z.string(), tenths: z.number().int().min(0).max(10).nullable() })) }),
});

export const lookAfterIssue = operation({
  name: 'lookAfterIssue', method: 'PUT', path: '/api/communities/:communityId/charter/issues/:issueId/steward',
  summary: 'Say of oneself that one looks after a key issue: sees that it goes on. Nobody says it of another.',
  params: issueParams, response: lookedAfter,
});

export const stopLookingAfterIssue = operation({
  name: 'stopLookingAfterIssue', method: 'DELETE', path: '/api/communities/:communityId/charter/issues/:issueId/steward',
  summary: 'Give a key issue back; twice changes nothing.', params: issueParams, response: lookedAfter,
});

export const lookAfterActivity = operation({
  name: 'lookAfterActivity', method: 'PUT', path: '/api/communities/:communityId/rhythm/:activityId/steward',
  summary: 'Say of oneself that one prepares and hosts an activity that Microsoft 365 shows this person.',
  params: activityParams, response: lookedAfter,
});

export const stopLookingAfterActivity = operation({
  name: 'stopLookingAfterActivity', method: 'DELETE', path: '/api/communities/:communityId/rhythm/:activityId/steward',
  summary: 'Give an activity back; twice changes nothing.', params: activityParams, response: lookedAfter,
});

export const lookAfterStep = operation({
  name: 'lookAfterStep', method: 'PUT', path: '/api/communities/:communityId/launch/steps/:stepId/steward',
  summary: 'Say of oneself that one does a step on the way to the launch.', params: stepParams, response: lookedAfter,
});

export const stopLookingAfterStep = operation({
  name: 'stopLookingAfterStep', method: 'DELETE', path: '/api/communities/:communityId/launch/steps/:stepId/steward',
  summary: 'Give a step back; twice changes nothing.', params: stepParams, response: lookedAfter,
});
