import { type Kysely, sql } from 'kysely';

/** An import that was interrupted can be taken up: its sheet is kept until it is finished. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table imports add column sheet text, add column worker uuid, add column ends_at timestamptz`.execute(db);
  await sql`create index imports_of_person on imports (tenant_id, started_by, started_at desc)`.execute(db);
}
