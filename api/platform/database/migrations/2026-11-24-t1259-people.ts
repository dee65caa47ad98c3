import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** What members say of themselves, and what they are invited to be. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await protectTenantTable(db, 'member_invitations');
}

const statements = [
  // Whoever leaves takes it along: it hangs on the membership.
  `create function member_words(offers text[], seeks text[]) returns tsvector language sql immutable parallel safe as $$
     select setweight(to_tsvector('pg_catalog.english', array_to_string(offers, ' . ')), 'A') || setweight(to_tsvector('pg_catalog.english', array_to_string(seeks, ' . ')), 'B')
   $$`,
  `alter table memberships
     add column offers text[] not null default '{}', add column seeks text[] not null default '{}', add column known_as text[] not null default '{}',
     add column words tsvector not null generated always as (member_words(offers, seeks)) stored`,
  // Being an expert or a coach stands beside a level of participation, and is none.
  `update memberships set known_as = array[part], part = 'active' where part in ('expert', 'coach')`,
  `alter table memberships add check (part in ('coordinator', 'core', 'active', 'peripheral')), add check (known_as <@ array['expert', 'coach'])`,

  // As the person said it; nobody asks Microsoft 365 for it.
  `alter table people add column time_zone text`,

  `create table member_invitations (
     tenant_id uuid not null,
     id uuid not null,
     community_id uuid not null,
     person_id uuid not null,
     becomes text not null check (becomes in ('coordinator', 'expert', 'coach')),
     hand_over boolean not null,
     invited_by uuid not null,
     invited_at timestamptz not null,
     state text not null check (state in ('open', 'accepted', 'declined', 'withdrawn')),
     answered_at timestamptz,
     told_at timestamptz,
     not_told text,
     primary key (tenant_id, id),
     foreign key (tenant_id, community_id, person_id) references memberships (tenant_id, community_id, person_id) on delete cascade,
     check (not hand_over or becomes = 'coordinator')
   )`,
  `create unique index member_invitations_one_open on member_invitations (tenant_id, community_id, person_id, becomes) where state = 'open'`,
];
