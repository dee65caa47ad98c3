import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** Practice items of a community, over files where they lie and links elsewhere; and which files Microsoft 365 opened to whom. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  for (const table of ['practice_items', 'practice_sights', 'practice_dismissals']) await protectTenantTable(db, table);
}

const statements = [
  // Of a file its library and id, which stay through renaming and moving; of a link its address alone.
  `create table practice_items (
     tenant_id uuid not null,
     id uuid not null,
     community_id uuid not null,
     kind text not null check (kind in ('method', 'story', 'case', 'tool', 'document')),
     title text not null,
     title_given boolean not null,
     summary text not null,
     topics text[] not null,
     steward_id uuid,
     review_on date,
     drive_id text,
     file_id text,
     web_url text,
     modified_at timestamptz,
     modified_by text,
     gone_at timestamptz,
     added_by uuid not null,
     added_at timestamptz not null,
     removed_at timestamptz,
     primary key (tenant_id, id),
     unique (tenant_id, community_id, drive_id, file_id),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade,
     check ((drive_id is null) = (file_id is null) and (drive_id is not null or web_url is not null)),
     check (gone_at is null or drive_id is not null)
   )`,
  `create unique index practice_items_by_link on practice_items (tenant_id, community_id, web_url) where drive_id is null`,
  `create index practice_items_by_title on practice_items (tenant_id, community_id, lower(title), id)`,
  `create index practice_items_by_file on practice_items (tenant_id, drive_id, file_id)`,

  // Kept per person: what one was shown is never shown to another. An empty file_id stands for the library as a whole.
  `create table practice_sights (
     tenant_id uuid not null,
     person_id uuid not null,
     drive_id text not null,
     file_id text not null,
     is_open boolean not null,
     seen_at timestamptz not null,
     primary key (tenant_id, person_id, drive_id, file_id)
   )`,

  // Files of the library that are no practice items, as somebody of the community said.
  `create table practice_dismissals (
     tenant_id uuid not null,
     community_id uuid not null,
     drive_id text not null,
     file_id text not null,
     dismissed_by uuid not null,
     dismissed_at timestamptz not null,
     primary key (tenant_id, community_id, drive_id, file_id),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade
   )`,
];
