import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startTestPostgres } from './test-postgres.ts';
import { unpackBrowser } from './unpack-browser.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Before all suites: one PostgreSQL, whose address every suite finds in the environment, the browser
 * unpacked, which takes longer than a suite should wait for, and the API's code compiled, which each
 * of the processes that the suites start and kill would else do anew.
 */
export default async function globalSetup(): Promise<void> {
  process.env.NODE_COMPILE_CACHE = `${root}node_modules/.cache/trellis/compiled`;
  await Promise.all([unpackBrowser(), promisify(execFile)(process.execPath, ['--eval', "import('./api/app.ts')"], { cwd: root })]);
  const { url, stop } = await startTestPostgres();
  process.env.TRELLIS_TEST_POSTGRES = url;
  (globalThis as { stopTestPostgres?: () => Promise<void> }).stopTestPostgres = stop;
}
