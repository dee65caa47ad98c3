import type { TenantTransaction } from '../platform/database/database.ts';

export interface Guide<T> { version: number; items: readonly T[]; updatedBy: { id: string; displayName: string } | null; updatedAt: Date | null }

/** What an organisation made of the criteria and questions that Trellis proposes. */
export const guidesStore = {
  /** The guide as it stands: version 0 is `standard`, which nobody has changed. */
  async read<T>(trx: TenantTransaction, tenantId: string, kind: 'criteria' | 'questions', standard: readonly T[]): Promise<Guide<T>> {
    const row = await trx.selectFrom('launch_guides as g').leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 'g.tenant_id').onRef('p.id', '=', 'g.updated_by'))
      .select(['g.version', 'g.content', 'g.updated_by', 'g.updated_at', 'p.display_name']).where('g.tenant_id', '=', tenantId).where('g.kind', '=', kind).executeTakeFirst();
    if (!row) return { version: 0, items: standard, updatedBy: null, updatedAt: null };
    return { version: row.version, items: row.content as T[], updatedBy: { id: row.updated_by, displayName: row.display_name ?? '' }, updatedAt: row.updated_at };
  },

  /** Puts the next version in place of the one that it was made from; false when that is not the one that stands. */
  async write<T>(trx: TenantTransaction, tenantId: string, kind: 'criteria' | 'questions', items: readonly T[], basedOn: number, by: { personId: string; now: Date }): Promise<boolean> {
    const next = { version: basedOn + 1, content: JSON.stringify(items), updated_by: by.personId, updated_at: by.now };
    if (basedOn === 0) {
      const row = await trx.insertInto('launch_guides').values({ tenant_id: tenantId, kind, ...next }).onConflict((conflict) => conflict.columns(['tenant_id', 'kind']).doNothing()).returning('version').executeTakeFirst();
      return row !== undefined;
    }
    const row = await trx.updateTable('launch_guides').set(next).where('tenant_id', '=', tenantId).where('kind', '=', kind).where('version', '=', basedOn).returning('version').executeTakeFirst();
    return row !== undefined;
  },
};
