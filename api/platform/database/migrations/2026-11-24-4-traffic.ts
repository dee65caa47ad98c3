import { type Kysely, sql } from 'kysely';

/**
 * How the replicas share Microsoft's limits (`api/platform/graph/budget/`): a row for each limit in
 * use. Only the owner of the tables works with it, as with jobs; row-level security keeps everybody else out.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table graph_budgets (
    tenant_id uuid not null,
    name text not null,
    parts jsonb not null,
    version int not null,
    closed_until timestamptz,
    touched_at timestamptz not null,
    primary key (tenant_id, name)
  )`.execute(db);
  await sql`create index graph_budgets_closed on graph_budgets (tenant_id, closed_until) where closed_until is not null`.execute(db);
  await sql`alter table graph_budgets enable row level security`.execute(db);
}
