import { randomUUID } from 'node:crypto';
import { type App, createApp } from '../../api/app.ts';
import { peopleStore } from '../../api/membership/people-store.ts';
import type { Part } from '../../api/membership/membership-contract.ts';
import { membershipStore } from '../../api/membership/membership-store.ts';
import { communityStore } from '../../api/communities/community-store.ts';
import { parseSettings } from '../../api/platform/settings.ts';
import { readManifest } from '../../scripts/app-package.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { buildApp, startTestSandbox, testClientId, type TestSandbox } from '../support/sandbox.ts';
import { createTeamsClient, type TeamsClient } from '../../sandbox/teams-page/teams-client.ts';
import { buildTenant, people } from '../support/tenant-builder.ts';
import type { AppRegistration } from '../../sandbox/kernel/app-registration.ts';
import type { Wire } from './wire.ts';

export interface World {
  sandbox: TestSandbox;
  api: App;
  database: TestDatabase;
  teams: TeamsClient;
  tenantId: string;
  clientId: string;
  /** The product's clock. */
  clock: { readonly now: Date };
  /** Calls the API as a person. */
  call(personId: string, method: string, path: string, body?: unknown): Promise<{ status: number; body: Wire }>;
  /** A community with these members, straight into the database. */
  community(members: Partial<Record<keyof typeof people, Part>>, changes?: { name?: string; about?: string; unit?: string | null }): Promise<string>;
  /** Waits until every job is done. */
  idle(): Promise<void>;
  registerApp(changes?: Partial<AppRegistration>): void;
  stop(): Promise<void>;
}

/** Sandbox, PostgreSQL and API, talking to each other over HTTP as in production. */
export async function startWorld(tenant: Parameters<typeof buildTenant>[0] = {}): Promise<World> {
  const database = await createTestDatabase();
  const sandbox = await startTestSandbox({ tenant: buildTenant(tenant) });
  const app = buildApp();
  const clock = { get now() { return new Date(); } };
  const api = await createApp(parseSettings({
    PORT: '0', PUBLIC_URL: 'http://localhost:3978', TENANT_ID: sandbox.tenantId, CLIENT_ID: testClientId, CLIENT_SECRET: app.clientSecret, APP_ID_URI: app.appIdUri,
    LOGIN_URL: sandbox.url, GRAPH_URL: sandbox.url, BOT_OPENID_METADATA_URL: `${sandbox.url}/botframework/v1/.well-known/openidconfiguration`,
    BOT_SERVICE_URL: `${sandbox.url}/connector`, TEAMS_HOST_ORIGINS: sandbox.teamsUrl, DATABASE_URL: database.url, LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
  }), { clock: () => clock.now });
  const registerApp = (changes: Partial<AppRegistration> = {}) => sandbox.registerApp({
    ...app, botMessagingEndpoint: `${api.url}/api/messages`,
    manifest: readManifest({ CLIENT_ID: testClientId, APP_ID_URI: app.appIdUri, PUBLIC_URL: api.url }) as unknown as AppRegistration['manifest'], ...changes,
  });
  registerApp();
  const { tenantId } = sandbox;
  return {
    sandbox, api, database, tenantId, clock, clientId: testClientId, registerApp, teams: createTeamsClient(sandbox),
    async call(personId, method, path, body) {
      const response = await fetch(`${api.url}${path}`, {
        method, headers: { authorization: `Bearer ${await sandbox.tokenFor(personId)}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text ? JSON.parse(text) : undefined };
    },
    async community(members, changes = {}) {
      const id = randomUUID();
      await database.inTenant(tenantId, async (trx) => {
        await communityStore.insert(trx, tenantId, {
          id, requestId: randomUUID(), name: 'Pump keepers', about: 'Keeping old pumps running', templateId: 'professional-discipline', stage: 'coalescing',
          unit: null, topics: [], createdBy: people.ben, ...changes,
        }, clock.now);
        const wanted = Object.entries(members) as [keyof typeof people, Part][];
        for (const [name] of wanted) await peopleStore.rememberName(trx, tenantId, people[name], `${name[0]!.toUpperCase()}${name.slice(1)} Rowan`);
        await membershipStore.add(trx, tenantId, id, wanted.map(([name, part]) => ({ personId: people[name], part })), clock.now);
      });
      return id;
    },
    idle: () => api.services.jobs.idle(AbortSignal.timeout(15_000)),
    async stop() {
      await api.close();
      await sandbox.stop();
      await database.close();
    },
  };
}
