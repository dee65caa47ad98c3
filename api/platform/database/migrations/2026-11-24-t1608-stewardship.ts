import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** Who looks after key issues and activities, and invitations to look after something. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await protectTenantTable(db, 'stewardships');
}

const statements = [
  // A practice item names its steward itself, and keeps the name when they leave. Here it goes with the membership.
  `create table stewardships (
     tenant_id uuid not null,
     community_id uuid not null,
     kind text not null check (kind in ('issue', 'activity')),
     thing_id uuid not null,
     person_id uuid not null,
     since timestamptz not null,
     primary key (tenant_id, community_id, kind, thing_id),
     foreign key (tenant_id, community_id, person_id) references memberships (tenant_id, community_id, person_id) on delete cascade
   )`,
  `create index stewardships_of_person on stewardships (tenant_id, community_id, person_id)`,

  `alter table member_invitations
     add column thing_kind text check (thing_kind in ('item', 'issue', 'activity')), add column thing_id uuid, add column thing_at timestamptz, add column expires_at timestamptz,
     drop constraint member_invitations_becomes_check, drop constraint member_invitations_state_check,
     add constraint member_invitations_becomes_check check (becomes in ('coordinator', 'core', 'expert', 'coach', 'steward')),
     add constraint member_invitations_state_check check (state in ('open', 'accepted', 'declined', 'withdrawn', 'expired', 'overtaken', 'ended')),
     add check ((becomes = 'steward') = (thing_kind is not null)), add check ((thing_kind is null) = (thing_id is null)), add check ((thing_kind is null) = (expires_at is null))`,
  `drop index member_invitations_one_open`,
  `create unique index member_invitations_one_open on member_invitations (tenant_id, community_id, person_id, becomes, thing_kind, thing_id) nulls not distinct where state = 'open'`,
  `create index member_invitations_of_thing on member_invitations (tenant_id, community_id, thing_id) where thing_id is not null`,
];
