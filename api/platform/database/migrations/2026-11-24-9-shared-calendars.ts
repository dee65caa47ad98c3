import { type Kysely, sql } from 'kysely';

/** Several communities may share a calendar: a tie says which of its events are the community's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // `{"by": "category", "category": …}` or `{"by": "own"}`; null: all of them.
  await sql`alter table ties add column part jsonb`.execute(db);
}
