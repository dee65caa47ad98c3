import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Part } from '../membership/membership-contract.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { fromCursor, toCursor } from '../platform/http/page-cursor.ts';
import { keepable } from '../platform/http/written-text.ts';
import type { Actor } from '../platform/identity/actor.ts';
import { mayAsk, mayEndStewardship, mayLookAfter } from '../stewardship/stewardship-policy.ts';
import type { ItemState, LibraryItem, PracticeLibrary } from './library-contract.ts';
import { type Some, statesOf } from './library-next.ts';
import { mayEditItem } from './library-policy.ts';
import type { PracticeKind } from './practice.ts';
import { isShownTo } from './sights-store.ts';

interface ItemRow {
  id: string; community_id: string; kind: PracticeKind; title: string; title_given: boolean; summary: string; topics: string[]; steward_id: string | null; steward: string | null; steward_is_member: boolean;
  review_on: string | null; drive_id: string | null; file_id: string | null; web_url: string | null; modified_at: Date | null; modified_by: string | null; gone_at: Date | null;
  unsearched: LibraryItem['unsearched']; added_by: string; adder: string; added_at: Date; removed_at: Date | null; issue_ids: string[]; open_at: Date | null; my_part: Part | null; sort: string;
}

/** An item with what only the API needs to know of it. */
export interface FoundItem { item: LibraryItem; communityId: string; driveId: string | null; fileId: string | null; openAt: Date | null; isRemoved: boolean }

export interface ItemFilter { kind?: PracticeKind | undefined; topic?: string | undefined; stewardId?: string | undefined; state?: ItemState | undefined; itemId?: string | undefined }

const today = (now: Date): string => now.toISOString().slice(0, 10);
const isMember = sql<boolean>`exists (select from memberships s where s.tenant_id = i.tenant_id and s.community_id = i.community_id and s.person_id = i.steward_id and s.gone_at is null)`;

/** SQL's counterpart of `statesOf`. */
const inState = (state: ItemState, now: Date): RawBuilder<boolean> => ({
  stale: sql<boolean>`i.review_on < ${today(now)}::date`, orphaned: sql<boolean>`(i.steward_id is not null and not ${isMember})`, gone: sql<boolean>`i.gone_at is not null`,
})[state];

function select(actor: Actor): RawBuilder<unknown> {
  return sql`
    select i.id, i.community_id, i.kind, i.title, i.title_given, i.summary, i.topics, i.steward_id, i.review_on, i.drive_id, i.file_id, i.web_url, i.modified_at, i.modified_by, i.gone_at, i.added_by, i.added_at, i.removed_at, t.unsearched, lower(i.title) as sort, coalesce(st.display_name, '') as steward, ${isMember} as steward_is_member, coalesce(ad.display_name, '') as adder,
      coalesce((select array_agg(l.issue_id order by l.linked_at, l.issue_id) from key_issue_links l where l.tenant_id = i.tenant_id and l.community_id = i.community_id and l.removed_at is null
        and l.kind = case when i.drive_id is null then 'link' else 'file' end and l.place_id = coalesce(i.drive_id, '') and l.graph_id = coalesce(i.file_id, i.id::text)), '{}') as issue_ids,
      (select s.seen_at from practice_sights s where s.tenant_id = i.tenant_id and s.person_id = ${actor.personId} and s.drive_id = i.drive_id and s.file_id = i.file_id and s.is_open) as open_at,
      (select m.part from memberships m where m.tenant_id = i.tenant_id and m.community_id = i.community_id and m.person_id = ${actor.personId}) as my_part
    from practice_items i
      left join practice_texts t on t.tenant_id = i.tenant_id and t.drive_id = i.drive_id and t.file_id = i.file_id
      left join people st on st.tenant_id = i.tenant_id and st.id = i.steward_id
      left join people ad on ad.tenant_id = i.tenant_id and ad.id = i.added_by`;
}

/** Items of a community as far as Microsoft 365 told that the person may open them, by title; one page. */
export async function listItemsPage(
  trx: TenantTransaction, actor: Actor, communityId: string, { cursor, limit, ...filter }: ItemFilter & { cursor?: string | undefined; limit: number }, now: Date,
): Promise<{ found: FoundItem[]; next: string | null }> {
  const after = fromCursor(cursor, z.tuple([z.string().overwrite(keepable), z.guid()]));
  const { rows } = await sql<ItemRow>`
    ${select(actor)}
    where i.tenant_id = ${actor.tenantId} and i.community_id = ${communityId} and i.removed_at is null and ${isShownTo(actor.tenantId, actor.personId, now)}
      and ${filter.kind ? sql`i.kind = ${filter.kind}` : sql`true`} and ${filter.topic ? sql`${filter.topic} = any (i.topics)` : sql`true`}
      and ${filter.stewardId ? sql`i.steward_id = ${filter.stewardId}` : sql`true`} and ${filter.state ? inState(filter.state, now) : sql`true`} and ${filter.itemId ? sql`i.id = ${filter.itemId}` : sql`true`}
      and ${after ? sql`(lower(i.title), i.id) > (${after[0]}::text, ${after[1]}::uuid)` : sql`true`}
    order by lower(i.title), i.id limit ${limit + 1}`.execute(trx);
  const last = rows[limit - 1];
  return { found: rows.slice(0, limit).map((row) => toFound(row, actor, now)), next: rows.length > limit && last ? toCursor([last.sort, last.id]) : null };
}

/** These items in the given order, whatever the person may open; removed ones too. */
export async function findItems(trx: TenantTransaction, actor: Actor, ids: readonly string[], now: Date): Promise<FoundItem[]> {
  const { rows } = await sql<ItemRow>`${select(actor)} where i.tenant_id = ${actor.tenantId} and i.id = any (${ids}::uuid[]) order by array_position(${ids}::uuid[], i.id)`.execute(trx);
  return rows.map((row) => toFound(row, actor, now));
}

function toFound(row: ItemRow, actor: Actor, now: Date): FoundItem {
  const steward = row.steward_id === null ? null : { id: row.steward_id, displayName: row.steward ?? '', isMember: row.steward_is_member, isMe: row.steward_id === actor.personId };
  const edit = mayEditItem(row.my_part, steward?.isMe ?? false).allowed;
  return {
    communityId: row.community_id, driveId: row.drive_id, fileId: row.file_id, openAt: row.open_at, isRemoved: row.removed_at !== null,
    item: {
      id: row.id, kind: row.kind, title: row.title, titleGiven: row.title_given, summary: row.summary, topics: row.topics, steward, reviewOn: row.review_on,
      source: row.drive_id === null ? { kind: 'link' } : { kind: 'file', driveId: row.drive_id, fileId: row.file_id! }, webUrl: row.web_url,
      modifiedAt: row.modified_at?.toISOString() ?? null, modifiedBy: row.modified_by, issueIds: row.issue_ids,
      states: statesOf({ reviewOn: row.review_on, stewardId: row.steward_id, stewardIsMember: row.steward_is_member, goneAt: row.gone_at }, today(now)),
      unsearched: edit ? row.unsearched : null,
      addedBy: { id: row.added_by, displayName: row.adder }, addedAt: row.added_at.toISOString(),
      abilities: {
        edit, lookAfter: !(steward?.isMe && steward.isMember) && mayLookAfter(row.my_part, steward).allowed,
        giveUp: steward !== null && mayEndStewardship(row.my_part, steward).allowed, ask: mayAsk(row.my_part, steward).allowed,
      },
    },
  };
}

type Counted = { value: string; count: number }[];

/** What there is to filter by, and what is the matter, in what this person may open. What is the matter is said of what they may edit. */
export async function readAround(trx: TenantTransaction, actor: Actor, communityId: string, { part, now }: { part: Part | null; now: Date }): Promise<Pick<PracticeLibrary, 'kinds' | 'topics' | 'stewards'> & { gone: Some; stale: Some; orphaned: Some; answered: string[] }> {
  const editsAll = mayEditItem(part, false).allowed;
  const some = (state: ItemState, mine: RawBuilder<boolean>) => sql`(select json_build_object('count', count(*), 'first', (array_agg(json_build_object('id', i.id, 'title', i.title) order by coalesce(i.review_on, '9999-12-31'), lower(i.title), i.id))[1])
      from shown i where ${inState(state, now)} and ${mine})`;
  const mine = part === null ? sql<boolean>`false` : editsAll ? sql<boolean>`true` : sql<boolean>`i.steward_id = ${actor.personId}`;
  const { rows: [row] } = await sql<{ kinds: Counted; topics: Counted; stewards: PracticeLibrary['stewards']; gone: Some; stale: Some; orphaned: Some; answered: string[] }>`
    with shown as materialized (select i.* from practice_items i where i.tenant_id = ${actor.tenantId} and i.community_id = ${communityId} and i.removed_at is null and ${isShownTo(actor.tenantId, actor.personId, now)})
    select
      (select coalesce(json_agg(x), '[]') from (select i.kind as value, count(*)::int as count from shown i group by 1 order by 2 desc, 1) x) as kinds,
      (select coalesce(json_agg(x), '[]') from (select t.topic as value, count(*)::int as count from shown i, unnest(i.topics) t (topic) group by 1 order by 2 desc, 1 limit 50) x) as topics,
      (select coalesce(json_agg(x), '[]') from (select i.steward_id as id, coalesce(max(p.display_name), '') as "displayName", count(*)::int as count
         from shown i left join people p on p.tenant_id = i.tenant_id and p.id = i.steward_id where i.steward_id is not null group by 1 order by 2, 1 limit 100) x) as stewards,
      ${some('gone', mine)} as gone, ${some('stale', mine)} as stale, ${some('orphaned', part === null ? sql<boolean>`false` : sql<boolean>`true`)} as orphaned,
      (select coalesce(json_agg(distinct l.issue_id), '[]') from key_issue_links l where l.tenant_id = ${actor.tenantId} and l.community_id = ${communityId} and l.removed_at is null and l.kind in ('file', 'link') and exists (
         select from practice_items i where i.tenant_id = l.tenant_id and i.community_id = l.community_id and i.removed_at is null
           and ((l.kind = 'file' and i.drive_id = l.place_id and i.file_id = l.graph_id) or (l.kind = 'link' and i.id::text = l.graph_id)))) as answered`.execute(trx);
  return row!;
}
