import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { SettingsError } from './errors.ts';

/** An origin or base address, kept without its trailing slash. */
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));
const origins = z.string().transform((value) => value.split(/[\s,]+/).filter(Boolean)).pipe(z.array(z.url().transform((value) => new URL(value).origin)));
const wholeNumber = (from: number, to: number) => z.coerce.number().int().min(from).max(to);

const schema = z.object({
  PORT: wholeNumber(0, 65_535).default(3978),
  /** Address on which the API listens; every interface unless said otherwise. */
  HOST: z.string().optional(),
  /** Where people's browsers and Teams reach the API. */
  PUBLIC_URL: url,
  /** Where Microsoft Graph sends its change notifications; PUBLIC_URL when that is https. Without either, places are followed when people visit. */
  NOTIFICATION_URL: url.optional(),
  TENANT_ID: z.guid().transform((value) => value.toLowerCase()),
  CLIENT_ID: z.guid().transform((value) => value.toLowerCase()),
  CLIENT_SECRET: z.string().min(1),
  APP_ID_URI: z.string().min(1),
  /** Public client of the command-line import, accepted beside Teams' own clients. */
  CLI_CLIENT_ID: z.guid().transform((value) => value.toLowerCase()).optional(),
  LOGIN_URL: url.default('https://login.microsoftonline.com'),
  GRAPH_URL: url.default('https://graph.microsoft.com'),
  BOT_OPENID_METADATA_URL: url.default('https://login.botframework.com/v1/.well-known/openidconfiguration'),
  /** Where the bot speaks first to someone whom it has not met; afterwards each activity names its service. */
  BOT_SERVICE_URL: url.default('https://smba.trafficmanager.net/teams'),
  /** The app's id in the Teams catalogue (manifest id), for deep links; the client id when they are the same. */
  TEAMS_APP_ID: z.guid().transform((value) => value.toLowerCase()).optional(),
  /** Further origins that may hold the tab in a frame, beside Teams' own. */
  TEAMS_HOST_ORIGINS: origins.default([]),
  /** PostgreSQL; without it an embedded one keeps its files in DATA_DIR. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** How many people the organisation has: Microsoft's limits grow with it. Unset, the smallest are kept to. */
  TENANT_PEOPLE: wholeNumber(0, 10_000_000).default(0),
  DATABASE_POOL_SIZE: wholeNumber(2, 200).default(10),
  DATA_DIR: z.string().min(1).default('.trellis/data'),
  TAB_DIR: z.string().min(1).default('dist/tab'),
  /** What a scraper of `/api/metrics` shows; without it there are no metrics. */
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  NODE_EXTRA_CA_CERTS: z.string().min(1).optional(),
});

export type SettingName = keyof z.input<typeof schema>;

/** Everything that differs between one installation and another. */
export interface Settings {
  port: number;
  host: string | undefined;
  publicUrl: string;
  /** Where Graph reaches `/api/graph/notifications`; undefined where it cannot. */
  notificationUrl: string | undefined;
  tenantId: string;
  clientId: string;
  clientSecret: string;
  appIdUri: string;
  cliClientId: string | undefined;
  loginUrl: string;
  graphUrl: string;
  botOpenIdMetadataUrl: string;
  botServiceUrl: string;
  teamsAppId: string;
  teamsHostOrigins: string[];
  databaseUrl: string | undefined;
  tenantPeople: number;
  databasePoolSize: number;
  dataDir: string;
  tabDir: string;
  metricsToken: string | undefined;
  logLevel: z.infer<typeof schema>['LOG_LEVEL'];
  extraCaCerts: string | undefined;
}

const remedies: Partial<Record<SettingName, string>> = {
  PORT: 'Give a port from 0 to 65535; 0 takes a free one.',
  PUBLIC_URL: 'Give the address at which people reach the API, such as https://trellis.contoso.com.',
  TENANT_ID: 'Give the directory (tenant) id from the app registration in Entra ID.',
  CLIENT_ID: 'Give the application (client) id from the app registration in Entra ID.',
  CLIENT_SECRET: 'Put a client secret of the app registration into env/.env.<name>.user, which git ignores.',
  APP_ID_URI: 'Give the application id URI from the app registration, such as api://trellis.contoso.com/botid-<client id>.',
  DATABASE_URL: 'Give postgres://user:password@host:port/database, or leave it out for the embedded database.',
  TEAMS_HOST_ORIGINS: 'Give origins such as http://localhost:3979, separated by spaces or commas.',
  METRICS_TOKEN: 'Give at least 16 characters that nobody guesses, or leave it out for no metrics.',
  LOG_LEVEL: 'Use one of silent, fatal, error, warn, info, debug, trace.',
};

/**
 * Checks raw settings (names as in the env files; empty means not given).
 * @throws SettingsError naming every bad setting with its remedy.
 */
export function parseSettings(raw: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined && value !== ''));
  // The toolkit's name for the same secret (teamsapp.yml). What it wrote itself is encrypted, for itself alone.
  const fromToolkit = given.SECRET_CLIENT_SECRET;
  const encrypted = fromToolkit?.startsWith('crypto_') ?? false;
  if (fromToolkit && !encrypted) given.CLIENT_SECRET ??= fromToolkit;
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    throw new SettingsError(parsed.error.issues.map((issue) => {
      const setting = String(issue.path[0]);
      const missing = given[setting] === undefined;
      if (setting === 'CLIENT_SECRET' && missing && encrypted) {
        return {
          setting, reason: 'is not set, and SECRET_CLIENT_SECRET is encrypted by the toolkit for itself',
          remedy: 'Let the toolkit decrypt it (in VS Code, “Decrypt secret” above its line in env/.env.<name>.user), or make another client secret in Entra ID, and put it there as CLIENT_SECRET.',
        };
      }
      return {
        setting,
        reason: missing ? 'is not set' : `cannot be used (${issue.message})`,
        remedy: remedies[setting as SettingName] ?? 'Correct it in env/.env.<name> or in the environment.',
      };
    }));
  }
  const value = parsed.data;
  return {
    port: value.PORT, host: value.HOST, publicUrl: value.PUBLIC_URL, notificationUrl: notificationUrl(value),
    tenantId: value.TENANT_ID, clientId: value.CLIENT_ID, clientSecret: value.CLIENT_SECRET, appIdUri: value.APP_ID_URI, cliClientId: value.CLI_CLIENT_ID,
    loginUrl: value.LOGIN_URL, graphUrl: value.GRAPH_URL, botOpenIdMetadataUrl: value.BOT_OPENID_METADATA_URL,
    botServiceUrl: value.BOT_SERVICE_URL, teamsAppId: value.TEAMS_APP_ID ?? value.CLIENT_ID, teamsHostOrigins: value.TEAMS_HOST_ORIGINS,
    databaseUrl: value.DATABASE_URL, tenantPeople: value.TENANT_PEOPLE, databasePoolSize: value.DATABASE_POOL_SIZE, dataDir: value.DATA_DIR, tabDir: value.TAB_DIR, metricsToken: value.METRICS_TOKEN,
    logLevel: value.LOG_LEVEL, extraCaCerts: value.NODE_EXTRA_CA_CERTS,
  };
}

/** Graph sends notifications to https addresses only; the sandbox also to this machine's own. */
function notificationUrl({ NOTIFICATION_URL, PUBLIC_URL }: { NOTIFICATION_URL?: string | undefined; PUBLIC_URL: string }): string | undefined {
  const base = NOTIFICATION_URL ?? (PUBLIC_URL.startsWith('https:') ? PUBLIC_URL : undefined);
  return base && `${base}/api/graph/notifications`;
}

/**
 * Reads the settings once: `env/.env.<TRELLIS_ENV>` (if TRELLIS_ENV is set), over it its `.user`
 * file, over both the environment.
 */
export function readSettings(environment: Record<string, string | undefined> = process.env, root = process.cwd()): Settings {
  const name = environment.TRELLIS_ENV;
  if (!name) return parseSettings(environment);
  const file = join(root, 'env', `.env.${name}`);
  if (!existsSync(file)) {
    throw new SettingsError([{ setting: 'TRELLIS_ENV', reason: `names "${name}", but there is no file env/.env.${name}`, remedy: 'Make that file, or set TRELLIS_ENV to one that exists.' }]);
  }
  const read = (path: string) => (existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {});
  return parseSettings({ ...read(file), ...read(`${file}.user`), ...environment });
}
