import type { PageEvent, TenantView, Theme } from '../page-types.ts';
import { activityView } from './activity-view.ts';
import { appView } from './app-view.ts';
import { chatView } from './chat-view.ts';
import { apiAs, people, tenant as loadTenant } from './client-api.ts';
import { openTeamsLink } from './deep-links.ts';
import { appIcon, avatar, dialog, fill, h, icon } from './dom.ts';
import { forgetPersonalCards } from './message-list.ts';
import { hashOf, routeFrom, type Page, type Route } from './page-state.ts';
import { personList } from './person-picker.ts';
import { teamsView } from './teams-view.ts';
import type { View } from './view.ts';

const root = document.getElementById('page') as HTMLElement;
const themes: readonly [Theme, string][] = [['default', 'Light'], ['dark', 'Dark'], ['contrast', 'High contrast']];

/** `?as=` says who one is, so that each browser tab can be another person; theme and width go along. */
const parameters = new URLSearchParams(location.search);

function setParameter(name: string, value: string | null): void {
  if (value === null) parameters.delete(name);
  else parameters.set(name, value);
  history.replaceState(history.state, '', `?${parameters}${location.hash}`);
}

function themeFromAddress(): Theme {
  const wanted = parameters.get('theme');
  return themes.find(([theme]) => theme === wanted)?.[0] ?? 'default';
}

async function start(): Promise<void> {
  document.body.dataset['theme'] = themeFromAddress();
  document.body.dataset['width'] = parameters.get('width') === 'phone' ? 'phone' : 'full';
  const tenant = await loadTenant();
  const personId = parameters.get('as');
  if (!personId) return choosePerson(tenant);
  const api = apiAs(personId);
  const me = await api.me().catch(() => null);
  if (!me) return choosePerson(tenant);
  document.title = `${me.displayName} | ${tenant.organizationName}`;
  await run({ tenant, me, api, theme: themeFromAddress(), go, goBack, openLink: () => false, app: (clientId) => tenant.apps.find((each) => each.clientId === clientId) });
}

function choosePerson(tenant: TenantView): void {
  fill(root, h('div', { class: 'shell welcome' }, h('main', {}, h('h1', {}, tenant.organizationName), h('p', {}, 'A local Microsoft 365. Who are you today?'), personList({ search: (text) => people(text, 1_000), choose: (person) => become(person.id) }))));
}

function become(personId: string): void {
  setParameter('as', personId);
  location.hash = '';
  location.reload();
}

function go(route: Route): void {
  const hash = hashOf(route);
  if (location.hash === hash) dispatchEvent(new HashChangeEvent('hashchange'));
  else location.hash = hash;
}

function goBack(): boolean {
  history.back();
  return true;
}

async function run(page: Page): Promise<void> {
  page.openLink = (url) => openTeamsLink(page, url);
  let view: View | null = null;
  let turn = 0;
  const place = h('main', { class: 'place' });
  const badges = { activity: h('span', { class: 'badge', hidden: true }), chat: h('span', { class: 'badge', hidden: true }) };
  const rail = h('nav', { class: 'rail', 'aria-label': 'Apps' });
  fill(root, h('div', { class: 'shell' }, h('div', { class: 'topbar' },
    h('button', { class: 'quiet', 'aria-label': 'Back', title: 'Back', on: { click: () => { if (!view?.onBack()) goBack(); } } }, icon('back')),
    h('span', { class: 'organization' }, page.tenant.organizationName), h('span', { class: 'sandbox-sign' }, 'Sandbox'), personButton()), rail, place));

  function drawRail(route: Route): void {
    const item = (name: string, to: Route, sign: Node, badge?: HTMLElement, current = to.view === route.view) => h('button', { 'aria-current': current ? 'page' : null, on: { click: () => go(to) } }, sign, h('span', {}, name), badge);
    fill(rail, item('Activity', { view: 'activity' }, icon('activity'), badges.activity), item('Chat', { view: 'chat', chatId: null }, icon('chat'), badges.chat),
      item('Teams', { view: 'teams', teamId: null, channelId: null, tabId: null, subPageId: null }, icon('teams')),
      ...page.tenant.apps.map((app) => item(app.name, { view: 'app', clientId: app.clientId, entityId: null, subPageId: null }, appIcon(app, 'small'), undefined,
        route.view === 'app' && (route.clientId === app.clientId || route.clientId === null))));
  }

  async function show(route: Route): Promise<void> {
    const mine = ++turn;
    drawRail(route);
    if (view && await view.goTo(route)) return;
    const next = await makeView(page, route);
    if (mine !== turn) return next.dispose();
    view?.dispose();
    view = next;
    fill(place, next.element);
  }

  async function drawBadges(): Promise<void> {
    const [me, chats] = await Promise.all([page.api.me(), page.api.chats()]);
    Object.assign(page.me, me);
    const set = (badge: HTMLElement, count: number) => {
      badge.hidden = count === 0;
      badge.textContent = String(count);
    };
    set(badges.activity, me.unreadFeed);
    set(badges.chat, chats.filter((chat) => chat.unread > 0).length);
  }

  async function onEvent(event: PageEvent): Promise<void> {
    if (event.type === 'reset') {
      forgetPersonalCards();
      return location.reload();
    }
    if (event.type === 'apps') {
      page.tenant.apps = (await loadTenant()).apps;
      drawRail(routeFrom(location.hash));
    }
    await drawBadges();
    view?.onEvent(event);
  }

  function personButton(): HTMLElement {
    return h('button', { class: 'person', 'aria-label': `${page.me.displayName}: account and settings`, on: { click: openAccount } }, avatar(page.me.displayName, 'small'), h('span', { class: 'wide-only' }, page.me.displayName));
  }

  function openAccount(): void {
    const window = dialog(page.me.displayName);
    const choice = (name: string, legend: string, options: readonly (readonly [string, string])[], current: string, pick: (value: string) => void) => h('fieldset', {}, h('legend', {}, legend), ...options.map(([value, label]) => h('label', {},
      h('input', { type: 'radio', name, value, checked: value === current, on: { change: () => pick(value) } }), label)));
    fill(window.body,
      h('p', { class: 'subtle' }, [page.me.jobTitle, page.me.department, page.me.officeLocation].filter(Boolean).join(' · ')),
      page.me.manager && h('p', { class: 'subtle' }, `Manager: ${page.me.manager.displayName}`),
      choice('theme', 'Theme', themes, page.theme, (value) => setTheme(value as Theme)),
      choice('width', 'Width', [['full', 'Full'], ['phone', 'Phone, 320 px']], document.body.dataset['width'] ?? 'full', (value) => {
        document.body.dataset['width'] = value;
        setParameter('width', value === 'phone' ? 'phone' : null);
      }),
      h('h3', {}, 'Be someone else'), personList({ search: (text) => people(text, 20), exclude: page.me.id, choose: (person) => become(person.id) }));
  }

  function setTheme(theme: Theme): void {
    page.theme = theme;
    document.body.dataset['theme'] = theme;
    setParameter('theme', theme === 'default' ? null : theme);
    view?.onTheme(theme);
  }

  addEventListener('hashchange', () => void show(routeFrom(location.hash)));
  page.api.listen((event) => void onEvent(event));
  await Promise.all([show(routeFrom(location.hash)), drawBadges()]);
}

function makeView(page: Page, route: Route): Promise<View> {
  switch (route.view) {
    case 'activity': return activityView(page);
    case 'chat': return chatView(page, route);
    case 'teams': return teamsView(page, route);
    case 'app': return appView(page, route);
  }
}

start().catch((problem: unknown) => {
  console.error(problem);
  fill(root, h('div', { class: 'shell welcome' }, h('main', {}, h('h1', {}, 'The page could not start'), h('p', { role: 'alert' }, problem instanceof Error ? problem.message : 'Is the sandbox running?'))));
});
