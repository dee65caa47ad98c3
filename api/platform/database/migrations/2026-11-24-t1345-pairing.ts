import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** Members who like to be paired with others now and then, and with whom they were. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  for (const table of ['pairings', 'pair_members']) await protectTenantTable(db, table);
}

const statements = [
  // Whoever was left over comes first in the next round.
  `alter table memberships add column pairs boolean not null default false, add column waited boolean not null default false`,
  `create table pairings (
     tenant_id uuid not null,
     community_id uuid not null,
     every_weeks int not null default 4 check (every_weeks between 1 and 26),
     next_at timestamptz not null,
     primary key (tenant_id, community_id),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade
   )`,
  `create index pairings_by_time on pairings (tenant_id, next_at)`,
  `create table pair_members (
     tenant_id uuid not null,
     id uuid not null,
     pair_id uuid not null,
     community_id uuid not null,
     person_id uuid not null,
     at timestamptz not null,
     skipped boolean not null default false,
     told_at timestamptz,
     not_told text,
     primary key (tenant_id, id),
     unique (tenant_id, pair_id, person_id),
     foreign key (tenant_id, community_id, person_id) references memberships (tenant_id, community_id, person_id) on delete cascade
   )`,
  `create index pair_members_by_person on pair_members (tenant_id, community_id, person_id, at desc)`,
];
