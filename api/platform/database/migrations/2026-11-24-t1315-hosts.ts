import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** Members who welcome newcomers, and who welcomes whom. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await protectTenantTable(db, 'member_welcomes');
}

const statements = [
  `alter table memberships add column hosts boolean not null default false`,
  // It goes with the newcomer's membership; a host who leaves is shown no more.
  `create table member_welcomes (
     tenant_id uuid not null,
     id uuid not null,
     community_id uuid not null,
     person_id uuid not null,
     host_id uuid not null,
     at timestamptz not null,
     told_at timestamptz,
     not_told text,
     primary key (tenant_id, id),
     unique (tenant_id, community_id, person_id),
     foreign key (tenant_id, community_id, person_id) references memberships (tenant_id, community_id, person_id) on delete cascade
   )`,
  `create index member_welcomes_by_host on member_welcomes (tenant_id, community_id, host_id, at)`,
];
