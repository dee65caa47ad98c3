import { teamsArea } from '../teams/teams-area.ts';
import type { Group } from './directory-area.ts';
import { noteMembership, type LoggedPlace } from './directory-log.ts';

/** Owners are members too, as Teams has it. Does nothing that is so already. */
export function addToGroup(place: LoggedPlace, group: Group, userId: string, isOwner: boolean): void {
  if (!group.members.has(userId)) {
    group.members.add(userId);
    noteMembership(place, group.id, userId, 'members', false);
  }
  if (isOwner) makeOwner(place, group, userId);
}

export function makeOwner(place: LoggedPlace, group: Group, userId: string): void {
  if (group.owners.has(userId)) return;
  group.owners.add(userId);
  noteMembership(place, group.id, userId, 'owners', false);
}

export function unmakeOwner(place: LoggedPlace, group: Group, userId: string): void {
  if (group.owners.delete(userId)) noteMembership(place, group.id, userId, 'owners', true);
}

/** Takes someone out of a group and its team's private channels. */
export function removeFromGroup(place: LoggedPlace, group: Group, userId: string): void {
  unmakeOwner(place, group, userId);
  if (!group.members.delete(userId)) return;
  for (const channel of teamsArea.of(place.state).get(group.id)?.channels.values() ?? []) {
    channel.members?.delete(userId);
    channel.owners.delete(userId);
  }
  noteMembership(place, group.id, userId, 'members', true);
}
