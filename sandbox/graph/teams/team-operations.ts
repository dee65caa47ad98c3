import { randomBytes } from 'node:crypto';
import { badRequest, bodyObject, created, graphError, graphOperation, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { needUser } from '../directory/directory-area.ts';
import { collection, entity } from '../odata-collection.ts';
import { channelRow, generalChannel, joinedTeamRow, memberRow, teamRow } from './team-presenter.ts';
import { joinedGroups, needChannel, needTeam, needTeamToChange, seesChannel, teamsArea, type Channel } from './teams-area.ts';

const directory = ['Group.Read.All', 'Group.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const basic = ['Team.ReadBasic.All', 'TeamSettings.Read.All', 'TeamSettings.ReadWrite.All'];
const users = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const channels = ['Channel.ReadBasic.All', 'ChannelSettings.Read.All', 'ChannelSettings.ReadWrite.All', ...directory];
const groupChannels = ['ChannelSettings.Read.Group', 'ChannelSettings.ReadWrite.Group'];
const primary = channels.filter(name => !directory.includes(name));
const members = ['TeamMember.Read.All', 'TeamMember.ReadWrite.All'];

const service = 'teams';

/** Teams, channels and their members. */
export const teamOperations: GraphOperation[] = [
  graphOperation({
    method: 'GET', path: '/me/joinedTeams', delegated: [...basic, ...users], application: [], service,
    handle: call => joined(call),
  }),
  graphOperation({
    method: 'GET', path: '/users/{user-id}/joinedTeams', delegated: [...basic, ...users], application: [...basic, ...users], service,
    handle: call => joined(call),
  }),
  graphOperation({
    method: 'GET', path: '/teams/{team-id}', delegated: [...basic, ...directory],
    application: [...basic, ...directory, 'TeamSettings.Read.Group', 'TeamSettings.ReadWrite.Group'], service, query: { select: true },
    handle: call => {
      const { team, group } = needTeam(call);
      return entity(call, teamRow(team, group, call.state.tenantId), 'teams/$entity');
    },
  }),
  graphOperation({
    method: 'GET', path: '/teams/{team-id}/channels', delegated: channels, application: [...channels, ...groupChannels], service,
    query: { select: true, filter: ['displayName', 'membershipType', 'id'] },
    handle: call => {
      const { team, group } = needTeam(call);
      const visible = [...team.channels.values()].filter(channel => seesChannel(call, channel));
      return collection(call, visible.map(channel => channelRow(channel, group, call.state.tenantId)), {
        context: `teams('${team.id}')/channels`,
      });
    },
  }),
  graphOperation({
    method: 'GET', path: '/teams/{team-id}/primaryChannel', delegated: primary, application: [...primary, ...groupChannels], service, query: { select: true },
    handle: call => {
      const { team, group } = needTeam(call);
      const general = generalChannel(team);
      if (!general) throw graphError(404, 'NotFound', 'The team has no channel.');
      return entity(call, channelRow(general, group, call.state.tenantId), `teams('${team.id}')/channels/$entity`);
    },
  }),
  graphOperation({
    method: 'GET', path: '/teams/{team-id}/channels/{channel-id}', delegated: channels, application: [...channels, ...groupChannels], service, query: { select: true },
    handle: call => {
      const { team, group } = needTeam(call);
      return entity(call, channelRow(needChannel(call, team), group, call.state.tenantId), `teams('${team.id}')/channels/$entity`);
    },
  }),
  graphOperation({
    method: 'POST', path: '/teams/{team-id}/channels', delegated: ['Channel.Create', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'],
    application: ['Channel.Create', 'Channel.Create.Group', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'], service,
    handle: createChannel,
  }),
  graphOperation({
    method: 'GET', path: '/teams/{team-id}/members', delegated: members, application: [...members, 'TeamMember.Read.Group'], service,
    query: { select: true, filter: ['roles', 'displayName', 'email', 'userId', 'microsoft.graph.aadUserConversationMember/userId', 'microsoft.graph.aadUserConversationMember/displayName', 'microsoft.graph.aadUserConversationMember/email'], top: 999, pageSize: 100 },
    handle: call => {
      const { team, group } = needTeam(call);
      const rows = [...group.members].map(id => memberRow(needUser(call, id), group, call.state.tenantId))
        // The filter may name the type: microsoft.graph.aadUserConversationMember/userId.
        .map(row => call.query.filter ? { ...row, 'microsoft.graph.aadUserConversationMember': row } : row);
      return collection(call, rows, {
        context: `teams('${team.id}')/members`,
        expand: ({ 'microsoft.graph.aadUserConversationMember': _typed, ...row }) => row,
      });
    },
  }),
];

/** Microsoft, "List joinedTeams": takes no OData options. */
function joined(call: GraphCall) {
  const user = needUser(call, call.params['user-id']!);
  // Someone else's teams: Graph tells an app, and a person only about themselves.
  if (call.caller.kind === 'person' && call.caller.person.id !== user.id) {
    throw graphError(403, 'Forbidden', 'Requested user is not the signed-in user.');
  }
  return collection(call, joinedGroups(call, user.id).map(group => joinedTeamRow(group, teamsArea.of(call.state).get(group.id)!, call.state.tenantId)), { context: 'teams' });
}

/** Characters a channel's name must not have (Microsoft: "Limits and specifications for Microsoft Teams"). */
const forbiddenInNames = /[~#%&*{}+/\\:<>?|'"]/;

function createChannel(call: GraphCall) {
  const { team, group } = needTeamToChange(call);
  const { displayName, description = null, membershipType = 'standard' } = bodyObject(call);
  if (typeof displayName !== 'string' || displayName.trim() === '' || displayName.length > 50 || forbiddenInNames.test(displayName) || /^[_.]|\.$/.test(displayName)) {
    throw badRequest('Channel name is not valid: it needs 1 to 50 characters and none of ~ # % & * { } + / \\ : < > ? | \' "');
  }
  if (description !== null && (typeof description !== 'string' || description.length > 1024)) throw badRequest('Channel description is not valid.');
  if (membershipType !== 'standard') throw badRequest(`Channels of membershipType '${String(membershipType)}' cannot be created here.`);
  if ([...team.channels.values()].some(each => each.displayName.toLowerCase() === displayName.toLowerCase())) {
    throw badRequest('Channel name already existed, please use other name', 'BadRequest');
  }
  const channel: Channel = {
    id: `19:${randomBytes(16).toString('hex')}@thread.tacv2`, displayName, description: description as string | null, membershipType,
    createdDateTime: new Date(call.now()).toISOString(), members: null, isArchived: false, tabs: new Map(),
  };
  teamsArea.of(call.state).get(team.id)!.channels.set(channel.id, channel);
  call.events.emit('channelCreated', { teamId: team.id, channelId: channel.id });
  return created({ '@odata.context': `${call.baseUrl}/$metadata#teams('${team.id}')/channels/$entity`, ...channelRow(channel, group, call.state.tenantId) });
}
