import { callerId, findUser, type Group } from '../directory/directory-area.ts';
import { badRequest, bodyObject, created, graphError, graphOperation, noContent, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { generalChannel, memberRow } from './team-presenter.ts';
import { needChannel, needTeam, needTeamToChange, type Team } from './teams-area.ts';

const directory = ['Group.ReadWrite.All', 'Directory.ReadWrite.All'];
const members = ['TeamMember.ReadWriteNonOwnerRole.All', 'TeamMember.ReadWrite.All'];
const service = 'teams';

/** Changes to a team's channels and members. */
export const teamChangeOperations: GraphOperation[] = [
  graphOperation({
    method: 'PATCH', path: '/teams/{team-id}/channels/{channel-id}', service,
    delegated: ['ChannelSettings.ReadWrite.All', ...directory], application: ['ChannelSettings.ReadWrite.All', 'ChannelSettings.ReadWrite.Group', ...directory],
    handle: call => {
      const { team } = needTeamToChange(call);
      const channel = needChannel(call, team);
      const { displayName, description } = bodyObject(call);
      if (typeof displayName === 'string' && displayName.trim() !== '') channel.displayName = displayName;
      if (typeof description === 'string') channel.description = description;
      return noContent();
    },
  }),
  graphOperation({
    method: 'DELETE', path: '/teams/{team-id}/channels/{channel-id}', service,
    delegated: ['Channel.Delete.All', ...directory], application: ['Channel.Delete.All', 'Channel.Delete.Group', ...directory],
    handle: call => {
      const { team } = needTeamToChange(call);
      const channel = needChannel(call, team);
      if (channel === generalChannel(team)) throw badRequest('The General channel of a team cannot be deleted.');
      team.channels.delete(channel.id);
      return noContent();
    },
  }),
  graphOperation({
    method: 'POST', path: '/teams/{team-id}/members', service, delegated: members, application: members,
    handle: call => {
      const { group } = ownedTeam(call);
      const { 'user@odata.bind': bind, roles = [] } = bodyObject(call);
      const id = typeof bind === 'string' ? /users(?:\/|\(')([^/')]+)/i.exec(bind)?.[1] : undefined;
      const user = id === undefined ? undefined : findUser(call, id);
      if (!user) throw badRequest("The property 'user@odata.bind' must name a user of the tenant.");
      const owner = Array.isArray(roles) && roles.includes('owner');
      if (owner && !holds(call, 'TeamMember.ReadWrite.All')) throw graphError(403, 'Forbidden', 'The permissions of the request do not allow members to be made owners.');
      group.members.add(user.id);
      if (owner) group.owners.add(user.id);
      return created({ '@odata.context': `${call.baseUrl}/$metadata#teams('${group.id}')/members/$entity`, ...memberRow(user, group, call.state.tenantId) });
    },
  }),
  graphOperation({
    method: 'DELETE', path: '/teams/{team-id}/members/{conversationMember-id}', service, delegated: members, application: members,
    handle: call => {
      const { group } = ownedTeam(call);
      const userId = Buffer.from(call.params['conversationMember-id']!, 'base64').toString().split('##').at(-1)!;
      if (!group.members.has(userId)) throw graphError(404, 'NotFound', 'The member was not found in the team.');
      if (group.owners.has(userId) && group.owners.size === 1) throw badRequest('The last owner of a team cannot be removed.');
      group.members.delete(userId);
      group.owners.delete(userId);
      return noContent();
    },
  }),
];

/** People change the members of teams they own. */
function ownedTeam(call: GraphCall): { team: Team, group: Group } {
  const found = needTeam(call);
  const person = callerId(call);
  if (person !== null && !found.group.owners.has(person)) throw graphError(403, 'Forbidden', 'Only owners of the team may change its members.');
  return found;
}

function holds({ caller }: GraphCall, permission: string): boolean {
  return (caller.kind === 'person' ? caller.scopes : caller.roles).includes(permission);
}
