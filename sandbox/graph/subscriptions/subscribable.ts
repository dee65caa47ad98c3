import type { GraphChange } from '../../kernel/events.ts';
import type { TenantState } from '../../kernel/state.ts';
import { needGroup, needUser } from '../directory/directory-area.ts';
import { needDrive } from '../drives/drive-access.ts';
import type { GraphCall } from '../graph-operation.ts';
import { channelMemberId, memberId } from '../teams/team-presenter.ts';
import { needTeam, teamsArea } from '../teams/teams-area.ts';

export type ChangeType = 'created' | 'updated' | 'deleted';

/** What a change tells subscribers: how it is called, where to look, and what little is said of it. */
export interface News { changeType: ChangeType; resource: string; resourceData?: Record<string, unknown> }

type Params = Record<string, string>;

/** A resource that can be subscribed to in v1.0. */
export interface Subscribable {
  /** The path with its parameters, in small letters as it is compared. */
  path: string;
  /** Permissions, any of which is enough; empty: not for people, or not for apps. */
  delegated: readonly string[];
  application: readonly string[];
  changeTypes: readonly ChangeType[];
  /** The longest life of a subscription. */
  longestMinutes: number;
  /** Beyond an hour Teams wants an address for life-cycle events. */
  needsLifecycleUrl: boolean;
  /** Checks that the caller may look at the resource. @throws GraphError */
  check?(call: GraphCall): void;
  /** What a change means for a subscriber; nothing if it is not about this resource. `forPerson`: subscribed with delegated permission. */
  news(change: GraphChange, params: Params, state: TenantState, forPerson: boolean): News[];
}

const all = ['created', 'updated', 'deleted'] as const;
const threeDays = 4_320;
const readTeam = ['Team.ReadBasic.All', 'TeamSettings.Read.All', 'TeamSettings.ReadWrite.All'];
const readChannels = ['Channel.ReadBasic.All', 'ChannelSettings.Read.All', 'ChannelSettings.ReadWrite.All'];
const readMembers = ['TeamMember.Read.All', 'TeamMember.ReadWrite.All'];
const teams = { changeTypes: all, longestMinutes: threeDays, needsLifecycleUrl: true };
/** Microsoft, "subscription resource type": users and groups tell of `updated` and `deleted`; coming and being deleted softly count as `updated` too. */
const directory = { changeTypes: ['updated', 'deleted'] as const, longestMinutes: 41_760, needsLifecycleUrl: false };
const groups = { ...directory, delegated: ['Group.Read.All'], application: ['Group.Read.All'] };
const users = { ...directory, delegated: ['User.Read.All'], application: ['User.Read.All'] };

/**
 * Microsoft: "Set up notifications for changes in resource data", "Create subscription", "Get change notifications for
 * teams and channels", "… for membership changes in teams". The events of groups are not among them.
 */
export const subscribables: readonly Subscribable[] = [
  { ...teams, path: '/teams', delegated: [], application: readTeam, news: change => change.kind === 'team' ? [teamNews(change)] : [] },
  {
    ...teams, path: '/teams/{team-id}', delegated: readTeam, application: [...readTeam, 'TeamSettings.Read.Group', 'TeamSettings.ReadWrite.Group'], check: checkTeam,
    news: (change, params) => change.kind === 'team' && change.teamId === params['team-id'] ? [teamNews(change)] : [],
  },
  { ...teams, path: '/teams/getallchannels', delegated: [], application: readChannels, news: change => change.kind === 'channel' ? [channelNews(change)] : [] },
  {
    ...teams, path: '/teams/{team-id}/channels', delegated: readChannels, application: [...readChannels, 'ChannelSettings.Read.Group', 'ChannelSettings.ReadWrite.Group'], check: checkTeam,
    news: (change, params, state, forPerson) => change.kind === 'channel' && change.teamId === params['team-id'] && !(forPerson && isPrivate(state, change)) ? [channelNews(change)] : [],
  },
  { ...teams, path: '/teams/getallmembers', delegated: [], application: readMembers, news: change => change.kind === 'teamMember' ? [memberNews(change)] : [] },
  {
    ...teams, path: '/teams/{team-id}/members', delegated: readMembers, application: [...readMembers, 'TeamMember.Read.Group'], check: checkTeam,
    news: (change, params) => change.kind === 'teamMember' && change.teamId === params['team-id'] ? [memberNews(change)] : [],
  },
  {
    ...teams, path: '/teams/{team-id}/channels/getallmembers', delegated: ['ChannelMember.Read.All'], application: ['ChannelMember.Read.All'], check: checkTeam,
    news: (change, params) => change.kind === 'channelMember' && change.teamId === params['team-id'] ? [channelMemberNews(change)] : [],
  },
  { ...groups, path: '/groups', news: change => groupNews(change, ['group', 'groupMember', 'groupOwner']) },
  {
    ...groups, path: '/groups/{group-id}', check: call => { needGroup(call, call.params['group-id']!); },
    news: (change, params) => 'groupId' in change && change.groupId === params['group-id'] ? groupNews(change, ['group', 'groupMember', 'groupOwner']) : [],
  },
  ...(['members', 'owners'] as const).map((relation): Subscribable => ({
    ...groups, path: `/groups/{group-id}/${relation}`, check: call => { needGroup(call, call.params['group-id']!); },
    news: (change, params) => 'groupId' in change && change.groupId === params['group-id'] ? groupNews(change, [relation === 'members' ? 'groupMember' : 'groupOwner']) : [],
  })),
  { ...users, path: '/users', news: change => change.kind === 'user' ? directoryNews(change.changeType, 'User', change.userId) : [] },
  {
    ...users, path: '/users/{user-id}', check: call => { needUser(call, call.params['user-id']!); },
    news: (change, params) => change.kind === 'user' && change.userId === params['user-id'] ? directoryNews(change.changeType, 'User', change.userId) : [],
  },
  {
    path: '/drives/{drive-id}/root', delegated: ['Files.ReadWrite.All'], application: ['Files.ReadWrite.All'], changeTypes: ['updated'], longestMinutes: 42_300, needsLifecycleUrl: false,
    check: call => { needDrive(call); },
    // Nothing is said but that something changed: delta tells what.
    news: (change, params) => change.kind === 'drive' && change.driveId === params['drive-id'] ? [{ changeType: 'updated', resource: `drives/${change.driveId}/root` }] : [],
  },
];

/** The resource of a subscription and what its path names; null when it cannot be subscribed to. */
export function subscribable(resource: string): { kind: Subscribable, params: Params } | null {
  const sought = `/${resource.replace(/^\//, '').replace(/\/$/, '')}`.replace(/\/(\w+)\('([^']+)'\)/g, '/$1/$2').split('/');
  for (const kind of subscribables) {
    const wanted = kind.path.split('/');
    if (wanted.length !== sought.length) continue;
    const params: Params = {};
    const fits = wanted.every((part, index) => {
      const name = /^\{(.+)\}$/.exec(part)?.[1];
      if (name === undefined) return part === sought[index]!.toLowerCase();
      // Ids of drives tell capitals apart, those of the directory do not.
      params[name] = name === 'drive-id' ? sought[index]! : sought[index]!.toLowerCase();
      return true;
    });
    // `/teams/getAllChannels` is listed after `/teams/{team-id}`.
    if (fits && !Object.values(params).some(value => /^getall/.test(value))) return { kind, params };
  }
  return null;
}

function checkTeam(call: GraphCall): void {
  needTeam(call);
}


function teamNews({ changeType, teamId }: GraphChange & { kind: 'team' }): News {
  return named(changeType, '#Microsoft.Graph.Team', `teams('${teamId}')`, teamId);
}

function channelNews({ changeType, teamId, channelId }: GraphChange & { kind: 'channel' }): News {
  return named(changeType, '#Microsoft.Graph.Channel', `teams('${teamId}')/channels('${channelId}')`, channelId);
}

function memberNews({ changeType, teamId, userId }: GraphChange & { kind: 'teamMember' }): News {
  const id = memberId(teamId, userId);
  return named(changeType, '#Microsoft.Graph.aadUserConversationMember', `teams('${teamId}')/members('${id}')`, id);
}

function channelMemberNews({ changeType, teamId, channelId, userId }: GraphChange & { kind: 'channelMember' }): News {
  const id = channelMemberId(teamId, channelId, userId);
  return named(changeType, '#Microsoft.Graph.aadUserConversationMember', `teams('${teamId}')/channels('${channelId}')/members('${id}')`, id);
}

function named(changeType: ChangeType, type: string, resource: string, id: string): News {
  return { changeType, resource, resourceData: { id, '@odata.type': type, '@odata.id': resource } };
}

function groupNews(change: GraphChange, kinds: readonly GraphChange['kind'][]): News[] {
  if (!kinds.includes(change.kind)) return [];
  if (change.kind === 'group') return directoryNews(change.changeType, 'Group', change.groupId);
  if (change.kind !== 'groupMember' && change.kind !== 'groupOwner') return [];
  const person = { id: change.userId, ...change.changeType === 'deleted' ? { '@removed': 'deleted' } : {} };
  const [news] = directoryNews('updated', 'Group', change.groupId);
  return [{ ...news!, resourceData: { ...news!.resourceData, [change.kind === 'groupMember' ? 'members@delta' : 'owners@delta']: [person] } }];
}

/** What comes, and what is deleted and could be restored, is told of as updated; what is deleted as deleted besides. */
function directoryNews(changeType: ChangeType, type: 'Group' | 'User', id: string): News[] {
  const news = (told: ChangeType): News => ({
    changeType: told, resource: `${type}s/${id}`,
    resourceData: { '@odata.type': `#Microsoft.Graph.${type}`, '@odata.id': `${type}s/${id}`, id },
  });
  return changeType === 'deleted' ? [news('updated'), news('deleted')] : [news('updated')];
}

function isPrivate(state: TenantState, { teamId, channelId }: GraphChange & { kind: 'channel' }): boolean {
  const team = teamsArea.of(state).get(teamId);
  const channel = team?.channels.get(channelId) ?? team?.deletedChannels.get(channelId);
  return channel !== undefined && channel.membershipType !== 'standard';
}
