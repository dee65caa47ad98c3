import { graphOperation, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { collection, directorySearch, entity, selectedInside } from '../odata-collection.ts';
import { directoryArea, needGroup, needGroupContent, needUser, type Group } from './directory-area.ts';
import { groupDefaults, groupProperties, oneGroupProperties, selectableGroupRow } from './group-presenter.ts';
import { siteOf } from './group-site.ts';
import { userDefaults, userObject, userProperties } from './user-presenter.ts';

const readGroups = ['Group.ReadBasic.All', 'GroupMember.Read.All', 'Group.Read.All', 'Group.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const readMembers = ['GroupMember.ReadBasic.All', 'GroupMember.Read.All', 'GroupMember.ReadWrite.All', 'Group.ReadBasic.All', 'Group.Read.All', 'Group.ReadWrite.All', 'Directory.Read.All'];
const readOwners = ['GroupMember.Read.All', 'GroupMember.ReadWrite.All', 'Group.Read.All', 'Group.ReadWrite.All', 'Directory.Read.All'];
const readMemberOf = ['User.Read', 'GroupMember.ReadBasic.All', 'GroupMember.Read.All', 'Group.ReadBasic.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const readSites = ['Sites.Read.All', 'Sites.ReadWrite.All'];

/** Groups, their people and their site. Any person of the tenant may find a group; what is in a private one is its members'. */
export const groupOperations: GraphOperation[] = [
  graphOperation({
    method: 'GET', path: '/groups', delegated: readGroups, application: readGroups,
    query: { select: groupProperties, filter: groupProperties, orderby: ['displayName'], top: 999, count: true, search: true, expand: ['members', 'owners'], directory: true },
    handle: call => collection(call, listed(call).map(selectableGroupRow), { context: 'groups', defaults: groupDefaults, matches: directorySearch, expand: row => expanded(call, row) }),
  }),
  graphOperation({
    method: 'GET', path: '/groups/{group-id}', delegated: readGroups, application: readGroups,
    query: { select: oneGroupProperties, expand: ['members', 'owners'] },
    handle: call => entity(call, expanded(call, selectableGroupRow(needGroup(call, call.params['group-id']!))), 'groups/$entity', groupDefaults),
  }),
  people('members', readMembers, group => group.members),
  people('owners', readOwners, group => group.owners),
  ...['/me/memberOf', '/users/{user-id}/memberOf'].map(path => graphOperation({
    method: 'GET', path, delegated: readMemberOf, application: path === '/me/memberOf' ? [] : readMemberOf.filter(name => name !== 'User.Read' && name !== 'GroupMember.Read.All'),
    query: { select: groupProperties, filter: groupProperties, top: 999, count: true, directory: true },
    handle: call => {
      const user = needUser(call, call.params['user-id']!);
      const rows = [...directoryArea.of(call.state).groups.values()].filter(group => group.members.has(user.id))
        .map(group => ({ '@odata.type': '#microsoft.graph.group', ...selectableGroupRow(group) }));
      return collection(call, rows, { context: 'directoryObjects', defaults: groupDefaults });
    },
  })),
  graphOperation({
    method: 'GET', path: '/groups/{group-id}/sites/root', delegated: readSites, application: readSites, service: 'sharepoint', query: { select: true },
    handle: call => entity(call, siteOf(needGroupContent(call, call.params['group-id']!), call.baseUrl), 'sites/$entity'),
  }),
];

function people(relation: 'members' | 'owners', permissions: string[], of: (group: Group) => Set<string>): GraphOperation {
  return graphOperation({
    method: 'GET', path: `/groups/{group-id}/${relation}`, delegated: permissions, application: permissions,
    query: { select: userProperties, filter: userProperties, orderby: ['displayName'], top: 999, count: true, search: true, directory: true },
    handle: call => {
      const group = relation === 'members' && hidden(call) ? needGroupContent(call, call.params['group-id']!) : needGroup(call, call.params['group-id']!);
      return collection(call, [...of(group)].map(id => userObject(needUser(call, id))), {
        context: 'directoryObjects', defaults: userDefaults, matches: directorySearch,
      });
    },
  });
}

function hidden(call: GraphCall): boolean {
  return needGroup(call, call.params['group-id']!).visibility === 'HiddenMembership';
}

function listed(call: GraphCall): Group[] {
  return [...directoryArea.of(call.state).groups.values()];
}

function expanded(call: GraphCall, row: Record<string, unknown>): Record<string, unknown> {
  const result = { ...row };
  const group = directoryArea.of(call.state).groups.get(String(row.id))!;
  for (const { name, select } of call.query.expand) {
    if (name !== 'members' && name !== 'owners') continue;
    // Graph gives at most 20 of an expanded relation of a directory object.
    result[name] = [...group[name]].slice(0, 20).map(id => selectedInside(userObject(needUser(call, id)), select));
  }
  return result;
}
