import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildTab } from './support/build-tab.ts';
import { explain } from './support/ending.ts';
import { root } from './support/environment.ts';
import { beginSuite, exchangesOf } from './support/exchanges.ts';

/**
 * `npm test [-- jest's own arguments]`: builds the tab once, runs every suite, and ends with a line that counts. A whole
 * run keeps what it exchanged with Graph, which the conformance tests judge.
 */
interface Outcome { numPassedTests: number; numFailedTests: number; numRuntimeErrorTestSuites: number; success: boolean }

const folder = mkdtempSync(path.join(quickFolder(), 'trellis-test-'));
// Under root PostgreSQL runs as a user of its own, who must get to its files in there.
chmodSync(folder, 0o755);
const report = path.join(folder, 'report.json');
const own = process.argv.slice(2);
const settle = own.length === 0 ? beginSuite() : null;
try {
  await buildTab();
  const status = await runJest(['--json', `--outputFile=${report}`, ...own]);
  settle?.();
  const outcome = JSON.parse(readFileSync(report, 'utf8')) as Outcome;
  // A suite that could not even start counts as a failure of its own.
  const failed = outcome.numFailedTests + outcome.numRuntimeErrorTestSuites;
  process.exitCode = failed === 0 && outcome.success && status === 0 ? 0 : 1;
  console.log(`${outcome.numPassedTests} passed, ${failed} failed`);
} catch (error) {
  console.error(explain(error));
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Where files are quickest. What the suites keep while they run (databases, browser profiles) is gone when they end, so
 * the memory-backed folder of Linux does where it has room: a database is copied there in a tenth of the time.
 */
function quickFolder(): string {
  const inMemory = '/dev/shm';
  try {
    const { bavail, bsize } = statfsSync(inMemory);
    return bavail * bsize >= 4 * 1024 ** 3 ? inMemory : tmpdir();
  } catch {
    return tmpdir();
  }
}

function runJest(args: string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const jest = path.join(root, 'node_modules/jest/bin/jest.js');
    // Jest prints the report to standard output as well when it has `--json`; people read standard error.
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', jest, ...args], {
      cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, TMPDIR: folder, TRELLIS_TEST_TAB: path.join(root, 'dist/tab'), ...settle && { SANDBOX_EXCHANGES: exchangesOf.suite } },
    });
    // Whoever ends this ends Jest, and then what the suites kept is put away.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
    child.once('error', reject);
    child.once('exit', resolve);
  });
}
