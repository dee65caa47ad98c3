import path from 'node:path';
import { startSandbox } from '../sandbox/sandbox.ts';
import { readAppRegistration } from './support/app-registration.ts';
import { portsOf, readEnvironment, root } from './support/environment.ts';
import type { SandboxReady } from './support/sandbox-messages.ts';
import { castOf } from './support/who-to-try.ts';

/**
 * The local Microsoft 365 as a process of its own: ports and tenant come from the environment, the
 * app is registered in it, and it ends when the process that began it ends.
 */
const env = readEnvironment(process.env.TRELLIS_ENV || 'sandbox');
const ports = portsOf(env);
const folder = path.resolve(root, env.SANDBOX_DIR ?? '.sandbox');

const sandbox = await startSandbox({
  port: ports.sandbox,
  teamsPort: ports.teams,
  caDir: folder,
  stateDir: path.join(folder, 'state', env.SANDBOX_TENANT ? path.basename(env.SANDBOX_TENANT, '.json') : 'default'),
  tenantFile: env.SANDBOX_TENANT ? path.resolve(root, env.SANDBOX_TENANT) : undefined,
  exchangesDir: env.SANDBOX_EXCHANGES,
  apps: [readAppRegistration(env, ports)],
});

let ending = false;
const end = async () => {
  if (ending) return;
  ending = true;
  await sandbox.stop();
  process.exit(0);
};
process.once('SIGTERM', end);
process.on('SIGINT', end);
process.once('disconnect', end);

const ready: SandboxReady = {
  type: 'sandbox-ready', url: sandbox.url, teamsUrl: sandbox.teamsUrl, caFile: sandbox.caFile, tenantId: sandbox.tenantId,
  cast: castOf(sandbox.tenant),
};
process.send?.(ready);
