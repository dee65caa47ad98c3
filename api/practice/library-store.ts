import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { FileSeen } from './file-seen.ts';
import type { ItemWords } from './library-contract.ts';

/** What an item is made of; `titleGiven` says whether somebody wrote the title. */
export interface NewRow extends Omit<ItemWords, 'issueIds'> {
  titleGiven: boolean;
  file: FileSeen | null;
  /** Of a link. */
  url: string | null;
  stewardId: string | null;
}

/** Practice items. A file's item belongs to the community; the file stays where it is, whatever becomes of the item. */
export const libraryStore = {
  /** Adds items; one that is there already stays, one that was removed is there again, as it was. Gives their ids in order. */
  async add(trx: TenantTransaction, tenantId: string, communityId: string, rows: readonly NewRow[], by: { personId: string; now: Date }): Promise<string[]> {
    const ids: string[] = [];
    for (const { file, url, ...words } of rows) {
      const id = crypto.randomUUID();
      const target = file ? sql`(tenant_id, community_id, drive_id, file_id)` : sql`(tenant_id, community_id, web_url) where drive_id is null`;
      const { rows: [row] } = await sql<{ id: string }>`
        insert into practice_items (tenant_id, id, community_id, kind, title, title_given, summary, topics, steward_id, review_on, drive_id, file_id, web_url, modified_at, modified_by, added_by, added_at)
        values (${tenantId}, ${id}, ${communityId}, ${words.kind}, ${words.title}, ${words.titleGiven}, ${words.summary}, ${words.topics}::text[], ${words.stewardId}, ${words.reviewOn},
          ${file?.driveId ?? null}, ${file?.fileId ?? null}, ${file ? file.webUrl : url}, ${file?.modifiedAt ?? null}, ${file?.modifiedBy ?? null}, ${by.personId}, ${by.now})
        on conflict ${target} do update set removed_at = null returning id`.execute(trx);
      ids.push(row!.id);
    }
    return ids;
  },

  /** How many items the community has. */
  async count(trx: TenantTransaction, tenantId: string, communityId: string): Promise<number> {
    const { count } = await trx.selectFrom('practice_items').select(sql<number>`count(*)::int`.as('count')).where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('removed_at', 'is', null).executeTakeFirstOrThrow();
    return count;
  },

  async edit(trx: TenantTransaction, tenantId: string, itemId: string, words: Omit<ItemWords, 'issueIds'> & { titleGiven: boolean }): Promise<void> {
    await trx.updateTable('practice_items').set({ kind: words.kind, title: words.title, title_given: words.titleGiven, summary: words.summary, topics: words.topics, review_on: words.reviewOn })
      .where('tenant_id', '=', tenantId).where('id', '=', itemId).execute();
  },

  async setSteward(trx: TenantTransaction, tenantId: string, itemId: string, stewardId: string | null): Promise<void> {
    await trx.updateTable('practice_items').set({ steward_id: stewardId }).where('tenant_id', '=', tenantId).where('id', '=', itemId).execute();
  },

  async setRemoved(trx: TenantTransaction, tenantId: string, itemId: string, removedAt: Date | null): Promise<void> {
    await trx.updateTable('practice_items').set({ removed_at: removedAt }).where('tenant_id', '=', tenantId).where('id', '=', itemId).execute();
  },

  /** What was seen of files, in all communities: their names where no title was given, their places, their last change. What is seen is not gone. */
  async observe(trx: TenantTransaction, tenantId: string, files: readonly FileSeen[]): Promise<void> {
    if (files.length === 0) return;
    const list = JSON.stringify(files.map((file) => ({ d: file.driveId, f: file.fileId, t: file.title, u: file.webUrl, a: file.modifiedAt, b: file.modifiedBy })));
    await sql`
      with seen as (select * from jsonb_to_recordset(${list}::jsonb) as x (d text, f text, t text, u text, a timestamptz, b text)),
      held as (
        select i.id, case when i.title_given then i.title else s.t end as title, coalesce(s.u, i.web_url) as u, s.a, s.b
        from practice_items i join seen s on s.d = i.drive_id and s.f = i.file_id
        where i.tenant_id = ${tenantId} and (i.gone_at is not null or (not i.title_given and i.title is distinct from s.t) or i.web_url is distinct from coalesce(s.u, i.web_url) or i.modified_at is distinct from s.a or i.modified_by is distinct from s.b)
        order by i.id for update of i)
      update practice_items i set title = h.title, web_url = h.u, modified_at = h.a, modified_by = h.b, gone_at = null
      from held h where i.tenant_id = ${tenantId} and i.id = h.id`.execute(trx);
  },

  /** Microsoft 365 said that files were deleted. */
  async noteGone(trx: TenantTransaction, tenantId: string, driveId: string, fileIds: readonly string[], now: Date): Promise<void> {
    if (fileIds.length === 0) return;
    await sql`update practice_items i set gone_at = ${now} from (
        select id from practice_items where tenant_id = ${tenantId} and drive_id = ${driveId} and file_id = any (${fileIds}::text[]) and gone_at is null order by id for update) h
      where i.tenant_id = ${tenantId} and i.id = h.id`.execute(trx);
  },

  async dismiss(trx: TenantTransaction, tenantId: string, communityId: string, file: { driveId: string; fileId: string }, by: { personId: string; now: Date }): Promise<void> {
    await trx.insertInto('practice_dismissals').values({ tenant_id: tenantId, community_id: communityId, drive_id: file.driveId, file_id: file.fileId, dismissed_by: by.personId, dismissed_at: by.now })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'drive_id', 'file_id']).doNothing()).execute();
  },

  async proposeAgain(trx: TenantTransaction, tenantId: string, communityId: string, file: { driveId: string; fileId: string }): Promise<void> {
    await trx.deleteFrom('practice_dismissals').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('drive_id', '=', file.driveId).where('file_id', '=', file.fileId).execute();
  },

  /** Of these files, those that are items of the community now, as `drive file`. */
  async amongItems(trx: TenantTransaction, tenantId: string, communityId: string, files: readonly { driveId: string; itemId: string }[]): Promise<Set<string>> {
    const { rows } = await sql<{ key: string }>`
      select i.drive_id || ' ' || i.file_id as key from practice_items i
        join unnest(${files.map(({ driveId }) => driveId)}::text[], ${files.map(({ itemId }) => itemId)}::text[]) x (d, f) on i.drive_id = x.d and i.file_id = x.f
      where i.tenant_id = ${tenantId} and i.community_id = ${communityId} and i.removed_at is null`.execute(trx);
    return new Set(rows.map(({ key }) => key));
  },

  /** Of these files, those that are items of the community (also removed ones) or were dismissed, as `drive file`. */
  async known(trx: TenantTransaction, tenantId: string, communityId: string, files: readonly { driveId: string; itemId: string }[]): Promise<Set<string>> {
    const { rows } = await sql<{ key: string }>`
      select x.d || ' ' || x.f as key from unnest(${files.map(({ driveId }) => driveId)}::text[], ${files.map(({ itemId }) => itemId)}::text[]) x (d, f)
      where exists (select from practice_items i where i.tenant_id = ${tenantId} and i.community_id = ${communityId} and i.drive_id = x.d and i.file_id = x.f)
        or exists (select from practice_dismissals p where p.tenant_id = ${tenantId} and p.community_id = ${communityId} and p.drive_id = x.d and p.file_id = x.f)`.execute(trx);
    return new Set(rows.map(({ key }) => key));
  },
};
