import { NotFoundError } from '../platform/errors.ts';
import { graphCall, type GraphOptions, type GraphSession, type Outcome } from '../platform/graph/graph.ts';
import type { GraphAnswer } from '../platform/graph/operations.ts';
import { cannotSay, isAboutPlace } from './check-ties.ts';
import { hasOwnMembers, isOpenToAll } from './shown-tie.ts';
import type { Places } from './ties-contract.ts';
import { wholeList } from './whole-list.ts';

/** The teams that the person is in, by name. One round trip. */
export async function listMyTeams(session: GraphSession, options: GraphOptions = {}): Promise<{ groupId: string; displayName: string; description: string | null }[]> {
  const teams = await session.list('listJoinedTeams', {}, options);
  return teams
    .flatMap((team) => (team.id ? [{ groupId: team.id, displayName: team.displayName ?? '', description: team.description ?? null }] : []))
    .sort((a, b) => a.displayName.localeCompare(b.displayName) || a.groupId.localeCompare(b.groupId));
}

/**
 * What a community can be tied to in one team, as the person sees it; one round trip, and more where Graph
 * gives a large team's channels page by page. A part that the person may not see is empty.
 * @throws NotFoundError when the team is not there, or not for this person; GraphError when Graph could not say.
 */
export async function listPlaces(session: GraphSession, groupId: string, options: GraphOptions = {}): Promise<PlacesSeen> {
  const places = readPlaces(groupId, await wholePlaces(session, await session.batch(placesCalls(groupId), options), options));
  if (!places) throw new NotFoundError('team');
  return places;
}

/** What is in a team, with what of it everybody in the organisation may see, and which channels have members of their own. */
export interface PlacesSeen extends Places { openToAll: { team: boolean | undefined; channels: ReadonlySet<string> }; ownMembers: ReadonlySet<string> }

/** The calls that tell what is in a team, to be sent in a batch. */
export const placesCalls = (groupId: string) => [
  graphCall('getTeam', { params: { teamId: groupId } }),
  graphCall('listChannels', { params: { teamId: groupId } }),
  graphCall('listGroupDrives', { params: { groupId } }),
  graphCall('getGroupCalendar', { params: { groupId } }),
] as const;
type PlacesOutcomes = readonly [Outcome<GraphAnswer<'getTeam'>>, Outcome<GraphAnswer<'listChannels'>>, Outcome<GraphAnswer<'listGroupDrives'>>, Outcome<GraphAnswer<'getGroupCalendar'>>];

/** The outcomes of `placesCalls` with all channels. @throws GraphError */
export async function wholePlaces(session: GraphSession, [team, channels, drives, calendar]: PlacesOutcomes, options: GraphOptions): Promise<PlacesOutcomes> {
  return [team, await wholeList(session, 'listChannels', channels, options), drives, calendar];
}

/** Reads the outcomes of `placesCalls`; null when the team is not there, or not for this person. Throws GraphError when Graph could not say. */
export function readPlaces(groupId: string, [team, channels, drives, calendar]: PlacesOutcomes): PlacesSeen | null {
  const found = visible(team);
  if (!found) return null;
  const displayName = found.displayName ?? '';
  const { visibility } = found;
  return {
    openToAll: {
      team: isOpenToAll('team', { visibility }),
      channels: new Set((visible(channels)?.value ?? []).filter(({ membershipType }) => isOpenToAll('channel', { visibility, membershipType })).map(({ id }) => id!)),
    },
    ownMembers: new Set((visible(channels)?.value ?? []).filter(({ membershipType }) => hasOwnMembers(membershipType)).map(({ id }) => id!)),
    team: { groupId, displayName, description: found.description ?? null, webUrl: found.webUrl ?? null },
    channels: (visible(channels)?.value ?? []).flatMap((channel) => (channel.id
      ? [{ channelId: channel.id, displayName: channel.displayName ?? '', webUrl: channel.webUrl ?? null }] : [])),
    libraries: (visible(drives)?.value ?? []).flatMap((drive) => (drive.id ? [{ driveId: drive.id, name: drive.name ?? '', webUrl: drive.webUrl ?? null }] : [])),
    // Every group's calendar is called "Calendar"; the team's name tells people which it is.
    calendar: visible(calendar) ? { groupId, name: displayName } : null,
  };
}

/** The answer, or null for what the person may not see; trouble on the way is thrown. */
function visible<T>(outcome: Outcome<T>): T | null {
  if (outcome.ok) return outcome.value;
  if (isAboutPlace(outcome.error)) return null;
  throw outcome.error.passing ? outcome.error : cannotSay(outcome.error);
}
