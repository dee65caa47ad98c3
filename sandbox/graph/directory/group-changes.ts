import { badRequest, bodyObject, graphError, graphOperation, noContent, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { deleteGroup } from './deleted-items.ts';
import { callerId, needGroup, type Group } from './directory-area.ts';
import { noteGroup } from './directory-log.ts';

/** Changes to groups themselves: people must own them. */
export const groupChangeOperations: GraphOperation[] = [
  graphOperation({
    method: 'PATCH', path: '/groups/{group-id}', delegated: ['Group.ReadWrite.All', 'Directory.ReadWrite.All'], application: ['Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    handle: call => {
      const group = ownedGroup(call);
      noteGroup(call, group.id, { changed: changeGroup(group, bodyObject(call)) });
      if (group.hasTeam) call.events.emit('graphChanged', { kind: 'team', changeType: 'updated', teamId: group.id });
      return noContent();
    },
  }),
  graphOperation({
    method: 'DELETE', path: '/groups/{group-id}', delegated: ['Group.ReadWrite.All'], application: ['Group.ReadWrite.All'],
    handle: call => {
      deleteGroup(call, ownedGroup(call));
      return noContent();
    },
  }),
];

/** Puts what was sent into a group, all or nothing; gives the names of what it was. @throws GraphError 400 */
export function changeGroup(group: Group, { displayName, description, visibility }: Record<string, unknown>): string[] {
  const changes: Partial<Group> = {};
  if (displayName !== undefined) changes.displayName = textOf(displayName, 'displayName', 256);
  // An empty text is no text.
  if (description !== undefined) changes.description = description === null || description === '' ? null : textOf(description, 'description', 1024);
  if (visibility !== undefined) {
    if (visibility !== 'Public' && visibility !== 'Private') throw badRequest("Invalid value specified for property 'visibility' of resource 'Group'.", 'Request_BadRequest');
    changes.visibility = visibility;
  }
  Object.assign(group, changes);
  return Object.keys(changes);
}

export function ownedGroup(call: GraphCall): Group {
  const group = needGroup(call, call.params['group-id']!);
  const person = callerId(call);
  if (person !== null && !group.owners.has(person)) throw graphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
  return group;
}

function textOf(value: unknown, name: string, longest: number): string {
  if (typeof value !== 'string' || value === '' || value.length > longest) {
    throw badRequest(`Invalid value specified for property '${name}' of resource 'Group'.`, 'Request_BadRequest');
  }
  return value;
}
