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

/** The texts of files that are practice items. Which are to be read follows from the items alone. */
export const textsStore = {
  /** Takes files in hand until a time, so that nobody else reads them meanwhile. */
  async takeDue(trx: TenantTransaction, tenantId: string, whose: Whose, now: Date, until: Date, limit: number): Promise<ItemFile[]> {
    const { rows } = await sql<{ drive_id: string; file_id: string }>`
      insert into practice_texts (tenant_id, drive_id, file_id, due_at) select ${tenantId}, d.drive_id, d.file_id, ${until}::timestamptz from (select distinct * from (${due(tenantId, whose, now)} limit ${limit}) first order by 1, 2) d
      on conflict (tenant_id, drive_id, file_id) do update set due_at = excluded.due_at where practice_texts.due_at is null or practice_texts.due_at <= ${now}
      returning drive_id, file_id`.execute(trx);
    return rows.map((row) => ({ driveId: row.drive_id, fileId: row.file_id }));
  },

  async isAnyDue(trx: TenantTransaction, tenantId: string, whose: Whose, now: Date): Promise<boolean> {
    const { rows: [row] } = await sql<{ any: boolean }>`select exists (${due(tenantId, whose, now)}) as any`.execute(trx);
    return row!.any;
  },

  /** Keeps what was read, in place of what was known of these files before. */
  async keep(trx: TenantTransaction, tenantId: string, files: readonly ReadFile[], now: Date): Promise<void> {
    if (files.length === 0) return;
    await sql`
      insert into practice_texts (tenant_id, drive_id, file_id, content, unsearched, of_change, read_at)
      select ${tenantId}, d, f, c, u, a, ${now}::timestamptz from unnest(${files.map(({ driveId }) => driveId)}::text[], ${files.map(({ fileId }) => fileId)}::text[], ${files.map(({ text }) => text.text)}::text[],
        ${files.map(({ text }) => text.unsearched)}::text[], ${files.map(({ ofChange }) => ofChange)}::timestamptz[]) x (d, f, c, u, a) order by d, f
      on conflict (tenant_id, drive_id, file_id) do update set content = excluded.content, unsearched = excluded.unsearched, of_change = excluded.of_change, read_at = excluded.read_at, due_at = null`.execute(trx);
    const words = [...new Set(files.flatMap(({ text }) => text.words))];
    // In one order for all, so that two that learn the same words do not wait for each other in a circle.
    await sql`
      insert into practice_vocabulary (tenant_id, word) select distinct ${tenantId}::uuid, lower(unaccent(w)) collate "C" from unnest(${words}::text[]) w
      where length(unaccent(w)) <= 30 order by 1, 2 on conflict do nothing`.execute(trx);
  },

  /** Files that could not be had are tried again at a time. */
  async postpone(trx: TenantTransaction, tenantId: string, files: readonly ItemFile[], until: Date): Promise<void> {
    if (files.length === 0) return;
    await sql`update practice_texts t set due_at = ${until} from unnest(${files.map(({ driveId }) => driveId)}::text[], ${files.map(({ fileId }) => fileId)}::text[]) x (d, f)
      where t.tenant_id = ${tenantId} and t.drive_id = x.d and t.file_id = x.f`.execute(trx);
  },

  /** Forgets the texts of files that are no items any more. */
  async forgetUnwanted(trx: TenantTransaction, tenantId: string): Promise<void> {
    await sql`delete from practice_texts t where t.tenant_id = ${tenantId} and not exists (
      select from practice_items i where i.tenant_id = t.tenant_id and i.drive_id = t.drive_id and i.file_id = t.file_id and i.removed_at is null and i.gone_at is null)`.execute(trx);
  },
};

/** Whether Trellis follows the library of an item `i` as itself, and so reads its texts when nobody visits. */
const isFollowed = sql`exists (select from followings f where f.tenant_id = i.tenant_id and f.subject = 'library' and f.graph_id = i.drive_id and f.state = 'followed')`;

function due(tenantId: string, whose: Whose, now: Date): RawBuilder<unknown> {
  const ofWhom = whose === 'followed' ? isFollowed : sql`i.community_id = ${whose.communityId} and not ${isFollowed} and ${isShownTo(tenantId, whose.personId, now)}`;
  return sql`
    select i.drive_id, i.file_id from practice_items i left join practice_texts t on t.tenant_id = i.tenant_id and t.drive_id = i.drive_id and t.file_id = i.file_id
    where i.tenant_id = ${tenantId} and i.drive_id is not null and i.removed_at is null and i.gone_at is null and (t.read_at is null or t.of_change is distinct from i.modified_at)
      and (t.due_at is null or t.due_at <= ${now}) and ${ofWhom}`;
}
