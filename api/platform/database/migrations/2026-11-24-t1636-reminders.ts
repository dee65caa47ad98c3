import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** Whether and when members like to be reminded of activities, and the reminders that follow from what they saw. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  for (const table of ['reminder_wishes', 'activity_reminders']) await protectTenantTable(db, table);
}

const statements = [
  // Of one community; without one, of all in which the person says nothing else.
  `create table reminder_wishes (
     tenant_id uuid not null,
     person_id uuid not null,
     community_id uuid,
     comes text not null,
     regular boolean not null,
     time_zone text not null,
     unique nulls not distinct (tenant_id, person_id, community_id),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade
   )`,

  // One for each time that an activity takes place; without names: what it is called stands in what the person saw.
  `create table activity_reminders (
     tenant_id uuid not null,
     community_id uuid not null,
     person_id uuid not null,
     event_id text not null,
     starts_at timestamptz not null,
     due_at timestamptz not null,
     state text not null default 'planned' check (state in ('planned', 'sending', 'sent', 'dropped')),
     dropped_for text,
     primary key (tenant_id, community_id, person_id, event_id, starts_at),
     foreign key (tenant_id, community_id, person_id) references memberships (tenant_id, community_id, person_id) on delete cascade
   )`,
  `create index activity_reminders_due on activity_reminders (tenant_id, due_at) where state = 'planned'`,
];
