import { randomBytes } from 'node:crypto';
import { callerId } from '../directory/directory-area.ts';
import { badRequest, bodyObject, created, graphError, graphOperation, noContent, type GraphAnswer, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { collection, entity } from '../odata-collection.ts';
import { checkChannelCount, checkChannelDescription, checkChannelName } from './channel-names.ts';
import { boundUser } from './member-binding.ts';
import { beginOperation } from './team-async-operations.ts';
import { channelRow, generalChannel } from './team-presenter.ts';
import { mustOwnPrivate, needChannel, needChannelToChange, needOwnedTeam, needTeam, needTeamToChange, newChannel, seesChannel, type Channel } from './teams-area.ts';

const directory = ['Group.Read.All', 'Group.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const writeDirectory = ['Group.ReadWrite.All', 'Directory.ReadWrite.All'];
const read = ['Channel.ReadBasic.All', 'ChannelSettings.Read.All', 'ChannelSettings.ReadWrite.All', ...directory];
const readInGroup = ['ChannelSettings.Read.Group', 'ChannelSettings.ReadWrite.Group'];
const primary = read.filter(name => !directory.includes(name));
const service = 'teams';
const one = '/teams/{team-id}/channels/{channel-id}';

/** Channels of teams: found, made, changed, deleted, archived. */
export const channelOperations: GraphOperation[] = [
  graphOperation({
    method: 'GET', path: '/teams/{team-id}/channels', delegated: read, application: [...read, ...readInGroup], service,
    query: { select: true, filter: ['displayName', 'membershipType', 'id'] },
    handle: call => {
      const { team, group } = needTeam(call);
      const visible = [...team.channels.values()].filter(channel => seesChannel(call, channel));
      return collection(call, visible.map(channel => channelRow(channel, group, call.state.tenantId)), { context: `teams('${team.id}')/channels` });
    },
  }),
  graphOperation({
    method: 'GET', path: '/teams/{team-id}/primaryChannel', delegated: primary, application: [...primary, ...readInGroup], service, query: { select: true },
    handle: call => {
      const { team, group } = needTeam(call);
      const general = generalChannel(team);
      if (!general) throw graphError(404, 'NotFound', 'The team has no channel.');
      return entity(call, channelRow(general, group, call.state.tenantId), `teams('${team.id}')/channels/$entity`);
    },
  }),
  graphOperation({
    method: 'GET', path: one, delegated: read, application: [...read, ...readInGroup], service, query: { select: true },
    handle: call => {
      const { team, group } = needTeam(call);
      return entity(call, channelRow(needChannel(call, team), group, call.state.tenantId), `teams('${team.id}')/channels/$entity`);
    },
  }),
  graphOperation({
    method: 'POST', path: '/teams/{team-id}/channels', delegated: ['Channel.Create', ...writeDirectory], application: ['Channel.Create', 'Channel.Create.Group', ...writeDirectory], service,
    handle: createChannel,
  }),
  graphOperation({
    method: 'PATCH', path: one, service,
    delegated: ['ChannelSettings.ReadWrite.All', ...writeDirectory], application: ['ChannelSettings.ReadWrite.All', 'ChannelSettings.ReadWrite.Group', ...writeDirectory],
    handle: call => {
      const { team } = needTeamToChange(call);
      const channel = needChannelToChange(call, team);
      mustOwnPrivate(call, channel);
      const { displayName, description } = bodyObject(call);
      const name = displayName === undefined ? channel.displayName : checkChannelName(team, displayName, call.now(), channel);
      const text = description === undefined ? channel.description : checkChannelDescription(description);
      channel.displayName = name;
      channel.description = text;
      tell(call, 'updated', team.id, channel);
      return noContent();
    },
  }),
  graphOperation({
    method: 'DELETE', path: one, service,
    delegated: ['Channel.Delete.All', ...writeDirectory], application: ['Channel.Delete.All', 'Channel.Delete.Group', ...writeDirectory],
    handle: call => {
      const { team, group } = needTeamToChange(call);
      const channel = needChannel(call, team);
      const person = callerId(call);
      if (person === null || !group.owners.has(person)) mustOwnPrivate(call, channel);
      if (channel === generalChannel(team)) throw badRequest('The General channel of a team cannot be deleted.');
      team.channels.delete(channel.id);
      team.deletedChannels.set(channel.id, { ...channel, deletedDateTime: new Date(call.now()).toISOString() });
      tell(call, 'deleted', team.id, channel);
      return noContent();
    },
  }),
  ...(['archive', 'unarchive'] as const).map(action => graphOperation({
    method: 'POST', path: `${one}/${action}`, delegated: ['ChannelSettings.ReadWrite.All'], application: ['ChannelSettings.ReadWrite.All'], service,
    handle: call => {
      const { team } = needOwnedTeam(call, `${action} its channels`);
      const channel = needChannel(call, team);
      if (team.isArchived) throw badRequest(`Team has to be active, for channel to be archived or unarchived: ${channel.id}`);
      return beginOperation(call, team.id, { kind: `${action}Channel`, channelId: channel.id });
    },
  })),
];

function createChannel(call: GraphCall): GraphAnswer {
  const { team, group } = needTeamToChange(call);
  const body = bodyObject(call);
  const { displayName, membershipType = 'standard' } = body;
  checkChannelCount(team, call.now());
  const channel: Channel = {
    ...newChannel(newChannelId(), checkChannelName(team, displayName, call.now()), new Date(call.now()).toISOString()),
    description: checkChannelDescription(body.description),
  };
  if (membershipType === 'private') Object.assign(channel, { membershipType, ...privateMembers(call, body.members, group.members) });
  else if (membershipType !== 'standard') throw badRequest(`Channels of membershipType '${String(membershipType)}' cannot be created here.`);
  team.channels.set(channel.id, channel);
  tell(call, 'created', team.id, channel);
  return created({ '@odata.context': `${call.baseUrl}/$metadata#teams('${team.id}')/channels/$entity`, ...channelRow(channel, group, call.state.tenantId) });
}

/** Who is in a new private channel: those who are named, all of the team, at least one an owner; whoever makes it owns it. */
function privateMembers(call: GraphCall, named: unknown, inTeam: ReadonlySet<string>): Pick<Channel, 'members' | 'owners'> {
  const bound = (Array.isArray(named) ? named : []).map(each => boundUser(call, each));
  const maker = callerId(call);
  const owners = new Set([...bound.filter(each => each.isOwner).map(each => each.user.id), ...maker === null ? [] : [maker]]);
  if (owners.size === 0) throw badRequest('A private channel needs a member with the role of owner.');
  const members = new Set([...bound.map(each => each.user.id), ...owners]);
  if ([...members].some(id => !inTeam.has(id))) throw badRequest('Members of a private channel have to be members of the team.');
  return { members, owners };
}

export function newChannelId(): string {
  return `19:${randomBytes(16).toString('hex')}@thread.tacv2`;
}

function tell(call: GraphCall, changeType: 'created' | 'updated' | 'deleted', teamId: string, channel: Channel): void {
  call.events.emit('graphChanged', { kind: 'channel', changeType, teamId, channelId: channel.id });
}
