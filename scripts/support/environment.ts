import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';

/** The project's root: every script works from here, wherever it is called. */
export const root = path.resolve(import.meta.dirname, '../..');

export type Environment = Record<string, string>;

/**
 * Settings of `env/.env.<name>` and its git-ignored `.user` file; the process's own environment wins.
 * @throws SettingError when there is no such file
 */
export function readEnvironment(name: string): Environment {
  const files = [`.env.${name}`, `.env.${name}.user`].map((file) => path.join(root, 'env', file));
  if (!existsSync(files[0]!)) throw new SettingError(`TRELLIS_ENV names “${name}”, but there is no file env/.env.${name}. Make that file, or set TRELLIS_ENV to one that exists.`);
  const read = files.filter((file) => existsSync(file)).map((file) => parseEnv(readFileSync(file, 'utf8')));
  return Object.assign({ TRELLIS_ENV: name }, ...read, definedOnly(process.env)) as Environment;
}

function definedOnly(env: NodeJS.ProcessEnv): Environment {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Where the addresses are. Ports that a person sets move every address that follows from them; `tab` is there under `npm run dev` alone. */
export interface Ports { api: number; sandbox: number; teams: number; tab?: number }

export function portsOf(env: Environment): Ports {
  const port = (name: string, fallback: number) => {
    const value = Number(env[name] ?? fallback);
    if (!Number.isInteger(value) || value < 1 || value > 65_535) throw new SettingError(`${name}=${env[name]} is not a port: choose a number from 1 to 65535.`);
    return value;
  };
  return { api: port('PORT', 3978), sandbox: port('SANDBOX_PORT', 3980), teams: port('SANDBOX_TEAMS_PORT', 3979), ...(env.TAB_PORT ? { tab: port('TAB_PORT', 5173) } : {}) };
}

/** A setting of the scripts is unusable; the message says which and what it may be. */
export class SettingError extends Error {
  readonly code = 'setting-unusable';
}

/**
 * The API's settings when the sandbox plays Microsoft 365 on these ports: the same names that a
 * real tenant has, so the API cannot tell the difference.
 */
export function sandboxEnvironment(env: Environment, ports: Ports, tenantId: string, caFile: string): Environment {
  const sandboxUrl = `https://localhost:${ports.sandbox}`;
  return {
    ...env,
    NODE_ENV: env.NODE_ENV ?? 'development',
    LOG_LEVEL: env.LOG_LEVEL ?? 'warn',
    PORT: String(ports.api),
    PUBLIC_URL: publicUrl(ports),
    NOTIFICATION_URL: `http://localhost:${ports.api}`,
    SANDBOX_PORT: String(ports.sandbox),
    SANDBOX_TEAMS_PORT: String(ports.teams),
    TENANT_ID: tenantId,
    APP_ID_URI: appIdUri(env, ports),
    LOGIN_URL: sandboxUrl,
    GRAPH_URL: sandboxUrl,
    BOT_OPENID_METADATA_URL: `${sandboxUrl}/botframework/v1/.well-known/openidconfiguration`,
    BOT_SERVICE_URL: `${sandboxUrl}/connector`,
    TEAMS_HOST_ORIGINS: `http://localhost:${ports.teams}`,
    NODE_EXTRA_CA_CERTS: path.resolve(root, caFile),
  };
}

/** Where browsers reach tab and API; under `npm run dev` that is Vite, which hands `/api` on (TAB_PORT). */
export function publicUrl(ports: Ports): string {
  return `http://localhost:${ports.tab ?? ports.api}`;
}

/** `api://{domain}/botid-{client id}`: the form for an app with bot, extension and tab (Microsoft, "Enable SSO for tab apps"). The domain, with its port, is the tab's: Teams gives no token to another. */
export function appIdUri(env: Environment, ports: Ports): string {
  return `api://${new URL(publicUrl(ports)).host}/botid-${env.CLIENT_ID ?? ''}`;
}
