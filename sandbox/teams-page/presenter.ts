import { botIdOf, teamThreadId } from '../connector/activities.ts';
import { botUserId, type Conversation, type Message } from '../connector/conversation-store.ts';
import { previewOf, senderName } from '../connector/message-feed.ts';
import { seesChannel, type PlatformPerson, type PlatformTab, type PlatformTeam, type TeamsPlatform } from '../connector/teams-platform.ts';
import type { AppRegistration } from '../kernel/app-registration.ts';
import type { AppView, AttachmentView, ChatView, MessageView, PersonView, TabView, TeamView } from './page-types.ts';

export function presentApp(app: AppRegistration): AppView {
  const { manifest } = app;
  const resource = manifest.webApplicationInfo?.resource;
  return {
    clientId: app.clientId,
    teamsAppId: manifest.id,
    name: manifest.name.short,
    fullName: manifest.name.full ?? manifest.name.short,
    description: manifest.description?.full ?? manifest.description?.short ?? '',
    accentColor: typeof manifest['accentColor'] === 'string' ? manifest['accentColor'] : '#4f52b2',
    iconUrl: app.colorIcon ?? null,
    botId: manifest.bots?.[0]?.botId ?? null,
    ssoResource: resource ?? null,
    personalTabs: (manifest.staticTabs ?? []).flatMap((tab) => tab.scopes.includes('personal') && tab.contentUrl
      ? [{ entityId: tab.entityId, name: tab.name ?? manifest.name.short, contentUrl: tab.contentUrl, websiteUrl: tab.websiteUrl ?? null }] : []),
    configurationUrl: manifest.configurableTabs?.find((tab) => tab.scopes.includes('team'))?.configurationUrl ?? null,
    commands: (manifest.composeExtensions?.[0]?.commands ?? []).filter((each) => (each.type ?? 'query') === 'query').map((command) => {
      const parameter = command.parameters?.[0];
      return {
        id: command.id,
        title: command.title,
        description: command.description ?? '',
        initialRun: command.initialRun ?? false,
        parameter: parameter ? { name: parameter.name, title: parameter.title, description: parameter.description ?? '' } : null,
      };
    }),
  };
}

export function presentPerson(person: PlatformPerson): PersonView {
  return {
    id: person.id,
    displayName: person.displayName,
    userPrincipalName: person.userPrincipalName,
    jobTitle: person.jobTitle ?? null,
    department: person.department ?? null,
    officeLocation: person.officeLocation ?? null,
  };
}

export function presentTeam(platform: TeamsPlatform, team: PlatformTeam, viewerId: string): TeamView {
  return {
    id: team.id,
    threadId: teamThreadId(team),
    displayName: team.displayName,
    description: team.description ?? null,
    visibility: team.visibility ?? 'Private',
    owner: team.ownerIds.includes(viewerId),
    memberCount: team.memberIds.length,
    apps: platform.apps().filter((app) => platform.isInstalled(app, { teamId: team.id })).map((app) => app.clientId),
    channels: team.channels.filter((channel) => seesChannel(channel, viewerId)).map((channel) => ({
      id: channel.id,
      displayName: channel.displayName,
      description: channel.description ?? null,
      membershipType: channel.membershipType ?? 'standard',
      tabs: platform.tabs(team.id, channel.id).map((tab) => presentTab(platform, tab)),
    })),
  };
}

export function presentTab(platform: TeamsPlatform, tab: PlatformTab): TabView {
  return {
    id: tab.id,
    displayName: tab.displayName,
    clientId: platform.apps().find((app) => app.manifest.id === tab.teamsAppId)?.clientId ?? null,
    entityId: tab.entityId,
    contentUrl: tab.contentUrl,
    websiteUrl: tab.websiteUrl ?? null,
  };
}

export function presentChat(platform: TeamsPlatform, conversation: Conversation, viewerId: string): ChatView {
  const app = conversation.botId ? appOfBot(platform, conversation.botId) : undefined;
  const other = conversation.personIds.find((id) => id !== viewerId) ?? viewerId;
  const person = conversation.kind === 'people' ? platform.person(other) : undefined;
  const last = conversation.messages.at(-1);
  const seen = conversation.seen[viewerId] ?? '';
  return {
    id: conversation.id,
    kind: conversation.kind === 'people' ? 'people' : 'bot',
    title: person?.displayName ?? app?.manifest.name.short ?? 'Chat',
    person: person ? presentPerson(person) : null,
    clientId: app?.clientId ?? null,
    preview: last ? previewOf(last) : '',
    lastAt: last?.createdAt ?? null,
    unread: conversation.messages.filter((each) => Number(each.id) > Number(seen) && !(each.from.kind === 'person' && each.from.id === viewerId)).length,
    blocked: conversation.blockedBy.includes(viewerId),
    installed: app ? platform.isInstalled(app, { personId: viewerId }) : true,
  };
}

export function presentMessage(platform: TeamsPlatform, conversation: Conversation, message: Message, viewerId: string): MessageView {
  return {
    id: message.id,
    conversationId: conversation.id,
    from: { ...message.from, name: senderName(platform, message) },
    mine: message.from.kind === 'person' && message.from.id === viewerId,
    createdAt: message.createdAt,
    updatedAt: message.updatedAt,
    deleted: message.deleted,
    text: message.text,
    textFormat: message.textFormat,
    rootId: message.rootId,
    attachments: message.attachments.map((attachment): AttachmentView => {
      const app = attachment.botId ? appOfBot(platform, attachment.botId) : undefined;
      return {
        contentType: attachment.contentType,
        content: attachment.content ?? null,
        clientId: app?.clientId ?? null,
        refresh: app !== undefined && wantsRefresh(attachment.content, botUserId(viewerId, botIdOf(app)), peopleIn(platform, conversation)),
      };
    }),
  };
}

export function appOfBot(platform: TeamsPlatform, botId: string): AppRegistration | undefined {
  return platform.apps().find((app) => botIdOf(app) === botId);
}

/**
 * Teams asks for a fresh card by itself for the people in `refresh.userIds`, and for everyone when there is no such
 * list and the conversation has at most 60 people (Microsoft Learn, "Up to date cards").
 */
function wantsRefresh(card: unknown, viewer: string, people: number): boolean {
  const refresh = (card as { refresh?: { action?: { type?: string }; userIds?: unknown } } | null)?.refresh;
  if (refresh?.action?.type !== 'Action.Execute') return false;
  return Array.isArray(refresh.userIds) ? refresh.userIds.includes(viewer) : people <= 60;
}

function peopleIn(platform: TeamsPlatform, conversation: Conversation): number {
  return conversation.teamId ? platform.team(conversation.teamId)?.memberIds.length ?? 0 : conversation.personIds.length;
}
