import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Person } from './membership-contract.ts';

export interface PairOf { pairId: string; personId: string; communityId: string; community: string; toldAt: Date | null; skipped: boolean; skippedAt: Date | null;
  /** When the last of the others skipped it. */
  leftAt: Date | null;
  others: (Person & { offers: string[]; seeks: string[] })[] }

/** A member's share of a pair, with the others who did not skip it; by its own id, of a person, or the latest of a person in a community. */
export async function findPair(trx: TenantTransaction, tenantId: string, by: { id: string } | { pairId: string; personId: string } | { communityId: string; personId: string; since: Date }): Promise<PairOf | null> {
  const { rows: [row] } = await sql<{ pair_id: string; person_id: string; community_id: string; name: string; told_at: Date | null; skipped: boolean; skipped_at: Date | null; left_at: Date | null; others: PairOf['others'] }>`
    select x.pair_id, x.person_id, x.community_id, c.name, x.told_at, x.skipped, x.skipped_at,
      (select max(o.skipped_at) from pair_members o where o.tenant_id = x.tenant_id and o.pair_id = x.pair_id and o.person_id <> x.person_id) as left_at,
      (select coalesce(json_agg(json_build_object('id', o.person_id, 'displayName', coalesce(p.display_name, ''), 'jobTitle', p.job_title, 'department', p.department, 'offers', m.offers, 'seeks', m.seeks) order by o.person_id), '[]')
         from pair_members o join memberships m on m.tenant_id = o.tenant_id and m.community_id = o.community_id and m.person_id = o.person_id
         left join people p on p.tenant_id = o.tenant_id and p.id = o.person_id
         where o.tenant_id = x.tenant_id and o.pair_id = x.pair_id and o.person_id <> x.person_id and not o.skipped) as others
    from pair_members x join communities c on c.tenant_id = x.tenant_id and c.id = x.community_id
    where x.tenant_id = ${tenantId} and ${'id' in by ? sql`x.id = ${by.id}` : 'pairId' in by ? sql`x.pair_id = ${by.pairId} and x.person_id = ${by.personId}` : sql`x.community_id = ${by.communityId} and x.person_id = ${by.personId} and x.at > ${by.since}`}
    order by x.at desc limit 1`.execute(trx);
  return row ? { pairId: row.pair_id, personId: row.person_id, communityId: row.community_id, community: row.name, toldAt: row.told_at, skipped: row.skipped, skippedAt: row.skipped_at, leftAt: row.left_at, others: row.others } : null;
}
