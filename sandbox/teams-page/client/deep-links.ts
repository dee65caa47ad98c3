import { people } from './client-api.ts';
import { toast } from './dom.ts';
import type { Page } from './page-state.ts';

const teamsHosts = new Set(['teams.microsoft.com', 'teams.cloud.microsoft']);

/**
 * Follows a link as Teams does: its own links stay in the page (Microsoft Learn, "Deep links"), others open a new
 * browser tab. False for what is no address of the web.
 */
export function openTeamsLink(page: Page, address: string): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  if (!['https:', 'http:', 'msteams:', 'mailto:'].includes(url.protocol)) return false;
  if (url.protocol !== 'msteams:' && !teamsHosts.has(url.host)) {
    open(url.href, '_blank', 'noopener');
    return true;
  }
  const [, kind, ...parts] = url.pathname.split('/').filter(Boolean).map(decodeURIComponent);
  switch (kind) {
    case 'entity': return openEntity(page, parts[0] ?? '', parts[1] ?? '', url.searchParams);
    case 'chat': return openChat(page, parts[0] ?? '', url.searchParams.get('users'));
    case 'channel': return openChannel(page, parts[0] ?? '');
    case 'team': return openChannel(page, parts[0] ?? '');
    case 'message': return openMessage(page, parts[0] ?? '');
    case 'app': {
      const app = appOf(page, parts[0] ?? '');
      if (!app) return refuse('The app was not found.');
      page.go({ view: 'app', clientId: app.clientId, entityId: null, subPageId: null });
      return true;
    }
    default: return refuse('This kind of link is not known to the sandbox.');
  }
}

function openEntity(page: Page, appId: string, entityId: string, search: URLSearchParams): boolean {
  const app = appOf(page, appId);
  if (!app) return refuse('The app of this link was not found.');
  const context = contextOf(search);
  if (!context.channelId) {
    page.go({ view: 'app', clientId: app.clientId, entityId: app.personalTabs.some((tab) => tab.entityId === entityId) ? entityId : null, subPageId: context.subEntityId ?? null });
    return true;
  }
  void page.api.teams().then((teams) => {
    for (const team of teams) {
      const channel = team.channels.find((each) => each.id === context.channelId);
      const tab = channel?.tabs.find((each) => each.clientId === app.clientId && each.entityId === entityId);
      if (channel) return page.go({ view: 'teams', teamId: team.id, channelId: channel.id, tabId: tab?.id ?? null, subPageId: context.subEntityId ?? null });
    }
    toast('You are not in the team of this link.');
  });
  return true;
}

function contextOf(search: URLSearchParams): { channelId?: string; subEntityId?: string } {
  try {
    return JSON.parse(search.get('context') ?? '{}') as { channelId?: string; subEntityId?: string };
  } catch {
    return {};
  }
}

function openChat(page: Page, id: string, users: string | null): boolean {
  if (!users) {
    page.go({ view: 'chat', chatId: id });
    return true;
  }
  const bot = page.tenant.apps.find((app) => users === `28:${app.botId}`);
  const whom = users.split(',')[0] ?? '';
  void (bot ? page.api.openChat({ clientId: bot.clientId }) : findPerson(whom).then((withPersonId) => page.api.openChat({ withPersonId })))
    .then((chat) => page.go({ view: 'chat', chatId: chat.id }), () => toast('The person was not found.'));
  return true;
}

async function findPerson(userPrincipalName: string): Promise<string> {
  const found = await people(userPrincipalName, 5);
  return found.find((person) => person.userPrincipalName.toLowerCase() === userPrincipalName.toLowerCase())?.id ?? userPrincipalName;
}

function openChannel(page: Page, id: string): boolean {
  void page.api.teams().then((teams) => {
    const team = teams.find((each) => each.threadId === id || each.channels.some((channel) => channel.id === id));
    if (team) page.go({ view: 'teams', teamId: team.id, channelId: team.channels.find((channel) => channel.id === id)?.id ?? team.threadId, tabId: null, subPageId: null });
    else toast('You are not in the team of this link.');
  });
  return true;
}

function openMessage(page: Page, conversationId: string): boolean {
  if (!conversationId.includes('thread')) {
    page.go({ view: 'chat', chatId: conversationId });
    return true;
  }
  return openChannel(page, conversationId);
}

function appOf(page: Page, appId: string) {
  return page.tenant.apps.find((app) => app.teamsAppId === appId || app.clientId === appId);
}

function refuse(why: string): false {
  toast(why);
  return false;
}
