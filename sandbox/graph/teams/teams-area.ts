import { defineArea } from '../../kernel/state.ts';
import type { TenantChannel } from '../../tenant/tenant-file.ts';
import { graphError, type GraphCall } from '../graph-operation.ts';
import { callerId, directoryArea, isReplicated, seesContent, type Group } from '../directory/directory-area.ts';

export interface Team {
  id: string;
  /** The channel that every team has. */
  generalId: string;
  channels: Map<string, Channel>;
  /** Channels that were deleted; their names stay taken. */
  deletedChannels: Map<string, Channel & { deletedDateTime: string }>;
  isArchived: boolean;
  /** Archived so that members cannot change its files either. */
  isSiteReadOnly: boolean;
  /** By installation id. */
  installedApps: Map<string, TeamInstallation>;
}

export interface Channel {
  id: string;
  displayName: string;
  description: string | null;
  membershipType: string;
  createdDateTime: string;
  /** Of private channels: who is in them. Null: everyone in the team. */
  members: Set<string> | null;
  /** Of private channels: who owns them; members too. */
  owners: Set<string>;
  isArchived: boolean;
  tabs: Map<string, Tab>;
}

export interface Tab {
  id: string;
  displayName: string;
  clientId: string;
  configuration: { entityId: string | null, contentUrl: string | null, websiteUrl: string | null, removeUrl: string | null };
}

/** An app in a team; `consented` are the resource-specific permissions it was given there. */
export interface TeamInstallation { id: string, clientId: string, consented: string[] }

export const teamsArea = defineArea<Map<string, Team>>('teams', tenant => new Map(tenant.teams.map(team => [
  team.id, newTeam(team.id, team.channels.map(channel => channelOf(channel, team.owners, team.createdDateTime))),
])));

/** A team with its channels: "General", or else the first, is the one that every team has. */
export function newTeam(id: string, channels: Channel[]): Team {
  return {
    id, generalId: (channels.find(channel => channel.displayName === 'General') ?? channels[0])?.id ?? '',
    channels: new Map(channels.map(channel => [channel.id, channel])), deletedChannels: new Map(), isArchived: false, isSiteReadOnly: false,
    installedApps: new Map<string, TeamInstallation>(),
  };
}

function channelOf(channel: TenantChannel, owners: string[], created = '2024-01-15T09:00:00Z'): Channel {
  const members = channel.membershipType === 'private' ? channel.members ?? owners : null;
  const owning = members?.filter(id => owners.includes(id)) ?? [];
  return {
    ...newChannel(channel.id, channel.displayName, created),
    description: channel.description ?? null,
    membershipType: channel.membershipType ?? 'standard',
    members: members && new Set(members),
    owners: new Set(owning.length > 0 ? owning : members?.slice(0, 1)),
  };
}

/** A standard channel with nothing in it. */
export function newChannel(id: string, displayName: string, createdDateTime: string): Channel {
  return { id, displayName, description: null, membershipType: 'standard', createdDateTime, members: null, owners: new Set(), isArchived: false, tabs: new Map() };
}

/**
 * A team the caller may look into. Teams' backend answers 404 for what does not exist and 403 for other people's
 * private teams.
 */
export function needTeam(call: GraphCall, id = call.params['team-id'] ?? ''): { team: Team, group: Group } {
  const team = teamsArea.of(call.state).get(id.toLowerCase());
  const group = team && directoryArea.of(call.state).groups.get(team.id);
  if (!team || !group || !isReplicated(call, group)) throw graphError(404, 'NotFound', `No team found with Group Id ${id}`);
  if (!seesContent(call, group)) throw graphError(403, 'Forbidden', 'The user is not a member of the team, or the team does not allow this.');
  return { team, group };
}

/**
 * The same, for changes: people must be members, and the team not archived (Microsoft, "Archive team": "users can no
 * longer … in general make most changes to the team. Membership changes continue to be allowed").
 */
export function needTeamToChange(call: GraphCall, id?: string): { team: Team, group: Group } {
  const found = needOwnTeam(call, id);
  if (found.team.isArchived) throw graphError(403, 'Forbidden', 'The team is archived and cannot be changed.');
  return found;
}

/** A team that the caller owns, archived or not; apps own all. @throws GraphError 404 or 403 */
export function needOwnedTeam(call: GraphCall, what: string): { team: Team, group: Group } {
  const found = needTeam(call);
  const person = callerId(call);
  if (person !== null && !found.group.owners.has(person)) throw graphError(403, 'Forbidden', `Only owners of the team may ${what}.`);
  return found;
}

/** A team of the caller's own, archived or not. */
function needOwnTeam(call: GraphCall, id?: string): { team: Team, group: Group } {
  const found = needTeam(call, id);
  const person = callerId(call);
  if (person !== null && !found.group.members.has(person)) {
    throw graphError(403, 'Forbidden', 'The user is not a member of the team and cannot change it.');
  }
  return found;
}

/** A channel of the team that the caller may see. @throws GraphError 404 */
export function needChannel(call: GraphCall, team: Team, id = call.params['channel-id'] ?? ''): Channel {
  const channel = team.channels.get(id);
  if (!channel || !seesChannel(call, channel)) throw graphError(404, 'NotFound', `Resource '${id}' could not be found in the team.`);
  return channel;
}

/** A channel of the team that may be changed. @throws GraphError 404, or 403 when it is archived */
export function needChannelToChange(call: GraphCall, team: Team): Channel {
  const channel = needChannel(call, team);
  if (channel.isArchived) throw graphError(403, 'Forbidden', 'The channel is archived and cannot be changed.');
  return channel;
}

/** @throws GraphError 403 for people who do not own the private channel */
export function mustOwnPrivate(call: GraphCall, channel: Channel): void {
  const person = callerId(call);
  if (person !== null && channel.members !== null && !channel.owners.has(person)) throw graphError(403, 'Forbidden', 'Only owners of the channel may change it.');
}

export function seesChannel(call: GraphCall, channel: Channel): boolean {
  const person = callerId(call);
  return channel.members === null || person === null || channel.members.has(person);
}

/** Teams a person is in. */
export function joinedGroups(call: GraphCall, personId: string): Group[] {
  const teams = teamsArea.of(call.state);
  return [...directoryArea.of(call.state).groups.values()].filter(group => teams.has(group.id) && group.members.has(personId));
}
