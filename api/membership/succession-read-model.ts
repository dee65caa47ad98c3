import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { VacantCommunity } from './members-contract.ts';
import type { Part } from './membership-contract.ts';

export interface SuccessionFacts { vacant: boolean; coreIsHere: boolean; wasAsked: boolean }

/** What decides who may coordinate a community in place of one who is missing. */
export async function successionFacts(trx: TenantTransaction, tenantId: string, communityId: string, personId: string): Promise<SuccessionFacts & { myPart: Part | null }> {
  const { rows: [row] } = await sql<{ vacant: boolean; core_is_here: boolean; was_asked: boolean; my_part: Part | null }>`
    select coalesce(bool_and(m.part <> 'coordinator' or m.gone_at is not null), true) as vacant, coalesce(bool_or(m.part = 'core' and m.gone_at is null), false) as core_is_here,
      exists (select from succession_asks a where a.tenant_id = ${tenantId} and a.community_id = ${communityId} and a.person_id = ${personId}) as was_asked,
      max(m.part) filter (where m.person_id = ${personId}) as my_part
    from memberships m where m.tenant_id = ${tenantId} and m.community_id = ${communityId}`.execute(trx);
  return { vacant: row!.vacant, coreIsHere: row!.core_is_here, wasAsked: row!.was_asked, myPart: row!.my_part };
}

/** Open communities that nobody coordinates: all for programme leads, else those that the person sponsors or is in. */
export async function listVacant(trx: TenantTransaction, { tenantId, personId, roles }: Actor): Promise<VacantCommunity[]> {
  const { rows } = await sql<{ id: string; name: string; member_count: number; since: Date | null; core: number }>`
    select c.id, c.name, c.member_count, max(m.gone_at) filter (where m.part = 'coordinator') as since, count(*) filter (where m.part = 'core' and m.gone_at is null)::int as core
    from communities c left join memberships m on m.tenant_id = c.tenant_id and m.community_id = c.id
    where c.tenant_id = ${tenantId} and c.closed_at is null
      and (${roles.includes('ProgrammeLead')} or exists (select from sponsorships s where s.tenant_id = c.tenant_id and s.community_id = c.id and s.state = 'approved' and s.sponsor_id = ${personId})
        or exists (select from memberships mine where mine.tenant_id = c.tenant_id and mine.community_id = c.id and mine.person_id = ${personId}))
      and not exists (select from memberships k where k.tenant_id = c.tenant_id and k.community_id = c.id and k.part = 'coordinator' and k.gone_at is null)
    group by c.id, c.name, c.member_count order by c.name, c.id limit 100`.execute(trx);
  return rows.map((row) => ({ id: row.id, name: row.name, memberCount: row.member_count, since: row.since?.toISOString() ?? null, hasCoreGroup: row.core > 0 }));
}
