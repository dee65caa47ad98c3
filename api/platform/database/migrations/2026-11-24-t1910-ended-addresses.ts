import { type Kysely, sql } from 'kysely';

/** A feed's address that ended is kept, as a hash and answering nobody, for the few minutes in which whoever ended it can take that back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table community_feeds alter column token_hash drop not null, add column ended_hash text, add column ended_at timestamptz, add check ((ended_hash is null) = (ended_at is null))`.execute(db);
}
