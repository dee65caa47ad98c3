import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';

/** The steps of creating that write to Microsoft 365, in the order in which they are done. */
export const creatingSteps = ['install-app', 'pin-tab', 'first-activity'] as const;
export type CreatingStep = (typeof creatingSteps)[number];

export interface Intention { step: CreatingStep; mark: string; content: object }

/** Why a step is not done: stable code, what happened, what to do. */
export interface StepTrouble { code: string; detail: string; remedy: string }

export interface GraphWrite { id: string; step: CreatingStep; mark: string; content: unknown; state: 'intended' | 'done' | 'failed'; result: unknown }

/**
 * The ledger of writes to Microsoft 365 (rule 1: nothing twice, nothing lost). A step is recorded
 * as intended in the transaction that wants it, taken in hand by one process at a time for a
 * limited time, and settled afterwards. Its mark survives a crash: whoever takes it up next finds
 * by it what was already done.
 */
export const graphWritesStore = {
  async intend(trx: TenantTransaction, tenantId: string, communityId: string, personId: string, intentions: readonly Intention[], now: Date): Promise<void> {
    if (intentions.length === 0) return;
    await trx.insertInto('graph_writes').values(intentions.map(({ step, mark, content }) => ({
      tenant_id: tenantId, id: crypto.randomUUID(), community_id: communityId, person_id: personId, step, mark,
      content: JSON.stringify(content), state: 'intended' as const, result: null, intended_at: now, claimed_until: null, settled_at: null,
    }))).onConflict((conflict) => conflict.columns(['tenant_id', 'step', 'mark']).doNothing()).execute();
  },

  /** Takes open steps in hand until `until`, those excepted that another process has in hand. */
  async claim(
    trx: TenantTransaction, tenantId: string, communityId: string, states: readonly ('intended' | 'failed')[], now: Date, until: Date,
  ): Promise<GraphWrite[]> {
    const rows = await trx.updateTable('graph_writes').set({ claimed_until: until, attempts: sql`attempts + 1` })
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('step', 'in', [...creatingSteps]).where('state', 'in', [...states])
      .where((where) => where.or([where('claimed_until', 'is', null), where('claimed_until', '<', now)]))
      .returning(['id', 'step', 'mark', 'content', 'state', 'result']).execute();
    return rows.map(toWrite).sort(inOrder);
  },

  async settle(trx: TenantTransaction, tenantId: string, id: string, state: GraphWrite['state'], result: object, now: Date): Promise<void> {
    await trx.updateTable('graph_writes').set({ state, result: JSON.stringify(result), claimed_until: null, settled_at: state === 'done' ? now : null })
      .where('tenant_id', '=', tenantId).where('id', '=', id).execute();
  },

  async list(trx: TenantTransaction, tenantId: string, communityId: string): Promise<(GraphWrite & { inHandUntil: Date | null })[]> {
    const rows = await trx.selectFrom('graph_writes').select(['id', 'step', 'mark', 'content', 'state', 'result', 'claimed_until'])
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('step', 'in', [...creatingSteps]).execute();
    return rows.map((row) => ({ ...toWrite(row), inHandUntil: row.claimed_until })).sort(inOrder);
  },
};

function toWrite(row: { id: string; step: string; mark: string; content: unknown; state: GraphWrite['state']; result: unknown }): GraphWrite {
  return { id: row.id, step: row.step as CreatingStep, mark: row.mark, content: row.content, state: row.state, result: row.result };
}

const inOrder = (a: GraphWrite, b: GraphWrite) => creatingSteps.indexOf(a.step) - creatingSteps.indexOf(b.step);
