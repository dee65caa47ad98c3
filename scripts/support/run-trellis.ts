import { rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildTab } from './build-tab.ts';
import { type Environment, type Ports, portsOf, root, sandboxEnvironment, SettingError } from './environment.ts';
import { isTaken } from './ports.ts';
import { firstMessage, ProcessGroup, untilReady } from './processes.ts';
import { RestartOnChange } from './restart-on-change.ts';
import { isSandboxReady, type SandboxReady } from './sandbox-messages.ts';

export interface RunOptions {
  /** Settings as `readEnvironment` gives them; ports, SANDBOX_TENANT, SANDBOX_DIR and DATA_DIR are taken from here. */
  env: Environment;
  /** Forget what people did: begin with an empty database and the tenant as its file says. */
  fresh?: boolean;
  /** For work on Trellis itself: Vite serves the tab on TAB_PORT and the API restarts when its files change. */
  dev?: boolean;
  /** Keep the processes' own output out of this one's. */
  quiet?: boolean;
  /** Resolves when somebody wants it to end, even while it starts. */
  asked?: Promise<void>;
}

/** Asked to end before everything was up: nothing went wrong. */
export class AskedToEndError extends Error {
  readonly code = 'asked-to-end';
}

/** Sandbox and API, running. */
export interface RunningTrellis {
  ports: Ports;
  sandbox: SandboxReady;
  apiUrl: string;
  /** The API's process; under `dev` the one that it began with. */
  apiPid: number;
  /** The environment that the API got. */
  env: Environment;
  /** Rejects when a process ends unasked. */
  broken: Promise<never>;
  stop(): Promise<void>;
}

/** Starts the sandbox and the API as processes of their own and waits until both answer. */
export async function runTrellis(options: RunOptions): Promise<RunningTrellis> {
  const ports = portsOf(options.env);
  await refuseTakenPorts(ports, options.dev ? 'npm run dev' : 'npm start');
  const env = withAbsolutePaths(options.env);
  if (options.fresh) forget(env);

  const group = new ProcessGroup();
  const ended = options.asked?.then(() => { throw new AskedToEndError('Ended before it was ready.'); });
  ended?.catch(() => {});
  const first = <T>(wanted: Promise<T>) => Promise.race([wanted, group.broken, ...(ended ? [ended] : [])]);
  const output = options.quiet ? ['ignore', 'ignore', 'pipe', 'ipc'] as const : ['ignore', 'inherit', 'inherit', 'ipc'] as const;
  try {
    // It makes the authority that the others are told to trust, and trusts nobody.
    const sandboxChild = group.begin('The sandbox', 'scripts/sandbox.ts', { env: { ...env, NODE_EXTRA_CA_CERTS: undefined }, output: [...output] });
    const building = options.dev ? Promise.resolve(false) : buildTab();
    building.catch(() => {});
    const sandbox = await first(firstMessage(sandboxChild, isSandboxReady));
    const apiEnv = sandboxEnvironment(env, ports, sandbox.tenantId, sandbox.caFile);
    await first(building);
    const beginApi = () => group.begin('The API', 'api/server.ts', { env: { ...apiEnv }, output: [...output], execArgv: ['--import', endWithParent] });
    const api = beginApi();
    if (options.dev) {
      group.begin('The tab’s development server', 'node_modules/vite/bin/vite.js', { env: { ...apiEnv }, output: [...output], args: ['--clearScreen', 'false', '--logLevel', 'warn'] });
    }
    await first(untilReady(`http://localhost:${ports.api}/api/ready`, 60));
    const restarting = options.dev ? new RestartOnChange({ name: 'The API', folder: path.join(root, 'api'), group, child: api, begin: beginApi }) : null;
    return {
      ports, sandbox, apiUrl: `http://localhost:${ports.api}`, apiPid: api.pid!, env: apiEnv, broken: group.broken,
      stop: () => {
        restarting?.close();
        return group.stop();
      },
    };
  } catch (error) {
    await group.stop();
    throw error;
  }
}

const endWithParent = pathToFileURL(path.join(root, 'scripts/support/end-with-parent.ts')).href;

const portSettings = { api: 'PORT', sandbox: 'SANDBOX_PORT', teams: 'SANDBOX_TEAMS_PORT', tab: 'TAB_PORT' } as const;
const portUses = { api: 'the API', sandbox: 'the sandbox', teams: 'the Teams page', tab: 'the tab’s development server' } as const;

async function refuseTakenPorts(ports: Ports, command: string): Promise<void> {
  const taken: string[] = [];
  for (const use of ['api', 'teams', 'sandbox', 'tab'] as const) {
    const port = ports[use];
    if (port !== undefined && await isTaken(port)) {
      taken.push(`Port ${port}, wanted by ${portUses[use]}, is in use. Set ${portSettings[use]} to another: ${portSettings[use]}=${port + 100} ${command}`);
    }
  }
  if (taken.length > 0) throw new SettingError(taken.join('\n'));
}

/** The child processes work from the project's root; what a person wrote was relative to where npm ran, which is the same. */
function withAbsolutePaths(env: Environment): Environment {
  return {
    ...env,
    SANDBOX_DIR: path.resolve(root, env.SANDBOX_DIR ?? '.sandbox'),
    DATA_DIR: path.resolve(root, env.DATA_DIR ?? '.trellis/data'),
  };
}

/** Deletes only what Trellis itself keeps; a PostgreSQL named by DATABASE_URL is not touched. */
function forget(env: Environment): void {
  rmSync(path.join(env.SANDBOX_DIR!, 'state'), { recursive: true, force: true });
  rmSync(env.DATA_DIR!, { recursive: true, force: true });
}
