import type { TenantTransaction } from '../platform/database/database.ts';
import { NotFoundError } from '../platform/errors.ts';
import { CommunityClosedError } from './community-closed-error.ts';
import type { Stage } from './communities-contract.ts';

export interface NewCommunity {
  id: string;
  requestId: string;
  name: string;
  about: string;
  templateId: string;
  stage: Stage;
  unit: string | null;
  topics: readonly string[];
  createdBy: string;
}

export const communityStore = {
  /** Stores a community; false when this person's request made one before (another request waits here until that one ends). */
  async insert(trx: TenantTransaction, tenantId: string, community: NewCommunity, now: Date): Promise<boolean> {
    const row = await trx.insertInto('communities').values({
      tenant_id: tenantId, id: community.id, request_id: community.requestId, name: community.name, about: community.about,
      template_id: community.templateId, stage: community.stage, unit: community.unit, topics: [...community.topics],
      created_by: community.createdBy, created_at: now, updated_at: now,
    }).onConflict((conflict) => conflict.columns(['tenant_id', 'created_by', 'request_id']).doNothing()).returning('id').executeTakeFirst();
    return row !== undefined;
  },

  /** The community that this request of this person made, or undefined. */
  async findIdByRequest(trx: TenantTransaction, tenantId: string, createdBy: string, requestId: string): Promise<string | undefined> {
    const row = await trx.selectFrom('communities').select('id')
      .where('tenant_id', '=', tenantId).where('created_by', '=', createdBy).where('request_id', '=', requestId).executeTakeFirst();
    return row?.id;
  },

  /** False when there is no such community. */
  async isThere(trx: TenantTransaction, tenantId: string, communityId: string): Promise<boolean> {
    return await trx.selectFrom('communities').select('id').where('tenant_id', '=', tenantId).where('id', '=', communityId).executeTakeFirst() !== undefined;
  },

  /** Whether there is such a community that is not closed. */
  async isOpen(trx: TenantTransaction, tenantId: string, communityId: string): Promise<boolean> {
    return await trx.selectFrom('communities').select('id').where('tenant_id', '=', tenantId).where('id', '=', communityId).where('closed_at', 'is', null).executeTakeFirst() !== undefined;
  },

  /** Waits until nobody else changes the community, and keeps others waiting until the transaction ends; null when there is no such community. */
  async hold(trx: TenantTransaction, tenantId: string, communityId: string): Promise<{ closedAt: Date | null } | null> {
    const row = await trx.selectFrom('communities').select('closed_at').where('tenant_id', '=', tenantId).where('id', '=', communityId).forNoKeyUpdate().executeTakeFirst();
    return row ? { closedAt: row.closed_at } : null;
  },

  /** Holds a community that something is to be written to. @throws NotFoundError, CommunityClosedError */
  async holdOpen(trx: TenantTransaction, tenantId: string, communityId: string): Promise<void> {
    const held = await this.hold(trx, tenantId, communityId);
    if (!held) throw new NotFoundError('community');
    if (held.closedAt) throw new CommunityClosedError();
  },

  /** Puts the community, which is held, at a stage. @returns the stage that it was at before */
  async setStage(trx: TenantTransaction, tenantId: string, communityId: string, stage: Stage): Promise<Stage> {
    const { stage: before } = await trx.selectFrom('communities').select('stage').where('tenant_id', '=', tenantId).where('id', '=', communityId).executeTakeFirstOrThrow();
    if (before !== stage) await trx.updateTable('communities').set({ stage }).where('tenant_id', '=', tenantId).where('id', '=', communityId).execute();
    return before as Stage;
  },

  async setClosed(trx: TenantTransaction, tenantId: string, communityId: string, closed: { at: Date; by: string } | null): Promise<void> {
    await trx.updateTable('communities').set({ closed_at: closed?.at ?? null, closed_by: closed?.by ?? null }).where('tenant_id', '=', tenantId).where('id', '=', communityId).execute();
  },

  /** Deletes a community with all that is known of it; its ledger is to be emptied first. */
  async delete(trx: TenantTransaction, tenantId: string, communityId: string): Promise<void> {
    await trx.deleteFrom('communities').where('tenant_id', '=', tenantId).where('id', '=', communityId).execute();
  },
};
