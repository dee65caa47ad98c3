import { defineArea } from '../../kernel/state.ts';
import type { TenantUser } from '../../tenant/tenant-file.ts';
import { graphError, graphOperation, noContent, ok, resourceNotFound, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { collection } from '../odata-collection.ts';
import { teamsArea, type Team } from '../teams/teams-area.ts';
import { callerId, directoryArea, type Group } from './directory-area.ts';
import { noteGroup, noteUser } from './directory-log.ts';
import { addToGroup, removeFromGroup } from './group-membership.ts';
import { groupProperties, groupRow } from './group-presenter.ts';
import { userDefaults, userProperties, userRow } from './user-presenter.ts';

/** A group with its team, or a person with what they were in, for thirty days. */
export type DeletedItem = { id: string, deletedDateTime: string } & (
  | { kind: 'group', group: Group, team: Team | null }
  | { kind: 'user', user: TenantUser, memberOf: string[], ownerOf: string[] }
);

export const deletedItemsArea = defineArea<Map<string, DeletedItem>>('deleted-items', () => new Map());

/** Microsoft: "Restore deleted item (directory object)". */
const keptMilliseconds = 30 * 24 * 60 * 60 * 1000;

/** Deletes a group and its team; both can be restored. */
export function deleteGroup(call: GraphCall, group: Group): void {
  const team = teamsArea.of(call.state).get(group.id) ?? null;
  deletedItemsArea.of(call.state).set(group.id, { kind: 'group', id: group.id, deletedDateTime: new Date(call.now()).toISOString(), group, team });
  directoryArea.of(call.state).groups.delete(group.id);
  teamsArea.of(call.state).delete(group.id);
  noteGroup(call, group.id, 'deleted');
  if (team) call.events.emit('graphChanged', { kind: 'team', changeType: 'deleted', teamId: group.id });
}

/** Deletes a person; groups lose a member, and those that are deleted themselves too: they come back without. */
export function deleteUser(call: GraphCall, user: TenantUser): void {
  const isIn = (group: Group) => group.members.has(user.id);
  const deleted = [...deletedItemsArea.of(call.state).values()].flatMap(each => each.kind === 'group' && isIn(each.group) ? [each] : []);
  const present = [...directoryArea.of(call.state).groups.values()].filter(isIn);
  const groups = [...present, ...deleted.map(each => each.group)];
  const ownerOf = groups.filter(group => group.owners.has(user.id)).map(group => group.id);
  deletedItemsArea.of(call.state).set(user.id, {
    kind: 'user', id: user.id, deletedDateTime: new Date(call.now()).toISOString(), user, memberOf: groups.map(group => group.id), ownerOf,
  });
  for (const group of present) removeFromGroup(call, group, user.id);
  for (const { group, team } of deleted) {
    for (const { members, owners } of [group, ...team?.channels.values() ?? []]) {
      members?.delete(user.id);
      owners.delete(user.id);
    }
  }
  directoryArea.of(call.state).users.delete(user.id);
  noteUser(call, user.id, 'deleted');
}

const readGroups = ['Group.Read.All', 'Group.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const readUsers = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const readAny = [...new Set([...readGroups, ...readUsers])];
const writeGroups = ['Group.ReadWrite.All'];
const writeUsers = ['User.ReadWrite.All', 'User.DeleteRestore.All'];
const writeAny = [...writeGroups, ...writeUsers];
const item = '/directory/deletedItems/{directoryObject-id}';

/** What was deleted and can be restored (Microsoft: "List deletedItems", "Restore deleted item"). */
export const deletedItemOperations: GraphOperation[] = [
  graphOperation({
    method: 'GET', path: '/directory/deletedItems/microsoft.graph.group', delegated: readGroups, application: readGroups,
    query: { select: groupProperties, filter: groupProperties, orderby: ['displayName', 'deletedDateTime'], top: 999, count: true, directory: true },
    handle: call => collection(call, kept(call).filter(each => each.kind === 'group').map(row), { context: 'groups' }),
  }),
  graphOperation({
    method: 'GET', path: '/directory/deletedItems/microsoft.graph.user', delegated: readUsers, application: readUsers,
    query: { select: [...userProperties, 'deletedDateTime'], filter: userProperties, orderby: ['displayName', 'deletedDateTime', 'userPrincipalName'], top: 999, count: true, directory: true },
    handle: call => collection(call, kept(call).filter(each => each.kind === 'user').map(row), { context: 'users', defaults: userDefaults }),
  }),
  graphOperation({
    method: 'GET', path: item, delegated: readAny, application: readAny,
    handle: call => {
      const found = need(call);
      mustHold(call, found.kind === 'group' ? readGroups : readUsers);
      return ok({ '@odata.context': `${call.baseUrl}/$metadata#directoryObjects/$entity`, '@odata.type': `#microsoft.graph.${found.kind}`, ...row(found) });
    },
  }),
  graphOperation({
    method: 'POST', path: `${item}/restore`, delegated: writeAny, application: writeAny,
    handle: call => {
      const found = need(call);
      mayChange(call, found);
      if (found.kind === 'group') restoreGroup(call, found);
      else restoreUser(call, found);
      return ok({ '@odata.context': `${call.baseUrl}/$metadata#directoryObjects/$entity`, '@odata.type': `#microsoft.graph.${found.kind}`, ...row(found), deletedDateTime: null });
    },
  }),
  graphOperation({
    method: 'DELETE', path: item, delegated: writeAny, application: writeAny,
    handle: call => {
      const found = need(call);
      mayChange(call, found);
      deletedItemsArea.of(call.state).delete(found.id);
      if (found.kind === 'group') noteGroup(call, found.id, 'deleted');
      else noteUser(call, found.id, 'deleted');
      return noContent();
    },
  }),
];

function restoreGroup(call: GraphCall, { group, team }: DeletedItem & { kind: 'group' }): void {
  deletedItemsArea.of(call.state).delete(group.id);
  directoryArea.of(call.state).groups.set(group.id, group);
  if (team) teamsArea.of(call.state).set(team.id, team);
  noteGroup(call, group.id, 'restored');
  if (team) call.events.emit('graphChanged', { kind: 'team', changeType: 'created', teamId: team.id });
}

function restoreUser(call: GraphCall, { user, memberOf, ownerOf }: DeletedItem & { kind: 'user' }): void {
  deletedItemsArea.of(call.state).delete(user.id);
  const { users, groups } = directoryArea.of(call.state);
  users.set(user.id, user);
  noteUser(call, user.id, 'restored');
  for (const id of memberOf) {
    const group = groups.get(id);
    if (group) addToGroup(call, group, user.id, ownerOf.includes(id));
  }
}

/** Whether something that was deleted can still be restored. */
export function isRestorable(call: GraphCall, id: string): boolean {
  return kept(call).some(each => each.id === id);
}

function kept(call: GraphCall): DeletedItem[] {
  return [...deletedItemsArea.of(call.state).values()].filter(each => Date.parse(each.deletedDateTime) + keptMilliseconds > call.now());
}

function need(call: GraphCall): DeletedItem {
  const id = call.params['directoryObject-id']!.toLowerCase();
  const found = kept(call).find(each => each.id === id);
  if (!found) throw resourceNotFound(id);
  return found;
}

function row(found: DeletedItem): Record<string, unknown> {
  return { ...found.kind === 'group' ? groupRow(found.group) : userRow(found.user), deletedDateTime: found.deletedDateTime };
}

/** Groups are restored by who owned them; people by whoever the sandbox lets manage people. */
function mayChange(call: GraphCall, found: DeletedItem): void {
  mustHold(call, found.kind === 'group' ? writeGroups : writeUsers);
  const person = callerId(call);
  if (found.kind === 'group' && person !== null && !found.group.owners.has(person)) throw denied();
}

/** One address serves groups and people, but what one permission allows is one of them. */
function mustHold({ caller }: GraphCall, permissions: readonly string[]): void {
  const held = caller.kind === 'person' ? caller.scopes : caller.roles;
  if (!permissions.some(each => held.includes(each))) throw denied();
}

const denied = () => graphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
