import { z } from 'zod';
import { stage as communityStage } from '../communities/communities-contract.ts';
import { day, id, instant, operation, page, pageQuery } from '../platform/http/operation-contract.ts';
import { writtenText } from '../platform/http/written-text.ts';
import { evidence, score } from './criteria-contract.ts';

/** Where an opportunity stands on the board (start-up guide G1). */
export const boardStage = z.enum(['idea', 'exploring', 'preparing', 'launched', 'let-go']);
export type BoardStage = z.infer<typeof boardStage>;

const byWhom = z.object({ id, displayName: z.string() });

/** What the next useful thing to do is, as the app sees it. */
export const nextForOpportunity = z.enum(['look-closer', 'gather-evidence', 'decide', 'create-community', 'set-launch-date', 'prepare-launch', 'say-launched', 'visit-community']);
export type NextForOpportunity = z.infer<typeof nextForOpportunity>;

export const opportunityName = writtenText().min(2).max(120);
const about = writtenText().min(1).max(300);
const nextStep = writtenText().max(200);
const learned = writtenText().max(2_000);

/** A card of the board. A pilot is an early community that was never proposed as an opportunity: its stage is its own to say. */
export const boardCard = z.object({
  kind: z.enum(['opportunity', 'pilot']),
  /** The opportunity’s id; of a pilot the community’s. */
  id,
  name: z.string(),
  about: z.string(),
  stage: boardStage,
  /** Since when it stands there. */
  movedAt: instant,
  launchOn: day.nullable(),
  /** What somebody wrote as the next step; empty where nobody did, and `next` says what would help. */
  nextStep: z.string(),
  next: nextForOpportunity.nullable(),
  /** How the community prepares its launch, once it does: then the launch date is its own, and so is the next step. */
  plan: z.object({ step: z.object({ title: z.string(), dueOn: day.nullable(), overdue: z.boolean() }).nullable(), /** Whether this person may read the whole of it. */ mayRead: z.boolean() }).nullable(),
  /** What was learned, of one that was let go. */
  learned: z.string(),
  /** How much speaks for the area; null for a pilot, which has proved it. */
  score: score.nullable(),
  /** Null for a pilot. */
  proposedBy: byWhom.nullable(),
  community: z.object({ id, name: z.string(), stage: communityStage, closed: z.boolean() }).nullable(),
});
export type BoardCard = z.infer<typeof boardCard>;

export const getBoard = operation({
  name: 'getBoard', method: 'GET', path: '/api/launch/board',
  summary: 'Opportunities and pilots by stage, what moved last first. Programme leads and coordinators see all of them, others what they proposed themselves.',
  response: z.object({
    /** False when only this person’s own proposals are shown. */
    all: z.boolean(),
    columns: z.array(page(boardCard).extend({ stage: boardStage, count: z.number().int() })),
  }),
});

export const listBoardColumn = operation({
  name: 'listBoardColumn', method: 'GET', path: '/api/launch/board/:stage',
  summary: 'More of one stage of the board.', params: z.object({ stage: boardStage }), query: pageQuery, response: page(boardCard),
});

export const move = z.object({ before: boardStage, stage: boardStage, /** What was learned, of one that was let go. */ learned: z.string(), at: instant, by: byWhom });

export const opportunityPage = boardCard.extend({
  kind: z.literal('opportunity'),
  proposedAt: instant,
  proposedBy: byWhom,
  evidence,
  /** How it came to its stage: the latest moves, newest first. */
  moves: z.array(move),
});
export type OpportunityPage = z.infer<typeof opportunityPage>;

const params = z.object({ opportunityId: id });
const path = '/api/launch/opportunities/:opportunityId';

export const proposeOpportunity = operation({
  name: 'proposeOpportunity', method: 'PUT', path,
  summary: 'Propose an area in which a community might grow, under an id that the caller makes: a name and a sentence. The same again is the same one.',
  params, body: z.object({ name: opportunityName, about }), response: opportunityPage,
});

export const getOpportunity = operation({
  name: 'getOpportunity', method: 'GET', path, summary: 'An opportunity: for programme leads, coordinators, and whoever proposed it.', params, response: opportunityPage,
});

const change = <T extends z.ZodType>(value: T) => z.object({ before: value, after: value }).optional();

export const changeOpportunity = operation({
  name: 'changeOpportunity', method: 'PATCH', path,
  summary: 'Change what is said of an opportunity. Of each part that is changed, `before` says what it was when the change began; 409 names the parts that somebody changed otherwise meanwhile, and then nothing is stored.',
  params, body: z.object({ name: change(opportunityName), about: change(about), nextStep: change(nextStep), launchOn: change(day.nullable()) }), response: opportunityPage,
});

export const moveOpportunity = operation({
  name: 'moveOpportunity', method: 'PUT', path: `${path}/stage`,
  summary: 'Move an opportunity to another stage. `from` says where it was seen: 409 tells when somebody moved it elsewhere meanwhile. Where it is already, nothing changes. Moving it back undoes it.',
  params, body: z.object({ from: boardStage, stage: boardStage, learned: learned.default('') }), response: opportunityPage,
});

export const linkOpportunity = operation({
  name: 'linkOpportunity', method: 'PUT', path: `${path}/community`,
  summary: 'Say which community an opportunity became; null takes that back.',
  params, body: z.object({ communityId: id.nullable() }), response: opportunityPage,
});
