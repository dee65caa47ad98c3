import type { AppRegistration } from '../kernel/app-registration.ts';
import { botUserId, type Conversation } from './conversation-store.ts';
import type { PlatformPerson, TeamsPlatform } from './teams-platform.ts';

/** An activity as the bot service sends it to a bot, or takes it from one. */
export interface Activity {
  type: string;
  [property: string]: unknown;
}

/** Where something happens: the conversation, in a channel's thread its first message, and who does it. */
export interface Scene {
  app: AppRegistration;
  conversation: Conversation;
  person: PlatformPerson;
  /** First message of a channel's thread. */
  rootId?: string | null;
  /** IANA zone of the person's browser. */
  timeZone?: string;
}

/** The id that a bot is known by in conversations. */
export function botAccountId(app: AppRegistration): string {
  return `28:${botIdOf(app)}`;
}

export function botIdOf(app: AppRegistration): string {
  return app.manifest.bots?.[0]?.botId ?? app.manifest.composeExtensions?.[0]?.botId ?? app.clientId;
}

/** The address that activities name as `serviceUrl`, as in their token. */
export function serviceUrlOf(platform: TeamsPlatform): string {
  return `${platform.sandboxUrl()}/connector/`;
}

/** What all activities from Teams have in common (Microsoft Learn, "Activity object" and "Get Teams context"). */
export function activityFrom(platform: TeamsPlatform, scene: Scene, id: string): Activity {
  const now = platform.now();
  const timeZone = scene.timeZone ?? 'Etc/UTC';
  const locale = scene.person.preferredLanguage ?? 'en-US';
  return {
    type: 'message',
    id,
    timestamp: now.toISOString(),
    localTimestamp: localTimestamp(now, timeZone),
    localTimezone: timeZone,
    locale,
    channelId: 'msteams',
    serviceUrl: serviceUrlOf(platform),
    from: {
      id: botUserId(scene.person.id, botIdOf(scene.app)),
      name: scene.person.displayName,
      aadObjectId: scene.person.id,
    },
    recipient: { id: botAccountId(scene.app), name: scene.app.manifest.name.short },
    conversation: conversationAccount(platform, scene.conversation, scene.rootId ?? null),
    entities: [{ type: 'clientInfo', locale, country: 'US', platform: 'Web', timezone: timeZone }],
    channelData: channelData(platform, scene.conversation),
  };
}

export function conversationAccount(platform: TeamsPlatform, conversation: Conversation, rootId: string | null): object {
  const common = { tenantId: platform.tenantId };
  if (conversation.kind === 'channel') {
    const id = rootId ? `${conversation.id};messageid=${rootId}` : conversation.id;
    return { ...common, isGroup: true, conversationType: 'channel', id };
  }
  return { ...common, conversationType: 'personal', id: conversation.id };
}

export function channelData(platform: TeamsPlatform, conversation: Conversation): Record<string, unknown> {
  const tenant = { id: platform.tenantId };
  const team = conversation.teamId ? platform.team(conversation.teamId) : undefined;
  if (!team) return { tenant };
  const channel = team.channels.find((each) => each.id === conversation.id);
  return {
    teamsChannelId: conversation.id,
    teamsTeamId: teamThreadId(team),
    channel: { id: conversation.id, ...(channel ? { name: channel.displayName } : {}) },
    team: { id: teamThreadId(team), name: team.displayName, aadGroupId: team.id },
    tenant,
  };
}

/** A team's own id in conversations is that of its General channel. */
export function teamThreadId(team: { id: string; channels: readonly { id: string; displayName: string }[] }): string {
  return (team.channels.find((each) => each.displayName === 'General') ?? team.channels[0])?.id ?? team.id;
}

function localTimestamp(instant: Date, timeZone: string): string {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-CA', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'longOffset',
  }).formatToParts(instant).map((part) => [part.type, part.value]));
  const offset = parts['timeZoneName']?.replace('GMT', '') || '+00:00';
  return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}:${parts['second']}${offset}`;
}
