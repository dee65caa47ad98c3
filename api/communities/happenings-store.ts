import type { TenantTransaction } from '../platform/database/database.ts';
import type { Snapshot } from './happening.ts';

/** What Graph showed one person of one community. Never given to another person. */
export const happeningsStore = {
  async find(trx: TenantTransaction, tenantId: string, communityId: string, personId: string): Promise<Snapshot | null> {
    const row = await trx.selectFrom('community_happenings').select('content')
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '=', personId).executeTakeFirst();
    return (row?.content as Snapshot | undefined) ?? null;
  },

  async save(trx: TenantTransaction, tenantId: string, communityId: string, personId: string, snapshot: Snapshot, asOf: Date): Promise<void> {
    const content = JSON.stringify(snapshot);
    await trx.insertInto('community_happenings').values({ tenant_id: tenantId, community_id: communityId, person_id: personId, content, as_of: asOf })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'person_id']).doUpdateSet({ content, as_of: asOf })).execute();
  },

  /** The newest looks of others at a community since then, to tell what is not there any more; what they show is shown to nobody. */
  async ofOthersSince(trx: TenantTransaction, tenantId: string, communityId: string, personId: string, since: Date, limit: number): Promise<Snapshot[]> {
    const rows = await trx.selectFrom('community_happenings').select('content').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '<>', personId)
      .where('as_of', '>', since).orderBy('as_of', 'desc').limit(limit).execute();
    return rows.map(({ content }) => content as Snapshot);
  },

  /** Forgets what one person saw of a community: it has changed since. */
  async forgetOf(trx: TenantTransaction, tenantId: string, communityId: string, personId: string): Promise<void> {
    await trx.deleteFrom('community_happenings').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '=', personId).execute();
  },

  /** Forgets what nobody came back to see. */
  async forget(trx: TenantTransaction, tenantId: string, seenBefore: Date): Promise<void> {
    await trx.deleteFrom('community_happenings').where('tenant_id', '=', tenantId).where('as_of', '<', seenBefore).execute();
  },
};
