import { type App, type AppOverrides, createApp } from '../../api/app.ts';
import type { BudgetGate } from '../../api/platform/graph/budget/budget-gate.ts';
import type { Cost } from '../../api/platform/graph/budget/costs.ts';
import type { Operation } from '../../api/platform/http/operation-contract.ts';
import { type Settings, parseSettings } from '../../api/platform/settings.ts';
import type { input, output } from 'zod';
import type { TestSandbox } from './sandbox.ts';

export interface Asked<O extends Operation> {
  /** Who asks: a UPN or object id of the sandbox; nobody when absent. */
  as?: string;
  /** A token in place of a person's own. */
  token?: string;
  params?: input<O['params']>;
  query?: Record<string, string | number>;
  body?: input<O['body']>;
  headers?: Record<string, string>;
}

export interface Answered<O extends Operation> {
  status: number;
  headers: Headers;
  /** The operation's response, or the problem; look at `status` first. */
  body: output<O['response']> & { code?: string };
}

export interface TestApi extends App {
  request<O extends Operation>(operation: O, asked?: Asked<O>): Promise<Answered<O>>;
  /** Any request; `body` is sent as it is. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** Settings of an API that lives on this sandbox and, if given, this database. */
export function settingsFor(sandbox: TestSandbox, changes: Record<string, string | undefined> = {}): Settings {
  return parseSettings({
    PORT: '0', PUBLIC_URL: 'http://localhost:3978', TENANT_ID: sandbox.tenantId, CLIENT_ID: sandbox.app.clientId, CLIENT_SECRET: sandbox.app.clientSecret,
    APP_ID_URI: sandbox.app.appIdUri, LOGIN_URL: sandbox.url, GRAPH_URL: sandbox.url, BOT_SERVICE_URL: `${sandbox.url}/connector`,
    BOT_OPENID_METADATA_URL: `${sandbox.url}/botframework/v1/.well-known/openidconfiguration`, TEAMS_HOST_ORIGINS: sandbox.teamsUrl, LOG_LEVEL: 'silent', ...changes,
  });
}

/**
 * The gate as it is, but for its limits: a test asks of one team in a second what hundreds of people would. That
 * the limits are kept is tested where they are (test/platform/graph-budget).
 */
const roomy = (gate: BudgetGate): BudgetGate => {
  const widen = (costs: readonly Cost[]) => costs.map((cost) => (cost.limit.windowMs === 0 ? cost : { ...cost, limit: { ...cost.limit, amount: cost.limit.amount * 100 } }));
  return { ...gate, admit: (requests, options) => gate.admit(requests.map(widen), options), pause: (costs, forMs) => gate.pause(widen(costs), forMs) };
};

/** The whole API in this process, on a free port, asked over HTTP. Close it in `afterAll`, before sandbox and database. */
export async function startTestApi(options: {
  sandbox: TestSandbox; database: { url: string }; settings?: Record<string, string | undefined>; overrides?: AppOverrides;
}): Promise<TestApi> {
  const { sandbox, database } = options;
  const app = await createApp(settingsFor(sandbox, { DATABASE_URL: database.url, ...options.settings }), { gate: roomy, ...options.overrides });
  return {
    ...app,
    fetch: (path, init) => fetch(`${app.url}${path}`, init),
    async request(operation, asked = {}) {
      const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String((asked.params as Record<string, unknown> | undefined)?.[name] ?? '')));
      const query = new URLSearchParams(Object.entries(asked.query ?? {}).map(([name, value]) => [name, String(value)])).toString();
      const token = asked.token ?? (asked.as ? await sandbox.tokenFor(asked.as) : undefined);
      const response = await fetch(`${app.url}${path}${query ? `?${query}` : ''}`, {
        method: operation.method,
        headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(asked.body !== undefined ? { 'content-type': 'application/json' } : {}), ...asked.headers },
        ...(asked.body !== undefined ? { body: JSON.stringify(asked.body) } : {}),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : undefined) as never };
    },
  };
}
