import type { AppRegistration } from '../../kernel/app-registration.ts';
import type { SandboxEventEmitter } from '../../kernel/events.ts';
import type { TenantState } from '../../kernel/state.ts';
import { teamsArea, type TeamInstallation } from '../teams/teams-area.ts';
import { installationId, userAppsArea, type UserInstallation } from './apps-area.ts';

/** What installing needs: the state, and who is told. */
export interface InstallationPlace { state: TenantState, events: SandboxEventEmitter }

export function userInstallation(state: TenantState, userId: string, clientId: string): UserInstallation | undefined {
  return [...userAppsArea.of(state).get(userId)?.values() ?? []].find(each => each.clientId === clientId);
}

export function teamInstallation(state: TenantState, teamId: string, clientId: string): TeamInstallation | undefined {
  return [...teamsArea.of(state).get(teamId)?.installedApps.values() ?? []].find(each => each.clientId === clientId);
}

/** Installs an app for a person and tells the bot. The same again changes nothing. */
export function installForUser({ state, events }: InstallationPlace, userId: string, app: AppRegistration): UserInstallation {
  const present = userInstallation(state, userId, app.clientId);
  if (present) return present;
  const area = userAppsArea.of(state);
  if (!area.has(userId)) area.set(userId, new Map());
  const botId = app.manifest.bots?.[0]?.botId ?? app.clientId;
  const installation = { id: installationId(userId, app), clientId: app.clientId, chatId: `19:${userId}_${botId}@unq.gbl.spaces` };
  area.get(userId)!.set(installation.id, installation);
  events.emit('appInstalledForUser', { clientId: app.clientId, userId, chatId: installation.chatId });
  return installation;
}

export function removeFromUser({ state, events }: InstallationPlace, userId: string, installation: UserInstallation): void {
  userAppsArea.of(state).get(userId)?.delete(installation.id);
  events.emit('appRemovedFromUser', { clientId: installation.clientId, userId, chatId: installation.chatId });
}

/** Installs an app in a team, with consent to what it wants of a team, and tells the bot. The same again changes nothing. */
export function installInTeam({ state, events }: InstallationPlace, teamId: string, app: AppRegistration, byUserId: string | null): TeamInstallation {
  const present = teamInstallation(state, teamId, app.clientId);
  if (present) return present;
  const installation = { id: installationId(teamId, app), clientId: app.clientId, consented: app.resourceSpecific.filter(name => name.endsWith('.Group')) };
  teamsArea.of(state).get(teamId)!.installedApps.set(installation.id, installation);
  events.emit('appInstalledInTeam', { clientId: app.clientId, teamId, byUserId });
  return installation;
}

/** Removes an app from a team, and its tabs with it. */
export function removeFromTeam({ state, events }: InstallationPlace, teamId: string, installation: TeamInstallation, byUserId: string | null): void {
  const team = teamsArea.of(state).get(teamId)!;
  team.installedApps.delete(installation.id);
  for (const channel of team.channels.values()) {
    for (const tab of channel.tabs.values()) if (tab.clientId === installation.clientId) channel.tabs.delete(tab.id);
  }
  events.emit('appRemovedFromTeam', { clientId: installation.clientId, teamId, byUserId });
}
