import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { pino } from 'pino';
import { openDatabase } from '../../api/platform/database/database.ts';
import { type BudgetGate, createBudgetGate, PauseTooLongError } from '../../api/platform/graph/budget/budget-gate.ts';
import { createBudgetStore } from '../../api/platform/graph/budget/budget-store.ts';
import type { Cost } from '../../api/platform/graph/budget/costs.ts';
import { createGraph } from '../../api/platform/graph/graph-client.ts';
import { type GraphSession, graphCall } from '../../api/platform/graph/graph.ts';
import { createMsalTokens } from '../../api/platform/identity/msal-tokens.ts';
import { settingsFor } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { type TestSandbox, startTestSandbox } from '../support/sandbox.ts';
import { builtTeams, people } from '../support/tenant-builder.ts';

const silent = pino({ level: 'silent' });

describe('two replicas on one PostgreSQL and one tenant, whose limits are in force', () => {
  let sandbox: TestSandbox;
  let database: TestDatabase;
  const replicas: { session: GraphSession; gate: BudgetGate; close(): Promise<void> }[] = [];

  beforeAll(async () => {
    sandbox = await startTestSandbox();
    database = await createTestDatabase();
    const settings = settingsFor(sandbox);
    const tokens = createMsalTokens(settings, () => new Date());
    const actor = { tenantId: sandbox.tenantId, personId: people.ben, displayName: '', roles: [], assertion: await sandbox.tokenFor(people.ben) };
    for (let index = 0; index < 2; index += 1) {
      const pool = await openDatabase({ databaseUrl: database.url, databasePoolSize: 2, dataDir: '' }, silent);
      const gate = createBudgetGate(createBudgetStore(pool.engine.kysely, sandbox.tenantId, randomUUID()));
      replicas.push({ gate, session: createGraph(settings, tokens, { gate, size: { people: 0 } }).asPerson(actor), close: async () => { await gate.close(); await pool.close(); } });
    }
  });
  beforeEach(() => {
    sandbox.faults.clear();
    sandbox.journal.clear();
    sandbox.rates.set({ enabled: true });
  });
  afterAll(async () => {
    for (const replica of replicas) await replica.close();
    await database?.close();
    await sandbox?.stop();
  });
  const answers = (status: number) => sandbox.journal.entries.filter((entry) => entry.status === status && entry.path.startsWith('/v1.0/') && !entry.path.startsWith('/v1.0/$batch'));

  it('send no more than Microsoft allows, nearly as much as it allows, and about the same each', async () => {
    const done = [0, 0];
    const began = performance.now();
    await Promise.all(replicas.flatMap(({ session }, index) => Array.from({ length: 60 }, async () => {
      await session.call('listJoinedTeams', {}, { deadlineMs: 20_000 });
      if (performance.now() - began < 3_500) done[index]! += 1;
    })));
    const seconds = (performance.now() - began) / 1_000;
    expect(answers(429)).toEqual([]);
    expect(answers(200)).toHaveLength(120);
    // 120 requests of 30 a second; both come anew, so that each waits once for the other to give way.
    expect(seconds).toBeLessThan(6.5);
    for (const count of done) expect(count).toBeGreaterThan(20);
  });

  it('keep to four a second on one team between them, and do not split what fits in time', async () => {
    const look = ({ session }: { session: GraphSession }) => session.batch([graphCall('getTeam', { params: { teamId: builtTeams.open } }), graphCall('listChannels', { params: { teamId: builtTeams.open } })]);
    const outcomes = (await Promise.all([replicas[0]!, replicas[1]!, replicas[0]!].map(look))).flat();
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(answers(429)).toEqual([]);
    expect(sandbox.journal.entries.filter(({ path }) => path === '/v1.0/$batch')).toHaveLength(3);
  });

  it('ask a mailbox at most four things at once between them', async () => {
    sandbox.faults.set([{ path: '^/v1.0/groups/.*/calendar', delayMs: 150 }]);
    const ask = ({ session }: { session: GraphSession }) => session.call('getGroupCalendar', { params: { groupId: builtTeams.open } }, { deadlineMs: 20_000 });
    await Promise.all(replicas.flatMap((replica) => Array.from({ length: 8 }, () => ask(replica))));
    expect(answers(429)).toEqual([]);
    expect(answers(200)).toHaveLength(16);
  });

  it('learn from each other that Microsoft wants a pause', async () => {
    const [first, second] = replicas;
    const params = { teamId: builtTeams.closed };
    sandbox.faults.set([{ path: `^/v1.0/teams/${builtTeams.closed}`, status: 429, headers: { 'Retry-After': '1.5' }, times: 1 }]);
    await expect(first!.session.call('getTeam', { params }, { deadlineMs: 1_000 })).rejects.toMatchObject({ failure: 'throttled', retryAfterSeconds: 1.5 });
    // Nothing is sent that would be refused; another team is not made to wait.
    await expect(second!.session.call('getTeam', { params }, { deadlineMs: 500 })).rejects.toMatchObject({ failure: 'throttled' });
    await second!.session.call('getTeam', { params: { teamId: builtTeams.open } });
    expect(answers(429)).toHaveLength(1);
    await second!.session.call('getTeam', { params }, { deadlineMs: 5_000 }).catch((error: unknown) => expect(error).toMatchObject({ failure: 'forbidden' }));
    expect(answers(429)).toHaveLength(1);
  });
});

describe('the gate', () => {
  let database: TestDatabase;
  const tenant = randomUUID();
  const gates: BudgetGate[] = [];
  beforeAll(async () => { database = await createTestDatabase(); });
  afterAll(async () => {
    for (const gate of gates) await gate.close();
    await database?.close();
  });
  const newGate = (tenantId = tenant, count: { statements: number } = { statements: 0 }) => {
    const store = createBudgetStore(database.engine.kysely, tenantId, randomUUID());
    const gate = createBudgetGate({ renew: (wishes) => { count.statements += 2; return store.renew(wishes); }, close: store.close });
    gates.push(gate);
    return gate;
  };
  const cost = (budget: string, amount: number, windowMs: number): Cost => ({ budget, limit: { amount, windowMs }, units: 1, wide: true });
  const pass = async (gate: BudgetGate, costs: readonly Cost[], priority: 'interactive' | 'bulk' = 'interactive') => (await gate.admit([costs], { priority, withinMs: 10_000 })).done();

  it('asks the database seldom, not for every request', async () => {
    const count = { statements: 0 };
    const gate = newGate(tenant, count);
    for (let asked = 0; asked < 1_000; asked += 1) await pass(gate, [cost('wide', 8_000, 10_000)]);
    expect(count.statements).toBeLessThan(40);
  });

  it('asks the others for more before it gives up', async () => {
    const gate = newGate(randomUUID());
    for (let asked = 0; asked < 3_000; asked += 1) (await gate.admit([[cost('busy', 8_000, 10_000)]], { priority: 'interactive', withinMs: 2_000 })).done();
  });

  it('lets those go first for whom somebody waits, and those behind them at last', async () => {
    const gate = newGate();
    const order: string[] = [];
    const small = [cost('small', 5, 1_000)];
    await Promise.all([
      ...Array.from({ length: 8 }, () => pass(gate, small, 'bulk').then(() => order.push('bulk'))),
      ...Array.from({ length: 8 }, () => pass(gate, small).then(() => order.push('interactive'))),
    ]);
    expect(order).toHaveLength(16);
    expect(order.slice(0, 8)).not.toContain('bulk');
    expect(order.lastIndexOf('interactive')).toBeLessThan(order.lastIndexOf('bulk'));
  });

  it('keeps one tenant’s limits from another’s', async () => {
    const [one, other] = [newGate(randomUUID()), newGate(randomUUID())];
    const slow = [cost('slow', 2, 60_000)];
    await Promise.all([pass(one, slow), pass(one, slow)]);
    await expect(one.admit([slow], { priority: 'bulk', withinMs: 100 })).rejects.toBeInstanceOf(PauseTooLongError);
    await pass(other, slow);
  });

  it('ends the wait of whoever leaves', async () => {
    const gate = newGate(randomUUID());
    const slow = [cost('slow', 1, 60_000)];
    await pass(gate, slow);
    const leaving = new AbortController();
    const waits = gate.admit([slow], { priority: 'interactive', withinMs: 70_000, signal: leaving.signal });
    leaving.abort(new DOMException('gone', 'AbortError'));
    await expect(waits).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('goes on slowly while the database does not answer, and says so', async () => {
    const troubles: unknown[] = [];
    const gate = createBudgetGate({ renew: () => Promise.reject(new TypeError('gone')), close: () => Promise.resolve() }, { onTrouble: (error) => troubles.push(error) });
    gates.push(gate);
    await pass(gate, [cost('wide', 100, 60_000)]);
    expect(troubles).toHaveLength(1);
    expect((await gate.admit(Array.from({ length: 9 }, () => [cost('wide', 100, 60_000)]), { priority: 'interactive', withinMs: 5_000 })).indexes).toHaveLength(2);
  });

  it('keeps its rows from the role that the API works as', async () => {
    const gate = newGate();
    await pass(gate, [cost('hidden', 8, 1_000)]);
    await expect(database.inTenant(tenant, (trx) => sql`select * from graph_budgets`.execute(trx))).rejects.toThrow();
  });
});
