import { spawn, type ChildProcess } from 'node:child_process';
import { settingsFor } from './api.ts';
import type { TestSandbox } from './sandbox.ts';

export interface ApiProcess {
  url: string;
  child: ChildProcess;
  ended: Promise<void>;
}

const running = new Set<ChildProcess>();

/** `api/server.ts` as a process of its own, on this sandbox and a database: a PostgreSQL by its address, or the embedded one in a folder. */
export async function startApiProcess(sandbox: TestSandbox, database: { url: string } | { dataDir: string }): Promise<ApiProcess> {
  const settings = settingsFor(sandbox);
  const child = spawn(process.execPath, ['--max-semi-space-size=16', 'api/server.ts'], {
    cwd: new URL('../../', import.meta.url), stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, PORT: '0', PUBLIC_URL: settings.publicUrl, TENANT_ID: settings.tenantId, CLIENT_ID: settings.clientId, CLIENT_SECRET: settings.clientSecret, APP_ID_URI: settings.appIdUri,
      LOGIN_URL: sandbox.url, GRAPH_URL: sandbox.url, BOT_SERVICE_URL: settings.botServiceUrl, BOT_OPENID_METADATA_URL: settings.botOpenIdMetadataUrl, NODE_EXTRA_CA_CERTS: sandbox.caFile,
      ...('url' in database ? { DATABASE_URL: database.url } : { DATA_DIR: database.dataDir }),
    },
  });
  running.add(child);
  const ended = new Promise<void>((resolve) => { child.once('exit', () => { running.delete(child); resolve(); }); });
  const port = await new Promise<number>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const found = /"port":(\d+)/.exec(output)?.[1];
      if (found) resolve(Number(found));
    });
    child.once('exit', () => reject(new TypeError('The API ended before it listened.')));
  });
  return { url: `http://localhost:${port}`, child, ended };
}

/** Kills every process that `startApiProcess` started; for `afterEach`. */
export function killApiProcesses(): void {
  for (const child of running) child.kill('SIGKILL');
}
