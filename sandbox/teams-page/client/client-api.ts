import type {
  ActionOutcome, CardAction, ChatView, ComposeResult, FeedItemView, MeView, MessageView, OutgoingAttachment, PageEvent, PersonView, TabView, TeamView, TenantView,
} from '../page-types.ts';

/** What the page's API answered instead of a success. */
export class ApiError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`/api${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-time-zone': Intl.DateTimeFormat().resolvedOptions().timeZone },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (answer.status === 204) return undefined as T;
  const result = await answer.json() as T & { error?: { code: string; message: string } };
  if (!answer.ok) throw new ApiError(result.error?.code ?? 'unknown', result.error?.message ?? 'The page could not do that.');
  return result;
}

const part = encodeURIComponent;

export const tenant = () => call<TenantView>('GET', '/tenant');
export const people = (search: string, top = 60) => call<PersonView[]>('GET', `/people?search=${part(search)}&top=${top}`);

/** The API as one person uses it. */
export function apiAs(personId: string) {
  const me = `/as/${part(personId)}`;
  const channel = (teamId: string, channelId: string) => `${me}/teams/${part(teamId)}/channels/${part(channelId)}`;
  const chat = (id: string) => `${me}/chats/${part(id)}`;
  return {
    me: () => call<MeView>('GET', me),
    teams: () => call<TeamView[]>('GET', `${me}/teams`),
    members: (teamId: string, channelId: string) => call<PersonView[]>('GET', `${channel(teamId, channelId)}/members`),
    addTab: (teamId: string, channelId: string, tab: object) => call<TabView>('POST', `${channel(teamId, channelId)}/tabs`, tab),
    changeTab: (teamId: string, channelId: string, tabId: string, tab: object) => call<TabView>('PUT', `${channel(teamId, channelId)}/tabs/${part(tabId)}`, tab),
    removeTab: (teamId: string, channelId: string, tabId: string) => call<void>('DELETE', `${channel(teamId, channelId)}/tabs/${part(tabId)}`),
    chats: () => call<ChatView[]>('GET', `${me}/chats`),
    openChat: (withWhom: { withPersonId: string } | { clientId: string }) => call<ChatView>('POST', `${me}/chats`, withWhom),
    messages: (id: string) => call<MessageView[]>('GET', `${chat(id)}/messages`),
    send: (id: string, message: { text: string; attachments?: OutgoingAttachment[]; rootId?: string | null }) => call<MessageView>('POST', `${chat(id)}/messages`, message),
    seen: (id: string) => call<void>('POST', `${chat(id)}/seen`),
    act: (id: string, messageId: string, action: CardAction) => call<ActionOutcome>('POST', `${chat(id)}/messages/${part(messageId)}/actions`, action),
    composeQuery: (query: { clientId: string; commandId: string; text: string; skip: number; conversationId: string }) => call<ComposeResult>('POST', `${me}/compose/query`, query),
    composeSelect: (choice: { clientId: string; value: unknown; conversationId: string }) => call<ComposeResult>('POST', `${me}/compose/select`, choice),
    tabToken: (clientId: string) => call<{ token: string }>('POST', `${me}/tab-token`, { clientId }),
    addApp: (clientId: string) => call<void>('PUT', `${me}/apps/${part(clientId)}`),
    removeApp: (clientId: string) => call<void>('DELETE', `${me}/apps/${part(clientId)}`),
    block: (clientId: string, blocked: boolean) => call<void>('PUT', `${me}/apps/${part(clientId)}/blocked`, { blocked }),
    addAppToTeam: (teamId: string, clientId: string) => call<void>('PUT', `${me}/teams/${part(teamId)}/apps/${part(clientId)}`),
    removeAppFromTeam: (teamId: string, clientId: string) => call<void>('DELETE', `${me}/teams/${part(teamId)}/apps/${part(clientId)}`),
    feed: () => call<FeedItemView[]>('GET', `${me}/feed`),
    feedRead: () => call<void>('POST', `${me}/feed/read`),
    listen(onEvent: (event: PageEvent) => void): () => void {
      const source = new EventSource(`/api${me}/events`);
      source.onmessage = (message) => onEvent(JSON.parse(String(message.data)) as PageEvent);
      return () => source.close();
    },
  };
}

export type PersonApi = ReturnType<typeof apiAs>;
