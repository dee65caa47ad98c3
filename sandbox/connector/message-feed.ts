import type { Conversation, ConversationStore, Message } from './conversation-store.ts';
import type { TeamsPlatform } from './teams-platform.ts';

const previewLength = 150;

/** Puts a new message of a bot into the activity feed of the person it is for. A channel's posts are seen there. */
export function notifyOfMessage(platform: TeamsPlatform, conversations: ConversationStore, conversation: Conversation, message: Message): void {
  if (conversation.kind === 'channel') return;
  const sender = senderName(platform, message);
  for (const personId of conversation.personIds) {
    if (message.from.kind === 'person' && message.from.id === personId) continue;
    conversations.addToFeed({
      personId,
      createdAt: message.createdAt,
      title: `${sender} sent you a message`,
      preview: previewOf(message),
      conversationId: conversation.id,
      messageId: message.id,
      webUrl: null,
    });
  }
}

export function senderName(platform: TeamsPlatform, message: Message): string {
  if (message.from.kind === 'person') return platform.person(message.from.id)?.displayName ?? 'Someone';
  const app = platform.apps().find((each) => (each.manifest.bots?.[0]?.botId ?? each.clientId) === message.from.id);
  return app?.manifest.name.short ?? 'An app';
}

/** One line of a message: its text, its summary, or the first words of its card. */
export function previewOf(message: Message): string {
  if (message.deleted) return 'This message has been deleted.';
  const text = message.text || message.summary || firstText(message.attachments[0]?.content) || (message.attachments.length > 0 ? 'Sent a card' : '');
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > previewLength ? `${line.slice(0, previewLength - 1)}…` : line;
}

function firstText(content: unknown): string | null {
  if (Array.isArray(content)) {
    for (const each of content) {
      const found = firstText(each);
      if (found) return found;
    }
    return null;
  }
  if (typeof content !== 'object' || content === null) return null;
  const block = content as Record<string, unknown>;
  if (typeof block['text'] === 'string') return block['text'];
  if (typeof block['title'] === 'string') return block['title'];
  return firstText(block['body']) ?? firstText(block['items']) ?? firstText(block['columns']);
}
