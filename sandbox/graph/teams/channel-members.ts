import type { TenantUser } from '../../tenant/tenant-file.ts';
import { needUser } from '../directory/directory-area.ts';
import { badRequest, bodyObject, created, graphError, graphOperation, noContent, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { collection, entity } from '../odata-collection.ts';
import { boundUser, hasOwnerRole } from './member-binding.ts';
import { channelMemberRow, memberRow } from './team-presenter.ts';
import { mustOwnPrivate, needChannel, needTeam, needTeamToChange, type Channel, type Team } from './teams-area.ts';

const write = ['ChannelMember.ReadWrite.All'];
const read = ['ChannelMember.Read.All', ...write];
const readAsApp = [...read, 'ChannelMember.Read.Group', 'ChannelMember.ReadWrite.Group'];
const writeAsApp = [...write, 'ChannelMember.ReadWrite.Group'];
const service = 'teams';
const path = '/teams/{team-id}/channels/{channel-id}/members';
const one = `${path}/{conversationMember-id}`;

/** Members of channels; only private channels have members of their own to change. */
export const channelMemberOperations: GraphOperation[] = [
  graphOperation({
    method: 'GET', path, delegated: read, application: readAsApp, service, query: { select: true, filter: ['roles', 'displayName', 'userId'], top: 999 },
    handle: call => {
      const { team, group } = needTeam(call);
      const channel = needChannel(call, team);
      const row = (id: string) => channel.members ? channelMemberRow(needUser(call, id), channel, team.id, call.state.tenantId) : memberRow(needUser(call, id), group, call.state.tenantId);
      return collection(call, [...channel.members ?? group.members].map(row), { context: context(team, channel).replace('/$entity', '') });
    },
  }),
  graphOperation({
    method: 'POST', path, delegated: write, application: writeAsApp, service,
    handle: call => {
      const { team, channel, members } = needPrivate(call);
      const { user, isOwner } = boundUser(call, bodyObject(call));
      if (!needTeam(call).group.members.has(user.id)) throw badRequest('Members of a private channel have to be members of the team.');
      members.add(user.id);
      if (isOwner) channel.owners.add(user.id);
      tell(call, 'created', team, channel, user);
      return created({ '@odata.context': `${call.baseUrl}/$metadata#${context(team, channel)}`, ...channelMemberRow(user, channel, team.id, call.state.tenantId) });
    },
  }),
  graphOperation({
    method: 'PATCH', path: one, delegated: write, application: writeAsApp, service,
    handle: call => {
      const { team, channel, members } = needPrivate(call);
      const user = needMember(call, members);
      if (hasOwnerRole(bodyObject(call).roles)) {
        channel.owners.add(user.id);
      } else {
        mustNotBeLastOwner(channel, user);
        channel.owners.delete(user.id);
      }
      tell(call, 'updated', team, channel, user);
      return entity(call, channelMemberRow(user, channel, team.id, call.state.tenantId), context(team, channel));
    },
  }),
  graphOperation({
    method: 'DELETE', path: one, delegated: write, application: writeAsApp, service,
    handle: call => {
      const { team, channel, members } = needPrivate(call);
      const user = needMember(call, members);
      mustNotBeLastOwner(channel, user);
      members.delete(user.id);
      channel.owners.delete(user.id);
      tell(call, 'deleted', team, channel, user);
      return noContent();
    },
  }),
];

function needPrivate(call: GraphCall): { team: Team, channel: Channel, members: Set<string> } {
  const { team } = needTeamToChange(call);
  const channel = needChannel(call, team);
  if (channel.members === null) throw badRequest('The channel has the members of its team: only private channels have members of their own.');
  mustOwnPrivate(call, channel);
  return { team, channel, members: channel.members };
}

function needMember(call: GraphCall, members: ReadonlySet<string>): TenantUser {
  const userId = Buffer.from(call.params['conversationMember-id']!, 'base64').toString().split('##').at(-1)!;
  if (!members.has(userId)) throw graphError(404, 'NotFound', 'The member was not found in the channel.');
  return needUser(call, userId);
}

function mustNotBeLastOwner(channel: Channel, user: TenantUser): void {
  if (channel.owners.has(user.id) && channel.owners.size === 1) throw badRequest('The last owner of a channel cannot be removed.');
}

function tell(call: GraphCall, changeType: 'created' | 'updated' | 'deleted', team: Team, channel: Channel, user: TenantUser): void {
  call.events.emit('graphChanged', { kind: 'channelMember', changeType, teamId: team.id, channelId: channel.id, userId: user.id });
}

const context = (team: Team, channel: Channel) => `teams('${team.id}')/channels('${encodeURIComponent(channel.id)}')/members/microsoft.graph.aadUserConversationMember/$entity`;
