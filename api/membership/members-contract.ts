import { z } from 'zod';
import { id, instant, operation, page, pageQuery } from '../platform/http/operation-contract.ts';
import { writtenText } from '../platform/http/written-text.ts';
import { thing } from '../stewardship/stewardship-contract.ts';
import { communityParams, member, part, person, timeZone } from './membership-contract.ts';

/** Longest entry, and most of them; the tab knows them too. */
export const entryLimits = { length: 120, count: 10 } as const;

/** What a member is beside their level: they say so themselves, or the coordinators do and they agree. */
export const calling = z.enum(['expert', 'coach']);
export type Calling = z.infer<typeof calling>;

/** One thing on one line. */
const entry = writtenText().overwrite((text) => text.replace(/\s+/gu, ' ')).min(1).max(entryLimits.length);
const entries = z.array(entry).max(entryLimits.count).transform(eachOnce);

function eachOnce(texts: readonly string[]): string[] {
  return [...new Map(texts.toReversed().map((text) => [text.toLowerCase(), text])).values()].reverse();
}

/** A member as the members' page shows one: with what they say of themselves. */
export const describedMember = member.extend({
  knownAs: z.array(calling), offers: z.array(z.string()), seeks: z.array(z.string()),
  /** Where it is which time for them; null when they did not say. */
  timeZone: z.string().nullable(),
  /** Welcomes newcomers. */
  hosts: z.boolean(),
  /** Their account is closed; if it stays so, their membership ends. */
  gone: z.boolean(),
  isMe: z.boolean(),
  /** What this person may invite them to be. */
  mayBecome: z.array(z.enum(['coordinator', 'core', 'expert', 'coach'])),
});
export type DescribedMember = z.infer<typeof describedMember>;

export const listMembers = operation({
  name: 'listMembers', method: 'GET', path: '/api/communities/:communityId/members',
  summary: 'Members with what they offer and seek: coordinators first, then the core group, then by name. `search` looks for words, and pieces of them, in names, work, offers and what is sought.',
  params: communityParams,
  query: pageQuery.extend({ search: writtenText().max(100).optional(), part: part.optional(), knownAs: calling.optional(), has: z.enum(['offers', 'seeks', 'hosts']).optional() }),
  response: page(describedMember),
});

/** What a member is invited to be: a level, or known as something. */
export const becomes = z.enum(['coordinator', 'core', 'expert', 'coach']);
export type Becomes = z.infer<typeof becomes>;
/** What an invitation invites to: also to look after something. */
export const invitedTo = z.enum([...becomes.options, 'steward']);
export type InvitedTo = z.infer<typeof invitedTo>;

export const memberInvitation = z.object({
  id, person: person.pick({ id: true, displayName: true }), becomes: invitedTo,
  /** The one who invites stops coordinating when it is accepted. */
  handOver: z.boolean(),
  /** What a steward would look after: named as far as this person is shown it, an activity also by when it is. Null for what is no stewardship. */
  thing: thing.extend({ name: z.string().nullable(), at: instant.nullable() }).nullable(),
  /** Until when it stands; null for ever. */
  expiresAt: instant.nullable(),
  invitedBy: person.pick({ id: true, displayName: true }), invitedAt: instant,
  /** Why the card did not reach them; null while it is on its way or has. */
  notTold: z.string().nullable(),
  abilities: z.object({ answer: z.boolean(), withdraw: z.boolean() }),
});
export type MemberInvitation = z.infer<typeof memberInvitation>;

/** Somebody who offers what this person seeks. */
const match = z.object({ person, seek: z.string(), offer: z.string(), timeZone: z.string().nullable() });
export type Match = z.infer<typeof match>;

export const getMembersAround = operation({
  name: 'getMembersAround', method: 'GET', path: '/api/communities/:communityId/members/around',
  summary: 'What is around the list of members: what this person says of themselves, who offers what they seek, and open invitations, theirs and, for coordinators, all.',
  params: communityParams,
  response: z.object({
    me: z.object({ part, knownAs: z.array(calling), offers: z.array(z.string()), seeks: z.array(z.string()), timeZone: z.string().nullable(), hosts: z.boolean(), pairs: z.boolean() }).nullable(),
    /** Whether the community wishes introductions in its channel; what became of this person's own, and, while it is not known to be there, its words. */
    introductions: z.object({ wished: z.boolean(), mine: z.enum(['open', 'sent', 'not-sent', 'perhaps-sent']).nullable(), why: z.enum(['app-not-installed', 'refused', 'unavailable']).nullable(), words: z.string().nullable() }),
    /** With whom this person is paired in this round; nobody when it is skipped. */
    pair: z.object({ id, others: z.array(person), skippedByMe: z.boolean(), chatUrl: z.url().nullable() }).nullable(),
    /** When members are paired next, if somebody wishes it. */
    pairing: z.object({ everyWeeks: z.number().int(), nextAt: instant }).nullable(),
    /** Who welcomes this person, for their first time here. */
    host: person.extend({ chatUrl: z.url() }).nullable(),
    /** Newcomers whom this person welcomes. */
    welcomes: z.array(z.object({ person, seeks: z.array(z.string()), since: instant, chatUrl: z.url() })),
    matches: z.array(match),
    invitations: z.array(memberInvitation),
    abilities: z.object({ describeMyself: z.boolean(), beActive: z.boolean(), bePeripheral: z.boolean(), setPairing: z.boolean(), wishIntroductions: z.boolean(), introduceMyself: z.boolean() }),
  }),
});
export type MembersAround = z.infer<(typeof getMembersAround)['response']>;

export const describeMyself = operation({
  name: 'describeMyself', method: 'PUT', path: '/api/communities/:communityId/membership/words',
  summary: 'Say what you offer and seek, and whether you see yourself as expert or coach here, and whether you welcome newcomers and like to be paired with others; it goes when you leave. Everybody says so of themselves alone.',
  params: communityParams, body: z.object({ offers: entries, seeks: entries, knownAs: z.array(calling).max(2).transform((all) => [...new Set(all)]), timeZone: timeZone.nullable(), hosts: z.boolean().default(false), pairs: z.boolean().default(false) }),
  response: z.undefined(), status: 204,
});

export const chooseLevel = operation({
  name: 'chooseLevel', method: 'PUT', path: '/api/communities/:communityId/membership/part',
  summary: 'Take part actively, or at the edge, as you like at any time. Core group and coordinators may step back so; what is more comes by invitation.',
  params: communityParams, body: z.object({ part: z.enum(['active', 'peripheral']) }), response: z.undefined(), status: 204,
});

export const inviteMember = operation({
  name: 'inviteMember', method: 'POST', path: '/api/communities/:communityId/members/invitations',
  summary: 'Coordinators invite a member to coordinate with them or in their place, or to be known as expert or coach. Who is invited already stays so. Nothing changes before they accept.',
  params: communityParams, body: z.object({ personId: id, becomes, handOver: z.boolean().default(false) }), response: z.undefined(), status: 204,
});

export const takeOverCoordination = operation({
  name: 'takeOverCoordination', method: 'PUT', path: '/api/communities/:communityId/membership/coordination',
  summary: 'Coordinate a community that nobody coordinates any more: for its core group, or, where there is none, any member.',
  params: communityParams, response: z.undefined(), status: 204,
});

export const vacantCommunity = z.object({ id, name: z.string(), memberCount: z.number().int(), since: instant.nullable(), hasCoreGroup: z.boolean() });
export type VacantCommunity = z.infer<typeof vacantCommunity>;

export const listVacantCommunities = operation({
  name: 'listVacantCommunities', method: 'GET', path: '/api/succession',
  summary: 'Communities that nobody coordinates any more: all of them for programme leads, else those that one sponsors or is in.',
  response: z.object({ items: z.array(vacantCommunity) }),
});

export const skipPairing = operation({
  name: 'skipPairing', method: 'PUT', path: '/api/communities/:communityId/pairs/:pairId/skip',
  summary: 'Not this time. The others are told only that this round is skipped.',
  params: z.object({ communityId: id, pairId: id }), response: z.undefined(), status: 204,
});

export const takeBackSkipping = operation({
  name: 'takeBackSkipping', method: 'DELETE', path: '/api/communities/:communityId/pairs/:pairId/skip',
  summary: 'Take back, within ten minutes, that one skipped this round; twice changes nothing.',
  params: z.object({ communityId: id, pairId: id }), response: z.undefined(), status: 204,
});

export const setPairing = operation({
  name: 'setPairing', method: 'PUT', path: '/api/communities/:communityId/pairing',
  summary: 'Coordinators say after how many weeks those who wish it are paired anew.',
  params: communityParams, body: z.object({ everyWeeks: z.number().int().min(1).max(26) }), response: z.undefined(), status: 204,
});

/** Longest introduction; the tab knows it too. */
export const introductionLimit = 1_000;

export const introduceMyself = operation({
  name: 'introduceMyself', method: 'PUT', path: '/api/communities/:communityId/membership/introduction',
  summary: 'Introduce yourself in the community’s channel, in your own words, once. The bot brings them there.',
  params: communityParams, body: z.object({ words: writtenText().min(1).max(introductionLimit) }), response: z.undefined(), status: 204,
});

export const wishIntroductions = operation({
  name: 'wishIntroductions', method: 'PUT', path: '/api/communities/:communityId/introductions',
  summary: 'Coordinators say whether the community wishes that newcomers introduce themselves in its channel.',
  params: communityParams, body: z.object({ wished: z.boolean() }), response: z.undefined(), status: 204,
});

const invitationParams = z.object({ communityId: id, invitationId: id });

export const answerInvitation = operation({
  name: 'answerInvitation', method: 'PUT', path: '/api/communities/:communityId/members/invitations/:invitationId/answer',
  summary: 'Accept an invitation, or decline it. The first answer counts; the same again changes nothing.',
  params: invitationParams, body: z.object({ accept: z.boolean() }), response: z.undefined(), status: 204,
});

export const reopenInvitation = operation({
  name: 'reopenInvitation', method: 'DELETE', path: '/api/communities/:communityId/members/invitations/:invitationId/answer',
  summary: 'Take back, within ten minutes, that one declined an invitation, or withdrew one: it is open again as it was. Twice changes nothing.',
  params: invitationParams, response: z.undefined(), status: 204,
});

export const withdrawInvitation = operation({
  name: 'withdrawInvitation', method: 'DELETE', path: '/api/communities/:communityId/members/invitations/:invitationId',
  summary: 'Take an open invitation back: coordinators any, whoever asked a member to look after something their own.', params: invitationParams, response: z.undefined(), status: 204,
});
