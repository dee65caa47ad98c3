import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** A community's first series of activities while it is laid out: hours are those of a clock in its zone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  for (const table of ['series', 'series_activities']) await protectTenantTable(db, table);
}

const statements = [
  `create table series (
     tenant_id uuid not null,
     community_id uuid not null,
     starts_on text not null,
     time_zone text not null,
     changed_by uuid not null,
     changed_at timestamptz not null,
     primary key (tenant_id, community_id),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade
   )`,

  `create table series_activities (
     tenant_id uuid not null,
     community_id uuid not null,
     id uuid not null,
     kind text not null,
     title text not null,
     about text not null,
     day text not null,
     time text not null,
     minutes integer not null,
     primary key (tenant_id, community_id, id),
     foreign key (tenant_id, community_id) references series (tenant_id, community_id) on delete cascade
   )`,
];
