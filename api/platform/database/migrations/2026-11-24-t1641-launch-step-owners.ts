import { type Kysely, sql } from 'kysely';

/** Members are asked to do a step on the way to the launch, too. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw("alter table stewardships drop constraint stewardships_kind_check, add constraint stewardships_kind_check check (kind in ('issue', 'activity', 'step'))").execute(db);
  await sql.raw("alter table member_invitations drop constraint member_invitations_thing_kind_check, add constraint member_invitations_thing_kind_check check (thing_kind in ('item', 'issue', 'activity', 'step'))").execute(db);
}
