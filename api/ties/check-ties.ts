import type { Drive, DriveItem } from '@microsoft/microsoft-graph-types';
import { ConsentNeededError, ProblemError, UnavailableError } from '../platform/errors.ts';
import type { GraphError } from '../platform/graph/graph-error.ts';
import { graphCall, type GraphCall, type Outcome } from '../platform/graph/graph.ts';
import type { Refusal, Saying } from '../platform/words.ts';
import { hasOwnMembers, isOpenToAll, type PlaceOpenness } from './shown-tie.ts';
import { type FoundTie, sameTarget } from './ties.ts';
import type { TieTarget } from './ties-contract.ts';

/** Something that a community was to be tied to is not there, or not for this person: each field named. */
export class TiesRefusedError extends ProblemError {
  /** @param unchanged what did not happen because of it, in a sentence */
  constructor(refusals: readonly ({ field: string } & Refusal)[], unchanged: 'ties.nothingCreated' | 'ties.nothingChanged' = 'ties.nothingCreated') {
    const [first] = refusals;
    super({
      code: 'ties-not-found', status: 422, fields: refusals,
      values: { count: refusals.length, unchanged: { say: unchanged }, reason: first ? reasonOf(first) : '' },
    });
  }
}

/** The reason of a refusal, to stand in a sentence. */
const reasonOf = ({ refused, values }: Refusal): Saying => ({ say: `refusals.${refused}.reason`, with: values });

/** The Graph calls that tell whether the person can see a target, to be sent in a batch. */
export function tieChecks(target: TieTarget): GraphCall[] {
  const { groupId } = target;
  switch (target.kind) {
    case 'team': return [graphCall('getTeam', { params: { teamId: groupId } })] as GraphCall[];
    case 'channel': return [graphCall('getChannel', { params: { teamId: groupId, channelId: target.channelId } })] as GraphCall[];
    // The list, not the drive alone: it says that the library is this team's.
    case 'library': return [graphCall('listGroupDrives', { params: { groupId } })] as GraphCall[];
    case 'folder': return [
      graphCall('getDriveItem', { params: { driveId: target.driveId, itemId: target.itemId } }), graphCall('listGroupDrives', { params: { groupId } }),
    ] as GraphCall[];
    // A calendar is named after its group, but only its own address says that the person may see it.
    case 'calendar': return [graphCall('getGroup', { params: { groupId } }), graphCall('getGroupCalendar', { params: { groupId } })] as GraphCall[];
  }
}

/** The outcome of a target's calls: found with its name, or refused, and why. */
export type TieVerdict = { found: FoundTie } | { refusal: Refusal };

/**
 * Reads the outcomes of `tieChecks`. What is not there and what the person
 * may not see are told alike, so that nobody learns of places by asking.
 * @throws what `cannotSay` gives, when Graph could not say.
 */
export function readTieCheck(target: TieTarget, outcomes: readonly Outcome<unknown>[]): TieVerdict {
  for (const outcome of outcomes) {
    if (outcome.ok) continue;
    if (isAboutPlace(outcome.error) || outcome.error.failure === 'bad-request') return notThere(target);
    throw cannotSay(outcome.error);
  }
  const values = outcomes.map((outcome) => (outcome as { value: unknown }).value);
  if (target.kind === 'library' || target.kind === 'folder') {
    const drive = (values.at(-1) as { value?: Drive[] }).value?.find((each) => each.id === target.driveId);
    if (!drive) return notThere(target);
    if (target.kind === 'library') return { found: { target, name: drive.name ?? '', webUrl: drive.webUrl ?? null } };
    const item = values[0] as DriveItem;
    return item.folder ? { found: { target, ...folderNames(item, drive.name ?? '') } } : notThere(target);
  }
  const { displayName, webUrl, ...openness } = values[0] as { displayName?: string | null; webUrl?: string | null } & PlaceOpenness;
  return { found: { target, name: displayName ?? '', webUrl: webUrl ?? null, openToAll: isOpenToAll(target.kind, openness), ownMembers: hasOwnMembers(openness.membershipType) } };
}

/**
 * A folder as a tie shows it. Graph gives the path of the folder around it as `/drives/{id}/root:/Cases/2026`,
 * percent-encoded (Microsoft, "itemReference resource type").
 */
export function folderNames(item: DriveItem, library: string): { name: string; webUrl: string | null; location: string } {
  const path = decodeURIComponent(item.parentReference?.path?.split('root:')[1] ?? '').split('/').filter((part) => part !== '');
  return { name: item.name ?? '', webUrl: item.webUrl ?? null, location: [library, ...path].join(' / ') };
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
    code: error.code, about: 'looking', cause: error,
    retryAfterSeconds: error.retryAfterSeconds,
  });
}

const notThere = (target: TieTarget): TieVerdict => ({ refusal: { refused: 'place-not-there', values: { context: target.kind } } });

/** Two ties of one list that name the same thing: the later one's index. */
export function repeatedTies(targets: readonly TieTarget[]): number[] {
  return targets.flatMap((target, index) => (targets.slice(0, index).some((before) => sameTarget(before, target)) ? [index] : []));
}
