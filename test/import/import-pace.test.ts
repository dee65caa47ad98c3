import { jest } from '@jest/globals';
import { type KeptRow, parseSheet } from '../../api/import/parse-sheet.ts';
import { type ImportDoors, runImport } from '../../api/import/run-import.ts';
import { teamsPerSecond } from '../../api/import/sheet-lookups.ts';
import { TimeLeft } from '../../api/import/time-left.ts';
import { type BudgetGate, createBudgetGate, type Priority } from '../../api/platform/graph/budget/budget-gate.ts';
import { costsOf } from '../../api/platform/graph/budget/costs.ts';
import { bulkShare } from '../../api/platform/graph/budget/meter.ts';
import { type Parts, renew } from '../../api/platform/graph/budget/shared-budget.ts';
import { buildRequest } from '../../api/platform/graph/graph-request.ts';
import { graphCall, type GraphCall, type GraphSession } from '../../api/platform/graph/graph.ts';
import { RateLimiter } from '../../sandbox/kernel/rates/rate-limiter.ts';

const size = { people: 5_000 };
const rows = 5_000;
const guid = (number: number) => `${String(number).padStart(8, '0')}-0000-4000-8000-000000000000`;
const passing = (ms: number) => new Promise<void>((resolve) => { setTimeout(resolve, ms); });

/** One replica that leases the limits by the rule, on a clock that the test moves; the database takes some milliseconds. */
function leasing(): BudgetGate {
  const parts = new Map<string, Parts>();
  return createBudgetGate({
    async renew(wishes) {
      await passing(8);
      const now = performance.now();
      return { closedForMs: new Map(), grants: new Map(wishes.map(({ budget, limit, want, used }) => {
        const renewal = renew(parts.get(budget) ?? {}, 'alone', limit, { want, used }, now);
        parts.set(budget, renewal.parts);
        return [budget, { quota: renewal.quota, forMs: renewal.until - now }];
      })) };
    },
    close: async () => undefined,
  });
}

/** Asks Graph, which answers after 100 ms and counts as the sandbox does. */
function asking(gate: BudgetGate, counts: RateLimiter) {
  return async (calls: readonly GraphCall[], priority: Priority): Promise<number> => {
    const began = performance.now();
    let waited = 0;
    for (let open = calls.map(({ operation, input }) => costsOf(buildRequest(operation, input as never), size)); open.length > 0;) {
      const leave = await gate.admit(open, { priority, withinMs: 300_000 });
      waited = performance.now() - began;
      await passing(100);
      const sent = leave.indexes.map((index) => open[index]!);
      for (const { budget, limit, units } of sent.flat()) if (limit.windowMs > 0) counts.take([{ limit: { name: budget, most: limit.amount, withinMs: limit.windowMs }, key: '', cost: units }], performance.now());
      await passing(10);
      leave.done();
      open = open.filter((_, index) => !leave.indexes.includes(index));
    }
    return waited;
  };
}

/** A session in which everything that the sheet names is there. */
function sessionBy(ask: ReturnType<typeof asking>): GraphSession {
  const answerTo = ({ operation }: GraphCall): unknown => {
    if (operation === 'listUsers') return { value: [{ id: guid(0), displayName: 'Ana', userPrincipalName: 'ana@firm.example' }] };
    if (operation === 'listChannels') return { value: [{ id: '19:general', displayName: 'General' }] };
    if (operation === 'listGroupDrives') return { value: [{ id: 'b!documents', name: 'Documents' }] };
    return { name: 'Calendar' };
  };
  return {
    async list() {
      await passing(1_000);
      return Array.from({ length: rows }, (_, index) => ({ id: guid(index + 1), displayName: `Team ${index + 1}` }));
    },
    async batch(calls: readonly GraphCall[]) {
      await ask(calls, 'bulk');
      return calls.map((call) => ({ ok: true, value: answerTo(call) }));
    },
  } as unknown as GraphSession;
}

const sheet = () => parseSheet(['name,domain,template,coordinators,sponsor,team,channel,library,calendar',
  ...Array.from({ length: rows }, (_, index) => `Circle ${index + 1},About it.,professional-discipline,ana@firm.example,,Team ${index + 1},General,Documents,Team ${index + 1}`)].join('\n'));

beforeEach(() => { jest.useFakeTimers(); });
afterEach(() => { jest.useRealTimers(); });

describe('an import at the limits of Microsoft, while people open pages', () => {
  it('has nine tenths of what they allow, is refused nothing, keeps nobody waiting, and foretells its end', async () => {
    const counts = new RateLimiter();
    const ask = asking(leasing(), counts);
    const timeLeft = new TimeLeft();
    const perSecond = teamsPerSecond(size, bulkShare);
    const began = performance.now();
    const marks: { at: number; done: number; end: number | null }[] = [];
    let done = 0;
    const doors: ImportDoors = {
      graph: sessionBy(ask), importerId: guid(99_999), templates: [{ id: 'professional-discipline', name: 'Professional discipline' }], templateWords: new Map(),
      findExisting: async () => null,
      async create(row, told): Promise<KeptRow> {
        await passing(20);
        return told({ communityId: guid(row.row), founded: true });
      },
      async note(_, progress) {
        const now = performance.now();
        done += progress.done;
        timeLeft.note(progress.done, now);
        const left = timeLeft.left(progress.left.rows, (progress.left.teams / perSecond) * 1_000, now);
        marks.push({ at: now - began, done, end: left === null ? null : now - began + left });
      },
    };
    let over = false;
    const importing = runImport(sheet(), false, doors, new AbortController().signal).finally(() => { over = true; });
    const waits: number[] = [];
    const visiting = (async () => {
      for (let number = 0; !over; number += 1) {
        await passing(3_000);
        waits.push(await ask([graphCall('listDriveItems', { params: { driveId: 'b!documents' } }), graphCall('listDriveItems', { params: { driveId: 'b!documents' }, query: { token: '2026' } }), graphCall('getGroupCalendar', { params: { groupId: guid(number) } })], 'interactive'));
      }
    })();
    while (!over) await jest.advanceTimersByTimeAsync(5_000);
    await jest.advanceTimersByTimeAsync(5_000);
    await Promise.all([importing, visiting]);

    const end = marks.at(-1)!.at;
    for (const some of [2_500, rows]) expect(some / (marks.find((mark) => mark.done >= some)!.at / 1_000) / teamsPerSecond(size)).toBeGreaterThan(0.92);
    expect(counts.counters.reduce((sum, { refused }) => sum + refused, 0)).toBe(0);
    expect(Math.max(...waits)).toBeLessThan(50);
    const wrong = marks.filter((mark) => mark.end !== null && mark.at > 60_000).map((mark) => Math.abs(mark.end! - end) / end);
    expect(Math.max(...wrong)).toBeLessThan(0.08);
  }, 30_000);
});
