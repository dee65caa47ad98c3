import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './support/environment.ts';
import { exchangesOf, isSuiteJudgeable } from './support/exchanges.ts';

/**
 * `npm run test:conformance [-- jest's own arguments]`: what needs the data folder beside the project. First the
 * conformance tests by themselves, then what all tests together, these and the whole suite, exchanged with Graph. The
 * suite runs before if it has not since something was changed.
 */
const shared = path.resolve(root, process.env.SHARED ?? '../shared');
const own = process.argv.slice(2);
const judge = 'test/conformance/whole-run.test.ts';

const run = (script: string, args: string[], env: NodeJS.ProcessEnv = {}): boolean =>
  spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', path.join(root, script), ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
const jest = (args: string[], env?: NodeJS.ProcessEnv) => run('node_modules/jest/bin/jest.js', ['--config', 'jest.conformance.config.js', ...args], env);

function conformance(): boolean {
  if (own.length > 0 || !existsSync(shared)) return jest(own);
  if (!isSuiteJudgeable()) {
    process.stderr.write('The whole suite has not run since something was changed: it runs first, so that all it exchanges with Graph can be judged.\n');
    if (!run('scripts/test.ts', [])) return false;
  }
  rmSync(exchangesOf.conformance, { recursive: true, force: true });
  const passed = jest(['--testPathIgnorePatterns', '/node_modules/', judge], { SANDBOX_EXCHANGES: exchangesOf.conformance });
  return jest([judge]) && passed;
}

process.exitCode = conformance() ? 0 : 1;
