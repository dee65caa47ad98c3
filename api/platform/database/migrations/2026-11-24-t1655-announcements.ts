import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** What a community announces of its launch in its channel, once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`create table launch_announcements (
     tenant_id uuid not null,
     community_id uuid not null,
     id uuid not null,
     words text not null,
     language text not null,
     posted_by uuid not null,
     posted_at timestamptz not null,
     told_at timestamptz,
     not_told text,
     primary key (tenant_id, community_id),
     unique (tenant_id, id),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade
   )`).execute(db);
  await protectTenantTable(db, 'launch_announcements');
}
