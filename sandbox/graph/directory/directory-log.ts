import { randomUUID } from 'node:crypto';
import type { SandboxEventEmitter } from '../../kernel/events.ts';
import { defineArea, type TenantState } from '../../kernel/state.ts';
import { directoryArea } from './directory-area.ts';

/** Where something is noted: the state, and who is told. A Graph call is one. */
export interface LoggedPlace { readonly state: TenantState; readonly events: SandboxEventEmitter }

export interface LoggedObject {
  /** The directory's change by which the object became what it is. */
  change: number;
  isDeleted: boolean;
  /** Of groups: who joined or left, and by which change. */
  members: Map<string, { change: number, isRemoved: boolean }>;
  owners: Map<string, { change: number, isRemoved: boolean }>;
}

interface DirectoryLog {
  /** Delta tokens of another life of the tenant are no longer good. */
  epoch: string;
  change: number;
  groups: Map<string, LoggedObject>;
  users: Map<string, LoggedObject>;
}

/** What changed in the directory since the tenant began; what never changed is not in it. */
export const directoryLogArea = defineArea<DirectoryLog>('directory-log', () => ({ epoch: randomUUID(), change: 0, groups: new Map(), users: new Map() }));

function note(place: LoggedPlace, kind: 'groups' | 'users', id: string): LoggedObject {
  const log = directoryLogArea.of(place.state);
  log.change += 1;
  const entry = log[kind].get(id) ?? { change: 0, isDeleted: false, members: new Map(), owners: new Map() };
  entry.change = log.change;
  log[kind].set(id, entry);
  return entry;
}

/** A group, and its team with it, was made, changed, deleted or restored. */
export function noteGroup(place: LoggedPlace, groupId: string, changeType: 'created' | 'updated' | 'deleted'): void {
  note(place, 'groups', groupId).isDeleted = changeType === 'deleted';
  place.events.emit('graphChanged', { kind: 'group', changeType, groupId });
}

/** Someone became, or is no longer, a member or owner of a group. */
export function noteMembership(place: LoggedPlace, groupId: string, userId: string, relation: 'members' | 'owners', isRemoved: boolean): void {
  const entry = note(place, 'groups', groupId);
  entry[relation].set(userId, { change: entry.change, isRemoved });
  const changeType = isRemoved ? 'deleted' : 'created';
  place.events.emit('graphChanged', { kind: relation === 'members' ? 'groupMember' : 'groupOwner', changeType, groupId, userId });
  place.events.emit('graphChanged', { kind: 'group', changeType: 'updated', groupId });
  const hasTeam = directoryArea.of(place.state).groups.get(groupId)?.hasTeam ?? false;
  if (hasTeam) place.events.emit('graphChanged', { kind: 'teamMember', changeType: relation === 'owners' ? 'updated' : changeType, teamId: groupId, userId });
}

export function noteUser(place: LoggedPlace, userId: string, changeType: 'created' | 'updated' | 'deleted'): void {
  note(place, 'users', userId).isDeleted = changeType === 'deleted';
  place.events.emit('graphChanged', { kind: 'user', changeType, userId });
}
