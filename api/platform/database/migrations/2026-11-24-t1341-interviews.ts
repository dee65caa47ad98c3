import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** Talks with people who might join a community, the interviewer's private notes, and what both agreed to share. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  for (const table of ['interviews', 'interview_shares']) await protectTenantTable(db, table);
  // Notes are the interviewer's alone: the database gives a row to the person who is named in `trellis.person` and to nobody else.
  await protectTenantTable(db, 'interview_notes');
  await sql.raw(`create policy interviewer on interview_notes as restrictive to trellis_api
    using (interviewer_id = nullif(current_setting('trellis.person', true), '')::uuid)
    with check (interviewer_id = nullif(current_setting('trellis.person', true), '')::uuid)`).execute(db);
}

const statements = [
  `create table interviews (
     tenant_id uuid not null,
     id uuid not null,
     opportunity_id uuid not null,
     interviewer_id uuid not null,
     interviewee_id uuid not null,
     state text not null check (state in ('planned', 'cancelled', 'withdrawn')),
     -- Null for a talk that is on no calendar.
     starts_at timestamptz,
     minutes integer,
     time_zone text,
     -- The mark by which Graph knows the event again, and the event once it is on the calendar.
     event_mark uuid,
     event_id text,
     -- Goes up with every change of what is proposed to be shared.
     sharing_version integer not null default 0,
     made_at timestamptz not null,
     primary key (tenant_id, id),
     foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id) on delete cascade
   )`,
  `create index interviews_of_interviewer on interviews (tenant_id, interviewer_id)`,
  `create index interviews_of_interviewee on interviews (tenant_id, interviewee_id)`,
  `create index interviews_of_opportunity on interviews (tenant_id, opportunity_id)`,

  `create table interview_notes (
     tenant_id uuid not null,
     interview_id uuid not null,
     interviewer_id uuid not null,
     notes text not null,
     updated_at timestamptz not null,
     primary key (tenant_id, interview_id),
     foreign key (tenant_id, interview_id) references interviews (tenant_id, id) on delete cascade
   )`,

  `create table interview_shares (
     tenant_id uuid not null,
     interview_id uuid not null,
     id uuid not null,
     kind text not null check (kind in ('issue', 'would-lead')),
     words text not null,
     state text not null check (state in ('asked', 'agreed', 'declined')),
     position integer not null,
     primary key (tenant_id, interview_id, id),
     foreign key (tenant_id, interview_id) references interviews (tenant_id, id) on delete cascade
   )`,
];
