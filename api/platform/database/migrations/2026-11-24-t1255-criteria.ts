import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** By what an organisation looks at opportunities, what it asks in interviews, and what people say of each opportunity. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  for (const table of ['launch_guides', 'opportunity_assessments']) await protectTenantTable(db, table);
}

const statements = [
  // Until an organisation changes a guide, what Trellis proposes stands for it and there is no row.
  `create table launch_guides (
     tenant_id uuid not null,
     kind text not null check (kind in ('criteria', 'questions')),
     version integer not null,
     content jsonb not null,
     updated_by uuid not null,
     updated_at timestamptz not null,
     primary key (tenant_id, kind)
   )`,

  // A person's own view of one criterion; that of a criterion that was retired stays.
  `create table opportunity_assessments (
     tenant_id uuid not null,
     opportunity_id uuid not null,
     criterion_id uuid not null,
     person_id uuid not null,
     verdict text check (verdict in ('yes', 'partly', 'no')),
     note text not null,
     at timestamptz not null,
     primary key (tenant_id, opportunity_id, criterion_id, person_id),
     foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id) on delete cascade
   )`,
];
