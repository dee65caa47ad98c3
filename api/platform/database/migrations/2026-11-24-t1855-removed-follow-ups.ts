import { type Kysely, sql } from 'kysely';

/** A follow-up that was taken away is kept for the few minutes in which that can be taken back: with its owner, and whether it was done. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table activity_follow_ups add column removed_at timestamptz`.execute(db);
  await sql`create index activity_follow_ups_removed on activity_follow_ups (tenant_id, removed_at) where removed_at is not null`.execute(db);
}
