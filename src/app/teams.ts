import { app, authentication, pages } from '@microsoft/teams-js';
import { takeTokensFrom } from '../shared/api.ts';
import { localProblem } from '../shared/api-error.ts';
import type { Host } from '../shared/host.ts';
import { themeFromTeams } from './theme.ts';
import type { TabConfig } from '../../api/platform/http/tab-config-contract.ts';

/** What Teams told at the start; `subPage` is where a deep link points to. */
export interface Started { host: Host; subPage: string | null }

/** The tab was opened somewhere else than in Teams. */
export class OutsideTeamsError extends Error {
  readonly code = 'outside-teams';
}

/** Teams answers within milliseconds; who has not answered by then is not Teams. */
const hostAnswersWithin = 8_000;

/**
 * Says hello to Teams and learns where the tab is shown. Throws {@link OutsideTeamsError} when
 * no Teams answers. Hosts besides Microsoft's own count only when the API's settings name them.
 */
export async function startTeams(onTheme: (theme: Host['theme']) => void): Promise<Started> {
  if (window.parent === window) throw new OutsideTeamsError();
  const config = await tabConfig();
  await Promise.race([
    app.initialize(config.teamsHostOrigins),
    new Promise((_, reject) => setTimeout(() => reject(new OutsideTeamsError()), hostAnswersWithin)),
  ]);
  app.notifyAppLoaded();
  app.registerOnThemeChangeHandler((name) => onTheme(themeFromTeams(name)));
  takeTokensFrom(cachedToken);
  const context = await app.getContext();
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

async function tabConfig(): Promise<TabConfig> {
  try {
    const answer = await fetch('/api/tab-config', { credentials: 'same-origin' });
    if (answer.ok) return (await answer.json()) as TabConfig;
  } catch {
    // Without it Microsoft's own hosts still work; the first call to the API will tell what is wrong.
  }
  return { teamsHostOrigins: [], clientId: '' };
}

function describe(context: app.Context): Host {
  const { team, channel, page } = context;
  const frames: Partial<Record<string, Host['frame']>> = { settings: 'configuration', remove: 'configuration' };
  return {
    theme: themeFromTeams(context.app.theme),
    locale: supportedLocale(context.app.locale),
    frame: frames[page.frameContext] ?? (channel ? 'channel' : 'personal'),
    entityId: page.id || null,
    team: team?.groupId ? { groupId: team.groupId, name: team.displayName ?? '' } : null,
    channel: channel?.id ? { id: channel.id, name: channel.displayName ?? '' } : null,
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

/** One token until shortly before it runs out; asking Teams anew costs a message and maybe a round trip. */
async function cachedToken(fresh: boolean): Promise<string> {
  if (!fresh && known && Date.now() < known.until) return known.token;
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
