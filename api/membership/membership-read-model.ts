import { sql } from 'kysely';
import { z } from 'zod';
import type { TenantTransaction } from '../platform/database/database.ts';
import { fromCursor, toCursor } from '../platform/http/page-cursor.ts';
import { keepable } from '../platform/http/written-text.ts';
import type { Member, Part } from './membership-contract.ts';

/** Coordinators first, then the core group, then everybody else. */
export const partRank = sql<number>`case m.part when 'coordinator' then 0 when 'core' then 1 else 2 end`;

interface MemberRow { id: string; display_name: string; job_title: string | null; department: string | null; part: Part; joined_at: Date; rank: number; sort_name: string }

const place = z.tuple([z.int32(), z.string().overwrite(keepable), z.guid()]);

/** One page of a community's members: by part, then by name. Null when there is no such community. */
export async function listMembersPage(
  trx: TenantTransaction, tenantId: string, communityId: string, page: { cursor?: string | undefined; limit: number },
): Promise<{ items: Member[]; next: string | null } | null> {
  const after = fromCursor(page.cursor, place);
  const there = await trx.selectFrom('communities').select('id').where('tenant_id', '=', tenantId).where('id', '=', communityId).executeTakeFirst();
  if (!there) return null;
  const { rows } = await sql<MemberRow>`
    select * from (
      select m.person_id as id, coalesce(p.display_name, '') as display_name, p.job_title, p.department, m.part, m.joined_at,
             ${partRank} as rank, lower(coalesce(p.display_name, '')) as sort_name
      from memberships m left join people p on p.tenant_id = m.tenant_id and p.id = m.person_id
      where m.tenant_id = ${tenantId} and m.community_id = ${communityId}
    ) members
    where ${after ? sql`(rank, sort_name, id) > (${after[0]}::int, ${after[1]}::text, ${after[2]}::uuid)` : sql`true`}
    order by rank, sort_name, id limit ${page.limit + 1}`.execute(trx);
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => ({
      person: { id: row.id, displayName: row.display_name, jobTitle: row.job_title, department: row.department },
      part: row.part, joinedAt: row.joined_at.toISOString(),
    })),
    next: rows.length > page.limit && last ? toCursor([last.rank, last.sort_name, last.id]) : null,
  };
}
