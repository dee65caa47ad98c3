import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Environment, portsOf, readEnvironment, root, sandboxEnvironment, SettingError } from './environment.ts';
import { trust } from './people.ts';

/**
 * What a command beside a running Trellis works with: the sandbox when its settings are in force, otherwise the tenant
 * that TRELLIS_ENV names.
 * @throws SettingError when the sandbox does not run
 */
export async function commandEnvironment(): Promise<Environment> {
  const name = process.env.TRELLIS_ENV || 'sandbox';
  const env = readEnvironment(name);
  if (name !== 'sandbox') return env;
  const caFile = path.resolve(root, env.SANDBOX_DIR ?? '.sandbox', 'ca.pem');
  if (!existsSync(caFile)) throw new SettingError('The sandbox has never been started here. Start it with npm start; for a real tenant set TRELLIS_ENV, such as TRELLIS_ENV=dev.');
  trust(caFile);
  const ports = portsOf(env);
  return sandboxEnvironment(env, ports, await runningTenant(ports.sandbox), caFile);
}

/** Which organisation the sandbox was started with is for it to say. */
async function runningTenant(port: number): Promise<string> {
  const url = `https://localhost:${port}`;
  try {
    const answer = await fetch(`${url}/sandbox/health`, { signal: AbortSignal.timeout(5_000) });
    return ((await answer.json()) as { tenantId: string }).tenantId;
  } catch {
    throw new SettingError(`The sandbox does not answer at ${url}. npm start has to be running, with the same SANDBOX_PORT if one is set; for a real tenant set TRELLIS_ENV, such as TRELLIS_ENV=dev.`);
  }
}
