import type { ChannelView, TabView, TeamView } from '../page-types.ts';
import { addTabDialog, configureTab } from './add-tab-dialog.ts';
import { backButton } from './chat-view.ts';
import { conversationPane, type ConversationPane } from './conversation-pane.ts';
import { avatar, dialog, fill, h, icon, toast } from './dom.ts';
import type { Page, Route } from './page-state.ts';
import { tabFrame, type TabFrame } from './tab-frame.ts';
import type { View } from './view.ts';

/** Teams and their channels; in a channel its posts and its tabs. */
export async function teamsView(page: Page, first: Extract<Route, { view: 'teams' }>): Promise<View> {
  let route = first;
  let teams: TeamView[] = await page.api.teams();
  let frame: TabFrame | null = null;
  let pane: ConversationPane | null = null;
  const opened = new Set<string>();
  const list = h('nav', { class: 'list', 'aria-label': 'Teams and channels' });
  const main = h('section', { class: 'main', 'aria-label': 'Channel' });
  const element = h('div', { class: 'view' }, h('div', { class: 'side' }, h('header', {}, h('h1', {}, 'Teams')), list), main);

  const at = (teamId: string, channelId: string, tabId: string | null = null): Route => ({ view: 'teams', teamId, channelId, tabId, subPageId: null });
  const place = () => {
    const team = teams.find((each) => each.id === route.teamId);
    return { team, channel: team?.channels.find((each) => each.id === route.channelId) };
  };

  function drawList(): void {
    fill(list, ...teams.map((team) => {
      const open = opened.has(team.id) || team.id === route.teamId;
      const channels = h('ul', { hidden: !open }, ...team.channels.map((channel) => h('li', {}, h('button', {
        class: 'row channel', 'aria-current': team.id === route.teamId && channel.id === route.channelId ? 'page' : null, on: { click: () => page.go(at(team.id, channel.id)) },
      }, h('span', { class: 'grow line' }, channel.displayName)))));
      const toggle = h('button', { class: 'row team', 'aria-expanded': String(open), on: { click: () => {
        channels.hidden = !channels.hidden;
        toggle.setAttribute('aria-expanded', String(!channels.hidden));
        if (channels.hidden) opened.delete(team.id);
        else opened.add(team.id);
      } } }, avatar(team.displayName, 'small'), h('span', { class: 'grow line title' }, team.displayName));
      return h('div', { class: 'team-group' }, toggle, channels);
    }));
    if (teams.length === 0) list.append(h('p', { class: 'empty' }, 'You are in no team.'));
  }

  function drawMain(): void {
    frame?.dispose();
    frame = null;
    pane = null;
    const { team, channel } = place();
    element.classList.toggle('open', route.teamId !== null);
    if (!team || !channel) return fill(main, h('p', { class: 'empty' }, route.teamId ? 'This channel was not found, or you are not in its team.' : 'Choose a channel.'));
    const tab = channel.tabs.find((each) => each.id === route.tabId);
    fill(main, header(team, channel, tab));
    if (!tab) {
      if (route.tabId) main.append(h('p', { class: 'notice' }, 'This tab is not in the channel any more.'));
      pane = conversationPane(page, { conversationId: channel.id, threads: true, label: 'Start a post', empty: `Welcome to ${channel.displayName}. Nobody has posted here yet.` });
      main.append(pane.element);
      void pane.refresh();
      return;
    }
    const app = page.app(tab.clientId);
    if (!app) return main.append(h('p', { class: 'empty' }, 'The app of this tab is not registered in this tenant.'));
    frame = tabFrame(page, { app, contentUrl: tab.contentUrl, entityId: tab.entityId, subPageId: route.subPageId, channel: { team, channel } });
    main.append(frame.element);
  }

  function header(team: TeamView, channel: ChannelView, tab: TabView | undefined): HTMLElement {
    const go = (tabId: string | null) => () => page.go(at(team.id, channel.id, tabId));
    return h('header', { class: 'main-header' }, backButton(page, { view: 'teams', teamId: null, channelId: null, tabId: null, subPageId: null }),
      avatar(team.displayName), h('div', { class: 'where' }, h('h2', {}, channel.displayName), h('span', { class: 'subtle line' }, team.displayName)),
      h('nav', { class: 'tabs', 'aria-label': 'Tabs' },
        h('button', { 'aria-current': tab ? null : 'page', on: { click: go(null) } }, 'Posts'),
        ...channel.tabs.map((each) => h('button', { 'aria-current': each === tab ? 'page' : null, on: { click: go(each.id) } }, each.displayName)),
        h('button', { 'aria-label': 'Add a tab', title: 'Add a tab', on: { click: () => addTabDialog(page, team, channel, (added) => void shown(team, channel, added)) } }, icon('plus'))),
      tab && h('button', { class: 'quiet', 'aria-label': `Options of ${tab.displayName}`, on: { click: () => tabOptions(team, channel, tab) } }, icon('more')));
  }

  async function shown(team: TeamView, channel: ChannelView, tab: TabView): Promise<void> {
    teams = await page.api.teams();
    page.go(at(team.id, channel.id, tab.id));
  }

  function tabOptions(team: TeamView, channel: ChannelView, tab: TabView): void {
    const window = dialog(tab.displayName);
    const app = page.app(tab.clientId);
    fill(window.body, h('div', { class: 'choices' },
      app?.configurationUrl && h('button', { on: { click: () => {
        window.close();
        configureTab(page, { team, channel, app, tab }, (changed) => void shown(team, channel, changed));
      } } }, 'Settings'),
      h('button', { on: { click: () => {
        window.close();
        void page.api.removeTab(team.id, channel.id, tab.id).then(() => {
          toast(`${tab.displayName} is removed from ${channel.displayName}.`);
          page.go(at(team.id, channel.id));
        });
      } } }, 'Remove')));
  }

  async function reload(): Promise<void> {
    const before = JSON.stringify(place().channel?.tabs);
    teams = await page.api.teams();
    drawList();
    // A frame that works is left alone; what changed is only the row of tabs around it.
    if (JSON.stringify(place().channel?.tabs) === before) return;
    const { team, channel } = place();
    const tab = channel?.tabs.find((each) => each.id === route.tabId);
    if ((frame || pane) && team && channel && (tab || !route.tabId)) main.querySelector('.main-header')?.replaceWith(header(team, channel, tab));
    else drawMain();
  }

  drawList();
  drawMain();
  return {
    element,
    async goTo(next) {
      if (next.view !== 'teams') return false;
      route = next;
      if (!place().channel?.tabs.some((each) => each.id === route.tabId) && route.tabId) teams = await page.api.teams();
      drawList();
      drawMain();
      return true;
    },
    onEvent(event) {
      if (event.type === 'message' && event.conversationId === route.channelId) void pane?.refresh();
      if (event.type === 'tabs' || event.type === 'apps') void reload();
    },
    onTheme(theme) {
      frame?.host.themeChanged(theme);
      pane?.redraw();
    },
    onBack: () => frame?.host.backButton() ?? false,
    dispose: () => frame?.dispose(),
  };
}
