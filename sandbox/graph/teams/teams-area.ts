import { defineArea } from '../../kernel/state.ts';
import type { TenantChannel } from '../../tenant/tenant-file.ts';
import { graphError, type GraphCall } from '../graph-operation.ts';
import { callerId, directoryArea, needGroup, seesContent, type Group } from '../directory/directory-area.ts';

export interface Team {
  id: string;
  channels: Map<string, Channel>;
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
  tabs: Map<string, Tab>;
}

export interface Tab {
  id: string;
  displayName: string;
  clientId: string;
  configuration: { entityId: string | null, contentUrl: string | null, websiteUrl: string | null, removeUrl: string | null };
}

export interface TeamInstallation { id: string, clientId: string }

export const teamsArea = defineArea<Map<string, Team>>('teams', tenant => new Map(tenant.teams.map(team => [team.id, {
  id: team.id,
  channels: new Map(team.channels.map(channel => [channel.id, channelOf(channel, team.owners, team.createdDateTime)])),
  installedApps: new Map<string, TeamInstallation>(),
}])));

function channelOf(channel: TenantChannel, owners: string[], created = '2024-01-15T09:00:00Z'): Channel {
  return {
    id: channel.id,
    displayName: channel.displayName,
    description: channel.description ?? null,
    membershipType: channel.membershipType ?? 'standard',
    createdDateTime: created,
    members: channel.membershipType === 'private' ? new Set(channel.members ?? owners) : null,
    tabs: new Map(),
  };
}

/**
 * A team the caller may look into. Teams' backend answers 404 for what does not exist and 403 for other people's
 * private teams.
 */
export function needTeam(call: GraphCall, id = call.params['team-id'] ?? ''): { team: Team, group: Group } {
  const team = teamsArea.of(call.state).get(id.toLowerCase());
  if (!team) throw graphError(404, 'NotFound', `No team found with Group Id ${id}`);
  const group = needGroup(call, team.id);
  if (!seesContent(call, group)) throw graphError(403, 'Forbidden', 'The user is not a member of the team, or the team does not allow this.');
  return { team, group };
}

/** The same, for changes: people must be members. */
export function needTeamToChange(call: GraphCall, id?: string): { team: Team, group: Group } {
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

export function seesChannel(call: GraphCall, channel: Channel): boolean {
  const person = callerId(call);
  return channel.members === null || person === null || channel.members.has(person);
}

/** Teams a person is in. */
export function joinedGroups(call: GraphCall, personId: string): Group[] {
  const teams = teamsArea.of(call.state);
  return [...directoryArea.of(call.state).groups.values()].filter(group => teams.has(group.id) && group.members.has(personId));
}
