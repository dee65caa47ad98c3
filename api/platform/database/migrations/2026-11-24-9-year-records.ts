import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** What the community keeps beside an activity: agenda, notes, how many came, and follow-ups. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  for (const table of ['activity_records', 'activity_follow_ups']) await protectTenantTable(db, table);
}

const statements = [
  `create table activity_records (
     tenant_id uuid not null,
     community_id uuid not null,
     activity_id uuid not null,
     agenda text not null default '',
     notes text not null default '',
     attended int,
     attended_by uuid,
     updated_by uuid not null,
     updated_at timestamptz not null,
     primary key (tenant_id, community_id, activity_id),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade,
     check ((attended is null) = (attended_by is null))
   )`,

  // Whoever leaves the community leaves what they took on without an owner.
  `create table activity_follow_ups (
     tenant_id uuid not null,
     community_id uuid not null,
     activity_id uuid not null,
     id uuid not null,
     words text not null,
     owner_id uuid,
     done_at timestamptz,
     written_by uuid not null,
     written_at timestamptz not null,
     primary key (tenant_id, community_id, activity_id, id),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade,
     foreign key (tenant_id, community_id, owner_id) references memberships (tenant_id, community_id, person_id) on delete set null (owner_id)
   )`,
  `create index activity_follow_ups_by_owner on activity_follow_ups (tenant_id, community_id, owner_id)`,
];
