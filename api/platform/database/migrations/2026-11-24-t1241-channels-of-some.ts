import { type Kysely, sql } from 'kysely';

/** Which channels have members of their own: who is not among them does not find them. Of those that were tied before, the next look tells. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table ties add column own_members boolean not null default false').execute(db);
}
