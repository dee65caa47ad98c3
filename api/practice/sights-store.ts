import { type RawBuilder, sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';

/** A file, or with an empty id a whole library, and whether Microsoft 365 lets a person open it. */
export interface Sight { driveId: string; fileId: string; isOpen: boolean }

/** How long a "no" of a single file holds before its library's "yes" counts again, and how long a "yes" stands in when Graph does not answer. */
const dayMs = 86_400_000;

/** What Microsoft 365 let one person open; never used for another (docs/decisions/0015). */
export const sightsStore = {
  async note(trx: TenantTransaction, tenantId: string, personId: string, sights: readonly Sight[], now: Date): Promise<void> {
    const rows = [...new Map(sights.map((sight) => [`${sight.driveId} ${sight.fileId}`, sight])).values()]
      // One order for all, so that two looks of one person do not wait for each other in a circle.
      .sort((a, b) => `${a.driveId} ${a.fileId}`.localeCompare(`${b.driveId} ${b.fileId}`))
      .map(({ driveId, fileId, isOpen }) => ({ tenant_id: tenantId, person_id: personId, drive_id: driveId, file_id: fileId, is_open: isOpen, seen_at: now }));
    if (rows.length === 0) return;
    await trx.insertInto('practice_sights').values(rows).onConflict((conflict) => conflict.columns(['tenant_id', 'person_id', 'drive_id', 'file_id'])
      .doUpdateSet({ is_open: sql`excluded.is_open`, seen_at: sql`excluded.seen_at` })).execute();
  },

  /** Libraries with items of these communities that the person has not looked at for a day, as many as one round trip takes. */
  async librariesToLookAt(trx: TenantTransaction, tenantId: string, personId: string, communityIds: readonly string[], now: Date, most: number): Promise<string[]> {
    const { rows } = await sql<{ drive_id: string }>`
      select d.drive_id from (
        select distinct x.drive_id from unnest(${communityIds}::uuid[]) c (id), lateral (
          -- From one library to the next in the index: to look at each item would take as long as to search them.
          with recursive l as (
            (select i.drive_id from practice_items i where i.tenant_id = ${tenantId} and i.community_id = c.id and i.drive_id is not null order by i.drive_id limit 1)
            union all select (select i.drive_id from practice_items i where i.tenant_id = ${tenantId} and i.community_id = c.id and i.drive_id > l.drive_id order by i.drive_id limit 1) from l where l.drive_id is not null)
          select l.drive_id from l where (select true from practice_items i where i.tenant_id = ${tenantId} and i.community_id = c.id and i.drive_id = l.drive_id and i.removed_at is null limit 1)) x) d
        left join practice_sights s on s.tenant_id = ${tenantId} and s.person_id = ${personId} and s.drive_id = d.drive_id and s.file_id = ''
      where s.seen_at is null or s.seen_at < ${new Date(now.getTime() - dayMs)} order by s.seen_at nulls first, d.drive_id limit ${most}`.execute(trx);
    return rows.map((row) => row.drive_id);
  },

  /** Forgets what was seen before a time. */
  async forget(trx: TenantTransaction, tenantId: string, seenBefore: Date): Promise<void> {
    await trx.deleteFrom('practice_sights').where('tenant_id', '=', tenantId).where('seen_at', '<', seenBefore).execute();
  },

  /** Forgets what people other than these saw of libraries. */
  async forgetOthers(trx: TenantTransaction, tenantId: string, driveIds: readonly string[], personIds: readonly string[]): Promise<void> {
    await sql`delete from practice_sights s where s.tenant_id = ${tenantId} and s.drive_id = any (${driveIds}::text[]) and s.person_id <> all (${personIds}::uuid[])`.execute(trx);
  },
};

/**
 * Whether an item `i` may be shown to a person, as far as Microsoft 365 told: links are for everybody
 * in the organisation, as the charter is; of files what it last said of the file itself, else of its library.
 */
export function isShownTo(tenantId: string, personId: string, now: Date): RawBuilder<boolean> {
  const sight = (fileId: RawBuilder<unknown>) => sql`select s.is_open from practice_sights s where s.tenant_id = ${tenantId} and s.person_id = ${personId} and s.drive_id = i.drive_id and s.file_id = ${fileId}`;
  return sql`(i.drive_id is null or coalesce((${sight(sql`i.file_id`)} and (s.is_open or s.seen_at > ${new Date(now.getTime() - dayMs)})), (${sight(sql`''`)}), false))`;
}
