import { type Kysely, sql } from 'kysely';

/** The language in which a person read the tab last, else as the directory has it: for what the bot says before they spoke with it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table people add column language text`.execute(db);
}
