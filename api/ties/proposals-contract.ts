import { z } from 'zod';
import { id, operation } from '../platform/http/operation-contract.ts';
import { writtenText } from '../platform/http/written-text.ts';
import { tieTarget } from './ties-contract.ts';

/** What people may need to do together (start-up guide U2). */
export const need = z.enum(['meet', 'talk', 'files', 'ask', 'show']);
export type Need = z.infer<typeof need>;

/**
 * Why a place is proposed. Of a team or of a place in it: `same-name`, `like-name` and `topic` compare names with the
 * community's; `has-files` found files that match its name. Of a team: `here` is where the person is just now,
 * `same-people` has the people named, `all-in-one` serves every need, `in-it` the person is a member. Of a
 * place: `for-it` is named for the need, `of-team` is the team's common one.
 */
export const reason = z.enum(['here', 'same-name', 'like-name', 'topic', 'has-files', 'same-people', 'all-in-one', 'in-it', 'for-it', 'of-team']);
export type Reason = z.infer<typeof reason>;

/** What can be made where nothing that exists fits. */
export const makingKind = z.enum(['channel', 'folder', 'library', 'team']);
export type MakingKind = z.infer<typeof makingKind>;

export const proposedPlace = z.object({
  target: tieTarget,
  name: z.string(),
  /** Of a folder: where it lies, such as `Documents / Cases`. */
  location: z.string().nullable(),
  needs: z.array(need),
  reasons: z.array(reason),
});
export type ProposedPlace = z.infer<typeof proposedPlace>;

export const proposals = z.object({
  /** Places that exist, by team; the first team is where most of it is. Each need is served by one place at most. */
  teams: z.array(z.object({ groupId: id, name: z.string(), reasons: z.array(reason), places: z.array(proposedPlace) })),
  /** Needs for which nothing that exists fits. */
  unmet: z.array(need),
  /** What could be made, for each need, the least first; chosen by nobody but the person. */
  anew: z.array(z.object({
    need,
    places: z.array(z.object({
      kind: makingKind,
      /** Null for a team. */
      groupId: id.nullable(), teamName: z.string().nullable(),
      /** The library that a folder is made in; null for all else. */
      driveId: z.string().nullable(), libraryName: z.string().nullable(),
      /** The community's name, so far as Microsoft 365 takes it for such a place; may be empty. */
      name: z.string(),
    })),
  })),
});
export type Proposals = z.infer<typeof proposals>;

export const proposePlaces = operation({
  name: 'proposePlaces', method: 'POST', path: '/api/places/proposals',
  summary: 'The least that a community needs of Microsoft 365 for what its people want to do together: first what exists and the signed-in person can see. Changes nothing.',
  body: z.object({
    needs: z.array(need).max(5),
    /** The community's name and topics. */
    name: writtenText().max(120).default(''),
    topics: z.array(writtenText().max(40)).max(10).default([]),
    /** People named so far, such as the sponsor. */
    people: z.array(id).max(3).default([]),
    /** The team in which the person is just now. */
    groupId: id.nullable().default(null),
  }),
  response: proposals,
});

export const makingAbilities = operation({
  name: 'makingAbilities', method: 'GET', path: '/api/places/making',
  summary: 'What Trellis may make in the signed-in person’s name, the permissions that it takes, and the consent to give for what is missing. A team can still refuse its members.',
  response: z.object({
    items: z.array(z.object({
      kind: makingKind,
      permissions: z.array(z.object({ name: z.string(), granted: z.boolean() })),
      granted: z.boolean(),
    })),
    /** Where an administrator consents; null when nothing is missing. */
    consentUrl: z.url().nullable(),
  }),
});
