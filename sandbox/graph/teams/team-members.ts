import type { TenantUser } from '../../tenant/tenant-file.ts';
import { needUser, type Group } from '../directory/directory-area.ts';
import { addToGroup, makeOwner, removeFromGroup, unmakeOwner } from '../directory/group-membership.ts';
import { badRequest, bodyObject, created, GraphError, graphError, graphOperation, noContent, type GraphAnswer, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { collection, entity } from '../odata-collection.ts';
import { boundId, boundUser, hasOwnerRole } from './member-binding.ts';
import { memberRow } from './team-presenter.ts';
import { needOwnedTeam, needTeam } from './teams-area.ts';

const read = ['TeamMember.Read.All', 'TeamMember.ReadWrite.All'];
const write = ['TeamMember.ReadWriteNonOwnerRole.All', 'TeamMember.ReadWrite.All'];
const service = 'teams';
const path = '/teams/{team-id}/members';
const one = `${path}/{conversationMember-id}`;
/** Microsoft: "conversationMember: add". */
const mostAtOnce = 200;

/** Members of teams. Changes stay allowed when a team is archived. */
export const teamMemberOperations: GraphOperation[] = [
  graphOperation({
    method: 'GET', path, delegated: read, application: [...read, 'TeamMember.Read.Group'], service,
    query: { select: true, filter: ['roles', 'displayName', 'email', 'userId', 'microsoft.graph.aadUserConversationMember/userId', 'microsoft.graph.aadUserConversationMember/displayName', 'microsoft.graph.aadUserConversationMember/email'], top: 999, pageSize: 100 },
    handle: call => {
      const { team, group } = needTeam(call);
      const rows = [...group.members].map(id => memberRow(needUser(call, id), group, call.state.tenantId))
        // The filter may name the type: microsoft.graph.aadUserConversationMember/userId.
        .map(row => call.query.filter ? { ...row, 'microsoft.graph.aadUserConversationMember': row } : row);
      return collection(call, rows, {
        context: `teams('${team.id}')/members`, counts: true,
        expand: ({ 'microsoft.graph.aadUserConversationMember': _typed, ...row }) => row,
      });
    },
  }),
  graphOperation({
    method: 'GET', path: one, delegated: read, application: [...read, 'TeamMember.Read.Group'], service, query: { select: true },
    handle: call => {
      const { group } = needTeam(call);
      return entity(call, memberRow(needMember(call, group), group, call.state.tenantId), context(group));
    },
  }),
  graphOperation({
    method: 'POST', path, service, delegated: write, application: write,
    handle: call => {
      const { group } = needOwnedTeam(call, 'change its members');
      const user = add(call, group, bodyObject(call));
      return created({ '@odata.context': `${call.baseUrl}/$metadata#${context(group)}`, ...memberRow(user, group, call.state.tenantId) });
    },
  }),
  graphOperation({ method: 'POST', path: `${path}/add`, service, delegated: write, application: write, handle: addSeveral }),
  graphOperation({
    method: 'PATCH', path: one, service, delegated: write, application: write,
    handle: call => {
      const { group } = needOwnedTeam(call, 'change its members');
      const user = needMember(call, group);
      mayTouchOwners(call);
      if (hasOwnerRole(bodyObject(call).roles)) {
        makeOwner(call, group, user.id);
      } else {
        mustNotBeLastOwner(group, user);
        unmakeOwner(call, group, user.id);
      }
      return entity(call, memberRow(user, group, call.state.tenantId), context(group));
    },
  }),
  graphOperation({
    method: 'DELETE', path: one, service, delegated: write, application: write,
    handle: call => {
      const { group } = needOwnedTeam(call, 'change its members');
      const user = needMember(call, group);
      if (group.owners.has(user.id)) mayTouchOwners(call);
      mustNotBeLastOwner(group, user);
      removeFromGroup(call, group, user.id);
      return noContent();
    },
  }),
];

function add(call: GraphCall, group: Group, member: unknown): TenantUser {
  const { user, isOwner } = boundUser(call, member);
  if (isOwner) mayTouchOwners(call);
  addToGroup(call, group, user.id, isOwner);
  return user;
}

/** Each by itself: 200 when all were added, else 207 and for each what was wrong. */
function addSeveral(call: GraphCall): GraphAnswer {
  const { group } = needOwnedTeam(call, 'change its members');
  const { values } = bodyObject(call);
  if (!Array.isArray(values) || values.length === 0 || values.length > mostAtOnce) throw badRequest(`The property 'values' holds 1 to ${mostAtOnce} members.`);
  const results = values.map((member: Record<string, unknown>) => {
    try {
      return { userId: add(call, group, member).id, error: null };
    } catch (problem) {
      if (!(problem instanceof GraphError)) throw problem;
      return { userId: boundId(member['user@odata.bind'], 'users') ?? null, error: { code: problem.code, message: problem.message } };
    }
  });
  const failed = results.some(({ error }) => error !== null);
  return {
    status: failed ? 207 : 200,
    body: {
      '@odata.context': `${call.baseUrl}/$metadata#Collection(microsoft.graph.aadUserConversationMemberResult)`,
      value: results.map(result => ({ '@odata.type': '#microsoft.graph.aadUserConversationMemberResult', ...result })),
    },
  };
}

function needMember(call: GraphCall, group: Group): TenantUser {
  const userId = Buffer.from(call.params['conversationMember-id']!, 'base64').toString().split('##').at(-1)!;
  if (!group.members.has(userId)) throw graphError(404, 'NotFound', 'The member was not found in the team.');
  return needUser(call, userId);
}

function mustNotBeLastOwner(group: Group, user: TenantUser): void {
  if (group.owners.has(user.id) && group.owners.size === 1) throw badRequest('The last owner of a team cannot be removed.');
}

/** With `…NonOwnerRole…` only, an app adds and removes members who are no owners. */
function mayTouchOwners({ caller }: GraphCall): void {
  if (!(caller.kind === 'person' ? caller.scopes : caller.roles).includes('TeamMember.ReadWrite.All')) {
    throw graphError(403, 'Forbidden', 'The permissions of the request do not allow changes to owners.');
  }
}

const context = (group: Group) => `teams('${group.id}')/members/microsoft.graph.aadUserConversationMember/$entity`;
