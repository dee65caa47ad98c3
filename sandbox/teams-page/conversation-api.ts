import { activityFrom, botIdOf } from '../connector/activities.ts';
import { deliverToBot } from '../connector/bot-delivery.ts';
import type { Conversation, ConversationStore, Message } from '../connector/conversation-store.ts';
import { notifyOfMessage } from '../connector/message-feed.ts';
import type { PlatformPerson, TeamsPlatform } from '../connector/teams-platform.ts';
import { actOnCard } from './card-actions.ts';
import { queryComposeExtension, selectComposeItem, submitComposeAction } from './compose-extension.ts';
import type { PageCall, PageRoute } from './page-api.ts';
import { PageError } from './page-error.ts';
import type { CardAction, ChatView, MessageView, OutgoingAttachment } from './page-types.ts';
import { appOfBot, presentChat, presentMessage } from './presenter.ts';

/** Chats, channels' posts, what people do on cards, and the compose box. */
export function conversationRoutes(platform: TeamsPlatform, conversations: ConversationStore): PageRoute[] {
  const chatPath = '/as/{personId}/chats/{chatId}';
  const located = ({ access, params }: PageCall) => {
    const me = access.person(params['personId']);
    return { me, conversation: access.conversationOf(me, params['chatId']) };
  };
  const composeScene = ({ access, params, body, request }: PageCall) => {
    const me = access.person(params['personId']);
    const app = access.app(body['clientId'] as string | undefined);
    const conversationId = body['conversationId'] as string | undefined;
    const conversation = conversationId ? access.conversationOf(me, conversationId) : conversations.withBot(me.id, botIdOf(app));
    return { app, person: me, conversation, timeZone: timeZoneOf(request.headers) };
  };
  return [
    ['GET', '/as/{personId}/chats', ({ access, params }): ChatView[] => {
      const me = access.person(params['personId']);
      for (const app of platform.apps()) {
        if (app.manifest.bots?.length && platform.isInstalled(app, { personId: me.id })) conversations.withBot(me.id, botIdOf(app));
      }
      return conversations.chatsOf(me.id).map((each) => presentChat(platform, each, me.id)).sort((a, b) => (b.lastAt ?? '').localeCompare(a.lastAt ?? ''));
    }],
    ['POST', '/as/{personId}/chats', ({ access, params, body }): ChatView => {
      const me = access.person(params['personId']);
      const conversation = typeof body['withPersonId'] === 'string'
        ? conversations.betweenPeople(me.id, access.person(body['withPersonId']).id)
        : conversations.withBot(me.id, botIdOf(access.app(body['clientId'] as string | undefined)));
      return presentChat(platform, conversation, me.id);
    }],
    ['GET', `${chatPath}/messages`, (call): MessageView[] => {
      const { me, conversation } = located(call);
      return conversation.messages.map((message) => presentMessage(platform, conversation, message, me.id));
    }],
    ['POST', `${chatPath}/messages`, (call): MessageView => {
      const { me, conversation } = located(call);
      const message = sendAs(platform, conversations, me, conversation, call.body, timeZoneOf(call.request.headers));
      return presentMessage(platform, conversation, message, me.id);
    }],
    ['POST', `${chatPath}/seen`, (call) => {
      const { me, conversation } = located(call);
      conversations.markSeen(conversation, me.id);
    }],
    ['POST', `${chatPath}/messages/{messageId}/actions`, (call) => {
      const { me, conversation } = located(call);
      const message = call.access.messageOf(conversation, call.params['messageId']);
      const action = { kind: 'execute', ...call.body } as CardAction;
      return actOnCard(platform, { conversation, message, person: me, action, timeZone: timeZoneOf(call.request.headers) });
    }],
    ['POST', '/as/{personId}/compose/query', (call) => queryComposeExtension(platform, composeScene(call), call.body)],
    ['POST', '/as/{personId}/compose/select', (call) => selectComposeItem(platform, composeScene(call), call.body['value'])],
    ['POST', '/as/{personId}/compose/submit', (call) => submitComposeAction(platform, composeScene(call), { commandId: String(call.body['commandId'] ?? ''), data: call.body['data'] })],
  ];
}

/** Puts a person's message into a conversation and passes it to the bot if it is for the bot. */
function sendAs(platform: TeamsPlatform, conversations: ConversationStore, me: PlatformPerson, conversation: Conversation, body: Record<string, unknown>, timeZone: string | undefined): Message {
  const text = typeof body['text'] === 'string' ? body['text'].trim() : '';
  const outgoing = (Array.isArray(body['attachments']) ? body['attachments'] : []) as OutgoingAttachment[];
  if (text === '' && outgoing.length === 0) throw new PageError(400, 'empty-message', 'A message needs text or a card.');
  const root = conversation.kind === 'channel' && typeof body['rootId'] === 'string' ? body['rootId'] : null;
  if (root && !conversation.messages.some((each) => each.id === root && each.rootId === null)) throw new PageError(404, 'not-found', 'The post was not found.');
  const attachments = outgoing.map(({ contentType, content, clientId }) => {
    const app = platform.apps().find((each) => each.clientId === clientId);
    return { contentType, content, ...(app ? { botId: botIdOf(app) } : {}) };
  });
  const message = conversations.append(conversation, { from: { kind: 'person', id: me.id }, text, textFormat: 'plain', attachments, rootId: root, summary: null }, platform.now());
  notifyOfMessage(platform, conversations, conversation, message);
  passToBot(platform, me, conversation, message, timeZone);
  return message;
}

/** In the chat with a bot everything goes to it; in a channel what mentions it (`@Trellis …`), where it is installed. */
function passToBot(platform: TeamsPlatform, me: PlatformPerson, conversation: Conversation, message: Message, timeZone: string | undefined): void {
  if (message.text === '') return;
  const common = { conversation, person: me, rootId: message.rootId ?? message.id, timeZone };
  if (conversation.botId) {
    const app = appOfBot(platform, conversation.botId);
    if (!app || !platform.isInstalled(app, { personId: me.id })) return;
    void deliverToBot(platform, app, { ...activityFrom(platform, { app, ...common }, message.id), text: message.text, textFormat: 'plain' });
    return;
  }
  for (const app of platform.apps()) {
    const mention = `@${app.manifest.name.short}`;
    if (conversation.kind !== 'channel' || !message.text.includes(mention) || !platform.isInstalled(app, { teamId: conversation.teamId ?? '' })) continue;
    const tag = `<at>${app.manifest.name.short}</at>`;
    const activity = activityFrom(platform, { app, ...common }, message.id);
    const entities = [...(activity['entities'] as object[]), { type: 'mention', text: tag, mentioned: activity['recipient'] }];
    void deliverToBot(platform, app, { ...activity, text: message.text.replace(mention, tag), textFormat: 'plain', entities });
  }
}

/** The IANA zone that the page's browser names, if it names one that exists. */
function timeZoneOf(headers: Record<string, unknown>): string | undefined {
  const zone = headers['x-time-zone'];
  if (typeof zone !== 'string') return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
