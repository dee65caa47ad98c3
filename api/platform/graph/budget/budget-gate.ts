import type { BudgetStore, Wish } from './budget-store.ts';
import { blame } from './blame.ts';
import type { Cost } from './costs.ts';
import { createMeter, type Meter } from './meter.ts';
import { reserveOf } from './shared-budget.ts';

/** Somebody waits for it, or nobody does. */
export type Priority = 'interactive' | 'bulk';

/** Leave to send some of the requests that were asked for. */
export interface Leave {
  /** Which of them, by index: at least one. */
  indexes: number[];
  /** To be called when they are answered, or never will be. */
  done(): void;
}

export interface GateOptions {
  priority: Priority;
  /** Longest wait in milliseconds. */
  withinMs: number;
  signal?: AbortSignal;
}

/** Microsoft's limits do not let the request through in time. */
export class PauseTooLongError extends Error {
  readonly code = 'pause-too-long';
  readonly retryAfterMs: number | undefined;
  constructor(retryAfterMs: number | undefined) {
    super('The limits of Microsoft 365 leave no room for the request in time.');
    this.name = 'PauseTooLongError';
    this.retryAfterMs = retryAfterMs;
  }
}

/** Lets requests through as fast as Microsoft's limits allow, for all replicas together. */
export interface BudgetGate {
  /**
   * Waits until at least one of the requests may be sent.
   * @throws PauseTooLongError when none may within the time; the signal's reason when it aborts
   */
  admit(requests: readonly (readonly Cost[])[], options: GateOptions): Promise<Leave>;
  /** Microsoft wants a pause: nobody sends more of this kind for so long. Resolves when the other replicas can know. */
  pause(costs: readonly Cost[], forMs: number): Promise<void>;
  /** Gives everything back. */
  close(): Promise<void>;
}

interface Budget {
  name: string; limit: Cost['limit']; meter: Meter; quota: number;
  /** Until when the quota holds. */
  until: number;
  /** When it was last renewed, and how much waits for it. */
  renewedAt: number; waiting: number; renewing: boolean;
}

interface Waiter {
  open: readonly (readonly Cost[])[]; priority: Priority; since: number; deadline: number;
  settle(result: Leave | Error): void;
}

/** A replica that got less than it wants asks again after this long. */
const askAgainMs = 300;
/** Requests that came together go together if the limits leave room for all of them in this time; then as many as may. */
const togetherMs = 1_500;
/** Where no bulk work was let through for so long, the one that waited longest has its turn as if somebody waited for it. */
const bulkPatienceMs = 10_000;
/** How often quotas that are over are given back. */
const giveBackMs = 500;
/** What a replica may do while the database does not answer: its smallest part, for so long. */
const withoutDatabaseMs = 2_000;

export function createBudgetGate(store: BudgetStore, options: { now?: () => number; onTrouble?: (error: unknown) => void } = {}): BudgetGate {
  const now = options.now ?? (() => performance.now());
  const budgets = new Map<string, Budget>();
  /** Until when Microsoft wants a pause, by budget. */
  const pauses = new Map<string, number>();
  /** When bulk work last had some of a limit. */
  const bulkAt = new Map<string, number>();
  let waitedFor = new Set<Budget>();
  let waiters: Waiter[] = [];
  let timer: NodeJS.Timeout | undefined;
  let sweeper: NodeJS.Timeout | undefined;
  let closed = false;

  const budgetOf = ({ budget: name, limit }: Cost): Budget => {
    const known = budgets.get(name);
    if (known) return known;
    const made: Budget = { name, limit, meter: createMeter(limit), quota: 0, until: -1, renewedAt: -Infinity, waiting: 0, renewing: false };
    budgets.set(name, made);
    return made;
  };

  const pausedUntil = (name: string): number => pauses.get(name) ?? -1;

  /** When a request may go as far as one budget is concerned; Infinity when only a renewal can tell. */
  const fitsAt = (cost: Cost, priority: Priority, at: number): number => {
    const paused = pausedUntil(cost.budget);
    if (paused > at) return paused;
    const budget = budgetOf(cost);
    if (awaitsQuota(budget, at)) return Infinity;
    return budget.meter.fitsAt(cost.units, budget.quota, at, priority === 'bulk');
  };

  /** Before this it cannot go, whatever the other replicas leave: Microsoft wants a pause, or the whole limit is used up here. */
  const notBefore = (cost: Cost, at: number): number => {
    const { meter, limit } = budgetOf(cost);
    const free = meter.fitsAt(cost.units, limit.amount, at, false);
    return Math.max(pausedUntil(cost.budget), free === Infinity ? at : free);
  };

  /** Bulk work that others have kept from some limit for too long: one at a time for each. */
  const keptWaiting = (at: number): Set<Waiter> => {
    const raised = new Set<Waiter>();
    const given = new Set<string>();
    for (const waiter of waiters) {
      if (waiter.priority !== 'bulk' || at - waiter.since <= bulkPatienceMs) continue;
      const kept = waiter.open.flat().map(limitName).filter((name) => !given.has(name) && at - (bulkAt.get(name) ?? -Infinity) > bulkPatienceMs);
      if (kept.length > 0) raised.add(waiter);
      for (const name of kept) given.add(name);
    }
    return raised;
  };

  const inTurn = (at: number): { waiter: Waiter; priority: Priority }[] => {
    const raised = keptWaiting(at);
    const turns = waiters.map((waiter) => ({ waiter, priority: raised.has(waiter) ? 'interactive' as const : waiter.priority }));
    return [...turns.filter(({ priority }) => priority === 'interactive'), ...turns.filter(({ priority }) => priority === 'bulk')];
  };

  /** Lets go who may, in turn; who waits for a budget is not overtaken there. Gives the time to look again. */
  const letThrough = (at: number): number => {
    let next = Infinity;
    const contended = new Set<string>();
    /** What somebody will have as soon as a quota is renewed: no bulk work takes it in the meantime. */
    const promised = new Set<string>();
    for (const budget of waitedFor) budget.waiting = 0;
    waitedFor = new Set();
    for (const { waiter, priority } of inTurn(at)) {
      const indexes: number[] = [];
      const used: Cost[] = [];
      let soonest = Infinity;
      let hopelessUntil = Infinity;
      for (const [index, costs] of waiter.open.entries()) {
        const times = costs.map((cost) => fitsAt(cost, priority, at));
        const overtaking = costs.some(({ budget }) => contended.has(budget) || (priority === 'bulk' && promised.has(budget)));
        if (!overtaking && times.every((time) => time <= at)) {
          for (const cost of costs) budgetOf(cost).meter.use(cost.units, at);
          used.push(...costs);
          indexes.push(index);
          continue;
        }
        hopelessUntil = Math.min(hopelessUntil, Math.max(...costs.map((cost) => notBefore(cost, at))));
        if (!overtaking) soonest = Math.min(soonest, Math.max(...times));
        const forQuota = costs.some((cost) => awaitsQuota(budgetOf(cost), at));
        for (const [which, cost] of costs.entries()) {
          if (forQuota) promised.add(cost.budget);
          if (times[which]! > at) contended.add(cost.budget);
          const budget = budgetOf(cost);
          budget.waiting += cost.units;
          waitedFor.add(budget);
        }
      }
      const whole = indexes.length === waiter.open.length;
      if (indexes.length > 0 && !whole && at - waiter.since < togetherMs) {
        for (const cost of used) {
          budgetOf(cost).meter.undo(cost.units);
          contended.add(cost.budget);
        }
        next = Math.min(next, soonest, waiter.since + togetherMs, waiter.deadline);
      } else if (indexes.length > 0) {
        if (waiter.priority === 'bulk') for (const cost of used) bulkAt.set(limitName(cost), at);
        waiter.settle({ indexes, done: once(() => release(used)) });
      } else if (at >= waiter.deadline || hopelessUntil >= waiter.deadline) waiter.settle(new PauseTooLongError(hopelessUntil > at ? hopelessUntil - at : undefined));
      else next = Math.min(next, soonest, waiter.deadline);
    }
    return next;
  };

  const release = (costs: readonly Cost[]): void => {
    const at = now();
    for (const cost of costs) budgetOf(cost).meter.release(cost.units, at);
    if (waiters.length > 0) pump();
  };

  /** Where the others have to be asked: no quota, or less than what is wanted. */
  const due = (at: number): Budget[] => [...waitedFor].filter((budget) => {
    if (budget.renewing || pausedUntil(budget.name) > at) return false;
    return budget.until <= at || (wantOf(budget, at) > budget.quota && at - budget.renewedAt >= askAgainMs);
  });

  const wantOf = (budget: Budget, at: number): number =>
    Math.min(budget.limit.amount, Math.ceil(Math.max(budget.limit.amount / 8, budget.meter.used(at) * 1.5 + budget.waiting * 2)));

  const renewAll = async (due: readonly Budget[]): Promise<void> => {
    const at = now();
    const wishes = due.map((budget): Wish => ({ budget: budget.name, limit: budget.limit, want: wantOf(budget, at), used: budget.meter.used(at) }));
    for (const budget of due) budget.renewing = true;
    try {
      const { grants, closedForMs } = await store.renew(wishes);
      const heard = now();
      for (const budget of due) {
        const grant = grants.get(budget.name);
        if (!grant) continue;
        budget.quota = grant.quota;
        budget.until = at + grant.forMs;
      }
      for (const [name, forMs] of closedForMs) pauses.set(name, Math.max(pausedUntil(name), heard + forMs));
    } catch (error) {
      options.onTrouble?.(error);
      for (const budget of due) {
        budget.quota = Math.max(1, reserveOf(budget.limit));
        budget.until = now() + withoutDatabaseMs;
      }
    }
    for (const budget of due) {
      budget.renewing = false;
      budget.renewedAt = now();
    }
    forgetIdle(now());
    sweeper ??= setTimeout(giveBack, giveBackMs).unref();
    pump();
  };

  /** A quota that nobody uses any more goes back, so that other replicas do not wait for it. */
  const giveBack = (): void => {
    sweeper = undefined;
    const at = now();
    const idle = [...budgets.values()].filter((budget) => budget.quota > 0 && budget.until <= at && budget.waiting === 0 && !budget.renewing);
    const wishes = idle.map((budget): Wish => ({ budget: budget.name, limit: budget.limit, want: 0, used: budget.meter.used(at) }));
    for (const budget of idle) budget.quota = 0;
    if (idle.length > 0) store.renew(wishes).catch((error: unknown) => options.onTrouble?.(error));
    if (!closed && [...budgets.values()].some(({ quota }) => quota > 0)) sweeper = setTimeout(giveBack, giveBackMs).unref();
  };

  const forgetIdle = (at: number): void => {
    for (const [name, until] of pauses) if (until <= at) pauses.delete(name);
    if (budgets.size < 2_000) return;
    for (const [name, budget] of budgets) if (budget.until <= at && budget.waiting === 0 && !budget.renewing && budget.meter.used(at) === 0) budgets.delete(name);
  };

  const pump = (): void => {
    clearTimeout(timer);
    if (closed) for (const waiter of [...waiters]) waiter.settle(new PauseTooLongError(undefined));
    const at = now();
    let next = letThrough(at);
    const wanting = due(at);
    if (wanting.length > 0) void renewAll(wanting);
    if (waiters.length === 0) return;
    if (wanting.length === 0) next = Math.min(next, at + askAgainMs);
    timer = setTimeout(pump, Math.max(1, Math.ceil(next - at)));
  };

  return {
    async admit(requests, { priority, withinMs, signal }) {
      signal?.throwIfAborted();
      return new Promise<Leave>((resolve, reject) => {
        const left = () => waiter.settle(signal?.reason as Error);
        const waiter: Waiter = {
          open: requests, priority, since: now(), deadline: now() + withinMs,
          settle(result) {
            signal?.removeEventListener('abort', left);
            waiters = waiters.filter((each) => each !== waiter);
            if ('indexes' in result) resolve(result);
            else reject(result);
          },
        };
        signal?.addEventListener('abort', left, { once: true });
        waiters.push(waiter);
        pump();
      });
    },
    async pause(costs, forMs) {
      const at = now();
      const blamed = blame(costs, [...pauses].filter(([, until]) => until > at).map(([name]) => name)).filter(({ budget }) => pausedUntil(budget) < at + forMs);
      for (const { budget } of blamed) pauses.set(budget, at + forMs);
      await Promise.all(blamed.map(({ budget }) => store.close(budget, forMs))).catch((error: unknown) => options.onTrouble?.(error));
    },
    async close() {
      closed = true;
      clearTimeout(sweeper);
      pump();
      const at = now();
      const mine = [...budgets.values()].filter(({ until }) => until > at);
      await store.renew(mine.map(({ name, limit, meter }) => ({ budget: name, limit, want: 0, used: meter.used(at) }))).catch(() => undefined);
    },
  };
}

/** The limits of all teams, or all mailboxes, are one here. */
const limitName = ({ budget, wide }: Cost): string => (wide ? budget : budget.slice(0, budget.lastIndexOf(' ')));

const awaitsQuota = (budget: Budget, at: number): boolean => budget.renewing || budget.until <= at;

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    action();
  };
}
