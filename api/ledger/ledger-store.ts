import { type ExpressionBuilder, sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Database } from '../platform/database/schema.ts';
import type { StepName } from './ledger.ts';

/** A write to Microsoft 365 that is wanted. */
export interface Intention {
  id: string;
  step: StepName;
  /** By which Graph, or a look-up, knows a repeat. */
  mark: string;
  /** What of this step there is only once, ever. */
  key: string;
  content: object;
  /** Ids of writes that have to be done before. */
  needs?: readonly string[];
}

export type WriteState = 'intended' | 'done' | 'failed' | 'cancelled' | 'undone';

export interface GraphWrite {
  id: string; step: StepName; mark: string; content: unknown; state: WriteState; result: unknown; needs: readonly string[]; personId: string; intendedAt: Date;
  /** How often it was taken in hand. */
  attempts: number;
}

const columns = ['id', 'step', 'mark', 'content', 'state', 'result', 'needs', 'person_id', 'intended_at', 'attempts'] as const;

/**
 * The ledger of writes to Microsoft 365 (rule 1: nothing twice, nothing lost). A step is recorded
 * as intended in the transaction that wants it, taken in hand by one process at a time for a
 * limited time, and settled afterwards. Its mark survives a crash: whoever takes it up next finds
 * by it what was already done.
 */
export const ledgerStore = {
  /** Wants these writes, in this order. One that was wanted before is wanted anew: doing it finds what is there. */
  async intend(trx: TenantTransaction, tenantId: string, communityId: string, personId: string, intentions: readonly Intention[], now: Date): Promise<void> {
    // By the id that the caller gave, the id of the row that was there before, or is there now.
    const rowIds = new Map<string, string>();
    for (const [position, { id, step, mark, key, content, needs = [] }] of intentions.entries()) {
      const wanted = {
        mark, person_id: personId, position, needs: needs.map((each) => rowIds.get(each) ?? each), content: JSON.stringify(content),
        state: 'intended' as const, result: null, intended_at: now, settled_at: null,
      };
      const row = await trx.insertInto('graph_writes').values({ tenant_id: tenantId, id, community_id: communityId, step, key, claimed_until: null, ...wanted })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'step', 'key']).doUpdateSet(wanted)).returning('id').executeTakeFirstOrThrow();
      rowIds.set(id, row.id);
    }
  },

  /** Whether this was ever wanted. */
  async isKnown(trx: TenantTransaction, tenantId: string, step: StepName, key: string): Promise<boolean> {
    return await trx.selectFrom('graph_writes').select('id').where('tenant_id', '=', tenantId).where('step', '=', step).where('key', '=', key).executeTakeFirst() !== undefined;
  },

  /** Takes open writes of a community in hand until `until`, those excepted that another process has in hand; in the order in which they are done. */
  async claim(trx: TenantTransaction, tenantId: string, communityId: string, states: readonly ('intended' | 'failed')[], now: Date, until: Date): Promise<GraphWrite[]> {
    const rows = await trx.updateTable('graph_writes').set({ claimed_until: until, attempts: sql`attempts + 1` })
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('state', 'in', [...states])
      .where((where) => where.or([where('claimed_until', 'is', null), where('claimed_until', '<', now)]))
      .returning([...columns, 'position']).execute();
    return rows.toSorted((a, b) => a.intended_at.getTime() - b.intended_at.getTime() || a.position - b.position).map(toWrite);
  },

  /** Takes writes out of the hand of a process that is known to be gone. */
  async release(trx: TenantTransaction, tenantId: string): Promise<void> {
    await trx.updateTable('graph_writes').set({ claimed_until: null }).where('tenant_id', '=', tenantId).where('claimed_until', 'is not', null).execute();
  },

  /** @param result what it left when done or going, else why it is not done */
  async settle(trx: TenantTransaction, tenantId: string, id: string, state: WriteState, result: object, now: Date): Promise<void> {
    await trx.updateTable('graph_writes').set({ state, result: JSON.stringify(result), claimed_until: null, settled_at: state === 'done' ? now : null })
      // What was given up meanwhile stays so.
      .where('tenant_id', '=', tenantId).where('id', '=', id).where('state', '<>', 'cancelled').execute();
  },

  /** Whether a process has one of these writes in hand. */
  async areInHand(trx: TenantTransaction, tenantId: string, ids: readonly string[], now: Date): Promise<boolean> {
    if (ids.length === 0) return false;
    return await trx.selectFrom('graph_writes').select('id').where('tenant_id', '=', tenantId).where('id', 'in', ids).where('claimed_until', '>=', now).limit(1).executeTakeFirst() !== undefined;
  },

  /** Gives up these writes, for whoever has them in hand. */
  async giveUp(trx: TenantTransaction, tenantId: string, ids: readonly string[], now: Date): Promise<void> {
    if (ids.length === 0) return;
    await trx.updateTable('graph_writes').set({ state: 'cancelled', settled_at: now, claimed_until: null }).where('tenant_id', '=', tenantId).where('id', 'in', ids).where('state', 'in', ['intended', 'failed']).execute();
  },

  /** Gives up a write, and what needs it, that no process has in hand. False when there is no such write to give up. */
  async cancel(trx: TenantTransaction, tenantId: string, communityId: string, id: string, now: Date): Promise<boolean> {
    const rows = await trx.updateTable('graph_writes').set({ state: 'cancelled', settled_at: now })
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('state', 'in', ['intended', 'failed'])
      .where((where) => where.or([where('id', '=', id), where(sql<boolean>`${id}::uuid = any (needs)`, '=', true)]))
      .where((where) => where.or([where('claimed_until', 'is', null), where('claimed_until', '<', now)]))
      .returning('id').execute();
    return rows.some((row) => row.id === id);
  },

  /**
   * Gives up a community's open writes that no process has in hand: those wanted since a time, or all but those of
   * some steps. Tells how many of these are left, because a process has them in hand.
   */
  async cancelAll(trx: TenantTransaction, tenantId: string, communityId: string, which: { since?: Date; except?: readonly StepName[] }, now: Date): Promise<number> {
    const open = (eb: ExpressionBuilder<Database, 'graph_writes'>) => eb.and([
      eb('tenant_id', '=', tenantId), eb('community_id', '=', communityId), eb('state', 'in', ['intended', 'failed']),
      ...(which.since ? [eb('intended_at', '>=', which.since)] : []), ...(which.except ? [eb('step', 'not in', [...which.except])] : []),
    ]);
    await trx.updateTable('graph_writes').set({ state: 'cancelled', settled_at: now }).where(open)
      .where((where) => where.or([where('claimed_until', 'is', null), where('claimed_until', '<', now)])).execute();
    const { left } = await trx.selectFrom('graph_writes').select(sql<number>`count(*)::int`.as('left')).where(open).executeTakeFirstOrThrow();
    return left;
  },

  /** Forgets all that was ever wanted for a community. */
  async forget(trx: TenantTransaction, tenantId: string, communityId: string): Promise<void> {
    await trx.deleteFrom('graph_writes').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).execute();
  },

  /** The app and the tabs that Trellis added to a team, for any community, by id. */
  async listAddedTo(trx: TenantTransaction, tenantId: string, groupId: string): Promise<string[]> {
    const rows = await trx.selectFrom('graph_writes').select('id').where('tenant_id', '=', tenantId).where('step', 'in', ['install-app', 'pin-tab']).where('state', '=', 'done')
      .where(sql<string>`content->>'groupId'`, '=', groupId).orderBy('id').execute();
    return rows.map(({ id }) => id);
  },

  /** Somebody removed what was added: the tab, or the app with it. Gives those of which that was not known. */
  async noteRemoved(trx: TenantTransaction, tenantId: string, ids: readonly string[], removed: 'tab' | 'app', now: Date): Promise<{ step: StepName; communityId: string; content: unknown }[]> {
    if (ids.length === 0) return [];
    const rows = await trx.updateTable('graph_writes').set({ state: 'undone', result: sql`result || ${JSON.stringify({ removed, noticedAt: now.toISOString() })}::jsonb` })
      .where('tenant_id', '=', tenantId).where('id', 'in', [...ids]).where('state', '=', 'done').returning(['step', 'community_id', 'content']).execute();
    return rows.flatMap(({ step, community_id: communityId, content }) => (communityId === null ? [] : [{ step: step as StepName, communityId, content }]));
  },

  /** That a tab was removed from a channel need not be told any more. */
  async forgetRemoved(trx: TenantTransaction, tenantId: string, communityId: string, channelId: string): Promise<void> {
    await trx.updateTable('graph_writes').set({ result: sql`result - 'removed' - 'noticedAt'` }).where('tenant_id', '=', tenantId).where('community_id', '=', communityId)
      .where('step', '=', 'pin-tab').where('state', '=', 'undone').where(sql<string>`content->>'channelId'`, '=', channelId).execute();
  },

  /** What was added is there no more: taken back. */
  async markUndone(trx: TenantTransaction, tenantId: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await trx.updateTable('graph_writes').set({ state: 'undone' }).where('tenant_id', '=', tenantId).where('id', 'in', [...ids]).where('state', '=', 'done').execute();
  },

  async list(trx: TenantTransaction, tenantId: string, communityId: string, states: readonly WriteState[]): Promise<GraphWrite[]> {
    const rows = await trx.selectFrom('graph_writes').select(columns)
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('state', 'in', [...states])
      .orderBy('intended_at').orderBy('position').execute();
    return rows.map(toWrite);
  },
};

function toWrite(row: { id: string; step: string; mark: string; content: unknown; state: WriteState; result: unknown; needs: string[]; person_id: string; intended_at: Date; attempts: number }): GraphWrite {
  return {
    id: row.id, step: row.step as StepName, mark: row.mark, content: row.content, state: row.state, result: row.result, needs: row.needs,
    personId: row.person_id, intendedAt: row.intended_at, attempts: row.attempts,
  };
}
