import { type Kysely, sql } from 'kysely';

/** Of what is to be shared of a talk, the version of which the person asked was told by card. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table interviews add column told_version integer not null default 0').execute(db);
  // What was asked before is on the person's board; no card comes late.
  await sql.raw('update interviews set told_version = sharing_version').execute(db);
}
