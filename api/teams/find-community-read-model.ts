import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { SharedCommunity } from './community-card.ts';

/** More words than these do not narrow a search any further. */
const maxWords = 6;

interface Row { id: string; name: string; about: string; unit: string | null; member_count: number }

/**
 * What the message extension finds, from the database alone: communities that have all the words in
 * name or description, those whose name begins with them first. Without words, suggestions:
 * the person's own unit first, then by size, then the newest.
 */
export async function findCommunities(
  trx: TenantTransaction, tenantId: string, personId: string, search: string, page: { skip: number; count: number },
): Promise<SharedCommunity[]> {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean).slice(0, maxWords);
  const phrase = `${escaped(words.join(' '))}%`;
  const matches = sql.join(words.map((word) => sql`and c.searchable like ${`%${escaped(word)}%`}`), sql` `);
  const rank = words.length > 0
    ? sql`(lower(c.name) like ${phrase}) desc, ${sql.join(words.map((word) => sql`(lower(c.name) like ${`%${escaped(word)}%`})::int`), sql` + `)} desc, lower(c.name), c.id`
    : sql`(c.unit is not null and c.unit = (select department from people p where p.tenant_id = ${tenantId} and p.id = ${personId})) desc,
          c.member_count desc, c.created_at desc, c.id`;
  const { rows } = await sql<Row>`
    select c.id, c.name, c.about, c.unit, c.member_count from communities c
    where c.tenant_id = ${tenantId} ${matches}
    order by ${rank} limit ${page.count} offset ${page.skip}`.execute(trx);
  return rows.map(shared);
}

/** One community for its card, and whether the person is in it already; null when there is none. */
export async function findSharedCommunity(
  trx: TenantTransaction, tenantId: string, personId: string, communityId: string,
): Promise<{ community: SharedCommunity; isIn: boolean } | null> {
  const { rows: [row] } = await sql<Row & { is_in: boolean }>`
    select c.id, c.name, c.about, c.unit, c.member_count, m.person_id is not null as is_in
    from communities c left join memberships m on m.tenant_id = c.tenant_id and m.community_id = c.id and m.person_id = ${personId}
    where c.tenant_id = ${tenantId} and c.id = ${communityId}`.execute(trx);
  return row ? { community: shared(row), isIn: row.is_in } : null;
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, (character) => `\\${character}`);
const shared = (row: Row): SharedCommunity => ({ id: row.id, name: row.name, about: row.about, unit: row.unit, memberCount: row.member_count });
