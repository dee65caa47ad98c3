import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import autocannon from 'autocannon';
import pg from 'pg';
import { root } from '../scripts/support/environment.ts';
import { freePorts } from '../scripts/support/ports.ts';
import { untilReady } from '../scripts/support/processes.ts';
import { type BenchWorld, cpuSeconds, type Measure } from './support/world.ts';

const load = { connections: 20, duration: 8 };
const rounds = 2;

interface Run { perSecond: number; failed: number; /** Processor seconds of the API's processes, and of PostgreSQL's. */ api: number; postgres: number; requests: number }

/**
 * The directory query on one API process and on two, on the same PostgreSQL. Where load, PostgreSQL and both processes
 * share few cores, two processes cannot be faster than the cores let them: so what is compared is the processor time
 * that a request takes. A process can use one core; two with a core each answer 2 × (time alone / time beside the other).
 */
export async function measureTwoProcesses(world: BenchWorld): Promise<Measure> {
  const [port] = await freePorts(1);
  const second = spawn(process.execPath, ['api/server.ts'], { cwd: root, env: { ...world.env, PORT: String(port) } as NodeJS.ProcessEnv, stdio: 'ignore' });
  try {
    await untilReady(`http://localhost:${port}/api/ready`, 60);
    const token = await world.teams.as(world.sandbox.cast!.coordinator.id).tabToken(world.clientId);
    const first = { url: world.apiUrl, pid: world.apiPid };
    const other = { url: `http://localhost:${port}`, pid: second.pid! };
    const database = await postmasterOf(world.databaseUrl);
    const run = (processes: readonly { url: string; pid: number }[], duration = load.duration) => drive(processes, database, token, duration);
    await run([first], 3);
    await run([other], 3);
    const alone: Run[] = [];
    const both: Run[] = [];
    // In turns, so that what the machine does meanwhile meets both.
    for (let round = 0; round < rounds; round += 1) {
      alone.push(await run([first]));
      both.push(await run([first, other]));
    }
    const [one, two] = [sumOf(alone), sumOf(both)];
    const scaling = 2 * ((one.api / one.requests) / (two.api / two.requests));
    const seen = two.perSecond / one.perSecond;
    const ms = (seconds: number, { requests }: Run) => (seconds / requests) * 1_000;
    return {
      path: 'directory query on two API processes against one, one PostgreSQL',
      target: 'at least 1.7 times the requests a second, by the processor time that a request takes of a process (a core each), while PostgreSQL is not the limit',
      value: `${scaling.toFixed(2)} times (${ms(one.api, one).toFixed(2)} ms of a process alone, ${ms(two.api, two).toFixed(2)} ms beside another); PostgreSQL ${ms(one.postgres, one).toFixed(2)} and ${ms(two.postgres, two).toFixed(2)} ms a request: one process can keep ${(ms(two.postgres, two) / ms(two.api, two)).toFixed(1)} of its cores busy, so ${two.postgres > two.api ? 'PostgreSQL is' : 'the processes are'} the limit; on this machine's cores, shared with load and PostgreSQL, ${seen.toFixed(2)} times (${one.perSecond.toFixed(0)} → ${two.perSecond.toFixed(0)}/s)`,
      reached: scaling >= 1.7 && one.failed + two.failed === 0,
      numbers: { scaling, seen, onePerSecond: one.perSecond, twoPerSecond: two.perSecond, oneMs: ms(one.api, one), twoMs: ms(two.api, two), onePostgresMs: ms(one.postgres, one), twoPostgresMs: ms(two.postgres, two), failed: one.failed + two.failed },
    };
  } finally {
    second.kill();
    if (second.exitCode === null) await once(second, 'exit');
  }
}

async function drive(processes: readonly { url: string; pid: number }[], database: () => number, token: string, duration: number): Promise<Run> {
  const api = () => processes.reduce((sum, { pid }) => sum + cpuSeconds(pid), 0);
  const before = { api: api(), postgres: database() };
  const results = await Promise.all(processes.map(({ url }) => autocannon({ url: `${url}/api/communities?search=welding`, headers: { authorization: `Bearer ${token}` }, ...load, duration })));
  const perSecond = results.reduce((sum, { requests }) => sum + requests.average, 0);
  return { perSecond, requests: perSecond * duration, failed: results.reduce((sum, { non2xx, errors }) => sum + non2xx + errors, 0), api: api() - before.api, postgres: database() - before.postgres };
}

const sumOf = (runs: readonly Run[]): Run => ({
  perSecond: runs.reduce((sum, each) => sum + each.perSecond, 0) / runs.length,
  requests: runs.reduce((sum, each) => sum + each.requests, 0), failed: runs.reduce((sum, each) => sum + each.failed, 0),
  api: runs.reduce((sum, each) => sum + each.api, 0), postgres: runs.reduce((sum, each) => sum + each.postgres, 0),
});

/** Processor seconds of all of PostgreSQL's processes, those that ended included. */
async function postmasterOf(url: string): Promise<() => number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows: [row] } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const postmaster = Number(stat(row!.pid)[1]);
  await client.end();
  return () => {
    const children = readFileSync(path.join('/proc', String(postmaster), 'task', String(postmaster), 'children'), 'utf8').trim().split(' ').filter(Boolean).map(Number);
    const own = stat(postmaster);
    // Its own, and that of children that it has seen end.
    const ended = (Number(own[11]) + Number(own[12]) + Number(own[13]) + Number(own[14])) / 100;
    return children.reduce((sum, pid) => sum + (existsSync(`/proc/${pid}`) ? cpuSeconds(pid) : 0), ended);
  };
}

/** The fields of `/proc/…/stat` behind the name. */
const stat = (pid: number): string[] => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
