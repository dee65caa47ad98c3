import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** Who put a community at which stage, and when. What was imported before stages could be set lives already. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await protectTenantTable(db, 'stage_changes');
}

const statements = [
  `create table stage_changes (
     tenant_id uuid not null,
     id bigint generated always as identity,
     community_id uuid not null,
     stage text not null,
     before text not null,
     person_id uuid not null,
     at timestamptz not null,
     primary key (tenant_id, id),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade
   )`,
  `create index stage_changes_by_community on stage_changes (tenant_id, community_id, at desc)`,
  `update communities c set stage = 'coalescing' from import_rows r
    where r.tenant_id = c.tenant_id and r.outcome = 'created' and r.content ->> 'communityId' = c.id::text`,
];
