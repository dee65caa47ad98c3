import { type Kysely, sql } from 'kysely';

/**
 * Binds a table that carries `tenant_id` to one tenant at a time: the API's role sees and writes
 * only the rows of the tenant that its transaction names in `trellis.tenant`.
 */
export async function protectTenantTable(db: Kysely<unknown>, table: string): Promise<void> {
  await sql.raw(`alter table ${table} enable row level security`).execute(db);
  await sql.raw(`create policy tenant on ${table} to trellis_api
    using (tenant_id = nullif(current_setting('trellis.tenant', true), '')::uuid)
    with check (tenant_id = nullif(current_setting('trellis.tenant', true), '')::uuid)`).execute(db);
  await sql.raw(`grant select, insert, update, delete on ${table} to trellis_api`).execute(db);
}
