import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../tenant-table.ts';

/** Ties that hold: folders, a home of each kind, and a history that outlives the tie. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await protectTenantTable(db, 'tie_history');
}

const statements = [
  // A folder lies in a library: `graph_id` is the library's, `item_id` the folder's. `location`: in which
  // folder of which library it lies, for people to read.
  `alter table ties add column item_id text not null default '', add column location text, add column is_home boolean not null default false`,
  `alter table ties drop constraint ties_tenant_id_community_id_kind_group_id_graph_id_key`,
  `alter table ties add constraint ties_once unique (tenant_id, community_id, kind, group_id, graph_id, item_id)`,
  // Until now a reason was a sentence; now it is a code that the tab puts into words.
  `update ties set state_reason = 'not-there' where state = 'lost'`,
  // The earliest of each kind is its home.
  `update ties set is_home = true where (tenant_id, id) in (
     select distinct on (tenant_id, community_id, kind) tenant_id, id from ties order by tenant_id, community_id, kind, tied_at, id)`,
  `create unique index ties_home on ties (tenant_id, community_id, kind) where is_home`,
  `create index ties_broken on ties (tenant_id, state_since desc, id) where state = 'lost'`,

  // What became of each tie. Kept when the tie is dropped, so it refers to no row of `ties`.
  `create table tie_history (
     tenant_id uuid not null,
     id bigint generated always as identity,
     community_id uuid not null,
     tie_id uuid not null,
     kind text not null,
     what text not null,
     name text not null,
     before text,
     person_id uuid,
     at timestamptz not null,
     primary key (tenant_id, id),
     foreign key (tenant_id, community_id) references communities (tenant_id, id) on delete cascade
   )`,
  `create index tie_history_by_community on tie_history (tenant_id, community_id, id desc)`,
  `insert into tie_history (tenant_id, community_id, tie_id, kind, what, name, person_id, at)
     select tenant_id, community_id, id, kind, 'tied', name, tied_by, tied_at from ties order by tied_at`,
];
