import type {
  ActionOutcome, CardAction, ChatView, ComposeAttachment, ComposeResult, FeedItemView, MeView, MessageView, OutgoingAttachment, PageEvent, PersonView, TabView, TeamView, TenantView,
} from './page-types.ts';

export type { ActionOutcome, CardAction, ChatView, ComposeAttachment, ComposeResult, FeedItemView, MeView, MessageView, PageEvent, PersonView, TabView, TeamView, TenantView };

/** What the Teams page answered instead of a success. */
export class TeamsPageError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'TeamsPageError';
    this.status = status;
    this.code = code;
  }
}

/** Nothing of the kind appeared in time. */
export class NotSeenInTimeError extends Error {
  readonly code = 'not-seen-in-time';
}

/** Acts in the sandbox's Teams without a browser: `createTeamsClient({ teamsUrl }).as(personId).chats()`. */
export function createTeamsClient({ teamsUrl }: { teamsUrl: string }) {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${teamsUrl}/api${path}`, { method, headers: { 'content-type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body) });
    if (answer.status === 204) return undefined as T;
    const result = await answer.json() as T & { error?: { code: string; message: string } };
    if (!answer.ok) throw new TeamsPageError(answer.status, result.error?.code ?? 'unknown', result.error?.message ?? '');
    return result;
  }

  const part = encodeURIComponent;

  function as(personId: string) {
    const me = `/as/${part(personId)}`;
    const chat = (id: string) => `${me}/chats/${part(id)}`;
    const channel = (teamId: string, channelId: string) => `${me}/teams/${part(teamId)}/channels/${part(channelId)}`;
    const self = {
      me: () => call<MeView>('GET', me),
      /** What `authentication.getAuthToken` gives the app's tab. */
      tabToken: async (clientId?: string) => (await call<{ token: string }>('POST', `${me}/tab-token`, { clientId })).token,

      teams: () => call<TeamView[]>('GET', `${me}/teams`),
      addTab: (teamId: string, channelId: string, tab: { displayName?: string; entityId: string; contentUrl: string; websiteUrl?: string; removeUrl?: string; clientId?: string }) => call<TabView>('POST', `${channel(teamId, channelId)}/tabs`, tab),
      removeTab: (teamId: string, channelId: string, tabId: string) => call<void>('DELETE', `${channel(teamId, channelId)}/tabs/${part(tabId)}`),

      chats: () => call<ChatView[]>('GET', `${me}/chats`),
      /** Opens (or finds) the chat with a person, or with an app's bot; the first app's when nothing is said. */
      openChat: (withWhom: { withPersonId: string } | { clientId?: string } = {}) => call<ChatView>('POST', `${me}/chats`, withWhom),
      /** Messages of a chat, or of a channel by the channel's id; oldest first. */
      messages: (chatId: string) => call<MessageView[]>('GET', `${chat(chatId)}/messages`),
      /** Messages of the chat with an app's bot. */
      botMessages: async (clientId?: string) => self.messages((await self.openChat({ clientId })).id),
      send: (chatId: string, message: { text?: string; attachments?: OutgoingAttachment[]; rootId?: string }) => call<MessageView>('POST', `${chat(chatId)}/messages`, message),
      /** Does what a click on a card does; `kind` is `execute` unless said otherwise. */
      act: (chatId: string, messageId: string, action: Partial<CardAction>) => call<ActionOutcome>('POST', `${chat(chatId)}/messages/${part(messageId)}/actions`, action),

      /** Asks the message extension; without text this is the initial run. */
      composeQuery: (query: { text?: string; skip?: number; count?: number; commandId?: string; clientId?: string; conversationId?: string } = {}) => call<ComposeResult>('POST', `${me}/compose/query`, query),
      composeSelect: (choice: { value: unknown; clientId?: string; conversationId?: string }) => call<ComposeResult>('POST', `${me}/compose/select`, choice),
      composeSubmit: (action: { commandId: string; data: unknown; clientId?: string; conversationId?: string }) => call<ComposeResult>('POST', `${me}/compose/submit`, action),

      installApp: (clientId: string) => call<void>('PUT', `${me}/apps/${part(clientId)}`),
      removeApp: (clientId: string) => call<void>('DELETE', `${me}/apps/${part(clientId)}`),
      installAppInTeam: (teamId: string, clientId: string) => call<void>('PUT', `${me}/teams/${part(teamId)}/apps/${part(clientId)}`),
      removeAppFromTeam: (teamId: string, clientId: string) => call<void>('DELETE', `${me}/teams/${part(teamId)}/apps/${part(clientId)}`),
      blockBot: (clientId: string, blocked = true) => call<void>('PUT', `${me}/apps/${part(clientId)}/blocked`, { blocked }),
      feed: () => call<FeedItemView[]>('GET', `${me}/feed`),

      /** Waits until a message for which `wanted` holds is in the chat with the bot (or in `chatId`), and gives it. */
      async waitForMessage(wanted: (message: MessageView) => boolean, options: { chatId?: string; clientId?: string; withinMs?: number } = {}): Promise<MessageView> {
        const chatId = options.chatId ?? (await self.openChat({ clientId: options.clientId })).id;
        const until = Date.now() + (options.withinMs ?? 10_000);
        const stop = new AbortController();
        const events = await fetch(`${teamsUrl}/api${me}/events`, { signal: stop.signal });
        const changes = events.body!.getReader();
        try {
          for (;;) {
            const found = (await self.messages(chatId)).findLast(wanted);
            if (found) return found;
            const left = until - Date.now();
            if (left <= 0 || !(await changedWithin(changes, left))) throw new NotSeenInTimeError('No such message appeared in time.');
          }
        } finally {
          stop.abort();
        }
      },
    };
    return self;
  }

  return {
    tenant: () => call<TenantView>('GET', '/tenant'),
    people: (search = '', top = 200) => call<PersonView[]>('GET', `/people?search=${part(search)}&top=${top}`),
    as,
    /** Where a browser finds the page as this person, for example `#/app/{clientId}/{entityId}`. */
    pageUrl: (personId: string, hash = '', options: { theme?: 'default' | 'dark' | 'contrast'; width?: 'phone' } = {}) => `${teamsUrl}/?${new URLSearchParams({ as: personId, ...options })}${hash}`,
  };
}

export type TeamsClient = ReturnType<typeof createTeamsClient>;
export type TeamsPersonClient = ReturnType<TeamsClient['as']>;

/** The card of a message's first attachment. */
export function cardOf(message: MessageView): Record<string, unknown> {
  return (message.attachments[0]?.content ?? {}) as Record<string, unknown>;
}

/** Every action of a card, wherever it stands in it. */
export function actionsOf(card: unknown): Record<string, unknown>[] {
  if (Array.isArray(card)) return card.flatMap(actionsOf);
  if (typeof card !== 'object' || card === null) return [];
  const block = card as Record<string, unknown>;
  const own = typeof block['type'] === 'string' && block['type'].startsWith('Action.') ? [block] : [];
  return [...own, ...Object.entries(block).filter(([name]) => name !== 'refresh').flatMap(([, inside]) => actionsOf(inside))];
}

async function changedWithin(changes: ReadableStreamDefaultReader<Uint8Array>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => { timer = setTimeout(() => resolve(false), milliseconds); });
  try {
    return await Promise.race([changes.read().then(({ done }) => !done), late]);
  } finally {
    clearTimeout(timer);
  }
}
