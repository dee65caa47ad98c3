import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { permissionsOf } from '../../api/platform/graph/permissions.ts';
import { graphToolsClientId } from '../../sandbox/entra/first-party-apps.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox.ts';
import type { AppRegistration } from '../../sandbox/kernel/app-registration.ts';
import type { TenantFile } from '../../sandbox/tenant/tenant-file.ts';
import { buildTenant } from './tenant-builder.ts';

export const testClientId = '0b7a5f5e-6a5e-4d0b-9d55-0d6a5ad0c001';

const asked = permissionsOf();

/** Everything Trellis asks for, with consent, and what else the sandbox's own tests need. */
export function buildApp(changes: Partial<AppRegistration> = {}): AppRegistration {
  const clientId = changes.clientId ?? testClientId;
  return {
    clientId,
    clientSecret: 'a-secret-for-tests',
    appIdUri: `api://localhost/botid-${clientId}`,
    displayName: 'Trellis',
    redirectUris: ['http://localhost/auth-end'],
    delegatedPermissions: [
      ...asked.delegated, 'Channel.Create', 'TeamMember.Read.All', 'Files.ReadWrite.All', 'Sites.Read.All', 'TeamsTab.ReadWriteSelfForTeam', 'TeamsAppInstallation.ReadWriteSelfForTeam', 'TeamsAppInstallation.ReadWriteSelfForUser',
    ],
    applicationPermissions: [...asked.application, 'TeamsAppInstallation.ReadWriteSelfForTeam.All'],
    resourceSpecific: asked.resourceSpecific,
    appRoles: [{ value: 'ProgrammeLead' }],
    botMessagingEndpoint: 'http://localhost:9/api/messages',
    manifest: {
      id: clientId, version: '1.0.0', name: { short: 'Trellis', full: 'Trellis' }, description: { short: 'Communities', full: 'Communities of practice' },
      bots: [{ botId: clientId, scopes: ['personal', 'team'] }],
      staticTabs: [{ entityId: 'home', name: 'Communities', contentUrl: 'http://localhost/tab', scopes: ['personal'] }],
      configurableTabs: [{ configurationUrl: 'http://localhost/tab/configure', scopes: ['team'] }],
    },
    ...changes,
  };
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a service answers is looked into freely by tests
export type AnyJson = any;

export interface TestSandbox extends Sandbox {
  app: AppRegistration;
  /** A Graph token of a person (UPN) for the first app, on behalf of them. */
  graphToken(upn: string, scope?: string): Promise<string>;
  /** A Graph token with which a person does what they may in Microsoft 365, by Microsoft's own client and not by an app of ours. */
  personToken(upn: string): Promise<string>;
  /** A Graph token of the first app itself. */
  appGraphToken(): Promise<string>;
  /** Sends a form to the token endpoint; gives status and body. */
  requestToken(form: Record<string, string>): Promise<{ status: number, body: Record<string, AnyJson> }>;
  /** Calls Graph, `path` below `/v1.0`. `body` is sent as JSON. */
  graph(token: string, path: string, init?: { method?: string, headers?: Record<string, string>, body?: unknown }): Promise<GraphReply>;
  /** Sends a batch to Graph: paths to be read, or requests as the batch has them. */
  batch(token: string, requests: readonly (string | object)[]): Promise<GraphReply>;
}

export interface GraphReply { status: number, headers: Headers, body: AnyJson }

/** One authority for all sandboxes of a test file: the trusted certificates of a process are set once. */
const authorityDir = mkdtempSync(join(tmpdir(), 'sandbox-ca-'));
let trusted = false;

function trust(caFile: string): void {
  if (trusted) return;
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), readFileSync(caFile, 'utf8')]);
  trusted = true;
}

/**
 * Starts a sandbox on free ports with the built tenant (or another) and one app (or others), whose certificate this
 * process trusts. State is in memory unless `stateDir` is given. Stop it in `afterAll`.
 */
export async function startTestSandbox(options: Partial<SandboxOptions> & { tenant?: TenantFile } = {}): Promise<TestSandbox> {
  const apps = options.apps ?? [buildApp()];
  const sandbox = await startSandbox({
    port: 0, teamsPort: 0, stateDir: null, caDir: authorityDir, exchangesDir: process.env.SANDBOX_EXCHANGES, tenant: options.tenantFile ? undefined : buildTenant(), ...options, apps,
  });
  trust(sandbox.caFile);
  const app = apps[0]!;
  const tokenUrl = `${sandbox.url}/${sandbox.tenantId}/oauth2/v2.0/token`;

  const requestToken: TestSandbox['requestToken'] = async form => {
    const response = await fetch(tokenUrl, { method: 'POST', body: new URLSearchParams(form) });
    return { status: response.status, body: await response.json() as Record<string, AnyJson> };
  };
  const needed = async (form: Record<string, string>): Promise<string> => {
    const { status, body } = await requestToken({ client_id: app.clientId, client_secret: app.clientSecret, ...form });
    if (status !== 200) throw new TokenNotGivenError(String(body.error_description));
    return body.access_token as string;
  };

  const graph: TestSandbox['graph'] = async (token, path, { method = 'GET', headers = {}, body } = {}) => {
    const response = await fetch(`${sandbox.url}/v1.0${path}`, {
      method,
      headers: { ...token && { Authorization: `Bearer ${token}` }, ...body !== undefined && { 'Content-Type': 'application/json' }, ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: /json/.test(response.headers.get('content-type') ?? '') && text ? JSON.parse(text) : text };
  };

  return Object.assign(Object.create(sandbox) as Sandbox, {
    app,
    requestToken,
    graphToken: async (upn: string, scope = 'https://graph.microsoft.com/.default') => needed({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', requested_token_use: 'on_behalf_of', assertion: await sandbox.tokenFor(upn, app.clientId), scope,
    }),
    async personToken(username: string) {
      const { status, body } = await requestToken({ grant_type: 'password', client_id: graphToolsClientId, username, password: 'sandbox', scope: 'https://graph.microsoft.com/.default' });
      if (status !== 200) throw new TokenNotGivenError(String(body.error_description));
      return body.access_token as string;
    },
    appGraphToken: () => needed({ grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' }),
    graph,
    batch: (token: string, requests: readonly (string | object)[]) => graph(token, '/$batch', {
      method: 'POST', body: { requests: requests.map((each, index) => (typeof each === 'string' ? { id: String(index + 1), method: 'GET', url: each } : each)) },
    }),
  });
}

export class TokenNotGivenError extends Error {
  override readonly name = 'TokenNotGivenError';
  readonly code = 'token-not-given';
}
