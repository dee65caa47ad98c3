import type { TeamsPlatform } from './connector/teams-platform.ts';
import { validateBotAccessToken, signBotToken } from './entra/bot-tokens.ts';
import { findPerson } from './entra/entra-area.ts';
import { issueTabToken, type TokenIssuer } from './entra/tokens.ts';
import { installForUser, installInTeam, removeFromTeam, removeFromUser, teamInstallation, userInstallation } from './graph/apps/app-installations.ts';
import { directoryArea } from './graph/directory/directory-area.ts';
import { teamsArea, type Channel, type Team } from './graph/teams/teams-area.ts';
import type { AppRegistration } from './kernel/app-registration.ts';
import type { SandboxEventEmitter } from './kernel/events.ts';
import type { StateStore } from './kernel/state-store.ts';

/** What the connector and the Teams page see of the tenant. */
export function teamsPlatform(about: { store: StateStore, issuer: TokenIssuer, events: SandboxEventEmitter }): TeamsPlatform {
  const { store, issuer, events } = about;
  const state = () => store.current;
  const users = () => directoryArea.of(state()).users;
  const channelOf = (teamId: string, channelId: string): Channel | undefined => teamsArea.of(state()).get(teamId)?.channels.get(channelId);
  const appOfManifest = (id: string): AppRegistration | undefined => [...state().apps.values()].find(app => app.manifest.id === id);
  const place = () => ({ state: state(), events });

  return {
    get tenantId() { return state().tenantId; },
    get organizationName() { return state().tenant.organization.displayName; },
    sandboxUrl: () => issuer.url,
    now: () => new Date(issuer.now()),
    people: () => [...users().values()],
    person: id => users().get(id),
    managerOf: id => users().get(id)?.manager ?? null,
    teams: () => [...teamsArea.of(state()).values()].map(team => platformTeam(team)),
    team: id => {
      const team = teamsArea.of(state()).get(id);
      return team && platformTeam(team);
    },
    tabs: (teamId, channelId) => [...channelOf(teamId, channelId)?.tabs.values() ?? []].map(tab => ({
      id: tab.id, displayName: tab.displayName, teamsAppId: state().apps.get(tab.clientId)?.manifest.id ?? tab.clientId,
      entityId: tab.configuration.entityId ?? '', contentUrl: tab.configuration.contentUrl ?? '',
      websiteUrl: tab.configuration.websiteUrl, removeUrl: tab.configuration.removeUrl,
    })),
    saveTab(teamId, channelId, tab) {
      const app = appOfManifest(tab.teamsAppId);
      channelOf(teamId, channelId)?.tabs.set(tab.id, {
        id: tab.id, displayName: tab.displayName, clientId: app?.clientId ?? tab.teamsAppId,
        configuration: { entityId: tab.entityId, contentUrl: tab.contentUrl, websiteUrl: tab.websiteUrl ?? null, removeUrl: tab.removeUrl ?? null },
      });
      store.touch();
      events.emit('tabsChanged', { teamId, channelId });
    },
    deleteTab(teamId, channelId, tabId) {
      channelOf(teamId, channelId)?.tabs.delete(tabId);
      store.touch();
      events.emit('tabsChanged', { teamId, channelId });
    },
    apps: () => [...state().apps.values()],
    isInstalled: (app, scope) => 'personId' in scope
      ? userInstallation(state(), scope.personId, app.clientId) !== undefined
      : teamInstallation(state(), scope.teamId, app.clientId) !== undefined,
    install(app, scope) {
      if ('personId' in scope) installForUser(place(), scope.personId, app);
      else installInTeam(place(), scope.teamId, app, null);
      store.touch();
    },
    uninstall(app, scope) {
      if ('personId' in scope) {
        const installation = userInstallation(state(), scope.personId, app.clientId);
        if (!installation) return;
        removeFromUser(place(), scope.personId, installation);
      } else {
        const installation = teamInstallation(state(), scope.teamId, app.clientId);
        if (!installation) return;
        removeFromTeam(place(), scope.teamId, installation, null);
      }
      store.touch();
    },
    issueTabToken({ app, personId }) {
      const person = findPerson(state(), personId);
      if (!person) throw new UnknownPersonError(personId);
      return issueTabToken(issuer, person, app);
    },
    signBotToken: ({ botId, serviceUrl }) => signBotToken(issuer, { appId: botId, serviceUrl }),
    async checkBotAccessToken(authorization) {
      const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
      if (!token) return { ok: false, reason: 'The request has no bearer token.' };
      try {
        return { ok: true, appId: (await validateBotAccessToken(issuer, token)).clientId };
      } catch (problem) {
        return { ok: false, reason: (problem as Error).message };
      }
    },
    state,
    touch: () => store.touch(),
    events,
  };

  function platformTeam(team: Team) {
    const group = directoryArea.of(state()).groups.get(team.id)!;
    return {
      id: team.id, displayName: group.displayName, description: group.description, visibility: group.visibility,
      ownerIds: [...group.owners], memberIds: [...group.members], channels: [...team.channels.values()],
    };
  }
}

export class UnknownPersonError extends Error {
  override readonly name = 'UnknownPersonError';
  readonly code = 'unknown-person';

  constructor(id: string) {
    super(`Nobody in the tenant has the id ${id}.`);
  }
}
