import { startTestPostgres } from './test-postgres.ts';

/** Before all suites: one PostgreSQL, whose address every suite finds in the environment. */
export default async function globalSetup(): Promise<void> {
  const { url, stop } = await startTestPostgres();
  process.env.TRELLIS_TEST_POSTGRES = url;
  (globalThis as { stopTestPostgres?: () => Promise<void> }).stopTestPostgres = stop;
}
