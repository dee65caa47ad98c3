import { app, authentication, pages } from '@microsoft/teams-js';
import { takeTokensFrom } from '../shared/api.ts';
import { localProblem } from '../shared/api-error.ts';
import type { Host } from '../shared/host.ts';
import { takeTheme } from './shown-theme.ts';

/** What Teams tells about the tab; `subPage` is where a deep link points to. */
interface TabContext { host: Omit<Host, 'theme'>; subPage: string | null }

/** From now on tokens come from Teams, a first one at once, and the theme follows it. */
export function followTeams(): void {
  app.notifyAppLoaded();
  app.registerOnThemeChangeHandler(takeTheme);
  takeTokensFrom(cachedToken);
  void cachedToken(false).catch(() => undefined);
}

/** Asks Teams where the tab is shown, and takes its theme. */
export async function whereShown(): Promise<TabContext> {
  const context = await app.getContext();
  takeTheme(context.app.theme);
  return { host: describe(context), subPage: context.page.subPageId || null };
}

export const tellReady = (): void => void app.notifySuccess();
export const tellFailed = (message: string): void => app.notifyFailure({ reason: app.FailedReason.AuthFailed, message });

/**
 * Offers a community's page as the channel's tab, or nothing yet: Teams' Save follows. The
 * address is stable, so a tab that the API pins itself is the same one.
 */
export function offerTab(community: { id: string; name: string } | null): void {
  pages.config.setValidityState(community !== null);
  if (community === null) return;
  const address = `${window.location.origin}${import.meta.env.BASE_URL}communities/${community.id}`;
  pages.config.registerOnSaveHandler((save) => {
    pages.config.setConfig({ entityId: community.id, contentUrl: address, websiteUrl: address, suggestedDisplayName: community.name.slice(0, 50) })
      .then(() => save.notifySuccess(), (error: unknown) => save.notifyFailure(String(error)));
  });
}

function describe(context: app.Context): TabContext['host'] {
  const { team, channel, page } = context;
  const frames: Partial<Record<string, Host['frame']>> = { settings: 'configuration', remove: 'configuration' };
  return {
    locale: supportedLocale(context.app.locale),
    frame: frames[page.frameContext] ?? (channel ? 'channel' : 'personal'),
    entityId: page.id || null,
    team: team?.groupId ? { groupId: team.groupId, name: team.displayName ?? '' } : null,
    channel: channel?.id ? { id: channel.id, name: channel.displayName ?? '' } : null,
    shareLink: (subPage, label) => pages.shareDeepLink({ subPageId: subPage, subPageLabel: label }),
    openLink: (url) => void app.openLink(url).catch(() => window.open(url, '_blank', 'noopener')),
  };
}

/** Teams may name a locale that this browser cannot format. */
function supportedLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

let known: { token: string; until: number } | null = null;
let asked: Promise<string> | null = null;

/** One token until shortly before it runs out, asked for once at a time: Teams' answer costs a message and maybe a round trip. */
async function cachedToken(fresh: boolean): Promise<string> {
  if (!fresh && known && Date.now() < known.until) return known.token;
  return (asked ??= askForToken().finally(() => { asked = null; }));
}

async function askForToken(): Promise<string> {
  try {
    const token = await authentication.getAuthToken();
    known = { token, until: expiry(token) - 5 * 60_000 };
    return token;
  } catch {
    throw localProblem('not-signed-in', 401);
  }
}

/** Milliseconds since 1970 at which a token runs out; 0 when it cannot be read, so that it is not kept. */
function expiry(token: string): number {
  try {
    const [, payload = ''] = token.split('.');
    return (JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { exp: number }).exp * 1_000;
  } catch {
    return 0;
  }
}
