import { createServer, type AddressInfo } from 'node:net';
import { sql } from 'kysely';
import type { TenantFile } from '../../sandbox/tenant/tenant-file.ts';
import { startTestApi, type TestApi } from '../../test/support/api.ts';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.ts';
import { startTestSandbox, type TestSandbox } from '../../test/support/sandbox.ts';
import { startTestPostgres } from '../../test/support/test-postgres.ts';

/** Sandbox, API and database in this process on one clock, which is moved on and never waited for. */
export interface ClockedWorld {
  sandbox: TestSandbox;
  database: TestDatabase;
  api: TestApi;
  /** Time passes: what is due by then in the sandbox and among the jobs is done. */
  pass(milliseconds: number): Promise<void>;
  /** What the product has asked Graph since this was last called, round trips only; a token that had to be renewed is not counted. */
  roundTrips(): number;
  /** The same, what goes together in a round trip counted one by one. */
  requests(): number;
  stop(): Promise<void>;
}

export async function startClockedWorld(tenant: TenantFile): Promise<ClockedWorld> {
  const clock = { now: new Date() };
  const postgres = await startTestPostgres();
  process.env.TRELLIS_TEST_POSTGRES = postgres.url;
  const port = await freePort();
  const [sandbox, database] = await Promise.all([startTestSandbox({ tenant, clock: () => clock.now.getTime() }), createTestDatabase()]);
  const api = await startTestApi({ sandbox, database, settings: { PORT: String(port), NOTIFICATION_URL: `http://localhost:${port}` }, overrides: { clock: () => clock.now } });
  return {
    sandbox, database, api,
    async pass(milliseconds) {
      clock.now = new Date(clock.now.getTime() + milliseconds);
      await sandbox.notifications.settled();
      // The queue goes by the database's clock: what was to be done later is due so much sooner.
      await sql`update pgboss.job set start_after = start_after - ${milliseconds}::float8 * interval '1 millisecond' where state < 'active'`.execute(database.engine.kysely);
      await api.services.jobs.idle();
      await sandbox.notifications.settled();
    },
    roundTrips() {
      const count = sandbox.journal.graphRequests.filter(({ app, status }) => app === sandbox.app.clientId && status !== 401).length;
      sandbox.journal.clear();
      return count;
    },
    requests: () => sandbox.journal.entries.filter(({ app, status, path }) => app === sandbox.app.clientId && status !== 401 && path.startsWith('/v1.0/') && path !== '/v1.0/$batch').length,
    async stop() {
      await api.close();
      await sandbox.stop();
      await database.close();
      await postgres.stop();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, resolve); });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}
