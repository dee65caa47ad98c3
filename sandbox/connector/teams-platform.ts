import type { AppRegistration } from '../kernel/app-registration.ts';
import type { SandboxEventEmitter } from '../kernel/events.ts';
import type { TenantState } from '../kernel/state.ts';

/**
 * What the connector and the Teams page ask of the rest of the sandbox: the tenant's people and teams,
 * Entra's tokens, the registered apps, and a place to keep conversations. The sandbox's core supplies it.
 */

export interface PlatformPerson {
  id: string;
  displayName: string;
  userPrincipalName: string;
  mail?: string | null;
  jobTitle?: string | null;
  department?: string | null;
  officeLocation?: string | null;
  givenName?: string | null;
  surname?: string | null;
  preferredLanguage?: string | null;
}

export interface PlatformChannel {
  id: string;
  displayName: string;
  description?: string | null;
  membershipType?: string;
  /** Of a private channel: who is in it. Null or absent: everyone in the team. */
  members?: ReadonlySet<string> | null;
}

/** Whether a person of the team sees the channel. */
export function seesChannel(channel: PlatformChannel, personId: string): boolean {
  return !channel.members || channel.members.has(personId);
}

export interface PlatformTeam {
  id: string;
  displayName: string;
  description?: string | null;
  visibility?: string;
  ownerIds: readonly string[];
  /** Everyone in the team, owners included. */
  memberIds: readonly string[];
  channels: readonly PlatformChannel[];
}

/** Graph's teamsTab, flattened. */
export interface PlatformTab {
  id: string;
  displayName: string;
  /** The app's Teams app id (manifest id). */
  teamsAppId: string;
  entityId: string;
  contentUrl: string;
  websiteUrl?: string | null;
  removeUrl?: string | null;
}

/** Where an app can be installed: for one person, or in one team. */
export type InstallationScope = { personId: string } | { teamId: string };

export type TokenCheck = { ok: true; appId: string } | { ok: false; reason: string };

export interface TeamsPlatform {
  readonly tenantId: string;
  readonly organizationName: string;
  /** Base address of the sandbox without a slash at the end, for example https://localhost:3980. */
  sandboxUrl(): string;
  now(): Date;

  people(): readonly PlatformPerson[];
  person(id: string): PlatformPerson | undefined;
  /** The person's own manager's id, or null. */
  managerOf(personId: string): string | null;

  teams(): readonly PlatformTeam[];
  team(id: string): PlatformTeam | undefined;
  tabs(teamId: string, channelId: string): readonly PlatformTab[];
  /** Keeps a tab, so that Graph lists it; an existing id is replaced. */
  saveTab(teamId: string, channelId: string, tab: PlatformTab): void;
  deleteTab(teamId: string, channelId: string, tabId: string): void;

  apps(): readonly AppRegistration[];
  isInstalled(app: AppRegistration, scope: InstallationScope): boolean;
  install(app: AppRegistration, scope: InstallationScope): void;
  uninstall(app: AppRegistration, scope: InstallationScope): void;

  /** The token that `authentication.getAuthToken` gives to the app's tab. */
  issueTabToken(input: { app: AppRegistration; personId: string }): Promise<string>;
  /** A token as the bot service signs it: iss https://api.botframework.com, aud the bot, claim serviceurl. */
  signBotToken(input: { botId: string; serviceUrl: string }): Promise<string>;
  /** Checks a token that a bot shows to the connector: aud https://api.botframework.com, appid the bot's. */
  checkBotAccessToken(authorization: string | undefined): Promise<TokenCheck>;

  /** The tenant's state as it is now; another object after a reset. */
  state(): TenantState;
  /** Says that something in the state changed, so that it is kept. */
  touch(): void;
  readonly events: SandboxEventEmitter;
}
