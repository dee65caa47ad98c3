import type { AppView, ChannelView, TabView, TeamView } from '../page-types.ts';
import { appIcon, dialog, fill, h } from './dom.ts';
import type { Page } from './page-state.ts';
import { tabFrame } from './tab-frame.ts';
import { SaveRefusedError, type TabSettings } from './teams-host.ts';

/** Choose an app, then its own configuration page; Save is for when the app says that its settings are valid. */
export function addTabDialog(page: Page, team: TeamView, channel: ChannelView, done: (tab: TabView) => void): void {
  const apps = page.tenant.apps.filter((app) => app.configurationUrl);
  const window = dialog('Add a tab');
  fill(window.body, h('p', {}, `Turn your favourite apps into tabs at the top of ${channel.displayName}.`), h('ul', { class: 'people' }, ...apps.map((app) => h('li', {}, h('button', { class: 'row', on: {
    click: () => {
      window.close();
      configureTab(page, { team, channel, app, tab: null }, done);
    },
  } }, appIcon(app), h('span', { class: 'grow' }, h('span', { class: 'title' }, app.name), h('span', { class: 'subtle line' }, app.description)))))));
  if (apps.length === 0) window.body.append(h('p', { class: 'empty' }, 'No registered app has a tab for channels.'));
}

/** The configuration page of a new tab, or of one that is there (`tab`). */
export function configureTab(page: Page, place: { team: TeamView; channel: ChannelView; app: AppView; tab: TabView | null }, done: (tab: TabView) => void): void {
  const { team, channel, app, tab } = place;
  let settings: TabSettings = tab ? { entityId: tab.entityId, contentUrl: tab.contentUrl, websiteUrl: tab.websiteUrl ?? undefined, suggestedDisplayName: tab.displayName } : {};
  const window = dialog(app.name, { wide: true, onClose: () => frame.dispose() });
  const problem = h('p', { class: 'problem', role: 'alert' });
  const save = h('button', { class: 'primary', disabled: true, on: { click: () => void submit() } }, 'Save');
  const frame = tabFrame(page, { app, contentUrl: app.configurationUrl ?? '', entityId: tab?.entityId ?? '', subPageId: null, channel: { team, channel } }, {
    get settings() { return settings; },
    onSettings: (changed) => { settings = { ...settings, ...changed }; },
    onValidity: (valid) => { save.disabled = !valid; },
  });

  async function submit(): Promise<void> {
    save.disabled = true;
    save.textContent = 'Saving…';
    problem.textContent = '';
    try {
      await frame.host.save();
      const kept = { ...settings, displayName: settings.suggestedDisplayName, clientId: app.clientId };
      const saved = tab ? await page.api.changeTab(team.id, channel.id, tab.id, kept) : await page.api.addTab(team.id, channel.id, kept);
      window.close();
      done(saved);
    } catch (failure) {
      problem.textContent = failure instanceof SaveRefusedError || failure instanceof Error ? failure.message : 'The tab was not saved.';
      save.disabled = false;
      save.textContent = 'Save';
    }
  }

  fill(window.body, frame.element, problem, h('footer', {}, h('button', { on: { click: window.close } }, 'Cancel'), save));
}
