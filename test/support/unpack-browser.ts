import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const packages = path.resolve(import.meta.dirname, '../../node_modules');
const run = promisify(execFile);

/** A browser that can be started, and what its environment needs beside the process's own. */
export interface UnpackedBrowser { executablePath: string; env: Record<string, string> }

/**
 * The Chromium that comes with the dependencies, unpacked once for each version beside them, so that it
 * belongs to whoever installed them: the package itself would unpack it into the common temporary folder,
 * where another user's copy, or one of another version, may lie. Several processes may do this at once.
 *
 * It brings the libraries and a font that a bare Linux lacks; the machine's own are preferred.
 */
export async function unpackBrowser(): Promise<UnpackedBrowser> {
  const { version } = JSON.parse(readFileSync(path.join(packages, '@sparticuz/chromium/package.json'), 'utf8')) as { version: string };
  const folder = path.join(packages, `.cache/trellis/chromium-${version}`);
  if (!existsSync(folder)) await unpackInto(folder);
  const executablePath = path.join(folder, 'chromium');
  const { stdout: libraries } = await run('ldd', [executablePath]);
  return {
    executablePath,
    env: { XDG_DATA_HOME: folder, ...(libraries.includes('not found') ? { LD_LIBRARY_PATH: path.join(folder, 'al2023/lib') } : {}) },
  };
}

/** The package asks for the temporary folder, and whether it is in a cloud function, once per process: so it gets one of its own. */
async function unpackInto(folder: string): Promise<void> {
  const unfinished = `${folder}-${process.pid}`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  const unpack = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
  await run(process.execPath, ['--input-type=module', '--eval', unpack], {
    cwd: path.dirname(packages), env: { ...process.env, TMPDIR: unfinished, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
  });
  await rename(unfinished, folder).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  });
}
