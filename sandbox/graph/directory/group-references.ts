import { badRequest, bodyObject, graphOperation, noContent, resourceNotFound, type GraphOperation } from '../graph-operation.ts';
import { findUser } from './directory-area.ts';
import { ownedGroup } from './group-changes.ts';
import { boundObject } from './group-creation.ts';
import { addToGroup, removeFromGroup, unmakeOwner } from './group-membership.ts';

const writeOwners = ['Group.ReadWrite.All', 'Directory.ReadWrite.All'];
const writeMembers = ['GroupMember.ReadWrite.All', ...writeOwners];

/** Members and owners of groups, by reference (Microsoft: "Add members", "Add owners", "Remove member", "Remove owner"). */
export const groupReferenceOperations: GraphOperation[] = (['members', 'owners'] as const).flatMap(relation => {
  const permissions = relation === 'members' ? writeMembers : writeOwners;
  return [
    graphOperation({
      method: 'POST', path: `/groups/{group-id}/${relation}/$ref`, delegated: permissions, application: permissions,
      handle: call => {
        const group = ownedGroup(call);
        const userId = boundObject(call, bodyObject(call)['@odata.id']);
        if (group[relation].has(userId)) throw badRequest(`One or more added object references already exist for the following modified properties: '${relation}'.`, 'Request_BadRequest');
        addToGroup(call, group, userId, relation === 'owners');
        return noContent();
      },
    }),
    graphOperation({
      method: 'DELETE', path: `/groups/{group-id}/${relation}/{directoryObject-id}/$ref`, delegated: permissions, application: permissions,
      handle: call => {
        const group = ownedGroup(call);
        const id = call.params['directoryObject-id']!;
        const userId = findUser(call, id)?.id;
        if (userId === undefined || !group[relation].has(userId)) throw resourceNotFound(id);
        if (group.owners.has(userId) && group.owners.size === 1) throw badRequest('The group must have at least one owner, hence this owner cannot be removed.', 'Request_BadRequest');
        if (relation === 'owners') unmakeOwner(call, group, userId);
        else removeFromGroup(call, group, userId);
        return noContent();
      },
    }),
  ];
});
