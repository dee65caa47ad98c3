import { type Kysely, sql } from 'kysely';

/** Whether a series is a community's first, or three more months of one that has met before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table series add column is_first boolean not null default true').execute(db);
}
