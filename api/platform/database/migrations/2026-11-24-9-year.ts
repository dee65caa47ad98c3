import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** A year of a community's calendars as one person saw it, and of which kind the community says its activities are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  for (const table of ['community_years', 'activity_kinds']) await protectTenantTable(db, table);
}

const statements = [
  `create table community_years (
     tenant_id uuid not null,
     community_id uuid not null,
     person_id uuid not null,
     content jsonb not null,
     as_of timestamptz not null,
     primary key (tenant_id, community_id, person_id),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade
   )`,

  // Without names: what an activity is called is for those to see who may see it. Its id is made of the calendar's and the event's.
  `create table activity_kinds (
     tenant_id uuid not null,
     community_id uuid not null,
     activity_id uuid not null,
     kind text not null,
     set_by uuid not null,
     set_at timestamptz not null,
     primary key (tenant_id, community_id, activity_id),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade
   )`,
];
