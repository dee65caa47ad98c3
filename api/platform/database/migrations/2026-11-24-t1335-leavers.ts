import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** Members whose account is closed, and the core groups that are asked who coordinates now. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  for (const table of ['directory_rounds', 'succession_asks']) await protectTenantTable(db, table);
}

const statements = [
  // Since when the directory has no open account of theirs; null for whoever is here.
  `alter table memberships add column gone_at timestamptz`,
  `create index memberships_gone on memberships (tenant_id, gone_at) where gone_at is not null`,
  // Where the last look at the directory's changes ended.
  `create table directory_rounds (tenant_id uuid not null, delta_link text not null, looked_at timestamptz not null, primary key (tenant_id))`,
  `create table succession_asks (
     tenant_id uuid not null,
     id uuid not null,
     community_id uuid not null,
     person_id uuid not null,
     asked_at timestamptz not null,
     told_at timestamptz,
     not_told text,
     primary key (tenant_id, id),
     unique (tenant_id, community_id, person_id),
     foreign key (tenant_id, community_id, person_id) references memberships (tenant_id, community_id, person_id) on delete cascade
   )`,
];
