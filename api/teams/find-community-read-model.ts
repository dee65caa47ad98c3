import { sql } from 'kysely';
import { searchWords } from '../communities/search-words.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { SharedCommunity } from './community-card.ts';

interface Row { id: string; name: string; about: string; unit: string | null; member_count: number }

/** What the message extension finds, from the database alone: best match first; without words, suggestions. */
export async function findCommunities(
  trx: TenantTransaction, tenantId: string, personId: string, search: string, page: { skip: number; count: number },
): Promise<SharedCommunity[]> {
  const words = searchWords(search);
  if (words.length > 0) return matches(trx, tenantId, words, page);
  // Nothing but signs was typed: that finds nothing, and is no wish for suggestions.
  return search.trim() === '' ? suggestions(trx, tenantId, personId, page) : [];
}

/** Those with all the words; where there are none, as the directory finds them: names much like what was typed. */
async function matches(trx: TenantTransaction, tenantId: string, words: readonly string[], page: { skip: number; count: number }): Promise<SharedCommunity[]> {
  // The longest word is the rarest: the index is asked for the first.
  const patterns = sql.val([...words].sort((a, b) => b.length - a.length).map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`));
  const phrase = words.join(' ');
  // One or two letters are looked for as the directory does, where words of a name begin; there are too many texts with them.
  const short = [...phrase].length <= 2;
  if (!short) {
    const exact = await sql<Row>`
      select c.id, c.name, c.about, c.unit, c.member_count
      from communities_with_words(${phrase}::text, ${patterns}::text[], ${page.skip}::int, ${page.count}::int) f join communities c on c.tenant_id = ${tenantId} and c.id = f.id
      order by f.place`.execute(trx);
    if (exact.rows.length > 0 || page.skip > 0) return exact.rows.map(shared);
  }
  const alike = await sql<Row>`
    select c.id, c.name, c.about, c.unit, c.member_count
    from directory_matches(${phrase}::text, ${patterns}::text[]) f join communities c on c.tenant_id = ${tenantId} and c.id = f.id
    order by f.rank desc, lower(c.name), c.id limit ${page.count} offset ${page.skip}`.execute(trx);
  return alike.rows.map(shared);
}

/** Those of the person's own unit first, if it is known, then the others, also those of no unit; the biggest first, then the newest. */
async function suggestions(trx: TenantTransaction, tenantId: string, personId: string, page: { skip: number; count: number }): Promise<SharedCommunity[]> {
  const person = await trx.selectFrom('people').select('department').where('tenant_id', '=', tenantId).where('id', '=', personId).executeTakeFirst();
  const unit = person?.department ?? null;
  const others = unit === null ? sql`true` : sql`c.unit is distinct from ${unit}`;
  const part = (own: boolean) => sql`(
    select c.id, c.name, c.about, c.unit, c.member_count, c.created_at, ${own}::boolean as own from communities c
    where c.tenant_id = ${tenantId} and c.closed_at is null and ${own ? sql`c.unit = ${unit}` : others}
    order by c.member_count desc, c.created_at desc, c.id limit ${page.skip + page.count})`;
  const { rows } = await sql<Row>`
    select * from (${part(true)} union all ${part(false)}) suggested
    order by own desc, member_count desc, created_at desc, id limit ${page.count} offset ${page.skip}`.execute(trx);
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

const shared = (row: Row): SharedCommunity => ({ id: row.id, name: row.name, about: row.about, unit: row.unit, memberCount: row.member_count });
