import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** Areas in which a community might grow, how far each has come, and who moved it there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  for (const table of ['opportunities', 'opportunity_moves']) await protectTenantTable(db, table);
}

const statements = [
  `create table opportunities (
     tenant_id uuid not null,
     id uuid not null,
     name text not null,
     about text not null,
     stage text not null check (stage in ('idea', 'exploring', 'preparing', 'launched', 'let-go')),
     next_step text not null default '',
     launch_on date,
     -- The community that it became; a deleted one leaves the opportunity as it was.
     community_id uuid,
     proposed_by uuid not null,
     proposed_at timestamptz not null,
     moved_at timestamptz not null,
     primary key (tenant_id, id),
     unique (tenant_id, community_id),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete set null (community_id)
   )`,
  `create index opportunities_by_stage on opportunities (tenant_id, stage, moved_at desc, id)`,

  `create table opportunity_moves (
     tenant_id uuid not null,
     id bigint generated always as identity,
     opportunity_id uuid not null,
     before text not null,
     stage text not null,
     -- What was learned, of one that was let go.
     learned text not null default '',
     person_id uuid not null,
     at timestamptz not null,
     primary key (tenant_id, id),
     foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id) on delete cascade
   )`,
  `create index opportunity_moves_of on opportunity_moves (tenant_id, opportunity_id, id desc)`,
];
