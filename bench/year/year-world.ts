import { createServer } from 'node:net';
import { sql } from 'kysely';
import { freeGate } from '../../api/platform/graph/graph-client.ts';
import type { Operation } from '../../api/platform/http/operation-contract.ts';
import { directoryArea, type Group } from '../../sandbox/graph/directory/directory-area.ts';
import { drivesArea, type StoredDrive } from '../../sandbox/graph/drives/drive-store.ts';
import { teamsArea, type Team } from '../../sandbox/graph/teams/teams-area.ts';
import { type Answered, type Asked, startTestApi, type TestApi } from '../../test/support/api.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { buildApp, type GraphReply, startTestSandbox, type TestSandbox } from '../../test/support/sandbox.ts';
import { type Chance, chanceOf } from './chance.ts';
import { yearTenant } from './year-tenant.ts';

/** `pace`: how many times as often things happen as in an ordinary year. */
export interface YearOptions { seed: number; communities: number; people: number; days: number; pace: number }

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Sandbox, API and database on one clock, which is moved on and never waited for. */
export interface YearWorld {
  options: YearOptions;
  chance: Chance;
  sandbox: TestSandbox;
  database: TestDatabase;
  api: TestApi;
  now(): Date;
  /** Time passes: what is due by then in the sandbox and in the product's queue is done. */
  pass(milliseconds: number): Promise<void>;
  /** Microsoft 365 as its administrators change it: an app of theirs that may do everything. */
  admin(method: string, path: string, body?: unknown): Promise<GraphReply>;
  /** What people do in SharePoint and Graph has no operation for. */
  beyondGraph(method: string, path: string, body?: unknown): Promise<void>;
  /** The API as a person; answers of 500 and above are kept as failures. */
  ask<O extends Operation>(operation: O, asked: Asked<O>): Promise<Answered<O>>;
  /** What the API answered with 500 and above, outside of storms. */
  failures: string[];
  stormy: boolean;
  /** Round trips of the product to Graph, and what of them Graph refused for its token's or its own trouble. */
  requests: { all: number; troubled: number };
  readonly groups: Map<string, Group>;
  readonly teams: Map<string, Team>;
  readonly drives: Map<string, StoredDrive>;
  isEmployed(personId: string): boolean;
  close(): Promise<void>;
}

const adminClientId = '6f0d9f0a-52cf-4e0c-8d7b-3a86cf0a5e11';
const adminPermissions = [
  'Channel.Delete.All', 'ChannelMember.ReadWrite.All', 'ChannelSettings.ReadWrite.All', 'Directory.ReadWrite.All', 'Files.ReadWrite.All', 'Group.ReadWrite.All',
  'GroupMember.ReadWrite.All', 'TeamMember.ReadWrite.All', 'TeamsAppInstallation.ReadWriteForTeam.All', 'TeamSettings.ReadWrite.All', 'User.ReadWrite.All',
];

export async function startYearWorld(options: YearOptions): Promise<YearWorld> {
  const chance = chanceOf(options.seed);
  // Always the same year, for the same seed to give the same; one gone by: tokens are dated by this machine's clock, and one from the future would be refused.
  const clock = { now: new Date(Date.UTC(2024, 3, 1)) };
  const port = await freePort();
  const admin = buildApp({ clientId: adminClientId, clientSecret: 'for-the-administrator', applicationPermissions: adminPermissions, delegatedPermissions: [], appRoles: [] });
  const [sandbox, database] = await Promise.all([
    startTestSandbox({ clock: () => clock.now.getTime(), tenant: yearTenant(chance, options), apps: [buildApp(), admin] }), createTestDatabase(),
  ]);
  // On its way a notification takes a moment: what happens within it is told when time passes.
  Object.assign(sandbox.settings, { notificationDelayMs: 20_000, teamOperationMs: 1_000 });
  // A year in minutes: the limits that hold for a second of the machine's clock would make it wait.
  const api = await startTestApi({ sandbox, database, settings: { PORT: String(port), NOTIFICATION_URL: `http://localhost:${port}` }, overrides: { clock: () => clock.now, gate: () => freeGate } });

  let token = { value: '', until: 0 };
  const adminToken = async () => {
    if (token.until > clock.now.getTime()) return token.value;
    const { body } = await sandbox.requestToken({ client_id: adminClientId, client_secret: admin.clientSecret, grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' });
    token = { value: String(body.access_token), until: clock.now.getTime() + 30 * minute };
    return token.value;
  };
  const requests = { all: 0, troubled: 0 };
  const countRequests = () => {
    for (const { app, status, fault } of sandbox.journal.graphRequests) {
      if (app !== sandbox.app.clientId) continue;
      requests.all += 1;
      if (fault || status === 401) requests.troubled += 1;
    }
    sandbox.journal.clear();
  };

  const world: YearWorld = {
    options, chance, sandbox, database, api, failures: [], stormy: false, requests,
    now: () => clock.now,
    async pass(milliseconds) {
      clock.now = new Date(clock.now.getTime() + milliseconds);
      await sandbox.notifications.settled();
      // The queue goes by the database's clock: what was to be done later is due so much sooner.
      await sql`update pgboss.job set start_after = start_after - ${milliseconds}::float8 * interval '1 millisecond' where state < 'active'`.execute(database.engine.kysely);
      await api.services.jobs.idle();
      // What the queue itself forgets after a week.
      await sql`delete from pgboss.job where state = 'completed'`.execute(database.engine.kysely);
      await sandbox.notifications.settled();
      countRequests();
    },
    async admin(method, path, body) {
      return sandbox.graph(await adminToken(), path, { method, ...(body === undefined ? {} : { body }) });
    },
    async beyondGraph(method, path, body) {
      await fetch(`${sandbox.url}/sandbox${path}`, { method, headers: { 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    },
    async ask(operation, asked) {
      const answer = await api.request(operation, asked);
      if (answer.status >= 500 && !world.stormy) world.failures.push(`${operation.name}: ${answer.status} ${answer.body?.code ?? ''}`);
      return answer;
    },
    get groups() { return directoryArea.of(sandbox.state).groups; },
    get teams() { return teamsArea.of(sandbox.state); },
    get drives() { return drivesArea.of(sandbox.state).byId; },
    isEmployed: (personId) => {
      const user = directoryArea.of(sandbox.state).users.get(personId);
      return user !== undefined && user.accountEnabled !== false;
    },
    async close() {
      await api.close();
      await sandbox.stop();
      await database.close();
    },
  };
  return world;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, resolve); });
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}
