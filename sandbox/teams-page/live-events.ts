import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ConversationStore } from '../connector/conversation-store.ts';
import { seesChannel, type TeamsPlatform } from '../connector/teams-platform.ts';
import type { GraphChange } from '../kernel/events.ts';
import type { PageEvent } from './page-types.ts';

/** Tells open pages what changed, as server-sent events; each person hears of what is theirs. */
export class LiveEvents {
  readonly #platform: TeamsPlatform;
  readonly #listeners = new Set<{ personId: string; response: ServerResponse }>();
  readonly #conversations: ConversationStore;
  readonly #stop: (() => void)[] = [];

  constructor(platform: TeamsPlatform, conversations: ConversationStore) {
    this.#platform = platform;
    this.#conversations = conversations;
    this.#stop.push(conversations.onChange((change) => {
      if ('feedOf' in change) this.#tell((personId) => personId === change.feedOf, { type: 'feed' });
      else this.#tell((personId) => this.#sees(personId, change.conversationId), { type: 'message', ...change });
    }));
    const everyone = (event: PageEvent) => () => this.#tell(() => true, event);
    const tabsChanged = (change: { teamId: string; channelId: string }) => this.#tell(() => true, { type: 'tabs', ...change });
    const apps = everyone({ type: 'apps' });
    const reset = everyone({ type: 'reset' });
    const { events } = platform;
    const appEvents = ['appInstalledForUser', 'appRemovedFromUser', 'appInstalledInTeam', 'appRemovedFromTeam', 'appRegistered'] as const;
    // Teams and channels come, go and are renamed.
    const changed = ({ kind }: GraphChange) => { if (['team', 'teamMember', 'channel', 'channelMember'].includes(kind)) apps(); };
    for (const name of appEvents) events.on(name, apps);
    events.on('tabsChanged', tabsChanged);
    events.on('graphChanged', changed);
    events.on('reset', reset);
    this.#stop.push(() => {
      for (const name of appEvents) events.off(name, apps);
      events.off('tabsChanged', tabsChanged);
      events.off('graphChanged', changed);
      events.off('reset', reset);
    });
  }

  /** Keeps the answer open until the page goes away. */
  open(personId: string, request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'keep-alive' });
    response.write('retry: 1000\n\n');
    const listener = { personId, response };
    this.#listeners.add(listener);
    request.on('close', () => this.#listeners.delete(listener));
  }

  close(): void {
    for (const stop of this.#stop) stop();
    for (const { response } of this.#listeners) response.end();
    this.#listeners.clear();
  }

  #tell(whom: (personId: string) => boolean, event: PageEvent): void {
    for (const { personId, response } of this.#listeners) {
      if (whom(personId)) response.write(`data: ${JSON.stringify(event)}\n\n`);
    }
  }

  #sees(personId: string, conversationId: string): boolean {
    const conversation = this.#conversations.findById(conversationId);
    if (!conversation) return false;
    if (conversation.kind !== 'channel') return conversation.personIds.includes(personId);
    const team = this.#platform.team(conversation.teamId ?? '');
    return team?.memberIds.includes(personId) === true && team.channels.some((channel) => channel.id === conversation.id && seesChannel(channel, personId));
  }
}
