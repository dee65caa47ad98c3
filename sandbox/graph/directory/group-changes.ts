import { teamsArea } from '../teams/teams-area.ts';
import { badRequest, bodyObject, graphError, graphOperation, noContent, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { callerId, directoryArea, needGroup, type Group } from './directory-area.ts';

/** Changes to groups themselves: people must own them. */
export const groupChangeOperations: GraphOperation[] = [
  graphOperation({
    method: 'PATCH', path: '/groups/{group-id}', delegated: ['Group.ReadWrite.All', 'Directory.ReadWrite.All'], application: ['Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    handle: call => {
      const group = ownedGroup(call);
      const { displayName, description, visibility } = bodyObject(call);
      if (displayName !== undefined) group.displayName = textOf(displayName, 'displayName', 256);
      if (description !== undefined) group.description = description === null ? null : textOf(description, 'description', 1024);
      if (visibility !== undefined) {
        if (visibility !== 'Public' && visibility !== 'Private') throw badRequest("Invalid value specified for property 'visibility' of resource 'Group'.", 'Request_BadRequest');
        group.visibility = visibility;
      }
      return noContent();
    },
  }),
  graphOperation({
    method: 'DELETE', path: '/groups/{group-id}', delegated: ['Group.ReadWrite.All'], application: ['Group.ReadWrite.All'],
    handle: call => {
      const group = ownedGroup(call);
      directoryArea.of(call.state).groups.delete(group.id);
      teamsArea.of(call.state).delete(group.id);
      return noContent();
    },
  }),
];

function ownedGroup(call: GraphCall): Group {
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
