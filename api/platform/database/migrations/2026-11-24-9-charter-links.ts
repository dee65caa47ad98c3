import { type Kysely, sql } from 'kysely';

/** A link that was taken away from a key issue can be brought back for a while. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table key_issue_links add column removed_at timestamptz').execute(db);
}
