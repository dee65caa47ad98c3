import { type Kysely, sql } from 'kysely';

/** Which places everybody in the organisation may see, and so their names. Of those that were tied before, the next visit tells. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table ties add column open_to_all boolean not null default false').execute(db);
}
