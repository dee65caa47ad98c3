import { createHash } from 'node:crypto';
import { defineArea } from '../kernel/state.ts';
import type { TeamsPlatform } from './teams-platform.ts';

export interface Attachment {
  contentType: string;
  content?: unknown;
  contentUrl?: string;
  name?: string;
  /** Set on a card from a message extension or the compose box: the bot that its actions go to. */
  botId?: string;
}

export interface Sender {
  kind: 'person' | 'bot';
  id: string;
}

export interface Message {
  /** Milliseconds since 1970, as in Teams; unique in its conversation. */
  id: string;
  from: Sender;
  createdAt: string;
  updatedAt: string | null;
  deleted: boolean;
  text: string;
  textFormat: 'plain' | 'markdown' | 'xml';
  attachments: Attachment[];
  /** In a channel: the first message of the thread; null when this is it. */
  rootId: string | null;
  /** What toasts and previews show when there is no text. */
  summary: string | null;
}

/** `bot`: person and bot. `people`: a chat between people. `channel`: a channel's posts. */
export type ConversationKind = 'bot' | 'people' | 'channel';

export interface Conversation {
  id: string;
  kind: ConversationKind;
  /** Persons of a chat; empty for a channel, whose people are its team's. */
  personIds: string[];
  botId: string | null;
  teamId: string | null;
  messages: Message[];
  /** Person ids of those who blocked the bot here. */
  blockedBy: string[];
  /** Person id → id of the last message seen. */
  seen: Record<string, string>;
}

export interface FeedItem {
  id: string;
  personId: string;
  createdAt: string;
  title: string;
  preview: string;
  /** Where a click leads: a conversation of this page, or an address. */
  conversationId: string | null;
  messageId: string | null;
  webUrl: string | null;
  read: boolean;
}

/** What is kept of conversations in the tenant's state. */
interface ConversationsData {
  conversations: Map<string, Conversation>;
  feed: FeedItem[];
  lastMessageId: number;
}

const conversationsArea = defineArea<ConversationsData>('conversations', () => ({ conversations: new Map(), feed: [], lastMessageId: 0 }));

export type ChangeListener = (change: { conversationId: string; messageId: string | null } | { feedOf: string }) => void;

/** All conversations and activity feeds of the tenant. */
export class ConversationStore {
  readonly #platform: Pick<TeamsPlatform, 'state' | 'touch'>;
  readonly #listeners = new Set<ChangeListener>();

  constructor(platform: Pick<TeamsPlatform, 'state' | 'touch'>) {
    this.#platform = platform;
  }

  onChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Also finds the chat with a bot by the id that Graph gives it (`19:{person}_{bot}@unq.gbl.spaces`). */
  findById(id: string): Conversation | undefined {
    const found = this.#data.conversations.get(id);
    if (found) return found;
    const names = /^19:([^_]+)_([^@]+)@unq\.gbl\.spaces$/.exec(id);
    return names ? this.#data.conversations.get(botChatId(names[1]!, names[2]!)) : undefined;
  }

  /** The chat of a person with a bot; its id is always the same for the two. */
  withBot(personId: string, botId: string): Conversation {
    return this.#ensure({ id: botChatId(personId, botId), kind: 'bot', personIds: [personId], botId });
  }

  /** The chat of two people. */
  betweenPeople(one: string, other: string): Conversation {
    const personIds = [one, other].sort();
    return this.#ensure({ id: `19:${personIds.join('_')}@unq.gbl.spaces`, kind: 'people', personIds });
  }

  ofChannel(teamId: string, channelId: string): Conversation {
    return this.#ensure({ id: channelId, kind: 'channel', personIds: [], teamId });
  }

  chatsOf(personId: string): Conversation[] {
    return [...this.#data.conversations.values()].filter((each) => each.personIds.includes(personId));
  }

  append(conversation: Conversation, message: Omit<Message, 'id' | 'createdAt' | 'updatedAt' | 'deleted'>, now: Date): Message {
    const data = this.#data;
    data.lastMessageId = Math.max(now.getTime(), data.lastMessageId + 1);
    const kept: Message = { ...message, id: String(data.lastMessageId), createdAt: now.toISOString(), updatedAt: null, deleted: false };
    conversation.messages.push(kept);
    if (kept.from.kind === 'person') conversation.seen[kept.from.id] = kept.id;
    this.#changed({ conversationId: conversation.id, messageId: kept.id });
    return kept;
  }

  update(conversation: Conversation, message: Message, change: Partial<Pick<Message, 'text' | 'textFormat' | 'attachments' | 'summary' | 'deleted'>>, now: Date): void {
    Object.assign(message, change, { updatedAt: now.toISOString() });
    this.#changed({ conversationId: conversation.id, messageId: message.id });
  }

  markSeen(conversation: Conversation, personId: string): void {
    const last = conversation.messages.at(-1);
    if (!last || conversation.seen[personId] === last.id) return;
    conversation.seen[personId] = last.id;
    for (const item of this.#data.feed) if (item.personId === personId && item.conversationId === conversation.id) item.read = true;
    this.#changed({ conversationId: conversation.id, messageId: null });
  }

  setBlocked(conversation: Conversation, personId: string, blocked: boolean): void {
    conversation.blockedBy = conversation.blockedBy.filter((id) => id !== personId);
    if (blocked) conversation.blockedBy.push(personId);
    this.#changed({ conversationId: conversation.id, messageId: null });
  }

  addToFeed(item: Omit<FeedItem, 'id' | 'read'>): FeedItem {
    const kept: FeedItem = { ...item, id: String(this.#data.feed.length + 1), read: false };
    this.#data.feed.push(kept);
    this.#changed({ feedOf: item.personId });
    return kept;
  }

  feedOf(personId: string): FeedItem[] {
    return this.#data.feed.filter((item) => item.personId === personId).reverse();
  }

  markFeedRead(personId: string): void {
    for (const item of this.#data.feed) if (item.personId === personId) item.read = true;
    this.#changed({ feedOf: personId });
  }

  get #data(): ConversationsData {
    return conversationsArea.of(this.#platform.state());
  }

  #ensure(wanted: Pick<Conversation, 'id' | 'kind' | 'personIds'> & Partial<Conversation>): Conversation {
    const known = this.#data.conversations.get(wanted.id);
    if (known) return known;
    const created: Conversation = { botId: null, teamId: null, messages: [], blockedBy: [], seen: {}, ...wanted };
    this.#data.conversations.set(created.id, created);
    this.#changed({ conversationId: created.id, messageId: null });
    return created;
  }

  #changed(change: Parameters<ChangeListener>[0]): void {
    this.#platform.touch();
    for (const listener of this.#listeners) listener(change);
  }
}

/** The id of a person as one bot knows it: `29:…`, the same each time, another for each bot. */
export function botUserId(personId: string, botId: string): string {
  return `29:${digest(`user|${personId}|${botId}`)}`;
}

function botChatId(personId: string, botId: string): string {
  return `a:${digest(`chat|${personId}|${botId}`)}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
