import { randomUUID } from 'node:crypto';
import type { SandboxEventEmitter } from '../../kernel/events.ts';
import { defineArea, type TenantState } from '../../kernel/state.ts';
import { directoryArea } from './directory-area.ts';

/** Where something is noted: the state, and who is told. A Graph call is one. */
export interface LoggedPlace { readonly state: TenantState; readonly events: SandboxEventEmitter }

export interface LoggedObject {
  /** The directory's latest change of the object, whatever it was. */
  change: number;
  /** The change by which it came, went or came back; 0 when it was there from the beginning. */
  whole: number;
  isDeleted: boolean;
  /** By name: the latest change of the property. */
  properties: Map<string, number>;
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

/** Forgets what readers of changes know: their tokens are refused, and they begin again. */
export function forgetDirectoryChanges(state: TenantState): void {
  directoryLogArea.of(state).epoch = randomUUID();
}

function note(place: LoggedPlace, kind: 'groups' | 'users', id: string): LoggedObject {
  const log = directoryLogArea.of(place.state);
  log.change += 1;
  const entry = log[kind].get(id) ?? { change: 0, whole: 0, isDeleted: false, properties: new Map(), members: new Map(), owners: new Map() };
  entry.change = log.change;
  log[kind].set(id, entry);
  return entry;
}

/** What happened to a group or a person: it came, went or came back as a whole, or some of its properties changed. */
export type Happening = 'created' | 'deleted' | 'restored' | { changed: readonly string[] };

function noteObject(place: LoggedPlace, kind: 'groups' | 'users', id: string, happening: Happening): 'created' | 'updated' | 'deleted' {
  const entry = note(place, kind, id);
  if (typeof happening === 'object') {
    for (const name of happening.changed) entry.properties.set(name, entry.change);
    return 'updated';
  }
  entry.whole = entry.change;
  entry.isDeleted = happening === 'deleted';
  return happening === 'restored' ? 'updated' : happening;
}

export function noteGroup(place: LoggedPlace, groupId: string, happening: Happening): void {
  const changeType = noteObject(place, 'groups', groupId, happening);
  place.events.emit('graphChanged', { kind: 'group', changeType, groupId });
}

/** Someone became, or is no longer, a member or owner of a group. */
export function noteMembership(place: LoggedPlace, groupId: string, userId: string, relation: 'members' | 'owners', isRemoved: boolean): void {
  const entry = note(place, 'groups', groupId);
  entry[relation].set(userId, { change: entry.change, isRemoved });
  const changeType = isRemoved ? 'deleted' : 'created';
  place.events.emit('graphChanged', { kind: relation === 'members' ? 'groupMember' : 'groupOwner', changeType, groupId, userId });
  const hasTeam = directoryArea.of(place.state).groups.get(groupId)?.hasTeam ?? false;
  if (hasTeam) place.events.emit('graphChanged', { kind: 'teamMember', changeType: relation === 'owners' ? 'updated' : changeType, teamId: groupId, userId });
}

export function noteUser(place: LoggedPlace, userId: string, happening: Happening): void {
  const changeType = noteObject(place, 'users', userId, happening);
  place.events.emit('graphChanged', { kind: 'user', changeType, userId });
}
