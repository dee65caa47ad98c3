import type { z } from 'zod';
import { graphCall, type GraphOptions, type GraphSession, type Outcome } from '../platform/graph/graph.ts';
import { cannotSay, folderNames, isAboutPlace } from './check-ties.ts';
import type { GraphAnswer } from '../platform/graph/operations.ts';
import { propose, rankTeams, reasonsOfName, type SeenPlaces, type SeenTeam } from './proposals.ts';
import type { Proposals, proposePlaces as contract } from './proposals-contract.ts';
import { wholeList } from './whole-list.ts';

/** So many teams are looked into: what one round trip can ask of them. */
const mostTeams = 5;

/**
 * Proposes places for what people want to do together, as the person sees them. Two round trips, and more only
 * where Graph gives a long list page by page: which teams the person is in, with whom; then what is in those of which the names say most.
 * @throws what `cannotSay` gives when Graph could not say
 */
export async function findPlaces(session: GraphSession, asked: z.output<(typeof contract)['body']>, options: GraphOptions = {}): Promise<Proposals> {
  const { needs, name, topics, people } = asked;
  const wish = { needs, name, topics, here: asked.groupId };
  if (needs.length === 0) return propose(wish, [], new Map());
  const [joined, ...groups] = await session.batch([
    graphCall('listJoinedTeams', {}), ...people.map((userId) => graphCall('listGroupsOfUser', { params: { userId } })),
  ] as const, options);
  const groupsOf = groups.map((each) => new Set((seen(each)?.value ?? []).map(({ id }) => id)));
  const teams = (seen(await wholeList(session, 'listJoinedTeams', joined, options))?.value ?? []).flatMap((team): SeenTeam[] => (team.id
    ? [{ groupId: team.id, name: team.displayName ?? '', samePeople: groupsOf.length > 0 && groupsOf.every((each) => each.has(team.id)) }] : []));
  const worthIt = rankTeams(wish, teams).slice(0, mostTeams);
  const text = name.trim().replaceAll("'", "''");
  const outcomes = await session.batch(worthIt.flatMap(({ groupId }) => [
    graphCall('listChannels', { params: { teamId: groupId } }), graphCall('listGroupDrives', { params: { groupId } }), graphCall('getGroupCalendar', { params: { groupId } }),
    ...(text ? [graphCall('searchGroupDrive', { params: { groupId, text } })] : []),
  ]), options) as Outcome<unknown>[];
  const each = text ? 4 : 3;
  await Promise.all(worthIt.map(async (_team, index) => { outcomes[index * each] = await wholeList(session, 'listChannels', outcomes[index * each] as Outcome<GraphAnswer<'listChannels'>>, options); }));
  return propose(wish, teams, new Map(worthIt.map(({ groupId }, index) => [groupId, placesFrom(outcomes.slice(index * each, (index + 1) * each), name)])));
}

type Named = { id?: string; name?: string | null; displayName?: string | null };

function placesFrom([channels, drives, calendar, found]: Outcome<unknown>[], name: string): SeenPlaces {
  const listed = <T extends Named>(outcome: Outcome<unknown> | undefined) => (outcome && (seen(outcome) as { value?: T[] } | null)?.value) ?? [];
  const libraries = listed(drives).flatMap((drive) => (drive.id ? [{ driveId: drive.id, name: drive.name ?? '' }] : []));
  const items = libraries[0] ? listed<Named & Parameters<typeof folderNames>[0]>(found) : [];
  // Search finds words inside of files too; only names say that the files are about it.
  const about = items.filter((item) => reasonsOfName(item.name?.replace(/\.\w+$/, '') ?? '', { name, topics: [name] }).length > 0);
  return {
    channels: listed(channels).flatMap((channel) => (channel.id ? [{ channelId: channel.id, name: channel.displayName ?? '' }] : [])),
    libraries, calendar: calendar !== undefined && seen(calendar) !== null,
    folders: about.filter((item) => item.folder).map((item) => ({ driveId: item.parentReference?.driveId ?? libraries[0]!.driveId, itemId: item.id ?? '', ...namesOf(item, libraries[0]!.name) })),
    files: about.filter((item) => item.file).length,
  };
}

const namesOf = (item: Parameters<typeof folderNames>[0], library: string) => { const { name, location } = folderNames(item, library); return { name, location }; };

/** The answer, or null for what the person may not see; trouble on the way is thrown. */
function seen<T>(outcome: Outcome<T>): T | null {
  if (outcome.ok) return outcome.value;
  if (isAboutPlace(outcome.error)) return null;
  throw cannotSay(outcome.error);
}
