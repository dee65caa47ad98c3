import type { Outcome } from '../platform/graph/graph.ts';
import type { Services } from '../platform/services.ts';
import type { TieSeen } from '../ties/ties.ts';
import type { Tie } from '../ties/ties-contract.ts';
import { tiesStore } from '../ties/ties-store.ts';

/** Nobody waits for what Trellis looks at by itself. */
export const patience = { deadlineMs: 60_000, priority: 'bulk' } as const;

export const sound = { state: 'sound', reason: null } as const;
export const archived = { state: 'archived', reason: 'archived' } as const;

/** The answers, unless one of them is trouble that passes: what Graph would not say just now must not count as looked at. */
export function demandAnswers<O extends readonly Outcome<unknown>[]>(outcomes: O): O {
  for (const outcome of outcomes) if (!outcome.ok && outcome.error.passing) throw outcome.error;
  return outcomes;
}

export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw outcome.error;
}

/** Reads the ties of a group afresh and stores what is seen of them now, in one transaction. */
export async function observe(services: Services, tenantId: string, groupId: string, of: (ties: readonly Tie[]) => ReadonlyMap<string, TieSeen>): Promise<void> {
  const now = services.clock();
  await services.database.inTenant(tenantId, async (trx) => tiesStore.observe(trx, tenantId, of(await tiesStore.listOfGroup(trx, tenantId, groupId)), now));
}
