import type { TenantTransaction } from '../platform/database/database.ts';
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
};
