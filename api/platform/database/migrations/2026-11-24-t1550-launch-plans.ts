import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** How a community prepares its launch: the day, and the steps on the way there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  for (const table of ['launch_plans', 'launch_steps']) await protectTenantTable(db, table);
}

const statements = [
  `create table launch_plans (
     tenant_id uuid not null,
     community_id uuid not null,
     launch_on text,
     changed_by uuid not null,
     changed_at timestamptz not null,
     primary key (tenant_id, community_id),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade
   )`,

  `create table launch_steps (
     tenant_id uuid not null,
     community_id uuid not null,
     id uuid not null,
     key text,
     role text,
     day_offset integer,
     position integer not null,
     title text not null,
     about text not null,
     laid_on text,
     own_on text,
     done_at timestamptz,
     done_by uuid,
     dropped boolean not null default false,
     primary key (tenant_id, community_id, id),
     foreign key (tenant_id, community_id) references launch_plans (tenant_id, community_id) on delete cascade
   )`,
];
