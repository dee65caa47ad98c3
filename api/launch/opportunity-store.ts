import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { BoardStage } from './opportunity-contract.ts';

export interface Opportunity {
  id: string; name: string; about: string; stage: BoardStage; nextStep: string;
  /** `2027-01-15`. */
  launchOn: string | null;
  communityId: string | null; proposedBy: string;
}

/** Opportunities and how they were moved. */
export const opportunityStore = {
  /** Stores one as an idea; false when the id is taken. */
  async insert(trx: TenantTransaction, tenantId: string, { id, name, about }: Pick<Opportunity, 'id' | 'name' | 'about'>, by: { personId: string; now: Date }): Promise<boolean> {
    const row = await trx.insertInto('opportunities')
      .values({ tenant_id: tenantId, id, name, about, stage: 'idea', next_step: '', launch_on: null, proposed_by: by.personId, proposed_at: by.now, moved_at: by.now })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing()).returning('id').executeTakeFirst();
    return row !== undefined;
  },

  /** One that is held until the transaction ends, so that two who change it do so one after the other; undefined when there is none. */
  async hold(trx: TenantTransaction, tenantId: string, id: string): Promise<Opportunity | undefined> {
    const row = await trx.selectFrom('opportunities').selectAll().select(sql<string | null>`launch_on::text`.as('launch_day'))
      .where('tenant_id', '=', tenantId).where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
    return row && {
      id: row.id, name: row.name, about: row.about, stage: row.stage as BoardStage, nextStep: row.next_step, launchOn: row.launch_day, communityId: row.community_id, proposedBy: row.proposed_by,
    };
  },

  /** The opportunity that became a community, held until the transaction ends. */
  async holdOf(trx: TenantTransaction, tenantId: string, communityId: string): Promise<Opportunity | undefined> {
    const row = await trx.selectFrom('opportunities').select('id').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).executeTakeFirst();
    return row && this.hold(trx, tenantId, row.id);
  },

  async change(trx: TenantTransaction, tenantId: string, id: string, { name, about, nextStep, launchOn }: Pick<Opportunity, 'name' | 'about' | 'nextStep' | 'launchOn'>): Promise<void> {
    await trx.updateTable('opportunities').set({ name, about, next_step: nextStep, launch_on: launchOn }).where('tenant_id', '=', tenantId).where('id', '=', id).execute();
  },

  /** Puts one at another stage and notes who did. */
  async move(trx: TenantTransaction, tenantId: string, id: string, move: { before: BoardStage; stage: BoardStage; learned: string }, by: { personId: string; now: Date }): Promise<void> {
    await trx.updateTable('opportunities').set({ stage: move.stage, moved_at: by.now }).where('tenant_id', '=', tenantId).where('id', '=', id).execute();
    await trx.insertInto('opportunity_moves').values({ tenant_id: tenantId, opportunity_id: id, ...move, person_id: by.personId, at: by.now }).execute();
  },

  /** Who moved one last, by name; empty when nobody did or the name is not known. */
  async lastMover(trx: TenantTransaction, tenantId: string, id: string): Promise<string> {
    const row = await trx.selectFrom('opportunity_moves as m').leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.id', '=', 'm.person_id'))
      .select('p.display_name').where('m.tenant_id', '=', tenantId).where('m.opportunity_id', '=', id).orderBy('m.id', 'desc').limit(1).executeTakeFirst();
    return row?.display_name ?? '';
  },

  /** Links one, which is held, to the community that it became; false when that community came from another. */
  async link(trx: TenantTransaction, tenantId: string, id: string, communityId: string | null): Promise<boolean> {
    const other = communityId && await trx.selectFrom('opportunities').select('id').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('id', '!=', id).executeTakeFirst();
    if (other) return false;
    await trx.updateTable('opportunities').set({ community_id: communityId }).where('tenant_id', '=', tenantId).where('id', '=', id).execute();
    return true;
  },
};
