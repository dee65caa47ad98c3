import type { Drive } from '@microsoft/microsoft-graph-types';
import { ConsentNeededError, ProblemError, type RefusedField, UnavailableError } from '../platform/errors.ts';
import type { GraphError } from '../platform/graph/graph-error.ts';
import { graphCall, type GraphCall, type Outcome } from '../platform/graph/graph.ts';
import { type FoundTie, graphIdOf, tieNoun } from './ties.ts';
import type { TieTarget } from './ties-contract.ts';

/** Something that a community was to be tied to is not there, or not for this person: each field named. */
export class TiesRefusedError extends ProblemError {
  constructor(fields: RefusedField[]) {
    super({
      code: 'ties-not-found', status: 422, title: 'Not there any more',
      detail: fields.length === 1 ? `${fields[0]!.reason} Nothing was created.` : `${fields.length} of the places you chose were not found. Nothing was created.`,
      remedy: 'Choose them again, or go on without them; everything else that you entered is kept.', fields,
    });
  }
}

/** The Graph call that tells whether the person can see a target, to be sent in a batch. */
export function tieCheck(target: TieTarget): GraphCall {
  switch (target.kind) {
    case 'team': return graphCall('getTeam', { params: { teamId: target.groupId } }) as GraphCall;
    case 'channel': return graphCall('getChannel', { params: { teamId: target.groupId, channelId: target.channelId } }) as GraphCall;
    // The list, not the drive alone: it says that the library is this team's.
    case 'library': return graphCall('listGroupDrives', { params: { groupId: target.groupId } }) as GraphCall;
    case 'calendar': return graphCall('getGroup', { params: { groupId: target.groupId } }) as GraphCall;
  }
}

/**
 * A second call for what the first cannot tell: a calendar is named after its group, but only its
 * own address says that the person may see it.
 */
export function calendarCheck(target: TieTarget): GraphCall | null {
  return target.kind === 'calendar' ? graphCall('getGroupCalendar', { params: { groupId: target.groupId } }) as GraphCall : null;
}

/** The outcome of a target's calls: found with its name, or refused with reason and remedy. */
export type TieVerdict = { found: FoundTie } | { refusal: { reason: string; remedy: string } };

/**
 * Reads the outcomes of `tieCheck` (and `calendarCheck`). What is not there and what the person
 * may not see are told alike, so that nobody learns of places by asking.
 * @throws what `cannotSay` gives, when Graph could not say.
 */
export function readTieCheck(target: TieTarget, outcomes: readonly Outcome<unknown>[]): TieVerdict {
  for (const outcome of outcomes) {
    if (outcome.ok) continue;
    if (isAboutPlace(outcome.error) || outcome.error.failure === 'bad-request') return notThere(target);
    throw cannotSay(outcome.error);
  }
  const value = (outcomes[0] as { value: unknown }).value;
  if (target.kind === 'library') {
    const drive = (value as { value?: Drive[] }).value?.find((each) => each.id === target.driveId);
    return drive ? { found: { target, name: drive.name ?? '', webUrl: drive.webUrl ?? null } } : notThere(target);
  }
  const { displayName, webUrl } = value as { displayName?: string | null; webUrl?: string | null };
  return { found: { target, name: displayName ?? '', webUrl: webUrl ?? null } };
}

/**
 * Whether Graph said of the place itself that it is not there or closed to the person. A refusal of
 * the whole round trip, or of the token (401), says nothing about any place.
 */
export function isAboutPlace(error: GraphError): boolean {
  return error.operation !== 'batch' && error.status !== 401 && (error.failure === 'not-found' || error.failure === 'gone' || error.failure === 'forbidden');
}

/** Why Graph could not say, as a problem for people: sign in again, wait, or what Graph refused. */
export function cannotSay(error: GraphError): ProblemError | GraphError {
  if (error.status === 401) return new ConsentNeededError({ reason: 'interaction', cause: error });
  if (!error.passing) return error;
  return new UnavailableError({
    code: error.code, cause: error,
    detail: error.failure === 'throttled' ? 'Microsoft 365 is busy and asks to wait.' : 'Microsoft 365 does not answer just now.',
    retryAfterSeconds: error.retryAfterSeconds,
  });
}

function notThere(target: TieTarget): TieVerdict {
  const noun = tieNoun[target.kind];
  return {
    refusal: {
      reason: `This ${noun} is not there, or you may not see it.`,
      remedy: target.kind === 'team'
        ? 'Choose another team, or ask an owner of the team to add you.'
        : `Choose another ${noun} of the team, or leave it out for now.`,
    },
  };
}

/** Two ties of one list that name the same thing: the later one's index. */
export function repeatedTies(targets: readonly TieTarget[]): number[] {
  const seen = new Set<string>();
  return targets.flatMap((target, index) => {
    const key = [target.kind, target.groupId, graphIdOf(target)].join(' ');
    return seen.has(key) ? [index] : (seen.add(key), []);
  });
}
