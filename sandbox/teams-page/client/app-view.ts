import { backButton } from './chat-view.ts';
import { conversationPane, type ConversationPane } from './conversation-pane.ts';
import { appIcon, fill, h } from './dom.ts';
import type { Page, Route } from './page-state.ts';
import { tabFrame, type TabFrame } from './tab-frame.ts';
import type { View } from './view.ts';

/** The tab of an app that stands for the chat with its bot. */
const conversationTab = 'conversations';

/** An app's personal tabs, and the chat with its bot beside them. */
export async function appView(page: Page, first: Extract<Route, { view: 'app' }>): Promise<View> {
  let route = first;
  let frame: TabFrame | null = null;
  let pane: ConversationPane | null = null;
  let chatId: string | null = null;
  const main = h('section', { class: 'main', 'aria-label': 'App' });
  const element = h('div', { class: 'view single' }, main);

  const installed = () => page.me.apps.includes((page.app(route.clientId) ?? page.tenant.apps[0])?.clientId ?? '');
  let drawnInstalled = false;

  async function draw(): Promise<void> {
    drawnInstalled = installed();
    frame?.dispose();
    frame = null;
    pane = null;
    const app = page.app(route.clientId) ?? page.tenant.apps[0];
    if (!app) return fill(main, h('p', { class: 'empty' }, 'No app is registered in this tenant yet.'));
    main.setAttribute('aria-label', app.name);
    if (!page.me.apps.includes(app.clientId)) return fill(main, addApp(app));
    const entityId = route.entityId ?? app.personalTabs[0]?.entityId ?? conversationTab;
    const tab = app.personalTabs.find((each) => each.entityId === entityId);
    const tabs = h('nav', { class: 'tabs', 'aria-label': `${app.name} pages` }, ...[...app.personalTabs, ...(app.botId ? [{ entityId: conversationTab, name: 'Chat' }] : [])].map((each) => h('button', {
      'aria-current': each.entityId === entityId ? 'page' : null, on: { click: () => page.go({ view: 'app', clientId: app.clientId, entityId: each.entityId, subPageId: null }) },
    }, each.name)));
    const header = h('header', { class: 'main-header' }, appIcon(app), h('h1', {}, app.name), tabs);
    if (tab) {
      frame = tabFrame(page, { app, contentUrl: tab.contentUrl, entityId: tab.entityId, subPageId: route.subPageId, channel: null });
      return fill(main, header, frame.element);
    }
    const chat = await page.api.openChat({ clientId: app.clientId });
    chatId = chat.id;
    pane = conversationPane(page, { conversationId: chat.id, threads: false, label: 'Type a message', empty: `This is the beginning of your chat with ${app.name}.`, canWrite: chat.installed && !chat.blocked });
    fill(main, header, pane.element);
    await pane.refresh();
  }

  function addApp(app: NonNullable<ReturnType<Page['app']>>): HTMLElement {
    const add = h('button', { class: 'primary', on: { click: () => { add.disabled = true; void page.api.addApp(app.clientId); } } }, 'Add');
    return h('div', { class: 'app-card' }, backButton(page, { view: 'activity' }), appIcon(app), h('h1', {}, app.fullName), h('p', {}, app.description), add);
  }

  await draw();
  return {
    element,
    async goTo(next) {
      if (next.view !== 'app') return false;
      route = next;
      await draw();
      return true;
    },
    onEvent(event) {
      if (event.type === 'message' && event.conversationId === chatId) void pane?.refresh();
      if (event.type === 'apps' && installed() !== drawnInstalled) void draw();
    },
    onTheme(theme) {
      frame?.host.themeChanged(theme);
      pane?.redraw();
    },
    onBack: () => frame?.host.backButton() ?? false,
    dispose: () => frame?.dispose(),
  };
}
