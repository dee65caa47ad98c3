import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Steward } from './stewardship.ts';
import type { Thing } from './stewardship-contract.ts';

type Kept = Thing & { kind: 'issue' | 'activity' | 'step' };

/** Who looks after key issues, activities and steps to the launch. A membership that ends takes it along (a foreign key); who is gone from the directory counts no more. */
export const stewardshipStore = {
  /** Of these things: who looks after each. */
  async list(trx: TenantTransaction, tenantId: string, communityId: string, kind: Kept['kind'], ids: readonly string[]): Promise<Map<string, Steward>> {
    const { rows } = await sql<{ thing_id: string; id: string; name: string }>`
      select s.thing_id, s.person_id as id, coalesce(p.display_name, '') as name from stewardships s
      join memberships m on m.tenant_id = s.tenant_id and m.community_id = s.community_id and m.person_id = s.person_id and m.gone_at is null
      left join people p on p.tenant_id = s.tenant_id and p.id = s.person_id
      where s.tenant_id = ${tenantId} and s.community_id = ${communityId} and s.kind = ${kind} and s.thing_id = any (${ids}::uuid[])`.execute(trx);
    return new Map(rows.map((row) => [row.thing_id, { id: row.id, displayName: row.name }]));
  },

  async set(trx: TenantTransaction, tenantId: string, communityId: string, { kind, id }: Kept, personId: string, now: Date): Promise<void> {
    await trx.insertInto('stewardships').values({ tenant_id: tenantId, community_id: communityId, kind, thing_id: id, person_id: personId, since: now })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'kind', 'thing_id']).doUpdateSet({ person_id: personId, since: now })).execute();
  },

  async end(trx: TenantTransaction, tenantId: string, communityId: string, { kind, id }: Kept): Promise<void> {
    await trx.deleteFrom('stewardships').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('kind', '=', kind).where('thing_id', '=', id).execute();
  },
};
