import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** Whether a community wishes that newcomers introduce themselves in its channel, and what they wrote. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await protectTenantTable(db, 'member_introductions');
}

const statements = [
  `alter table communities add column introductions boolean not null default false`,
  // One of a member: sent once. It goes with the membership; the message in the channel stays where it is.
  `create table member_introductions (
     tenant_id uuid not null,
     id uuid not null,
     community_id uuid not null,
     person_id uuid not null,
     words text not null,
     at timestamptz not null,
     told_at timestamptz,
     not_told text,
     primary key (tenant_id, id),
     unique (tenant_id, community_id, person_id),
     foreign key (tenant_id, community_id, person_id) references memberships (tenant_id, community_id, person_id) on delete cascade
   )`,
];
