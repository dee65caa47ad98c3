import { z } from 'zod';
import { charter, charterText } from '../charter/charter-contract.ts';
import { member, part, person } from '../membership/membership-contract.ts';
import { id, instant, operation, page, pageQuery } from '../platform/http/operation-contract.ts';
import { writtenText } from '../platform/http/written-text.ts';
import { openWrite } from '../ledger/ledger-contract.ts';
import { practiceItem } from '../practice/practice-contract.ts';
import { activity } from '../rhythm/rhythm-contract.ts';
import { activityKind } from '../templates/templates-contract.ts';
import { sponsorship, sponsorshipAsk } from '../sponsorship/sponsorship-contract.ts';
import { newPlace, removedTab, shownTie, tieTarget } from '../ties/ties-contract.ts';

/** Stages of a community’s life, after Wenger, McDermott and Snyder, "Cultivating Communities of Practice". */
export const stage = z.enum(['potential', 'coalescing', 'maturing', 'stewardship', 'transformation']);
export type Stage = z.infer<typeof stage>;

export const communityName = writtenText().min(2).max(120);
export const topic = writtenText().min(1).max(40);

/** A community in a list. */
export const communitySummary = z.object({
  id,
  name: z.string(),
  /** One sentence: what it is about. */
  about: z.string(),
  stage,
  unit: z.string().nullable(),
  topics: z.array(z.string()),
  memberCount: z.number().int(),
  coordinators: z.array(person.pick({ id: true, displayName: true })),
  sponsored: z.boolean(),
  /** Closed communities are listed among one’s own only. */
  closed: z.boolean(),
  /** The signed-in person’s part, null for someone who is not in it. */
  myPart: part.nullable(),
});
export type CommunitySummary = z.infer<typeof communitySummary>;

export const listCommunities = operation({
  name: 'listCommunities', method: 'GET', path: '/api/communities',
  summary: 'The directory: best match first when searching, by name otherwise. Closed communities are only among one’s own, when not searching.',
  query: pageQuery.extend({
    search: writtenText().max(100).optional(),
    stage: stage.optional(),
    unit: writtenText().max(200).optional(),
    topic: writtenText().max(40).optional(),
    /** Only communities tied to this team. */
    groupId: id.optional(),
    /** Only communities the signed-in person is in. */
    mine: z.enum(['true', 'false']).transform((value) => value === 'true').optional(),
  }),
  response: page(communitySummary),
});

export const listDirectoryFilters = operation({
  name: 'listDirectoryFilters', method: 'GET', path: '/api/directory/filters',
  summary: 'Stages, units and topics that occur, with how many communities have each.',
  response: z.object({
    stages: z.array(z.object({ value: stage, count: z.number().int() })),
    units: z.array(z.object({ value: z.string(), count: z.number().int() })),
    topics: z.array(z.object({ value: z.string(), count: z.number().int() })),
  }),
});

export const findSimilar = operation({
  name: 'findSimilar', method: 'GET', path: '/api/directory/similar',
  summary: 'Communities with a like name, or tied to the same team.',
  query: z.object({ name: writtenText().max(120).default(''), groupId: id.optional() }),
  response: z.object({ items: z.array(communitySummary.extend({ because: z.array(z.enum(['like-name', 'same-team'])) })) }),
});

export const createCommunity = operation({
  name: 'createCommunity', method: 'POST', path: '/api/communities',
  summary: 'Create a community. The same `requestId` again gives the same community.',
  body: z.object({
    /** Chosen by the caller, once per community to create; makes a repeat harmless. */
    requestId: id,
    templateId: z.string().max(60),
    name: communityName,
    about: writtenText().min(1).max(300),
    unit: writtenText().max(200).nullable().default(null),
    topics: z.array(topic).max(10).default([]),
    charter: charterText,
    ties: z.array(tieTarget).max(20),
    /** Places to be made, by the person’s choice, and tied; what is not made yet is in the page’s `unfinished`. */
    newPlaces: z.array(newPlace).max(5).default([]),
    /** Pin the community’s tab in the tied channel. */
    pinTab: z.boolean().default(false),
    /** Put the first activity on the tied calendar. */
    firstActivity: z.object({
      /** As the template proposes it. */
      kind: activityKind.optional(),
      subject: writtenText().min(1).max(200),
      startsAt: instant,
      minutes: z.number().int().min(15).max(480),
      timeZone: z.string().max(60),
    }).nullable().default(null),
    sponsor: sponsorshipAsk.extend({ sponsorId: id }).nullable().default(null),
    /** The opportunity that becomes this community. */
    opportunityId: id.nullable().default(null),
  }),
  response: z.lazy(() => communityPage),
  status: 201,
});

/** What Microsoft 365 showed this person, and when. Never shared between people: each may see different things. */
export const happening = z.object({
  /** When Graph last answered; null before the first answer. */
  asOf: instant.nullable(),
  /** True while `asOf` is older than the page should be: the tab asks for it afresh. */
  stale: z.boolean(),
  /** Why Graph could not be asked just now; null when it could. */
  trouble: z.object({ code: z.string(), detail: z.string() }).nullable(),
  activities: z.array(activity),
  practice: z.array(practiceItem),
  /** Ties the person may not see, by id. */
  closedTies: z.array(id),
});
export type Happening = z.infer<typeof happening>;

export const communityPage = z.object({
  id,
  name: z.string(),
  about: z.string(),
  stage,
  unit: z.string().nullable(),
  topics: z.array(z.string()),
  templateId: z.string(),
  createdAt: instant,
  charter,
  /** The first members: coordinators, core, then the rest by name. */
  members: z.array(member),
  memberCount: z.number().int(),
  ties: z.array(shownTie),
  sponsorship: sponsorship.nullable(),
  happening,
  /** Nobody coordinates it any more: who did, as far as their account is closed; null while somebody does. */
  vacant: z.object({ missing: z.array(z.string()), hasCoreGroup: z.boolean(), mayTakeOver: z.boolean() }).nullable(),
  myPart: part.nullable(),
  /** Who closed it, and when; null while it is open. */
  closed: z.object({ at: instant, by: person.pick({ id: true, displayName: true }) }).nullable(),
  abilities: z.object({
    join: z.boolean(), leave: z.boolean(), editCharter: z.boolean(), changeTies: z.boolean(), setStage: z.boolean(), askSponsor: z.boolean(), withdrawAsk: z.boolean(),
    /** Close it; once it is closed, reopen or delete it. */
    close: z.boolean(),
  }),
  /** Whether its first months are what there is to lay out, or three more. */
  firstMonths: z.boolean(),
  /** What Microsoft 365 has not done yet, such as pinning the tab; for those who can see to it. */
  unfinished: z.array(openWrite),
  /** The community’s tabs that somebody removed; for those who can see to it. */
  removedTabs: z.array(removedTab),
});
export type CommunityPage = z.infer<typeof communityPage>;

const communityParams = z.object({ communityId: id });

export const getCommunity = operation({
  name: 'getCommunity', method: 'GET', path: '/api/communities/:communityId',
  summary: 'A community’s page from what is known here, without asking Graph. Has an ETag; answers 304.',
  params: communityParams, response: communityPage,
});

export const getHappening = operation({
  name: 'getHappening', method: 'GET', path: '/api/communities/:communityId/happening',
  summary: 'Next activities and practice items, asked from Graph when what is known is stale.',
  params: communityParams, response: happening,
});

export const finishCreating = operation({
  name: 'finishCreating', method: 'POST', path: '/api/communities/:communityId/unfinished',
  summary: 'Try again what Microsoft 365 did not do when the community was created. What is done already is not done twice.',
  params: communityParams, response: communityPage,
});

export const cancelUnfinished = operation({
  name: 'cancelUnfinished', method: 'DELETE', path: '/api/communities/:communityId/unfinished/:writeId',
  summary: 'Give up something that Microsoft 365 has not done yet, and what needs it. What is done already stays.',
  params: z.object({ communityId: id, writeId: id }), response: z.undefined(), status: 204,
});

/** Anything half typed, kept as it is; `content` is the tab’s own. */
export const draft = z.object({ id, updatedAt: instant, content: z.record(z.string(), z.unknown()) });
export const listDrafts = operation({
  name: 'listDrafts', method: 'GET', path: '/api/drafts',
  summary: 'The signed-in person’s unfinished communities, latest first.', response: z.object({ items: z.array(draft) }),
});
export const saveDraft = operation({
  name: 'saveDraft', method: 'PUT', path: '/api/drafts/:draftId',
  summary: 'Keep a draft. `draftId` becomes the `requestId` of the create.',
  params: z.object({ draftId: id }), body: z.object({ content: z.record(z.string(), z.unknown()) }), response: draft,
});
export const discardDraft = operation({
  name: 'discardDraft', method: 'DELETE', path: '/api/drafts/:draftId',
  summary: 'Throw a draft away.', params: z.object({ draftId: id }), response: z.undefined(), status: 204,
});
