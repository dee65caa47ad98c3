import type { Channel, Drive, DriveItem, Event, Group, Team } from '@microsoft/microsoft-graph-types';
import { type GraphItem, newestItems, toPracticeItems } from '../practice/practice.ts';
import { ConsentNeededError } from '../platform/errors.ts';
import { GraphError } from '../platform/graph/graph-error.ts';
import { graphCall, type GraphCall, type GraphOptions, type GraphSession, type Outcome } from '../platform/graph/graph.ts';
import type { GraphPage } from '../platform/graph/operations.ts';
import { isInPart, type OwnEvents } from '../rhythm/calendar-part.ts';
import { type GraphEvent, lookAheadDays, toActivities } from '../rhythm/rhythm.ts';
import { folderNames, isAboutPlace } from '../ties/check-ties.ts';
import { hasOwnMembers, isOpenToAll } from '../ties/shown-tie.ts';
import type { TieSeen } from '../ties/ties.ts';
import type { Tie } from '../ties/ties-contract.ts';
import type { Snapshot, TieSight, Trouble } from './happening.ts';
import { changesCall, lookFurther, together } from './look-further.ts';

/** Calls that fit into one round trip. */
const maxCalls = 20;

/** Events of a shared calendar that are looked through for the community's. */
const mostOfShared = 500;

/** What a look at Microsoft 365 showed. */
export interface View {
  snapshot: Snapshot;
  /** The first trouble met; what was known of that tie stays as it was. */
  trouble: Trouble | null;
  /** By tie id: places that answered, and places that are not there to a person who saw them before and would find them if they were. */
  seen: Map<string, TieSeen>;
  /** What was asked beside the ties, as far as there was room. */
  beside: Outcome<unknown>[];
}

/**
 * Looks at a community's ties as one person, in one round trip, two where much changed: the coming events of its
 * calendars, the files of its libraries and folders, and whether its team and channels are still
 * there and what everything is called now.
 *
 * Of a library, one page of all its items, at any depth, and one page of what changed lately:
 * libraries cannot be asked for their newest files (SharePoint orders them by name only), so in
 * one of more than 200 items the older ones may be missing. Where more changed than a page holds, it is looked further.
 *
 * @param before what this person saw last, or null
 * @param of whose look it is, who tied what, which channels have members of their own, and by what the community's own events are known
 * @param beside what else to ask in the same round trip, as far as it has room
 * @throws ProblemError when Graph may not be asked for this person at all (consent); what Graph itself says becomes
 * trouble, also that it takes the person's token no more (continuous access evaluation)
 */
export async function lookAround(
  session: GraphSession, ties: readonly Tie[], before: Snapshot | null, of: { personId: string; tiedBy: ReadonlyMap<string, string>; ownMembers: ReadonlySet<string>; own: OwnEvents }, now: Date, options: GraphOptions, beside: readonly GraphCall[] = [],
): Promise<View> {
  const plan = planCalls(ties.slice(0, maxCalls), now);
  const view: View = { snapshot: { ties: {} }, trouble: null, seen: new Map(), beside: [] };
  let outcomes: Outcome<unknown>[];
  try {
    outcomes = await session.batch([...plan.calls, ...beside].slice(0, maxCalls), options);
  } catch (error) {
    const refusedToken = error instanceof ConsentNeededError && error.cause instanceof GraphError;
    if (!refusedToken && !(error instanceof GraphError)) throw error;
    const trouble = error instanceof GraphError ? toTrouble(error) : error.told;
    return { ...view, snapshot: before ?? view.snapshot, trouble };
  }

  view.beside = outcomes.slice(plan.calls.length);
  const answerAt = (index: number | undefined): unknown => {
    const outcome = index === undefined ? undefined : outcomes[index];
    return outcome?.ok ? outcome.value : undefined;
  };
  const firstLooks = plan.looks.map((look) => ({ ...look, page: outcomes[look.main]!, changes: look.changes === undefined ? undefined : outcomes[look.changes] }));
  const further = await lookFurther(session, firstLooks, now, options);
  for (const { tie, page, names, group, changes } of firstLooks) {
    const outcome = together(page, [changes, ...further.get(tie.id) ?? []]);
    const known = before?.ties[tie.id];
    if (outcome.ok) {
      const seen = seenOf(tie, outcome.value, answerAt(names), answerAt(group));
      view.seen.set(tie.id, seen);
      view.snapshot.ties[tie.id] = sightOf(tie, outcome.value, seen, of.own, now);
    } else if (isAboutPlace(outcome.error)) {
      const sawIt = known?.sight === 'open' || of.tiedBy.get(tie.id) === of.personId;
      // A channel with members of its own may only have lost this one: who is not among them does not find it either.
      const mayBeClosed = of.ownMembers.has(tie.id) && !(group !== undefined && isNotThere(outcomes[group]!));
      if (outcome.error.failure !== 'forbidden' && sawIt && !mayBeClosed) view.seen.set(tie.id, { state: 'lost', reason: 'not-there' });
      view.snapshot.ties[tie.id] = { asOf: now.toISOString(), sight: 'closed' };
    } else {
      if (known) view.snapshot.ties[tie.id] = known;
      view.trouble ??= toTrouble(outcome.error);
    }
  }
  return view;
}

const isNotThere = (outcome: Outcome<unknown>) => !outcome.ok && isAboutPlace(outcome.error) && outcome.error.failure !== 'forbidden';

/** Of each tie, where in the round trip its answers are: of itself, of its name, of its team or group, of what changed lately. */
interface Look { tie: Tie; main: number; names?: number | undefined; group?: number | undefined; changes?: number | undefined }

/** One call for each tie; then, as far as the round trip has room, what names it and what changed lately. */
function planCalls(ties: readonly Tie[], now: Date): { calls: GraphCall[]; looks: Look[] } {
  const calls = ties.map((tie) => mainCall(tie, now));
  const looks: Look[] = ties.map((tie, main) => ({ tie, main }));
  const add = (call: GraphCall): number | undefined => (calls.length < maxCalls ? calls.push(call) - 1 : undefined);
  const groups = new Map(looks.flatMap(({ tie, main }) => (tie.kind === 'team' ? [[tie.target.groupId, main] as const] : [])));
  const groupAt = (groupId: string): number | undefined => {
    const at = groups.get(groupId) ?? add(graphCall('getGroup', { params: { groupId } }) as GraphCall);
    if (at !== undefined) groups.set(groupId, at);
    return at;
  };
  for (const look of looks) {
    const { target } = look.tie;
    if (target.kind === 'team' || target.kind === 'channel' || target.kind === 'calendar') look.group = groupAt(target.groupId);
    // A group is called what its team is.
    if (target.kind === 'calendar') look.names = look.group;
    if (target.kind === 'library') look.names = add(graphCall('getDrive', { params: { driveId: target.driveId } }) as GraphCall);
    if (target.kind === 'folder') look.names = add(graphCall('getDriveItem', { params: { driveId: target.driveId, itemId: target.itemId } }) as GraphCall);
  }
  for (const look of looks) if (look.tie.target.kind === 'library') look.changes = add(changesCall(look.tie.target.driveId, now));
  return { calls, looks };
}

/** How the place of a tie that answered is seen; `named` and `group` are the answers of what names it and of its team or group, if there were any. */
function seenOf(tie: Tie, main: unknown, named: unknown, group: unknown): TieSeen {
  const openToAll = isOpenToAll(tie.kind, { visibility: (group as Team | Group | undefined)?.visibility, membershipType: (main as Channel).membershipType });
  const ownMembers = tie.kind === 'channel' ? hasOwnMembers((main as Channel).membershipType) : undefined;
  const sound = { state: 'sound', reason: null, openToAll, ownMembers } as const;
  switch (tie.kind) {
    case 'team': case 'channel': {
      const place = main as Team & Channel;
      const state = place.isArchived ? { ...sound, state: 'archived', reason: 'archived' } as const : sound;
      return { ...state, ...(place.displayName ? { name: place.displayName } : {}), webUrl: place.webUrl ?? tie.webUrl };
    }
    case 'library': {
      const drive = named as Drive | undefined;
      return { ...sound, ...(drive?.name ? { name: drive.name } : {}), webUrl: drive?.webUrl ?? tie.webUrl };
    }
    case 'folder': return named ? { ...sound, ...folderNames(named as DriveItem, tie.location?.split(' / ')[0] ?? '') } : sound;
    case 'calendar': {
      const group = named as Group | undefined;
      return { ...sound, ...(group?.displayName ? { name: group.displayName } : {}) };
    }
  }
}

/** Graph's trouble for the page; its code is stable. */
export const toTrouble = (error: GraphError): Trouble => ({ code: error.code, about: 'looking' });

function mainCall(tie: Tie, now: Date): GraphCall {
  const { target } = tie;
  switch (target.kind) {
    case 'team': return graphCall('getTeam', { params: { teamId: target.groupId } }) as GraphCall;
    case 'channel': return graphCall('getChannel', { params: { teamId: target.groupId, channelId: target.channelId } }) as GraphCall;
    case 'library': return graphCall('listDriveItems', { params: { driveId: target.driveId } }) as GraphCall;
    case 'folder': return graphCall('listFolderItems', { params: { driveId: target.driveId, itemId: target.itemId } }) as GraphCall;
    case 'calendar': return graphCall('listGroupCalendarView', {
      params: { groupId: target.groupId },
      query: {
        // A day back: an all-day event that began yesterday is still today somewhere.
        startDateTime: new Date(now.getTime() - 86_400_000).toISOString(),
        endDateTime: new Date(now.getTime() + lookAheadDays * 86_400_000).toISOString(),
        $orderby: 'start/dateTime',
        // What is not the community's is left out here: its own may come late among the others'.
        ...(target.part ? { $top: mostOfShared } : {}),
      },
    }) as GraphCall;
  }
}

function sightOf(tie: Tie, value: unknown, { name, location = tie.location, webUrl = tie.webUrl }: TieSeen, own: OwnEvents, now: Date): TieSight {
  const sight: TieSight = { asOf: now.toISOString(), sight: 'open', ...(name === undefined ? {} : { names: { name, location, webUrl } }) };
  if (tie.target.kind === 'calendar') {
    const { part } = tie.target;
    const events = ((value as GraphPage<Event>).value as GraphEvent[]).filter((event) => isInPart(event, part, own));
    return { ...sight, ...(part ? { part } : {}), activities: toActivities(events, now) };
  }
  if (tie.target.kind === 'library' || tie.target.kind === 'folder') {
    return { ...sight, practice: newestItems(toPracticeItems(tie.target.driveId, (value as GraphPage<DriveItem>).value as GraphItem[])) };
  }
  return sight;
}
