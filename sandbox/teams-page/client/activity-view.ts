import type { FeedItemView } from '../page-types.ts';
import { fill, h, icon, whenText } from './dom.ts';
import type { Page, Route } from './page-state.ts';
import type { View } from './view.ts';

export async function activityView(page: Page): Promise<View> {
  const list = h('ul', { class: 'feed' });
  const element = h('div', { class: 'view single' }, h('section', { class: 'main', 'aria-label': 'Activity' }, h('header', { class: 'main-header' }, h('h1', {}, 'Activity')), list));

  async function load(): Promise<void> {
    const items = await page.api.feed();
    fill(list, ...items.map(row));
    if (items.length === 0) fill(list, h('li', { class: 'empty' }, 'Nothing has happened yet. Messages and notifications for you appear here.'));
    if (items.some((item) => !item.read)) await page.api.feedRead();
  }

  function row(item: FeedItemView): HTMLElement {
    return h('li', {}, h('button', { class: `row ${item.read ? '' : 'unread'}`, on: { click: () => open(item) } },
      h('span', { class: 'avatar quiet-sign' }, icon(item.conversationId ? 'chat' : 'activity')),
      h('span', { class: 'grow' }, h('span', { class: 'title' }, item.title), h('span', { class: 'subtle line' }, item.preview)), h('time', { class: 'subtle' }, whenText(item.createdAt))));
  }

  function open(item: FeedItemView): void {
    if (item.conversationId) page.go({ view: 'chat', chatId: item.conversationId });
    else if (item.webUrl) page.openLink(item.webUrl);
  }

  await load();
  return {
    element,
    goTo: (route: Route) => route.view === 'activity',
    onEvent: (event) => { if (event.type === 'feed') void load(); },
    onTheme: () => undefined,
    onBack: () => false,
    dispose: () => undefined,
  };
}
