import type { GraphAnswer } from '../platform/graph/operations.ts';
import type { Person } from '../membership/membership-contract.ts';
import { type GraphCall, graphCall, type GraphSession, type Outcome } from '../platform/graph/graph.ts';
import { placesCalls, type PlacesSeen, readPlaces, wholePlaces } from '../ties/places.ts';
import { costsOf } from '../platform/graph/budget/costs.ts';
import type { BudgetLimit } from '../platform/graph/budget/shared-budget.ts';
import { buildRequest } from '../platform/graph/graph-request.ts';
import type { TenantSize } from '../platform/graph/throttle-classes.ts';
import { isAboutPlace } from '../ties/check-ties.ts';
import type { VisibleTeam } from './resolve-row.ts';

/** Values that Graph takes in one `in (…)` of a filter (Microsoft, "Use the $filter query parameter"). */
const valuesPerFilter = 15;
const callsPerBatch = 20;
/** Long lists and batches take their time, sit out the pauses that Microsoft 365 asks for, and give way to people who wait for a page. */
const patient = { deadlineMs: 300_000, priority: 'bulk' } as const;

const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw outcome.error;
  return outcome.value;
}

/** Every team that the person may see, whether a member or not; a few requests for the whole sheet. */
export async function readTeams(graph: GraphSession, signal: AbortSignal): Promise<VisibleTeam[]> {
  const groups = await graph.list('listGroups', {
    query: { $filter: "resourceProvisioningOptions/Any(x:x eq 'Team')", $select: ['id', 'displayName', 'visibility'], $top: 999 },
  }, { ...patient, signal, limit: 50_000 });
  return groups.flatMap(({ id, displayName, visibility }) => (id && displayName ? [{ groupId: id, displayName, visibility }] : []));
}

/** The people with these sign-in names (in lower case); who is not in the answer is not in the directory. */
export async function readPeople(graph: GraphSession, upns: readonly string[], signal: AbortSignal): Promise<Map<string, Person>> {
  const people = new Map<string, Person>();
  const filters = chunks(upns, valuesPerFilter).map((some) => `userPrincipalName in (${some.map(quoted).join(',')})`);
  for (const some of chunks(filters, callsPerBatch)) {
    const calls: GraphCall<'listUsers'>[] = some.map(($filter) => graphCall('listUsers', { query: { $filter, $top: valuesPerFilter } }));
    const answers: Outcome<GraphAnswer<'listUsers'>>[] = await graph.batch(calls, { ...patient, signal });
    for (const answer of answers) {
      for (const user of valueOf(answer).value) {
        if (!user.id || !user.userPrincipalName) continue;
        people.set(user.userPrincipalName.toLowerCase(), {
          id: user.id, displayName: user.displayName ?? user.userPrincipalName, jobTitle: user.jobTitle ?? null, department: user.department ?? null,
        });
      }
    }
  }
  return people;
}

/** What `readTeams` did not tell. Of the team itself Graph would tell thirty in a second: that alone would set an import's pace. */
const callsFor = (groupId: string) => {
  const [, channels, drives, calendar] = placesCalls(groupId);
  return [channels, drives, calendar] as const;
};
const callsPerTeam = callsFor('').length;
/** Teams whose places are read in one batch. */
export const teamsPerBatch = Math.floor(callsPerBatch / callsPerTeam);

/** How many teams Microsoft's limits let Trellis look at in a second, if it did nothing else; or if it used but a part of them. */
export function teamsPerSecond(size: TenantSize, partOf: (limit: BudgetLimit) => number = () => 1): number {
  const costs = callsFor('').flatMap(({ operation, input }) => costsOf(buildRequest(operation, input), size)).filter(({ wide }) => wide);
  return Math.min(...costs.map(({ budget, limit }) => {
    const units = costs.filter((cost) => cost.budget === budget).reduce((sum, cost) => sum + cost.units, 0);
    return (limit.amount * partOf(limit)) / units / (limit.windowMs / 1_000);
  }));
}

/** What each of at most `teamsPerBatch` teams holds, as the person sees it; null for a team that is gone or closed. One round trip, and more where a team has very many channels. */
export async function readPlacesOf(graph: GraphSession, teams: readonly VisibleTeam[], signal: AbortSignal): Promise<Map<string, PlacesSeen | null>> {
  const answers: Outcome<unknown>[] = await graph.batch(teams.flatMap(({ groupId }): GraphCall[] => [...callsFor(groupId)] as GraphCall[]), { ...patient, signal });
  return new Map(await Promise.all(teams.map(async (team, index): Promise<[string, PlacesSeen | null]> => {
    const [channels, drives, calendar] = answers.slice(index * callsPerTeam, (index + 1) * callsPerTeam) as unknown as [Outcome<GraphAnswer<'listChannels'>>, Outcome<GraphAnswer<'listGroupDrives'>>, Outcome<GraphAnswer<'getGroupCalendar'>>];
    // Whoever may not see its channels does not see the team.
    if (!channels.ok && isAboutPlace(channels.error)) return [team.groupId, null];
    return [team.groupId, readPlaces(team.groupId, await wholePlaces(graph, [{ ok: true, value: teamOf(team, channels) }, channels, drives, calendar], { ...patient, signal }))];
  })));
}

/**
 * The team's own link, made of that of its General channel (Microsoft, "Deep link to a team": `l/team/{General channel}/conversations`
 * with the group and tenant that a channel's link has too).
 */
export function teamLink(channelLink: string | null | undefined): string | null {
  const url = URL.parse(channelLink ?? '');
  if (!url) return null;
  const [, link, kind, channel] = url.pathname.split('/');
  if (link === 'l' && kind === 'channel' && channel) url.pathname = `/l/team/${channel}/conversations`;
  return url.href;
}

/** A team as the list of groups told it, and its channels. */
function teamOf({ displayName, visibility }: VisibleTeam, channels: Outcome<GraphAnswer<'listChannels'>>): GraphAnswer<'getTeam'> {
  const listed = channels.ok ? channels.value.value : [];
  const first = listed.find((channel) => channel.displayName === 'General') ?? listed.find(({ membershipType }) => membershipType === 'standard');
  return { displayName, visibility: visibility?.toLowerCase() as GraphAnswer<'getTeam'>['visibility'], webUrl: teamLink(first?.webUrl) };
}
