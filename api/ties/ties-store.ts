import type { TenantTransaction } from '../platform/database/database.ts';
import { type FoundTie, graphIdOf } from './ties.ts';

/** What communities are tied to. Untying, or losing a community, changes nothing in Microsoft 365. */
export const tiesStore = {
  /** Ties a community to what was found; what it is tied to already stays. */
  async add(trx: TenantTransaction, tenantId: string, communityId: string, ties: readonly FoundTie[], by: { personId: string; now: Date }): Promise<void> {
    if (ties.length === 0) return;
    await trx.insertInto('ties').values(ties.map(({ target, name, webUrl }) => ({
      tenant_id: tenantId, id: crypto.randomUUID(), community_id: communityId, kind: target.kind, group_id: target.groupId, graph_id: graphIdOf(target),
      name, web_url: webUrl, state: 'sound', state_reason: null, state_since: by.now, tied_by: by.personId, tied_at: by.now,
    }))).onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'kind', 'group_id', 'graph_id']).doNothing()).execute();
  },

  /** Microsoft 365 said that it is gone. The first such answer dates it. */
  async markLost(trx: TenantTransaction, tenantId: string, tieIds: readonly string[], reason: string, now: Date): Promise<void> {
    if (tieIds.length === 0) return;
    await trx.updateTable('ties').set({ state: 'lost', state_reason: reason, state_since: now })
      .where('tenant_id', '=', tenantId).where('id', 'in', [...tieIds]).where('state', '<>', 'lost').execute();
  },

  /** It answered again: a deleted team can be restored for 30 days. */
  async markSound(trx: TenantTransaction, tenantId: string, tieIds: readonly string[], now: Date): Promise<void> {
    if (tieIds.length === 0) return;
    await trx.updateTable('ties').set({ state: 'sound', state_reason: null, state_since: now })
      .where('tenant_id', '=', tenantId).where('id', 'in', [...tieIds]).where('state', '<>', 'sound').execute();
  },
};
