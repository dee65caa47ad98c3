import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { TenantTransaction } from '../platform/database/database.ts';
import { fromCursor, toCursor } from '../platform/http/page-cursor.ts';
import { keepable } from '../platform/http/written-text.ts';
import type { CommunitySummary, Stage } from './communities-contract.ts';
import { searchWords } from './search-words.ts';

export interface DirectoryQuery {
  search?: string | undefined;
  stage?: Stage | undefined;
  unit?: string | undefined;
  topic?: string | undefined;
  groupId?: string | undefined;
  mine?: boolean | undefined;
  cursor?: string | undefined;
  limit: number;
}

interface SummaryRow {
  id: string; name: string; about: string; stage: Stage; unit: string | null; topics: string[]; member_count: number;
  closed_at: Date | null; coordinators: { id: string; displayName: string }[]; sponsored: boolean; my_part: CommunitySummary['myPart'];
  rank: number; sort_name: string;
}

const place = z.tuple([z.int32(), z.string().overwrite(keepable), z.guid()]);

/**
 * One page of the directory in one statement: the best match first when searching, by name
 * otherwise. Every word has to be in the name or in what it is about; when nothing has them all,
 * names much like the search are found (it may be mistyped). The cursor names the last community shown, so communities that are
 * founded meanwhile shift no page. Closed communities are only among one's own, and found by no search.
 *
 * @param personId whose part and `mine` it is about
 */
export async function listDirectoryPage(
  trx: TenantTransaction, tenantId: string, personId: string, query: DirectoryQuery,
): Promise<{ items: CommunitySummary[]; next: string | null }> {
  const after = fromCursor(query.cursor, place);
  const words = searchWords(query.search ?? '');
  const phrase = words.join(' ');
  const searching = words.length > 0;
  const found = sql`directory_matches(${phrase}::text, ${sql.val(longestFirst(words).map(toPattern))}::text[]) f`;
  const filters = [
    ...(query.stage ? [sql`c.stage = ${query.stage}`] : []),
    ...(query.unit ? [sql`c.unit = ${query.unit}`] : []),
    ...(query.topic ? [sql`c.topics @> array[${query.topic}]::text[]`] : []),
    ...(query.groupId ? [sql`c.id in (select t.community_id from ties t where t.tenant_id = ${tenantId} and t.group_id = ${query.groupId})`] : []),
    ...(query.mine ? [sql`c.id in (select m.community_id from memberships m where m.tenant_id = ${tenantId} and m.person_id = ${personId})`] : [sql`c.closed_at is null`]),
  ];
  // A search without filters finds all that is needed for the order by itself: of the rest only one page is read.
  const isSearchAlone = searching && filters.length === 1 && !query.mine;
  const page = isSearchAlone
    ? { of: sql`select f.id, f.rank, f.sort_name from ${found} where true`, rank: sql`f.rank`, name: sql`f.sort_name`, id: sql`f.id` }
    : {
      of: sql`select c.id, ${searching ? sql`f.rank` : sql`0`} as rank, lower(c.name) as sort_name from communities c ${searching ? sql`join ${found} on f.id = c.id` : sql``} where c.tenant_id = ${tenantId} and ${sql.join(filters, sql` and `)}`,
      rank: searching ? sql`f.rank` : sql`0`, name: sql`lower(c.name)`, id: sql`c.id`,
    };
  const { rows } = await sql<SummaryRow>`
    with page as (
      ${page.of} ${after ? afterPlace(after, page) : sql``}
      order by ${searching ? sql`f.rank desc, ` : sql``}${page.name}, ${page.id} limit ${query.limit + 1}
    ), hits as (
      select c.id, c.name, c.about, c.stage, c.unit, c.topics, c.member_count, c.closed_at, page.rank, page.sort_name from page join communities c on c.tenant_id = ${tenantId} and c.id = page.id
    )
    select ${summaryColumns(tenantId, personId)} from hits c order by rank desc, sort_name, id`.execute(trx);
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  return { items: items.map(toSummary), next: rows.length > query.limit && last ? toCursor([last.rank, last.sort_name, last.id]) : null };
}

/** Stages, units and topics that occur among open communities, the most frequent first. */
export async function listFilters(trx: TenantTransaction, tenantId: string): Promise<{
  stages: { value: Stage; count: number }[]; units: { value: string; count: number }[]; topics: { value: string; count: number }[];
}> {
  const { rows } = await sql<{ kind: 'stage' | 'unit' | 'topic'; value: string; count: number }>`
    select * from (
      select 'stage' as kind, stage as value, count(*)::int as count from communities where tenant_id = ${tenantId} and closed_at is null group by stage
      union all
      (select 'unit', unit, count(*)::int from communities where tenant_id = ${tenantId} and closed_at is null and unit is not null group by unit order by 3 desc, unit limit ${maxChoices})
      union all
      (select 'topic', topic, count(*)::int from communities, unnest(topics) as topic where tenant_id = ${tenantId} and closed_at is null group by topic order by 3 desc, topic limit ${maxChoices})
    ) filters order by kind, count desc, value`.execute(trx);
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map(({ value, count }) => ({ value, count }));
  return { stages: of('stage') as { value: Stage; count: number }[], units: of('unit'), topics: of('topic') };
}

/** Most units, and most topics, offered as filters. */
const maxChoices = 200;
/** Most communities shown as alike. */
const maxSimilar = 5;

/** Communities with a like name, or tied to the same team, the most alike first: shown before another one like them is founded. */
export async function listSimilar(
  trx: TenantTransaction, tenantId: string, personId: string, like: { name: string; groupId?: string | undefined },
): Promise<(CommunitySummary & { because: ('like-name' | 'same-team')[] })[]> {
  const name = like.name.trim().toLowerCase();
  const named = name.length >= 2 ? sql`select id, much from communities_named_like(${name}::text, ${maxSimilar})` : sql`select null::uuid as id, 0::real as much where false`;
  const sameTeam = like.groupId ? sql`select distinct community_id as id from ties where tenant_id = ${tenantId} and group_id = ${like.groupId}` : sql`select null::uuid as id where false`;
  const { rows } = await sql<SummaryRow & { like_name: boolean; same_team: boolean }>`
    with named as materialized (${named}), same_team as materialized (${sameTeam}), best as (
      select c.id, c.name, c.about, c.stage, c.unit, c.topics, c.member_count, c.closed_at, coalesce(n.much, 0) as rank, lower(c.name) as sort_name,
             n.id is not null as like_name, t.id is not null as same_team
      from (select id from named union select id from same_team) found join communities c on c.tenant_id = ${tenantId} and c.id = found.id and c.closed_at is null
           left join named n on n.id = c.id left join same_team t on t.id = c.id
      order by rank desc, sort_name, id limit ${maxSimilar}
    )
    select ${summaryColumns(tenantId, personId)}, c.like_name, c.same_team from best c order by rank desc, sort_name, id`.execute(trx);
  return rows.map((row) => ({
    ...toSummary(row),
    because: [...(row.like_name ? ['like-name' as const] : []), ...(row.same_team ? ['same-team' as const] : [])],
  }));
}

/** What a list shows of community `c`: who coordinates it, whether it is sponsored, and the person's own part. */
function summaryColumns(tenantId: string, personId: string): RawBuilder<unknown> {
  return sql`c.id, c.name, c.about, c.stage, c.unit, c.topics, c.member_count, c.closed_at, c.rank, c.sort_name,
    (select coalesce(json_agg(json_build_object('id', m.person_id, 'displayName', coalesce(p.display_name, '')) order by p.display_name, m.person_id), '[]')
       from memberships m left join people p on p.tenant_id = m.tenant_id and p.id = m.person_id
      where m.tenant_id = ${tenantId} and m.community_id = c.id and m.part = 'coordinator' and m.gone_at is null) as coordinators,
    exists (select from sponsorships s where s.tenant_id = ${tenantId} and s.community_id = c.id and s.state = 'approved') as sponsored,
    (select m.part from memberships m where m.tenant_id = ${tenantId} and m.community_id = c.id and m.person_id = ${personId}) as my_part`;
}

function toSummary(row: SummaryRow): CommunitySummary {
  return {
    id: row.id, name: row.name, about: row.about, stage: row.stage, unit: row.unit, topics: row.topics, memberCount: row.member_count,
    coordinators: row.coordinators, sponsored: row.sponsored, closed: row.closed_at !== null, myPart: row.my_part,
  };
}

function afterPlace([rank, name, id]: z.infer<typeof place>, columns: Record<'rank' | 'name' | 'id', RawBuilder<unknown>>): RawBuilder<unknown> {
  return sql`and (${columns.rank} < ${rank}::int or (${columns.rank} = ${rank}::int and (${columns.name}, ${columns.id}) > (${name}::text, ${id}::uuid)))`;
}

/** The longest word is the rarest: it is looked up in the index, the others among what that finds. */
const longestFirst = (words: readonly string[]) => [...words].sort((a, b) => b.length - a.length);

/** A word as a LIKE pattern; what LIKE gives a meaning to is taken literally. */
const toPattern = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`;
