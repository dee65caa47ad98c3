import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** What somebody gave up when they left a community or stepped back, for the few minutes in which they can take that back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw(`create table left_memberships (
     tenant_id uuid not null,
     community_id uuid not null,
     person_id uuid not null,
     kept jsonb not null,
     left_at timestamptz not null,
     primary key (tenant_id, community_id, person_id),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade
   )`).execute(db);
  await sql.raw('create index left_memberships_by_age on left_memberships (tenant_id, left_at)').execute(db);
  await protectTenantTable(db, 'left_memberships');
}
