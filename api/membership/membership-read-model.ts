import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import { searchWords } from '../communities/search-words.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { fromCursor, toCursor } from '../platform/http/page-cursor.ts';
import { keepable } from '../platform/http/written-text.ts';
import type { Actor } from '../platform/identity/actor.ts';
import { becomes, type Calling, type DescribedMember } from './members-contract.ts';
import type { Part } from './membership-contract.ts';
import { mayInvite } from './membership-policy.ts';

/** Coordinators first, then the core group, then everybody else. */
export const partRank = sql<number>`case m.part when 'coordinator' then 0 when 'core' then 1 else 2 end`;

interface MemberRow {
  id: string; display_name: string; job_title: string | null; department: string | null; part: Part; joined_at: Date; rank: number; sort_name: string;
  known_as: Calling[]; hosts: boolean; gone: boolean; offers: string[]; seeks: string[]; time_zone: string | null; my_part: Part | null;
}

export interface MembersAsked {
  cursor?: string | undefined; limit: number; search?: string | undefined; part?: Part | undefined; knownAs?: Calling | undefined; has?: 'offers' | 'seeks' | 'hosts' | undefined;
}

const place = z.tuple([z.int32(), z.string().overwrite(keepable), z.guid()]);

/** One page of a community's members: by part, then by name. Null when there is no such community. */
export async function listMembersPage(trx: TenantTransaction, { tenantId, personId }: Pick<Actor, 'tenantId' | 'personId'>, communityId: string, asked: MembersAsked): Promise<{ items: DescribedMember[]; next: string | null } | null> {
  const after = fromCursor(asked.cursor, place);
  const there = await trx.selectFrom('communities').select('id').where('tenant_id', '=', tenantId).where('id', '=', communityId).executeTakeFirst();
  if (!there) return null;
  const { rows } = await sql<MemberRow>`
    select * from (
      select m.person_id as id, coalesce(p.display_name, '') as display_name, p.job_title, p.department, m.part, m.joined_at, m.known_as, m.hosts, m.gone_at is not null as gone, m.offers, m.seeks, p.time_zone,
             ${partRank} as rank, lower(coalesce(p.display_name, '')) as sort_name,
             (select mine.part from memberships mine where mine.tenant_id = m.tenant_id and mine.community_id = m.community_id and mine.person_id = ${personId}) as my_part
      from memberships m left join people p on p.tenant_id = m.tenant_id and p.id = m.person_id
      where m.tenant_id = ${tenantId} and m.community_id = ${communityId} and ${wanted(asked)}
    ) members
    where ${after ? sql`(rank, sort_name, id) > (${after[0]}::int, ${after[1]}::text, ${after[2]}::uuid)` : sql`true`}
    order by rank, sort_name, id limit ${asked.limit + 1}`.execute(trx);
  const items = rows.slice(0, asked.limit);
  const last = items.at(-1);
  return {
    items: items.map((row) => ({
      person: { id: row.id, displayName: row.display_name, jobTitle: row.job_title, department: row.department },
      part: row.part, joinedAt: row.joined_at.toISOString(), knownAs: row.known_as, offers: row.offers, seeks: row.seeks, timeZone: row.time_zone, hosts: row.hosts, gone: row.gone, isMe: row.id === personId,
      mayBecome: row.gone ? [] : becomes.options.filter((each) => mayInvite(row.my_part, each, { part: row.part, knownAs: row.known_as, isMe: row.id === personId }).allowed),
    })),
    next: rows.length > asked.limit && last ? toCursor([last.rank, last.sort_name, last.id]) : null,
  };
}

/** Every word, or a piece of it, stands in what they offer or seek, or in name, work or department. */
function wanted({ search, part, knownAs, has }: MembersAsked): RawBuilder<unknown> {
  const conditions = searchWords(search ?? '').map((word) => sql`(m.words @@ plainto_tsquery('pg_catalog.english', ${word})
    or lower(concat_ws(' ', p.display_name, p.job_title, p.department, array_to_string(m.offers || m.seeks, ' '))) like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`})`);
  if (part) conditions.push(sql`m.part = ${part}`);
  if (knownAs) conditions.push(sql`${knownAs} = any (m.known_as)`);
  if (has === 'hosts') conditions.push(sql`m.hosts and m.gone_at is null`);
  else if (has) conditions.push(sql`cardinality(${sql.ref(`m.${has}`)}) > 0`);
  return conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`;
}
