import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import { type OpenDatabase, openDatabase } from '../../api/platform/database/database.ts';

export interface TestDatabase extends OpenDatabase {
  /** For `DATABASE_URL`. */
  readonly url: string;
  /** Closes this suite's connections and drops the database. */
  close(): Promise<void>;
}

/** A migrated database of the suite's own, on the PostgreSQL that jest's global setup started. Close it in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env.TRELLIS_TEST_POSTGRES;
  if (!server) throw new Error('There is no test PostgreSQL: jest.config.js must name test/support/global-setup.ts as globalSetup.');
  const name = `suite_${randomBytes(6).toString('hex')}`;
  const administer = async (statement: string) => {
    const client = new pg.Client({ connectionString: `${server}/postgres` });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await administer(`create database ${name} template trellis_template strategy file_copy`);
  const url = `${server}/${name}`;
  const database = await openDatabase({ databaseUrl: url, databasePoolSize: 5, dataDir: '' }, pino({ level: 'silent' }));
  return {
    ...database,
    url,
    close: async () => {
      await database.close();
      await administer(`drop database if exists ${name} with (force)`);
    },
  };
}
