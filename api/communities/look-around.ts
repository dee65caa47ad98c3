import type { DriveItem, Event } from '@microsoft/microsoft-graph-types';
import { type GraphItem, toPracticeItems } from '../practice/practice.ts';
import { GraphError } from '../platform/graph/graph-error.ts';
import { graphCall, type GraphCall, type GraphOptions, type GraphSession, type Outcome } from '../platform/graph/graph.ts';
import type { GraphPage } from '../platform/graph/operations.ts';
import { type GraphEvent, lookAheadDays, toActivities } from '../rhythm/rhythm.ts';
import { isAboutPlace } from '../ties/check-ties.ts';
import type { Tie } from '../ties/ties-contract.ts';
import type { Snapshot, TieSight, Trouble } from './happening.ts';

/** Calls that fit into one round trip, and folders of one library that are looked into. */
const maxCalls = 20;
const maxFolders = 8;

/** What a look at Microsoft 365 showed. */
export interface View {
  snapshot: Snapshot;
  /** The first trouble met; what was known of that tie stays as it was. */
  trouble: Trouble | null;
  /** Ties that Microsoft 365 says are not there, to a person who saw them before. */
  lost: string[];
  /** Ties that answered. */
  sound: string[];
}

/**
 * Looks at a community's ties as one person, in one round trip: the coming events of its
 * calendars, the files of its libraries (the root and the folders known from earlier looks; new
 * folders are looked into the next time), and whether its team and channels are still there.
 *
 * @param before what this person saw last, or null
 * @param knownFolders folder ids by tie id
 * @throws ProblemError when Graph may not be asked for this person at all (consent); GraphErrors become trouble
 */
export async function lookAround(
  session: GraphSession, ties: readonly Tie[], before: Snapshot | null, knownFolders: ReadonlyMap<string, string[]>, personId: string,
  tiedBy: ReadonlyMap<string, string>, now: Date, options: GraphOptions,
): Promise<View> {
  const asked = ties.slice(0, maxCalls).map((tie) => ({ tie, call: mainCall(tie, now) }));
  const folderCalls = asked.flatMap(({ tie }) => (tie.target.kind === 'library'
    ? foldersOf(tie, before, knownFolders).map((folder) => ({ tieId: tie.id, folder, call: folderCall(tie, folder) })) : []))
    .slice(0, maxCalls - asked.length);

  let outcomes: Outcome<unknown>[];
  try {
    outcomes = await session.batch([...asked.map(({ call }) => call), ...folderCalls.map(({ call }) => call)], options);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return { snapshot: before ?? { ties: {} }, trouble: toTrouble(error), lost: [], sound: [] };
  }

  const view: View = { snapshot: { ties: {} }, trouble: null, lost: [], sound: [] };
  for (const [index, { tie }] of asked.entries()) {
    const outcome = outcomes[index]!;
    const known = before?.ties[tie.id];
    if (outcome.ok) {
      const inFolders = folderCalls.flatMap(({ tieId, folder }, at) => (tieId === tie.id ? [{ folder, outcome: outcomes[asked.length + at]! }] : []));
      view.snapshot.ties[tie.id] = sightOf(tie, outcome.value, inFolders, now);
      view.sound.push(tie.id);
      continue;
    }
    const { failure } = outcome.error;
    if (isAboutPlace(outcome.error)) {
      if (failure !== 'forbidden' && (known?.sight === 'open' || tiedBy.get(tie.id) === personId)) view.lost.push(tie.id);
      view.snapshot.ties[tie.id] = { asOf: now.toISOString(), sight: 'closed' };
    } else {
      if (known) view.snapshot.ties[tie.id] = known;
      view.trouble ??= toTrouble(outcome.error);
    }
  }
  return view;
}

/** The call that lists what lies at the root of a library, for a look that goes along with another round trip. */
export const libraryLook = (driveId: string): GraphCall => graphCall('listDriveItems', { params: { driveId } }) as GraphCall;

/** What `libraryLook` showed, as a first sight of that tie: from it the next look, anybody's, knows the folders. */
export function firstSight(tie: Tie, outcome: Outcome<unknown>, now: Date): TieSight | null {
  return outcome.ok && tie.target.kind === 'library' ? sightOf(tie, outcome.value, [], now) : null;
}

/** Graph's trouble in words for the page; its code is stable. */
export function toTrouble(error: GraphError): Trouble {
  const detail = {
    throttled: 'Microsoft 365 is busy and asks to wait.',
    timeout: 'Microsoft 365 does not answer just now.',
    unavailable: 'Microsoft 365 is not available just now.',
    aborted: 'Asking Microsoft 365 was broken off.',
    forbidden: 'Microsoft 365 does not let Trellis look there for you just now. Opening Trellis afresh may help.',
  }[error.failure as string] ?? 'Microsoft 365 did not answer as expected.';
  return { code: error.code, detail };
}

function mainCall(tie: Tie, now: Date): GraphCall {
  const { target } = tie;
  switch (target.kind) {
    case 'team': return graphCall('getTeam', { params: { teamId: target.groupId } }) as GraphCall;
    case 'channel': return graphCall('getChannel', { params: { teamId: target.groupId, channelId: target.channelId } }) as GraphCall;
    case 'library': return libraryLook(target.driveId);
    case 'calendar': return graphCall('listGroupCalendarView', {
      params: { groupId: target.groupId },
      query: {
        // A day back: an all-day event that began yesterday is still today somewhere.
        startDateTime: new Date(now.getTime() - 86_400_000).toISOString(),
        endDateTime: new Date(now.getTime() + lookAheadDays * 86_400_000).toISOString(),
        $orderby: 'start/dateTime',
      },
    }) as GraphCall;
  }
}

function folderCall(tie: Tie, itemId: string): GraphCall {
  const driveId = tie.target.kind === 'library' ? tie.target.driveId : '';
  return graphCall('listFolderItems', { params: { driveId, itemId } }) as GraphCall;
}

const foldersOf = (tie: Tie, before: Snapshot | null, known: ReadonlyMap<string, string[]>): string[] =>
  (before?.ties[tie.id]?.folders ?? known.get(tie.id) ?? []).slice(0, maxFolders);

function sightOf(tie: Tie, value: unknown, inFolders: readonly { folder: string; outcome: Outcome<unknown> }[], now: Date): TieSight {
  const sight: TieSight = { asOf: now.toISOString(), sight: 'open' };
  if (tie.target.kind === 'calendar') {
    return { ...sight, activities: toActivities((value as GraphPage<Event>).value as GraphEvent[], now) };
  }
  if (tie.target.kind === 'library') {
    const items = (value as GraphPage<DriveItem>).value;
    // Newest folders first; a folder that went meanwhile is simply not there any more.
    const folders = items.filter((item) => item.folder && item.id)
      .sort((a, b) => (b.lastModifiedDateTime ?? '').localeCompare(a.lastModifiedDateTime ?? '')).map((item) => item.id!).slice(0, maxFolders);
    const looked = inFolders.flatMap(({ outcome }) => (outcome.ok ? (outcome.value as GraphPage<DriveItem>).value : []));
    const asked = new Set(inFolders.map(({ folder }) => folder));
    return {
      ...sight, folders, foldersPending: folders.some((folder) => !asked.has(folder)),
      practice: toPracticeItems(tie.target.driveId, [...items, ...looked] as GraphItem[]),
    };
  }
  return sight;
}
