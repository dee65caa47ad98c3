import type { TenantUser } from '../../tenant/tenant-file.ts';
import { graphError, graphOperation, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { collection, directorySearch, entity, selectedInside } from '../odata-collection.ts';
import type { ODataOptions } from '../odata-query.ts';
import { directoryArea, needUser } from './directory-area.ts';
import { userDefaults, userObject, userProperties, userRow } from './user-presenter.ts';

const readUsers = ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const readOwn = ['User.Read', 'User.ReadWrite', ...readUsers];
const readManagers = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];

/** What User.ReadBasic.All shows of other people (Microsoft: "Microsoft Graph permissions reference", User.ReadBasic.All). */
const basicProperties = ['displayName', 'givenName', 'id', 'mail', 'surname', 'userPrincipalName', 'userType'];

const one: ODataOptions = { select: userProperties, expand: ['manager', 'directReports'] };
const many: ODataOptions = {
  select: userProperties, filter: userProperties, orderby: ['displayName', 'userPrincipalName'], top: 999, count: true, search: true,
  expand: ['manager'], directory: true,
};

/** Users, managers and direct reports. */
export const userOperations: GraphOperation[] = [
  graphOperation({
    method: 'GET', path: '/me', delegated: readOwn, application: [], query: one,
    handle: call => oneUser(call, call.params['user-id']!),
  }),
  graphOperation({
    method: 'GET', path: '/users', delegated: readUsers, application: readUsers, query: many,
    handle: call => collection(call, [...directoryArea.of(call.state).users.values()].map(user => visible(call, userRow(user))), {
      context: 'users', defaults: userDefaults, matches: directorySearch, expand: row => expanded(call, row),
    }),
  }),
  graphOperation({
    method: 'GET', path: '/users/{user-id}', delegated: readOwn, application: readUsers, query: one,
    handle: call => oneUser(call, call.params['user-id']!),
  }),
  ...(['/me', '/users/{user-id}'] as const).flatMap(path => [
    graphOperation({
      method: 'GET', path: `${path}/manager`, delegated: readManagers, application: path === '/me' ? [] : readManagers, query: { select: userProperties },
      handle: call => {
        const user = needUser(call, call.params['user-id']!);
        if (!user.manager || !directoryArea.of(call.state).users.has(user.manager)) throw graphError(404, 'Request_ResourceNotFound', "Resource 'manager' does not exist or one of its queried reference-property objects are not present.");
        return entity(call, userObject(needUser(call, user.manager)), 'directoryObjects/$entity', userDefaults);
      },
    }),
    graphOperation({
      method: 'GET', path: `${path}/directReports`, delegated: ['User.Read', ...readManagers], application: path === '/me' ? [] : readManagers,
      query: { select: userProperties, top: 999, count: true, filter: userProperties, directory: true },
      handle: call => {
        const user = needUser(call, call.params['user-id']!);
        const reports = [...directoryArea.of(call.state).users.values()].filter(each => each.manager === user.id);
        return collection(call, reports.map(userObject), { context: 'directoryObjects', defaults: userDefaults });
      },
    }),
  ]),
];

function oneUser(call: GraphCall, id: string) {
  const user = needUser(call, id);
  const row = visible(call, userRow(user));
  return entity(call, expanded(call, row), 'users/$entity', userDefaults);
}

/** With basic permissions only, a person sees the basic properties of others; the rest is null. */
function visible(call: GraphCall, row: Record<string, unknown>): Record<string, unknown> {
  const { caller } = call;
  const held = caller.kind === 'person' ? caller.scopes : caller.roles;
  if (caller.kind === 'person' && caller.person.id === row.id) return row;
  if (held.some(permission => readManagers.includes(permission))) return row;
  if (!held.includes('User.ReadBasic.All')) throw graphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, basicProperties.includes(name) ? value : Array.isArray(value) ? [] : null]));
}

function expanded(call: GraphCall, row: Record<string, unknown>): Record<string, unknown> {
  const { users } = directoryArea.of(call.state);
  const result = { ...row };
  /** The manager, with theirs inside as far as `$levels` says. */
  const managerOf = (user: TenantUser, select: string[] | null, levels: number): Record<string, unknown> | undefined => {
    const manager = user.manager && levels > 0 ? users.get(user.manager) : undefined;
    if (!manager) return undefined;
    const above = managerOf(manager, select, levels - 1);
    return { ...selectedInside(userObject(manager), select), ...above && { manager: above } };
  };
  for (const { name, select, levels } of call.query.expand) {
    const user = users.get(String(row.id))!;
    if (name === 'manager') result.manager = managerOf(user, select, levels);
    if (name === 'directReports') result.directReports = [...users.values()].filter(each => each.manager === user.id).map(each => selectedInside(userObject(each), select));
  }
  return result;
}
