import { jest } from '@jest/globals';
import { type BudgetGate, createBudgetGate, type Priority } from '../../api/platform/graph/budget/budget-gate.ts';
import { costsOf } from '../../api/platform/graph/budget/costs.ts';
import { type GraphCall, graphCall } from '../../api/platform/graph/graph.ts';
import { buildRequest } from '../../api/platform/graph/graph-request.ts';
import { placesCalls } from '../../api/ties/places.ts';

/** One replica with all of every limit, on a clock that the test moves. */
const size = { people: 1_000 };
const answerMs = 100;
let gate: BudgetGate;

beforeEach(() => {
  jest.useFakeTimers();
  gate = createBudgetGate({ renew: async (wishes) => ({ grants: new Map(wishes.map(({ budget, limit }) => [budget, { quota: limit.amount, forMs: 1_000 }])), closedForMs: new Map() }), close: async () => undefined });
});
afterEach(async () => {
  await gate.close();
  jest.useRealTimers();
});

type Look = (team: string) => readonly GraphCall[];
const costsAt = (teams: readonly string[], calls: Look) => teams.flatMap((team) => [...calls(team)]).map(({ operation, input }) => costsOf(buildRequest(operation, input as never), size));

/** Looks at teams in one batch; gives how long the limits made it wait. */
async function look(teams: readonly string[], priority: Priority, calls: Look = placesCalls as Look): Promise<number> {
  const began = performance.now();
  let waited = 0;
  for (let open = costsAt(teams, calls); open.length > 0;) {
    const leave = await gate.admit(open, { priority, withinMs: 300_000 });
    waited = performance.now() - began;
    await new Promise((resolve) => { setTimeout(resolve, answerMs); });
    leave.done();
    open = open.filter((_, index) => !leave.indexes.includes(index));
  }
  return waited;
}

describe('people and an import at the same limits', () => {
  it('a page waits for no limit that an import uses, and the import has nine tenths of what the page leaves', async () => {
    const until = performance.now() + 180_000;
    const waits: number[] = [];
    let imported = 0;
    let laterOn = 0;
    const importing = Array.from({ length: 5 }, async (_, line) => {
      for (let number = 0; performance.now() < until; number += 1) {
        await look(Array.from({ length: 5 }, (__, index) => `import-${line}-${number}-${index}`), 'bulk');
        imported += 5;
        if (performance.now() > until - 120_000) laterOn += 5;
      }
    });
    const visiting = (async () => {
      for (let number = 0; performance.now() < until; number += 1) {
        waits.push(await look([`page-${number}`], 'interactive'));
        await new Promise((resolve) => { setTimeout(resolve, 6_000 + (number % 7) * 131); });
      }
    })();
    await jest.advanceTimersByTimeAsync(185_000);
    await Promise.all([...importing, visiting]);
    expect(waits.length).toBeGreaterThan(20);
    expect(Math.max(...waits)).toBeLessThan(50);
    // 1,250 resource units a minute, 2 for each team.
    const perSecond = 1_250 / 2 / 60 - waits.length / 180;
    expect(laterOn / 120).toBeGreaterThan(0.9 * perSecond);
    expect(imported).toBeGreaterThan(laterOn);
  });

  it('a crowd that comes at once while an import runs is let in within seconds, whenever that is', async () => {
    const until = performance.now() + 130_000;
    const waits: number[] = [];
    const importing = Array.from({ length: 5 }, async (_, line) => {
      for (let number = 0; performance.now() < until; number += 1) await look(Array.from({ length: 5 }, (__, index) => `import-${line}-${number}-${index}`), 'bulk');
    });
    const crowding = (async () => {
      for (let number = 0; performance.now() < until; number += 1) {
        await new Promise((resolve) => { setTimeout(resolve, 10_500); });
        waits.push(...await Promise.all(Array.from({ length: 25 }, (_, person) => look([`crowd-${number}-${person}`], 'interactive'))));
      }
    })();
    await jest.advanceTimersByTimeAsync(145_000);
    await Promise.all([...importing, crowding]);
    expect(waits.length).toBeGreaterThan(200);
    expect(Math.max(...waits)).toBeLessThan(5_000);
  });

  it('an import goes on while people use all that there is, one look in ten seconds, and they hardly notice', async () => {
    const onlyTeam: Look = (teamId) => [graphCall('getTeam', { params: { teamId } })];
    const began = performance.now();
    const until = began + 60_000;
    const waits: number[] = [];
    let imported = 0;
    const visiting = Array.from({ length: 40 }, async (_, person) => {
      for (let number = 0; performance.now() < until; number += 1) waits.push(await look([`page-${person}-${number}`], 'interactive', onlyTeam));
    });
    const importing = Array.from({ length: 5 }, async (_, line) => {
      for (let number = 0; performance.now() < until; number += 1) {
        await look([`import-${line}-${number}`], 'bulk', onlyTeam);
        // At first there is room for all.
        if (performance.now() > began + 10_000 && performance.now() < until) imported += 1;
      }
    });
    await jest.advanceTimersByTimeAsync(80_000);
    await Promise.all([...visiting, ...importing]);
    expect(imported).toBeGreaterThanOrEqual(4);
    expect(imported).toBeLessThanOrEqual(6);
    // 30 a second, each of which counts from being sent until a second after its answer.
    expect(waits.length).toBeGreaterThan(60 * 30 * 0.85);
    expect(Math.max(...waits)).toBeLessThan(2_500);
  });
});
