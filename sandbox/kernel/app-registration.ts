/** An app as the tenant's administrator has registered and consented to it, with its Teams package. */
export interface AppRegistration {
  clientId: string;
  clientSecret: string;
  /** Application id URI, e.g. `api://localhost:3978/botid-<client id>`. */
  appIdUri: string;
  displayName: string;
  redirectUris: string[];
  /** Delegated Graph permissions with consent. */
  delegatedPermissions: string[];
  /** Application permissions with consent; the `roles` of app-only tokens. */
  applicationPermissions: string[];
  /** Resource-specific permissions, in force in teams where the app is installed. */
  resourceSpecific: string[];
  /** App roles of the registration; ProgrammeLead is given to the tenant's programme leads. */
  appRoles: AppRole[];
  /** Where the connector delivers activities. */
  botMessagingEndpoint: string;
  /** The Teams app manifest with its values filled in. */
  manifest: TeamsManifest;
  /** The package's coloured icon as a `data:` URL; without it, Teams shows the app's first letter. */
  colorIcon?: string | undefined;
}

export interface AppRole { value: string, displayName?: string, description?: string, id?: string }

/** The parts of a Teams app manifest the sandbox acts on; the rest is kept as it is. */
export interface TeamsManifest {
  id: string;
  version: string;
  name: { short: string, full?: string };
  description?: { short?: string, full?: string };
  staticTabs?: { entityId: string, name?: string, contentUrl?: string, websiteUrl?: string, scopes: string[] }[];
  configurableTabs?: { configurationUrl: string, canUpdateConfiguration?: boolean, scopes: string[] }[];
  bots?: { botId: string, scopes: string[] }[];
  composeExtensions?: { botId: string, commands: TeamsCommand[] }[];
  webApplicationInfo?: { id: string, resource?: string };
  [property: string]: unknown;
}

export interface TeamsCommand {
  id: string;
  type?: string;
  title: string;
  description?: string;
  initialRun?: boolean;
  parameters?: { name: string, title: string, description?: string, inputType?: string }[];
  [property: string]: unknown;
}
