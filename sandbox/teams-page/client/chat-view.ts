import type { ChatView as Chat } from '../page-types.ts';
import { people } from './client-api.ts';
import { conversationPane, type ConversationPane } from './conversation-pane.ts';
import { appIcon, avatar, dialog, fill, h, icon, toast, whenText } from './dom.ts';
import { personList } from './person-picker.ts';
import type { Page, Route } from './page-state.ts';
import type { View } from './view.ts';

export async function chatView(page: Page, route: Extract<Route, { view: 'chat' }>): Promise<View> {
  let chats: Chat[] = await page.api.chats();
  let current = route.chatId;
  let pane: ConversationPane | null = null;
  const list = h('nav', { class: 'list', 'aria-label': 'Chats' });
  const main = h('section', { class: 'main', 'aria-label': 'Chat' });
  const element = h('div', { class: 'view' }, h('div', { class: 'side' },
    h('header', {}, h('h1', {}, 'Chat'), h('button', { class: 'quiet', 'aria-label': 'New chat', title: 'New chat', on: { click: newChat } }, icon('plus'))), list), main);

  function newChat(): void {
    const window = dialog('New chat');
    window.body.append(personList({
      search: people, exclude: page.me.id,
      choose: async (person) => {
        window.close();
        const chat = await page.api.openChat({ withPersonId: person.id });
        page.go({ view: 'chat', chatId: chat.id });
      },
    }));
  }

  function drawList(): void {
    fill(list, ...chats.map((chat) => h('button', {
      class: `row ${chat.unread > 0 ? 'unread' : ''}`, 'aria-current': chat.id === current ? 'page' : null, on: { click: () => page.go({ view: 'chat', chatId: chat.id }) },
    }, sign(chat), h('span', { class: 'grow' }, h('span', { class: 'title' }, chat.title, chat.unread > 0 && h('span', { class: 'badge' }, String(chat.unread))), h('span', { class: 'subtle line' }, chat.preview || 'No messages yet')),
      chat.lastAt && h('time', { class: 'subtle' }, whenText(chat.lastAt)))));
    if (chats.length === 0) list.append(h('p', { class: 'empty' }, 'No chats yet.'));
  }

  function sign(chat: Chat): HTMLElement {
    const app = page.app(chat.clientId);
    return app ? appIcon(app) : avatar(chat.title);
  }

  /** What the row of controls depends on. */
  function standing(): unknown {
    const chat = chats.find((each) => each.id === current);
    return chat && [chat.installed, chat.blocked];
  }

  function drawMain(): void {
    element.classList.toggle('open', current !== null);
    const chat = chats.find((each) => each.id === current);
    if (!chat) {
      pane = null;
      fill(main, h('p', { class: 'empty' }, current ? 'This chat was not found.' : 'Choose a chat, or begin a new one.'));
      return;
    }
    pane = conversationPane(page, { conversationId: chat.id, threads: false, label: 'Type a message', empty: `This is the beginning of your chat with ${chat.title}.`, canWrite: chat.installed && !chat.blocked });
    fill(main, h('header', { class: 'main-header' }, backButton(page, { view: 'chat', chatId: null }), sign(chat), h('h2', {}, chat.title), botControls(chat)), notice(chat), pane.element);
    void pane.refresh();
  }

  function botControls(chat: Chat): HTMLElement | null {
    const { clientId } = chat;
    if (!clientId) return null;
    const change = async (what: () => Promise<void>, done: string) => {
      await what();
      toast(done);
      await reload(true);
    };
    return h('div', { class: 'controls' },
      chat.installed && h('button', { on: { click: () => void change(() => page.api.block(clientId, !chat.blocked), chat.blocked ? `${chat.title} is unblocked.` : `${chat.title} is blocked.`) } }, chat.blocked ? 'Unblock' : 'Block'),
      h('button', { on: { click: () => void change(() => chat.installed ? page.api.removeApp(clientId) : page.api.addApp(clientId), chat.installed ? `${chat.title} is removed.` : `${chat.title} is added.`) } }, chat.installed ? 'Remove app' : 'Add app'));
  }

  function notice(chat: Chat): HTMLElement | null {
    if (!chat.installed) return h('p', { class: 'notice' }, `${chat.title} is not installed for you, so it cannot write to you.`);
    return chat.blocked ? h('p', { class: 'notice' }, `You have blocked ${chat.title}. It cannot write to you.`) : null;
  }

  async function reload(withMain = false): Promise<void> {
    chats = await page.api.chats();
    drawList();
    if (withMain) drawMain();
  }

  drawList();
  drawMain();
  return {
    element,
    async goTo(next) {
      if (next.view !== 'chat') return false;
      current = next.chatId;
      await reload(true);
      return true;
    },
    onEvent(event) {
      if (event.type === 'message') {
        if (event.conversationId === current) void pane?.refresh();
        void reload();
      }
      if (event.type === 'apps') {
        const before = JSON.stringify(standing());
        void reload().then(() => { if (JSON.stringify(standing()) !== before) drawMain(); });
      }
    },
    onTheme: () => pane?.redraw(),
    onBack: () => false,
    dispose: () => undefined,
  };
}

/** Shown on narrow pages only: from one thing back to the list. */
export function backButton(page: Page, to: Route): HTMLElement {
  return h('button', { class: 'quiet narrow-only', 'aria-label': 'Back to the list', on: { click: () => page.go(to) } }, icon('back'));
}
