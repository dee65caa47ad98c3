import { type Kysely, sql } from 'kysely';

/** The language in which a person reads what the bot says. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table conversations add column language text`.execute(db);
}
