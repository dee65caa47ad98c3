import type { TenantTransaction } from '../platform/database/database.ts';
import { keepable } from '../platform/http/written-text.ts';

export interface Draft { id: string; updatedAt: string; content: Record<string, unknown> }

/** Most drafts that a person keeps; the oldest make room. */
export const maxDrafts = 20;

/** What people have half typed. Each sees their own only. */
export const draftsStore = {
  async list(trx: TenantTransaction, tenantId: string, personId: string): Promise<Draft[]> {
    const rows = await trx.selectFrom('community_drafts').select(['id', 'updated_at', 'content'])
      .where('tenant_id', '=', tenantId).where('person_id', '=', personId).orderBy('updated_at', 'desc').limit(maxDrafts).execute();
    return rows.map((row) => ({ id: row.id, updatedAt: row.updated_at.toISOString(), content: row.content }));
  },

  /** Keeps a draft; undefined when the id is another person's. */
  async save(trx: TenantTransaction, tenantId: string, personId: string, id: string, content: Record<string, unknown>, now: Date): Promise<Draft | undefined> {
    const text = JSON.stringify(content, keepableParts);
    const row = await trx.insertInto('community_drafts').values({ tenant_id: tenantId, id, person_id: personId, content: text, updated_at: now })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet({ content: text, updated_at: now }).where('community_drafts.person_id', '=', personId))
      .returning('id').executeTakeFirst();
    if (!row) return undefined;
    await trx.deleteFrom('community_drafts').where('tenant_id', '=', tenantId).where('person_id', '=', personId)
      .where('id', 'not in', (query) => query.selectFrom('community_drafts as kept').select('kept.id')
        .where('kept.tenant_id', '=', tenantId).where('kept.person_id', '=', personId).orderBy('kept.updated_at', 'desc').orderBy('kept.id').limit(maxDrafts))
      .execute();
    return { id, updatedAt: now.toISOString(), content: JSON.parse(text) as Record<string, unknown> };
  },

  async discard(trx: TenantTransaction, tenantId: string, personId: string, id: string): Promise<void> {
    await trx.deleteFrom('community_drafts').where('tenant_id', '=', tenantId).where('person_id', '=', personId).where('id', '=', id).execute();
  },
};

/** For `JSON.stringify`: names and texts as the database can keep them. */
function keepableParts(_name: string, value: unknown): unknown {
  if (typeof value === 'string') return keepable(value);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [keepable(name), part]));
}
