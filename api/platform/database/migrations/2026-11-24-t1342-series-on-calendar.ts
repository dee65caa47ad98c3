import { type Kysely, sql } from 'kysely';

/** Since when a first series is on the calendar, by whom, for which time; and why Microsoft 365 refused it last. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table series add column put_at timestamptz, add column put_by uuid, add column round integer not null default 0, add column refused jsonb, add column countries text[]').execute(db);
}
