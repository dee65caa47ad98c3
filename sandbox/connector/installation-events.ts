import { randomUUID } from 'node:crypto';
import type { AppRegistration } from '../kernel/app-registration.ts';
import { activityFrom, botAccountId, teamThreadId, type Activity } from './activities.ts';
import { deliverToBot } from './bot-delivery.ts';
import type { ConversationStore } from './conversation-store.ts';
import type { TeamsPlatform } from './teams-platform.ts';

/**
 * Tells the bot where its app is installed and removed, as Teams does: `conversationUpdate` with the bot among those
 * added, and `installationUpdate` (Microsoft Learn, "Conversation events in your Teams bot").
 */
export function announceInstallations(platform: TeamsPlatform, conversations: ConversationStore): void {
  platform.events.on('appInstalledForUser', ({ clientId, userId }) => announceForPerson(platform, conversations, clientId, userId, 'add'));
  platform.events.on('appRemovedFromUser', ({ clientId, userId }) => announceForPerson(platform, conversations, clientId, userId, 'remove'));
  platform.events.on('appInstalledInTeam', ({ clientId, teamId, byUserId }) => announceForTeam(platform, conversations, clientId, teamId, byUserId, 'add'));
  platform.events.on('appRemovedFromTeam', ({ clientId, teamId, byUserId }) => announceForTeam(platform, conversations, clientId, teamId, byUserId, 'remove'));
}

function announceForPerson(platform: TeamsPlatform, conversations: ConversationStore, clientId: string, personId: string, action: 'add' | 'remove'): void {
  const app = appOf(platform, clientId);
  const person = platform.person(personId);
  if (!app || !person) return;
  const conversation = conversations.withBot(person.id, app.manifest.bots?.[0]?.botId ?? app.clientId);
  const common = activityFrom(platform, { app, conversation, person }, randomUUID());
  void deliverInOrder(platform, app, [
    ...(action === 'add' ? [{ ...common, type: 'conversationUpdate', membersAdded: membersOf(common) }] : []),
    { ...common, id: randomUUID(), type: 'installationUpdate', action },
  ]);
}

function announceForTeam(platform: TeamsPlatform, conversations: ConversationStore, clientId: string, teamId: string, byUserId: string | null, action: 'add' | 'remove'): void {
  const app = appOf(platform, clientId);
  const team = platform.team(teamId);
  const person = platform.person(byUserId ?? team?.ownerIds[0] ?? '');
  if (!app || !team || !person) return;
  const conversation = conversations.ofChannel(team.id, teamThreadId(team));
  const common = activityFrom(platform, { app, conversation, person }, randomUUID());
  const bot = [{ id: botAccountId(app) }];
  const eventType = action === 'add' ? 'teamMemberAdded' : 'teamMemberRemoved';
  void deliverInOrder(platform, app, [
    {
      ...common, type: 'conversationUpdate', channelData: { ...(common['channelData'] as object), eventType },
      ...(action === 'add' ? { membersAdded: bot } : { membersRemoved: bot }),
    },
    { ...common, id: randomUUID(), type: 'installationUpdate', action },
  ]);
}

function membersOf(activity: Activity): unknown[] {
  return [activity['recipient'], activity['from']];
}

async function deliverInOrder(platform: TeamsPlatform, app: AppRegistration, activities: Activity[]): Promise<void> {
  for (const activity of activities) await deliverToBot(platform, app, activity);
}

function appOf(platform: TeamsPlatform, clientId: string): AppRegistration | undefined {
  return platform.apps().find((each) => each.clientId === clientId);
}
