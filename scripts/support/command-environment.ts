import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { portsOf, readEnvironment, root, sandboxEnvironment, SettingError } from './environment.ts';
import { trust } from './people.ts';

/** What a command beside a running Trellis works with: the sandbox when its settings are in force, otherwise the tenant that TRELLIS_ENV names. */
export function commandEnvironment() {
  const name = process.env.TRELLIS_ENV || 'sandbox';
  const env = readEnvironment(name);
  if (name !== 'sandbox') return env;
  const caFile = path.resolve(root, env.SANDBOX_DIR ?? '.sandbox', 'ca.pem');
  if (!existsSync(caFile)) throw new SettingError('The sandbox has never been started here. Start it with npm start; for a real tenant set TRELLIS_ENV, such as TRELLIS_ENV=dev.');
  trust(caFile);
  return sandboxEnvironment(env, portsOf(env), tenantOf(env), caFile);
}

/** The sandbox's tenant is that of its tenant file, when one is named. */
function tenantOf(env: Record<string, string>): string {
  if (!env.SANDBOX_TENANT) return env.TENANT_ID ?? '';
  try {
    return (JSON.parse(readFileSync(path.resolve(root, env.SANDBOX_TENANT), 'utf8')) as { organization: { id: string } }).organization.id;
  } catch {
    throw new SettingError(`SANDBOX_TENANT=${env.SANDBOX_TENANT} is no tenant file that can be read. Give the one that npm start was given.`);
  }
}
