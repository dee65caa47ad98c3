import chromium from '@sparticuz/chromium';
import { startTestPostgres } from './test-postgres.ts';

/**
 * Before all suites: one PostgreSQL, whose address every suite finds in the environment, and the
 * browser unpacked, which two suites must not do at once.
 */
export default async function globalSetup(): Promise<void> {
  await chromium.executablePath();
  const { url, stop } = await startTestPostgres();
  process.env.TRELLIS_TEST_POSTGRES = url;
  (globalThis as { stopTestPostgres?: () => Promise<void> }).stopTestPostgres = stop;
}
