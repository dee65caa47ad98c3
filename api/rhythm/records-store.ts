import { canBeTakenBackForMs } from '../membership/take-back.ts';
import type { TenantTransaction } from '../platform/database/database.ts';

export interface StoredRecord { agenda: string; notes: string; attended: number | null; attendedBy: string | null; updatedBy: { id: string; displayName: string } | null; updatedAt: Date | null }
export interface StoredFollowUp { id: string; words: string; owner: { id: string; displayName: string } | null; done: boolean }

/** Of an activity beside which nothing was kept yet. */
const nothing: StoredRecord = { agenda: '', notes: '', attended: null, attendedBy: null, updatedBy: null, updatedAt: null };

/** What a community keeps beside its activities, each known by its id. */
export const recordsStore = {
  async find(trx: TenantTransaction, tenantId: string, communityId: string, activityId: string): Promise<StoredRecord> {
    const row = await trx.selectFrom('activity_records as r').leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 'r.tenant_id').onRef('p.id', '=', 'r.updated_by'))
      .select(['r.agenda', 'r.notes', 'r.attended', 'r.attended_by', 'r.updated_by', 'r.updated_at', 'p.display_name'])
      .where('r.tenant_id', '=', tenantId).where('r.community_id', '=', communityId).where('r.activity_id', '=', activityId).executeTakeFirst();
    return row ? { agenda: row.agenda, notes: row.notes, attended: row.attended, attendedBy: row.attended_by, updatedBy: { id: row.updated_by, displayName: row.display_name ?? '' }, updatedAt: row.updated_at } : nothing;
  },

  async save(trx: TenantTransaction, tenantId: string, communityId: string, activityId: string, { agenda, notes, attended, attendedBy }: StoredRecord, by: { personId: string; now: Date }): Promise<void> {
    const content = { agenda, notes, attended, attended_by: attendedBy, updated_by: by.personId, updated_at: by.now };
    await trx.insertInto('activity_records').values({ tenant_id: tenantId, community_id: communityId, activity_id: activityId, ...content })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'activity_id']).doUpdateSet(content)).execute();
  },

  /** In the order in which they were written. */
  async followUps(trx: TenantTransaction, tenantId: string, communityId: string, activityId: string): Promise<StoredFollowUp[]> {
    const rows = await trx.selectFrom('activity_follow_ups as f').leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 'f.tenant_id').onRef('p.id', '=', 'f.owner_id'))
      .select(['f.id', 'f.words', 'f.owner_id', 'f.done_at', 'p.display_name'])
      .where('f.tenant_id', '=', tenantId).where('f.community_id', '=', communityId).where('f.activity_id', '=', activityId).where('f.removed_at', 'is', null).orderBy('f.written_at').orderBy('f.id').execute();
    return rows.map((row) => ({ id: row.id, words: row.words, owner: row.owner_id ? { id: row.owner_id, displayName: row.display_name ?? '' } : null, done: row.done_at !== null }));
  },

  /** Adds one; one that was taken away a while ago is there again, as it was. */
  async addFollowUp(trx: TenantTransaction, tenantId: string, communityId: string, activityId: string, { id, words }: { id: string; words: string }, by: { personId: string; now: Date }): Promise<void> {
    await trx.insertInto('activity_follow_ups').values({ tenant_id: tenantId, community_id: communityId, activity_id: activityId, id, words, owner_id: null, written_by: by.personId, written_at: by.now })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'activity_id', 'id']).doUpdateSet({ removed_at: null })).execute();
  },

  async changeFollowUp(trx: TenantTransaction, tenantId: string, communityId: string, activityId: string, id: string, change: { owner_id?: string | null; done_at?: Date | null }): Promise<void> {
    await trx.updateTable('activity_follow_ups').set(change).where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('activity_id', '=', activityId).where('id', '=', id).execute();
  },

  /** Takes one away, for a while so that it can be put back. */
  async removeFollowUp(trx: TenantTransaction, tenantId: string, communityId: string, activityId: string, id: string, now: Date): Promise<void> {
    await trx.updateTable('activity_follow_ups').set({ removed_at: now }).where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('activity_id', '=', activityId).where('id', '=', id).where('removed_at', 'is', null).execute();
  },

  /** What was taken away longer ago is gone. */
  async forgetRemoved(trx: TenantTransaction, tenantId: string, now: Date): Promise<void> {
    await trx.deleteFrom('activity_follow_ups').where('tenant_id', '=', tenantId).where('removed_at', '<', new Date(now.getTime() - canBeTakenBackForMs)).execute();
  },

  /** What is kept beside all of a community's activities, by their id: how many came and who recorded it, and what is still to be done. */
  async summaries(trx: TenantTransaction, tenantId: string, communityId: string): Promise<Map<string, { attended: number | null; attendedBy: string | null; written: boolean; open: number }>> {
    const records = await trx.selectFrom('activity_records').select(['activity_id', 'agenda', 'notes', 'attended', 'attended_by']).where('tenant_id', '=', tenantId).where('community_id', '=', communityId).execute();
    const open = await trx.selectFrom('activity_follow_ups').select(({ fn }) => ['activity_id', fn.countAll<string>().as('count')])
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('done_at', 'is', null).where('removed_at', 'is', null).groupBy('activity_id').execute();
    const summaries = new Map(records.map((row) => [row.activity_id, { attended: row.attended, attendedBy: row.attended_by, written: row.agenda !== '' || row.notes !== '', open: 0 }]));
    for (const { activity_id: activityId, count } of open) summaries.set(activityId, { ...(summaries.get(activityId) ?? { attended: null, attendedBy: null, written: false }), open: Number(count) });
    return summaries;
  },
};
