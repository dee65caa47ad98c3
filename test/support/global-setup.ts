import { startTestPostgres } from './test-postgres.ts';
import { unpackBrowser } from './unpack-browser.ts';

/**
 * Before all suites: one PostgreSQL, whose address every suite finds in the environment, and the
 * browser unpacked, which takes longer than a suite should wait for.
 */
export default async function globalSetup(): Promise<void> {
  await unpackBrowser();
  const { url, stop } = await startTestPostgres();
  process.env.TRELLIS_TEST_POSTGRES = url;
  (globalThis as { stopTestPostgres?: () => Promise<void> }).stopTestPostgres = stop;
}
