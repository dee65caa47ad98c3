import type { AppView, MeView, TenantView, Theme } from '../page-types.ts';
import type { PersonApi } from './client-api.ts';

/** Where the page is: `#/activity`, `#/chat/{id}`, `#/teams/{team}/{channel}[/tab/{tab}]`, `#/app/{client id}/{entity id}`. */
export type Route =
  | { view: 'activity' }
  | { view: 'chat'; chatId: string | null }
  | { view: 'teams'; teamId: string | null; channelId: string | null; tabId: string | null; subPageId: string | null }
  | { view: 'app'; clientId: string | null; entityId: string | null; subPageId: string | null };

/** What all parts of the page share. */
export interface Page {
  tenant: TenantView;
  me: MeView;
  api: PersonApi;
  theme: Theme;
  go(route: Route): void;
  goBack(): boolean;
  openLink(url: string): boolean;
  app(clientId: string | null): AppView | undefined;
}

export function routeFrom(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [view, ...parts] = path.split('/').map(decodeURIComponent);
  const subPageId = new URLSearchParams(query).get('sub');
  const at = (index: number) => parts[index] || null;
  switch (view) {
    case 'chat': return { view: 'chat', chatId: at(0) };
    case 'teams': return { view: 'teams', teamId: at(0), channelId: at(1), tabId: at(2) === 'tab' ? at(3) : null, subPageId };
    case 'app': return { view: 'app', clientId: at(0), entityId: at(1), subPageId };
    default: return { view: 'activity' };
  }
}

export function hashOf(route: Route): string {
  const join = (...parts: (string | null)[]) => `#/${parts.filter((part) => part !== null).map((part) => encodeURIComponent(part ?? '')).join('/')}`;
  switch (route.view) {
    case 'activity': return '#/activity';
    case 'chat': return join('chat', route.chatId);
    case 'teams': return join('teams', route.teamId, route.channelId, ...(route.tabId ? ['tab', route.tabId] : [])) + sub(route.subPageId);
    case 'app': return join('app', route.clientId, route.entityId) + sub(route.subPageId);
  }
}

function sub(subPageId: string | null): string {
  return subPageId ? `?sub=${encodeURIComponent(subPageId)}` : '';
}
