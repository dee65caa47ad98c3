import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import path from 'node:path';
import { root } from './environment.ts';

/** What the tab is made of; a change in any of these makes a new build. */
const sources = ['src/**/*', 'api/**/*-contract.ts', 'index.html', 'vite.config.ts', 'package-lock.json'];
const built = path.join(root, 'dist/tab');
const mark = path.join(root, 'dist/tab.sources');

/** The build said no; its own words were printed already. */
export class TabBuildError extends Error {
  readonly code = 'tab-build-failed';
}

async function contentHash(): Promise<string> {
  const files: string[] = [];
  for await (const entry of glob(sources, { cwd: root, withFileTypes: true })) {
    if (entry.isFile()) files.push(path.join(entry.parentPath, entry.name));
  }
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Builds the tab into `dist/tab` unless it is there already from exactly these sources. Says whether it built. */
export async function buildTab(): Promise<boolean> {
  const wanted = await contentHash();
  const isThere = existsSync(path.join(built, 'index.html')) && existsSync(mark) && readFileSync(mark, 'utf8') === wanted;
  if (isThere) return false;
  await runVite();
  writeFileSync(mark, wanted);
  return true;
}

function runVite(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new TabBuildError('The tab could not be built; see above.'));
    });
  });
}
