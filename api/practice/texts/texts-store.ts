import { type RawBuilder, sql } from 'kysely';
import type { TenantTransaction } from '../../platform/database/database.ts';
import { isShownTo } from '../sights-store.ts';
import type { FileText } from './file-text.ts';

/** A file that is a practice item somewhere. */
export interface ItemFile { driveId: string; fileId: string }

/** What was read of a file that was last changed at `ofChange`. */
export interface ReadFile extends ItemFile { ofChange: string | null; text: FileText }

/**
 * Whose files: those of libraries that Trellis follows as itself, or else those of one community that Microsoft 365
 * opened to a person.
 */
export type Whose = 'followed' | { communityId: string; personId: string };

/** The texts of files that are practice items. Which are to be read, the items' triggers note. */
export const textsStore = {
  /** Takes files in hand until a time, so that nobody else reads them meanwhile. */
  async takeDue(trx: TenantTransaction, tenantId: string, whose: Whose, now: Date, until: Date, limit: number): Promise<ItemFile[]> {
    const { rows } = await sql<{ drive_id: string; file_id: string }>`
      update practice_unread t set due_at = ${until} from (${due(tenantId, whose, now)} limit ${limit} for update of u skip locked) d
      where t.tenant_id = ${tenantId} and t.drive_id = d.drive_id and t.file_id = d.file_id returning t.drive_id, t.file_id`.execute(trx);
    return rows.map((row) => ({ driveId: row.drive_id, fileId: row.file_id }));
  },

  async isAnyDue(trx: TenantTransaction, tenantId: string, whose: Whose, now: Date): Promise<boolean> {
    const { rows: [row] } = await sql<{ any: boolean }>`select exists (${due(tenantId, whose, now)}) as any`.execute(trx);
    return row!.any;
  },

  /** Keeps what was read, in place of what was known of these files before. What has changed meanwhile is due again. */
  async keep(trx: TenantTransaction, tenantId: string, files: readonly ReadFile[], now: Date): Promise<void> {
    if (files.length === 0) return;
    await sql`
      with x (d, f, c, u, a) as (select * from unnest(${files.map(({ driveId }) => driveId)}::text[], ${files.map(({ fileId }) => fileId)}::text[], ${files.map(({ text }) => text.text)}::text[],
        ${files.map(({ text }) => text.unsearched)}::text[], ${files.map(({ ofChange }) => ofChange)}::timestamptz[])),
      seen_to as (delete from practice_unread t using x where t.tenant_id = ${tenantId} and t.drive_id = x.d and t.file_id = x.f and t.changed_at is not distinct from x.a),
      changed as (update practice_unread t set due_at = null, changed_at = (select max(i.modified_at) ${itemsOf('t')}) from x where t.tenant_id = ${tenantId} and t.drive_id = x.d and t.file_id = x.f and t.changed_at is distinct from x.a),
      -- Apart from those that are new: what conflicts would be indexed twice.
      known as (update practice_texts t set content = x.c, unsearched = x.u, of_change = x.a, read_at = ${now} from x where t.tenant_id = ${tenantId} and t.drive_id = x.d and t.file_id = x.f returning t.drive_id, t.file_id)
      insert into practice_texts (tenant_id, drive_id, file_id, content, unsearched, of_change, read_at) select ${tenantId}, d, f, c, u, a, ${now}::timestamptz from x where (d, f) not in (select drive_id, file_id from known) order by d, f
      on conflict (tenant_id, drive_id, file_id) do update set content = excluded.content, unsearched = excluded.unsearched, of_change = excluded.of_change, read_at = excluded.read_at`.execute(trx);
    const words = [...new Set(files.flatMap(({ text }) => text.words))];
    // Most words are known. In one order for all, so that two that learn the same words do not wait for each other in a circle.
    await sql`
      insert into practice_vocabulary (tenant_id, word) select distinct ${tenantId}::uuid, s.word from (select lower(unaccent(w)) collate "C" as word from unnest(${words}::text[]) w offset 0) s
      where length(s.word) <= 30 and not exists (select from practice_vocabulary v where v.tenant_id = ${tenantId} and v.word = s.word) order by 2 on conflict do nothing`.execute(trx);
  },

  /** Files that could not be had are tried again at a time. */
  async postpone(trx: TenantTransaction, tenantId: string, files: readonly ItemFile[], until: Date): Promise<void> {
    if (files.length === 0) return;
    await sql`update practice_unread t set due_at = ${until} from unnest(${files.map(({ driveId }) => driveId)}::text[], ${files.map(({ fileId }) => fileId)}::text[]) x (d, f)
      where t.tenant_id = ${tenantId} and t.drive_id = x.d and t.file_id = x.f`.execute(trx);
  },

  /** Forgets the texts of files that are no items any more. */
  async forgetUnwanted(trx: TenantTransaction, tenantId: string): Promise<void> {
    for (const table of ['practice_texts', 'practice_unread']) await sql`delete from ${sql.table(table)} u where u.tenant_id = ${tenantId} and not exists (select ${itemsOf('u')})`.execute(trx);
  },
};

/** From the items over a file that are there. */
const itemsOf = (file: 't' | 'u') => sql.raw<never>(`from practice_items i where i.tenant_id = ${file}.tenant_id and i.drive_id = ${file}.drive_id and i.file_id = ${file}.file_id and i.removed_at is null and i.gone_at is null`);

/** Whether Trellis follows the library of a file `u` as itself, and so reads its text when nobody visits. */
const isFollowed = sql`exists (select from followings f where f.tenant_id = u.tenant_id and f.subject = 'library' and f.graph_id = u.drive_id and f.state = 'followed')`;

function due(tenantId: string, whose: Whose, now: Date): RawBuilder<unknown> {
  const ofWhom = whose === 'followed' ? sql`${isFollowed} and exists (select ${itemsOf('u')})`
    : sql`not ${isFollowed} and exists (select ${itemsOf('u')} and i.community_id = ${whose.communityId} and ${isShownTo(tenantId, whose.personId, now)})`;
  return sql`select u.drive_id, u.file_id from practice_unread u where u.tenant_id = ${tenantId} and (u.due_at is null or u.due_at <= ${now}) and ${ofWhom}`;
}
