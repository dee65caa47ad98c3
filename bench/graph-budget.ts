import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { openDatabase } from '../api/platform/database/database.ts';
import { createBudgetGate } from '../api/platform/graph/budget/budget-gate.ts';
import { createBudgetStore } from '../api/platform/graph/budget/budget-store.ts';
import { createGraph, type GraphPace } from '../api/platform/graph/graph-client.ts';
import { type BenchWorld, type Measure, percentile } from './support/world.ts';

const requests = 4_000;
const rounds = 5;

/** What sharing Microsoft's limits through PostgreSQL adds to a request to Graph: the same client with and without it, against a server that answers at once. */
export async function measureGraphBudget(world: BenchWorld): Promise<Measure> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"id":"1"}');
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const database = await openDatabase({ databaseUrl: world.databaseUrl, databasePoolSize: 2, dataDir: '' }, pino({ level: 'silent' }));
  const store = createBudgetStore(database.engine.kysely, world.sandbox.tenantId, randomUUID());
  let renewals = 0;
  const gate = createBudgetGate({ renew: (wishes) => { renewals += 1; return store.renew(wishes); }, close: store.close });
  const token = async () => 'a.b.c';
  const run = async (pace: GraphPace | undefined): Promise<number[]> => {
    const graph = createGraph({ graphUrl: `http://localhost:${(server.address() as AddressInfo).port}` }, { forPerson: token, forApp: token, forget: () => undefined }, pace).asApp('');
    const took: number[] = [];
    for (let sent = 0; sent < requests / rounds; sent += 1) {
      const began = performance.now();
      await graph.call('getUser', { params: { userId: 'u' } });
      took.push(performance.now() - began);
    }
    return took;
  };
  const plain: number[] = [];
  const shared: number[] = [];
  await run(undefined);
  // In turns, so that what the machine does meanwhile meets both.
  for (let round = 0; round < rounds; round += 1) {
    plain.push(...await run(undefined));
    shared.push(...await run({ gate, size: { people: 10_000 } }));
  }
  await gate.close();
  await database.close();
  await new Promise((resolve) => server.close(resolve));
  plain.sort((a, b) => a - b);
  shared.sort((a, b) => a - b);
  const [without, withIt] = [percentile(plain, 0.5), percentile(shared, 0.5)];
  const statements = (renewals * 2) / requests;
  return {
    path: 'a request to Graph with the limits shared, against none', target: 'at most 0.1 ms more at the median, fewer than 0.05 statements a request',
    value: `${((withIt - without) * 1_000).toFixed(0)} µs more (${without.toFixed(3)} → ${withIt.toFixed(3)} ms), ${statements.toFixed(4)} statements a request`,
    reached: withIt - without <= 0.1 && statements < 0.05,
    numbers: { withoutMs: without, withMs: withIt, p99WithoutMs: percentile(plain, 0.99), p99WithMs: percentile(shared, 0.99), statements },
  };
}
