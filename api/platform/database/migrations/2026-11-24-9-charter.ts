import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** Of which version one brought back a charter; who cares about its key issues, and what is linked to them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  for (const table of ['key_issue_carers', 'key_issue_links']) await protectTenantTable(db, table);
}

const statements = [
  `alter table charters add column restored_from int`,

  // Whoever leaves the community takes this along.
  `create table key_issue_carers (
     tenant_id uuid not null,
     community_id uuid not null,
     issue_id uuid not null,
     person_id uuid not null,
     since timestamptz not null,
     primary key (tenant_id, community_id, issue_id, person_id),
     foreign key (tenant_id, community_id, person_id) references memberships (tenant_id, community_id, person_id) on delete cascade
   )`,
  `create index key_issue_carers_by_person on key_issue_carers (tenant_id, community_id, person_id)`,

  // Without names: what a file or an activity is called is for those to see who may see it.
  `create table key_issue_links (
     tenant_id uuid not null,
     id uuid not null,
     community_id uuid not null,
     issue_id uuid not null,
     kind text not null,
     place_id text not null,
     graph_id text not null,
     starts_at timestamptz,
     linked_by uuid not null,
     linked_at timestamptz not null,
     primary key (tenant_id, id),
     unique (tenant_id, community_id, issue_id, kind, place_id, graph_id),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade,
     check ((kind = 'activity') = (starts_at is not null))
   )`,
];
