import { fork } from 'node:child_process';
import path from 'node:path';
import autocannon from 'autocannon';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { listDirectoryPage } from '../api/communities/directory-read-model.ts';
import type { Database } from '../api/platform/database/schema.ts';
import type { BenchWorld, Measure } from './support/world.ts';

const search = 'welding';
const load = { connections: 50, duration: 8 };

/** Directory search against the floor: bare node:http that runs the very statements that the API ran, in a process of its own. */
export async function measureDirectorySearch(world: BenchWorld): Promise<Measure> {
  const person = world.sandbox.cast!.coordinator;
  const token = await world.teams.as(person.id).tabToken(world.clientId);
  const statements = await statementsOf(world, person.id);
  const floor = await startFloor(world.databaseUrl, statements);
  try {
    const ours = { url: `${world.apiUrl}/api/communities?search=${search}`, headers: { authorization: `Bearer ${token}` } };
    await autocannon({ ...ours, connections: 50, duration: 3 });
    await autocannon({ url: floor.url, connections: 50, duration: 2 });
    const bare = await autocannon({ url: floor.url, ...load });
    const api = await autocannon({ ...ours, ...load });
    const ratio = api.requests.average / bare.requests.average;
    const tail = api.latency.p99 / api.latency.p50;
    return {
      path: 'directory search, 10,000 communities, 200,000 memberships, 50 connections',
      target: 'at least 0.5 of bare node:http with the same SQL; p99 at most 5 × p50; no failed request',
      value: `${ratio.toFixed(2)} of the floor (${api.requests.average.toFixed(0)}/s of ${bare.requests.average.toFixed(0)}/s); p99 ${tail.toFixed(1)} × p50`,
      reached: ratio >= 0.5 && tail <= 5 && api.non2xx === 0 && api.errors === 0 && bare.non2xx === 0 && bare.errors === 0 && bare.requests.average > 0,
      numbers: { requestsPerSecond: api.requests.average, floorPerSecond: bare.requests.average, ratio, p50: api.latency.p50, p99: api.latency.p99, failed: api.non2xx + api.errors },
    };
  } finally {
    floor.stop();
  }
}

/** The statements of one search, as the API sends them: with its role and tenant set first. */
async function statementsOf(world: BenchWorld, personId: string): Promise<{ sql: string; parameters: unknown[] }[]> {
  const seen: { sql: string; parameters: unknown[] }[] = [];
  const database = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: world.databaseUrl, max: 1 }) }),
    log: (event) => { seen.push({ sql: event.query.sql, parameters: [...event.query.parameters] }); },
  });
  await database.transaction().execute((trx) => listDirectoryPage(trx, world.sandbox.tenantId, personId, { search, limit: 25 }));
  await database.destroy();
  const work = seen.filter(({ sql }) => !/^(begin|commit|start)/i.test(sql));
  return [{ sql: `begin; set local role trellis_api; set local trellis.tenant = '${world.sandbox.tenantId}'`, parameters: [] }, ...work, { sql: 'commit', parameters: [] }];
}

async function startFloor(url: string, statements: object[]): Promise<{ url: string; stop(): void }> {
  const child = fork(path.join(import.meta.dirname, 'support/bare-server.ts'), { execArgv: ['--disable-warning=ExperimentalWarning'] });
  child.send({ url, pool: 10, statements });
  const { port } = await new Promise<{ port: number }>((resolve) => child.once('message', (message) => resolve(message as { port: number })));
  return { url: `http://localhost:${port}/`, stop: () => { child.kill(); } };
}
