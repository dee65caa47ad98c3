import { type Kysely, sql } from 'kysely';

/** When a pair was skipped: for a few minutes that can be taken back, and the other hears of it only after a moment. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table pair_members add column skipped_at timestamptz`.execute(db);
}
