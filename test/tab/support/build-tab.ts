import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface BuiltTab { directory: string; remove(): void }

/**
 * The tab, built, in a folder of its own, so that suites neither need nor disturb `dist/`. `npm test` has built it
 * before all suites, and says where (`TRELLIS_TEST_TAB`): then it is copied.
 */
export function buildTab(): BuiltTab {
  const directory = mkdtempSync(join(tmpdir(), 'trellis-tab-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  const ready = process.env['TRELLIS_TEST_TAB'];
  if (ready) {
    cpSync(ready, directory, { recursive: true });
    return { directory, remove };
  }
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  execFileSync(process.execPath, [vite, 'build', '--outDir', directory, '--logLevel', 'error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // Jest sets NODE_ENV to `test`, with which React's larger development build would be taken.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return { directory, remove };
}
