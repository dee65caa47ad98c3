import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import { shareInTenths, type Spread } from './spread.ts';

/** How looking after things spreads; only shares that may be shown are kept. */
export const spreadStore = {
  /** As it is now, of one community, or of all that are open, by id: practice items, and key issues that are not settled. */
  async measure(trx: TenantTransaction, tenantId: string, communityId?: string): Promise<Map<string, Spread>> {
    const { rows } = await sql<{ id: string; things: number; with_members: number; members: number }>`
      with things as (
        select i.community_id, i.steward_id from practice_items i join communities c on c.tenant_id = i.tenant_id and c.id = i.community_id
        where i.tenant_id = ${tenantId} and i.removed_at is null and c.closed_at is null and ${communityId ? sql`c.id = ${communityId}` : sql`true`}
        union all
        select c.id, s.person_id from communities c
        cross join lateral (select v.key_issues from charters v where v.tenant_id = c.tenant_id and v.community_id = c.id order by v.version desc limit 1) v
        cross join lateral jsonb_array_elements(v.key_issues) k
        left join stewardships s on s.tenant_id = c.tenant_id and s.community_id = c.id and s.kind = 'issue' and s.thing_id = (k->>'id')::uuid
        where c.tenant_id = ${tenantId} and c.closed_at is null and k->>'state' <> 'settled' and ${communityId ? sql`c.id = ${communityId}` : sql`true`})
      select t.community_id as id, count(*)::int as things, count(m.person_id)::int as with_members, count(distinct m.person_id)::int as members
      from things t left join memberships m on m.tenant_id = ${tenantId} and m.community_id = t.community_id and m.person_id = t.steward_id and m.part <> 'coordinator' and m.gone_at is null
      group by t.community_id`.execute(trx);
    return new Map(rows.map((row) => [row.id, { things: row.things, withMembers: row.with_members, members: row.members }]));
  },

  /** Notes for this month how it stands with each community; the last note of a month is what it shows. */
  async noteMonth(trx: TenantTransaction, tenantId: string, month: string): Promise<void> {
    const rows = [...await this.measure(trx, tenantId)].map(([id, spread]) => ({ id, tenths: shareInTenths(spread) }));
    await sql`insert into stewardship_months (tenant_id, community_id, month, tenths)
      select ${tenantId}, x.id, ${`${month}-01`}::date, x.tenths from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (id uuid, tenths smallint)
      on conflict (tenant_id, community_id, month) do update set tenths = excluded.tenths`.execute(trx);
  },

  /** What was noted of these months. */
  async months(trx: TenantTransaction, tenantId: string, communityId: string, months: readonly string[]): Promise<Map<string, number | null>> {
    const { rows } = await sql<{ month: string; tenths: number | null }>`
      select to_char(month, 'YYYY-MM') as month, tenths from stewardship_months where tenant_id = ${tenantId} and community_id = ${communityId} and to_char(month, 'YYYY-MM') = any (${months}::text[])`.execute(trx);
    return new Map(rows.map(({ month, tenths }) => [month, tenths]));
  },
};
