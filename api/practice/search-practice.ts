import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Trouble } from '../communities/happening.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { fromCursor, toCursor } from '../platform/http/page-cursor.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import type { PracticeKind } from './practice.ts';
import { findItems } from './library-read-model.ts';
import type { FoundPractice } from './search-contract.ts';
import { keepWhatOpens, keyOf, lookAtLibraries } from './who-may-open.ts';

/** How far a search can be paged; and most words that it looks for. */
const deepest = 200;
const mostWords = 40;
const dayMs = 86_400_000;
/** Around what is found in a text that PostgreSQL makes; they stand in no text that people write. */
const [before, after] = ['\u0001', '\u0002'];

export interface PracticeSearch { search: string; communityId?: string | undefined; kind?: PracticeKind | undefined }

/** The words that are searched for, and whether the last one may be half typed. */
export function wordsTyped(search: string): { words: string[]; completing: boolean } {
  const words = (search.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).slice(0, mostWords);
  return { words, completing: words.length < 6 && /[\p{L}\p{N}\p{M}]$/u.test(search) };
}

/** Ids of the items that match, the better the higher, as far as Microsoft 365 told that the person may open them, with what was looked for in the end. */
export async function findPractice(trx: TenantTransaction, { personId }: Pick<Actor, 'personId'>, { search, communityId, kind }: PracticeSearch, page: { skip: number; limit: number }, now: Date): Promise<{ ids: string[]; query: string }> {
  const { words, completing } = wordsTyped(search);
  const { rows } = await sql<{ id: string; query: string }>`
    select id, query from practice_found(${personId}::uuid, ${communityId ?? null}::uuid, ${words}::text[], ${completing}, ${new Date(now.getTime() - dayMs)}::timestamptz, ${kind ?? null}::text, ${page.skip}::int, ${page.limit}::int)`.execute(trx);
  return { ids: rows.map(({ id }) => id), query: rows[0]?.query ?? '' };
}

/** One page of what a person finds, asked of Microsoft 365 as far as it is not known to open to them. @throws BadInputError, ConsentNeededError */
export async function searchPractice(
  services: Services, actor: Actor, { cursor, limit, ...search }: PracticeSearch & { cursor?: string | undefined; limit: number }, signal: AbortSignal,
): Promise<{ items: FoundPractice[]; next: string | null; withheld: number; trouble: Trouble | null }> {
  const { tenantId, personId } = actor;
  const [skip] = fromCursor(cursor, z.tuple([z.int32().min(0).max(deepest)])) ?? [0];
  const now = services.clock();
  const communityIds = search.communityId ? [search.communityId] : await services.database.inTenant(tenantId, async (trx) =>
    (await trx.selectFrom('memberships').select('community_id').where('tenant_id', '=', tenantId).where('person_id', '=', personId).execute()).map((row) => row.community_id));
  const looked = await lookAtLibraries(services, actor, communityIds, signal);
  const { found, snippets, names, more } = await services.database.inTenant(tenantId, async (trx) => {
    const { ids, query } = await findPractice(trx, actor, search, { skip, limit: limit + 1 }, now);
    const shown = ids.slice(0, limit);
    const found = await findItems(trx, actor, shown, now);
    const headline = (text: RawBuilder<unknown>) => sql`ts_headline('practice', ${text}, ${query}::tsquery, ${`StartSel=${before},StopSel=${after},MaxFragments=2,MaxWords=24,MinWords=8,FragmentDelimiter=" … "`})`;
    // Of the file's text, where it says more of what was looked for than the summary.
    const { rows } = await sql<{ id: string; snippet: string; name: string }>`
      select i.id, c.name, case when t.words @@ ${query}::tsquery and not to_tsvector('practice', i.summary) @@ ${query}::tsquery then ${headline(sql`t.content`)} else ${headline(sql`i.summary`)} end as snippet
      from practice_items i join communities c on c.tenant_id = i.tenant_id and c.id = i.community_id
        left join practice_texts t on t.tenant_id = i.tenant_id and t.drive_id = i.drive_id and t.file_id = i.file_id
      where i.tenant_id = ${tenantId} and i.id = any (${shown}::uuid[])`.execute(trx);
    return { found, more: ids.length > limit, snippets: new Map(rows.map((row) => [row.id, row.snippet])), names: new Map(rows.map((row) => [row.id, row.name])) };
  });
  const { open, files, withheld, trouble } = await keepWhatOpens(services, actor, found, signal);
  return {
    items: open.map(({ item, communityId, ...file }) => ({
      community: { id: communityId, name: names.get(item.id) ?? '' }, item: { ...item, webUrl: files.get(keyOf(file))?.webUrl ?? item.webUrl }, snippet: piecesOf(snippets.get(item.id) ?? ''),
    })),
    next: more && skip + limit < deepest ? toCursor([skip + limit]) : null, withheld, trouble: trouble ?? looked,
  };
}

/** A text with marks as pieces, so that nobody has to trust it as markup. */
export function piecesOf(marked: string): { text: string; hit: boolean }[] {
  return marked.split(before).flatMap((part, index) => {
    const [hit, rest] = index === 0 ? ['', part] : part.split(after) as [string, string?];
    return [{ text: hit, hit: true }, { text: rest ?? '', hit: false }];
  }).filter(({ text }) => text !== '');
}
