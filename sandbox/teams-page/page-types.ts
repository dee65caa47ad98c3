/** What the Teams page's own API answers; read by the page, the typed client and nobody else. */

export type Theme = 'default' | 'dark' | 'contrast';

export interface TenantView {
  tenantId: string;
  organizationName: string;
  apps: AppView[];
}

export interface AppView {
  clientId: string;
  /** Id of the app in the Teams catalogue. */
  teamsAppId: string;
  name: string;
  fullName: string;
  description: string;
  accentColor: string;
  /** Address of the coloured icon; null when the package has none. */
  iconUrl: string | null;
  botId: string | null;
  /** Resource of the single sign-on tokens, for example api://localhost:3978/botid-…. */
  ssoResource: string | null;
  personalTabs: { entityId: string; name: string; contentUrl: string; websiteUrl: string | null }[];
  configurationUrl: string | null;
  commands: { id: string; title: string; description: string; initialRun: boolean; parameter: { name: string; title: string; description: string } | null }[];
}

export interface PersonView {
  id: string;
  displayName: string;
  userPrincipalName: string;
  jobTitle: string | null;
  department: string | null;
  officeLocation: string | null;
}

export interface MeView extends PersonView {
  manager: PersonView | null;
  /** Client ids of the apps this person has. */
  apps: string[];
  unreadFeed: number;
}

export interface TabView {
  id: string;
  displayName: string;
  /** Client id of the app; null for an app that is not registered here. */
  clientId: string | null;
  entityId: string;
  contentUrl: string;
  websiteUrl: string | null;
}

export interface ChannelView {
  id: string;
  displayName: string;
  description: string | null;
  membershipType: string;
  tabs: TabView[];
}

export interface TeamView {
  id: string;
  /** The team's id in conversations (its General channel). */
  threadId: string;
  displayName: string;
  description: string | null;
  visibility: string;
  owner: boolean;
  memberCount: number;
  /** Client ids of the apps in this team. */
  apps: string[];
  channels: ChannelView[];
}

export interface ChatView {
  id: string;
  kind: 'bot' | 'people';
  title: string;
  person: PersonView | null;
  /** Client id of the app whose bot this is. */
  clientId: string | null;
  preview: string;
  lastAt: string | null;
  unread: number;
  /** The person has blocked the bot. */
  blocked: boolean;
  /** False when the app is not (any more) installed for the person. */
  installed: boolean;
}

export interface AttachmentView {
  contentType: string;
  content: unknown;
  /** Client id of the app that the card's actions go to. */
  clientId: string | null;
  /** This viewer is among `refresh.userIds`: ask the bot for the viewer's own card. */
  refresh: boolean;
}

export interface MessageView {
  id: string;
  conversationId: string;
  from: { kind: 'person' | 'bot'; id: string; name: string };
  mine: boolean;
  createdAt: string;
  updatedAt: string | null;
  deleted: boolean;
  text: string;
  textFormat: 'plain' | 'markdown' | 'xml';
  rootId: string | null;
  attachments: AttachmentView[];
}

export interface FeedItemView {
  id: string;
  createdAt: string;
  title: string;
  preview: string;
  conversationId: string | null;
  messageId: string | null;
  webUrl: string | null;
  read: boolean;
}

/** What a card's action came to, for the one who clicked. */
export type ActionOutcome =
  | { outcome: 'card'; card: unknown }
  | { outcome: 'message'; message: string }
  | { outcome: 'sent' }
  | { outcome: 'error'; code: string; message: string };

export interface CardAction {
  kind: 'execute' | 'submit';
  id?: string;
  verb?: string;
  data?: unknown;
  trigger?: 'manual' | 'automatic';
  /** Client id of the app, for a message with cards of several; the message's own app when absent. */
  clientId?: string;
}

export interface ComposeResult {
  /** `result` has attachments; `message` a text to show; `auth`, `config` an address to open; `error` why not. */
  type: 'result' | 'message' | 'auth' | 'config' | 'error';
  attachmentLayout: 'list' | 'grid';
  attachments: ComposeAttachment[];
  text: string | null;
}

export interface ComposeAttachment {
  contentType: string;
  content: unknown;
  preview: { contentType: string; content: unknown } | null;
}

/** What can be put into a message: a card that a message extension gave. */
export interface OutgoingAttachment {
  contentType: string;
  content: unknown;
  clientId?: string | null;
}

export type PageEvent =
  | { type: 'message'; conversationId: string; messageId: string | null }
  | { type: 'feed' }
  | { type: 'tabs'; teamId: string; channelId: string }
  | { type: 'apps' }
  | { type: 'reset' };
