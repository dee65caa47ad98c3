import { type Kysely, sql } from 'kysely';

/** Members are invited into the core group, too. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table member_invitations drop constraint member_invitations_becomes_check').execute(db);
  await sql.raw("alter table member_invitations add constraint member_invitations_becomes_check check (becomes in ('coordinator', 'core', 'expert', 'coach'))").execute(db);
}
