import type { TenantUser } from '../../tenant/tenant-file.ts';
import type { Group } from '../directory/directory-area.ts';
import type { Channel, Team } from './teams-area.ts';

export function generalChannel(team: Team): Channel | undefined {
  return team.channels.get(team.generalId);
}

/** What `joinedTeams` gives: the rest of a team is null there. */
export function joinedTeamRow(group: Group, team: Pick<Team, 'isArchived'>, tenantId: string): Record<string, unknown> {
  return {
    id: group.id, createdDateTime: null, displayName: group.displayName, description: group.description, internalId: null, classification: null,
    specialization: null, visibility: group.visibility.toLowerCase(), webUrl: null, isArchived: team.isArchived, tenantId,
  };
}

/** A team as it is by itself; its settings are those of a new one, which nobody changes here. */
export function teamRow(team: Team, group: Group, tenantId: string): Record<string, unknown> {
  const general = generalChannel(team);
  return {
    ...joinedTeamRow(group, team, tenantId),
    createdDateTime: group.createdDateTime,
    internalId: general?.id ?? null,
    webUrl: teamUrl(general?.id ?? '', 'conversations', group.id, tenantId, 'team'),
    memberSettings: {
      allowCreateUpdateChannels: true, allowCreatePrivateChannels: true, allowDeleteChannels: true, allowAddRemoveApps: true,
      allowCreateUpdateRemoveTabs: true, allowCreateUpdateRemoveConnectors: true,
    },
    guestSettings: { allowCreateUpdateChannels: false, allowDeleteChannels: false },
    messagingSettings: { allowUserEditMessages: true, allowUserDeleteMessages: true, allowOwnerDeleteMessages: true, allowTeamMentions: true, allowChannelMentions: true },
    funSettings: { allowGiphy: true, giphyContentRating: 'moderate', allowStickersAndMemes: true, allowCustomMemes: true },
    summary: {
      ownersCount: group.owners.size,
      membersCount: group.members.size - group.owners.size,
      guestsCount: 0,
    },
  };
}

export function channelRow(channel: Channel, group: Group, tenantId: string): Record<string, unknown> {
  return {
    id: channel.id,
    createdDateTime: channel.createdDateTime,
    displayName: channel.displayName,
    description: channel.description,
    isFavoriteByDefault: null,
    email: '',
    tenantId,
    webUrl: teamUrl(channel.id, channel.displayName, group.id, tenantId, 'channel'),
    membershipType: channel.membershipType,
    isArchived: channel.isArchived,
  };
}

/** A team's link is its General channel's conversations (Microsoft, "Deep link to a team"). */
function teamUrl(channelId: string, name: string, groupId: string, tenantId: string, kind: 'team' | 'channel'): string {
  return `https://teams.microsoft.com/l/${kind}/${encodeURIComponent(channelId)}/${encodeURIComponent(name)}?groupId=${groupId}&tenantId=${tenantId}`;
}

/** Graph's aadUserConversationMember of a team. */
export function memberRow(user: TenantUser, group: Pick<Group, 'id' | 'owners'>, tenantId: string): Record<string, unknown> {
  return memberOf(user, memberId(group.id, user.id), group.owners, tenantId);
}

/** The same, of a private channel. */
export function channelMemberRow(user: TenantUser, channel: Channel, teamId: string, tenantId: string): Record<string, unknown> {
  return memberOf(user, channelMemberId(teamId, channel.id, user.id), channel.owners, tenantId);
}

export const memberId = (groupId: string, userId: string) => Buffer.from(`MCMjMSMj${groupId}##${userId}`).toString('base64');
export const channelMemberId = (teamId: string, channelId: string, userId: string) => Buffer.from(`MCMjMSMj${teamId}##${channelId}##${userId}`).toString('base64');

function memberOf(user: TenantUser, id: string, owners: ReadonlySet<string>, tenantId: string): Record<string, unknown> {
  return {
    '@odata.type': '#microsoft.graph.aadUserConversationMember',
    id,
    roles: owners.has(user.id) ? ['owner'] : [],
    displayName: user.displayName,
    visibleHistoryStartDateTime: '0001-01-01T00:00:00Z',
    userId: user.id,
    email: user.mail ?? null,
    tenantId,
  };
}
