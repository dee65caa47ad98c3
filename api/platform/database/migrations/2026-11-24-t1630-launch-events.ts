import { type Kysely, sql } from 'kysely';

/** The launch event: as it is on the calendar, since when, by whom, for which time; and why Microsoft 365 refused it last. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table launch_plans add column event jsonb, add column event_put_at timestamptz, add column event_put_by uuid, add column event_round integer not null default 0, add column event_refused jsonb').execute(db);
}
