import type { AppView, ChannelView, TeamView } from '../page-types.ts';
import { h, toast } from './dom.ts';
import type { Page } from './page-state.ts';
import { TeamsHost, fillPlaceholders, type HostedPage, type TabSettings } from './teams-host.ts';

export interface TabPlace {
  app: AppView;
  contentUrl: string;
  entityId: string;
  subPageId: string | null;
  /** Where a channel's tab is; null for a personal tab. */
  channel: { team: TeamView; channel: ChannelView } | null;
}

export interface TabFrame {
  element: HTMLElement;
  host: TeamsHost;
  dispose(): void;
}

const appSessionId = crypto.randomUUID();

/** An app's page in a frame, with the host behind it. `configure` makes it the tab's configuration page. */
export function tabFrame(page: Page, place: TabPlace, configure?: { settings: TabSettings; onSettings: (settings: TabSettings) => void; onValidity: (valid: boolean) => void }): TabFrame {
  const context = () => contextOf(page, place, configure ? 'settings' : 'content');
  const src = fillPlaceholders(place.contentUrl, context());
  const frame = h('iframe', {
    title: `${place.app.name}`, name: 'embedded-page-container', class: 'tab-frame',
    allow: 'clipboard-read; clipboard-write',
    sandbox: 'allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-pointer-lock allow-scripts allow-same-origin allow-downloads',
  });
  const progress = h('div', { class: 'progress', role: 'progressbar', 'aria-label': `${place.app.name} is loading` });
  const failure = h('div', { class: 'frame-failure', role: 'alert', hidden: true });
  const element = h('div', { class: 'frame-box' }, progress, failure, frame);
  frame.addEventListener('load', () => { progress.hidden = true; });

  const hosted: HostedPage = {
    frameContext: configure ? 'settings' : 'content',
    context,
    async authToken() {
      // As in Teams: the token is for the app's own pages only.
      const resourceHost = /^api:\/\/([^/]+)\//.exec(place.app.ssoResource ?? '')?.[1];
      if (!place.app.ssoResource) throw new TokenRefusedError('App is missing webApplicationInfo in its manifest.');
      if (resourceHost !== undefined && resourceHost !== new URL(src).host) throw new TokenRefusedError('App resource defined in manifest and iframe origin do not match');
      return (await page.api.tabToken(place.app.clientId)).token;
    },
    settings: () => configure?.settings ?? { entityId: place.entityId, contentUrl: place.contentUrl },
    settingsChanged: configure?.onSettings,
    validityChanged: configure?.onValidity,
    openLink: (url) => page.openLink(url),
    navigateToApp: (destination) => navigate(page, destination),
    navigateBack: () => page.goBack(),
    shareLink(subPageId) {
      const link = deepLink(place, subPageId);
      void navigator.clipboard?.writeText(link).catch(() => undefined);
      toast('Link copied to the clipboard.');
    },
    loaded: () => { progress.hidden = true; },
    failed(reason, message) {
      progress.hidden = true;
      failure.hidden = false;
      failure.textContent = `There was a problem reaching ${place.app.name}${message ? `: ${message}` : ` (${reason}).`}`;
    },
  };
  const host = new TeamsHost(frame, src, hosted);
  frame.src = src;
  return { element, host, dispose: () => host.dispose() };
}

/** Why `getAuthToken` gives no token; the text goes to the app. */
class TokenRefusedError extends Error {
  readonly code = 'token-refused';
}

function navigate(page: Page, destination: { appId: string; pageId: string; channelId?: string; subPageId?: string; webUrl?: string }): boolean {
  const app = page.tenant.apps.find((each) => each.teamsAppId === destination.appId || each.clientId === destination.appId);
  if (!app) return false;
  const url = new URL(`https://teams.microsoft.com/l/entity/${encodeURIComponent(app.teamsAppId)}/${encodeURIComponent(destination.pageId)}`);
  if (destination.channelId || destination.subPageId) url.searchParams.set('context', JSON.stringify({ channelId: destination.channelId, subEntityId: destination.subPageId }));
  return page.openLink(url.href);
}

/** The link to a tab's page (Microsoft Learn, "Create deep links to an application"). */
function deepLink(place: TabPlace, subPageId: string): string {
  const context = { ...(subPageId ? { subEntityId: subPageId } : {}), ...(place.channel ? { channelId: place.channel.channel.id } : {}) };
  const url = new URL(`https://teams.microsoft.com/l/entity/${encodeURIComponent(place.app.teamsAppId)}/${encodeURIComponent(place.entityId)}`);
  if (Object.keys(context).length > 0) url.searchParams.set('context', JSON.stringify(context));
  return url.href;
}

/** The context as Teams on the web gives it to teams-js, in its flat form. */
function contextOf(page: Page, place: TabPlace, frameContext: string): Record<string, unknown> {
  const { me, tenant } = page;
  const team = place.channel?.team;
  const channel = place.channel?.channel;
  return {
    locale: 'en-us',
    theme: page.theme,
    entityId: place.entityId,
    subEntityId: place.subPageId ?? undefined,
    isFullScreen: false,
    isMultiWindow: false,
    sessionId: appSessionId,
    appSessionId,
    hostClientType: 'web',
    hostName: 'Teams',
    frameContext,
    ringId: 'general',
    tid: tenant.tenantId,
    upn: me.userPrincipalName,
    userPrincipalName: me.userPrincipalName,
    loginHint: me.userPrincipalName,
    userObjectId: me.id,
    userDisplayName: me.displayName,
    userLicenseType: 'Unknown',
    tenantSKU: 'enterprise',
    appId: place.app.teamsAppId,
    appIconPosition: 0,
    osLocaleInfo: { platform: 'windows', regionalFormat: 'en-us', longDate: 'dddd, MMMM d, yyyy', shortDate: 'M/d/yyyy', longTime: 'h:mm:ss tt', shortTime: 'h:mm tt' },
    ...(team && channel ? {
      groupId: team.id,
      teamId: team.threadId,
      teamName: team.displayName,
      teamType: 0,
      userTeamRole: team.owner ? 0 : 1,
      isTeamArchived: false,
      channelId: channel.id,
      channelName: channel.displayName,
      channelType: channel.membershipType === 'private' ? 'Private' : channel.membershipType === 'shared' ? 'Shared' : 'Regular',
      channelRelativeUrl: `/${channel.displayName}`,
      hostTeamGroupId: team.id,
      hostTeamTenantId: tenant.tenantId,
    } : {}),
  };
}
