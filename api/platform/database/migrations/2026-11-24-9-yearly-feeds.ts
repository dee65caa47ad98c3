import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** What a community publishes of its calendars, and the addresses at which its members read it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  for (const table of ['published_activities', 'published_times', 'community_feeds']) await protectTenantTable(db, table);
}

const statements = [
  // A series or a single activity, and the calendar that has it.
  `create table published_activities (
     tenant_id uuid not null,
     community_id uuid not null,
     source_id uuid not null,
     group_id uuid not null,
     published_by uuid not null,
     published_at timestamptz not null,
     primary key (tenant_id, community_id, source_id),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade
   )`,

  // What is published of each time that it takes place: as one who may publish saw it last.
  `create table published_times (
     tenant_id uuid not null,
     community_id uuid not null,
     source_id uuid not null,
     activity_id uuid not null,
     subject text not null,
     starts_at timestamptz not null,
     ends_at timestamptz not null,
     all_day boolean not null,
     location text,
     seen_at timestamptz not null,
     primary key (tenant_id, community_id, activity_id),
     foreign key (tenant_id, community_id, source_id) references published_activities (tenant_id, community_id, source_id) on delete cascade
   )`,

  // An address is a member's own and goes with the membership.
  `create table community_feeds (
     tenant_id uuid not null,
     community_id uuid not null,
     person_id uuid not null,
     token_hash text not null,
     made_at timestamptz not null,
     primary key (tenant_id, community_id, person_id),
     unique (tenant_id, token_hash),
     foreign key (tenant_id, community_id, person_id) references memberships (tenant_id, community_id, person_id) on delete cascade
   )`,
];
