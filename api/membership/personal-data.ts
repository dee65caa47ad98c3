import { sql } from 'kysely';
import type { output } from 'zod';
import { communityStore } from '../communities/community-store.ts';
import { importStore } from '../import/import-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { askCoreGroups } from './look-for-leavers.ts';
import { membershipStore } from './membership-store.ts';
import type { exportMyData } from './personal-data-contract.ts';

/**
 * Every column that names a person, and what becomes of it when they erase their data. `delete`: the row is theirs.
 * `unname`: it belongs to a community or the organisation and stays, by nobody. `clear`: it stays, for nobody.
 * A test finds columns that are missing here.
 */
export const personColumns: Readonly<Record<string, 'delete' | 'unname' | 'clear'>> = {
  'memberships.person_id': 'delete', 'left_memberships.person_id': 'delete', 'key_issue_carers.person_id': 'delete', 'community_feeds.person_id': 'delete', 'pair_members.person_id': 'delete', 'reminder_wishes.person_id': 'delete', 'activity_reminders.person_id': 'delete', 'things_put_away.person_id': 'delete',
  'member_introductions.person_id': 'delete', 'member_invitations.person_id': 'delete', 'member_invitations.invited_by': 'unname', 'member_welcomes.person_id': 'delete', 'member_welcomes.host_id': 'unname', 'succession_asks.person_id': 'delete', 'stewardships.person_id': 'delete',
  'community_drafts.person_id': 'delete', 'community_happenings.person_id': 'delete', 'community_years.person_id': 'delete', 'practice_sights.person_id': 'delete', 'conversations.person_id': 'delete',
  'interviews.interviewee_id': 'delete', 'interviews.interviewer_id': 'unname', 'interview_notes.interviewer_id': 'delete', 'opportunity_assessments.person_id': 'delete',
  'opportunities.proposed_by': 'unname', 'opportunity_moves.person_id': 'unname', 'launch_guides.updated_by': 'unname', 'series.changed_by': 'unname', 'series.put_by': 'unname', 'launch_plans.changed_by': 'unname', 'launch_plans.event_put_by': 'unname', 'launch_steps.done_by': 'unname', 'launch_announcements.posted_by': 'unname',
  'sponsorship_cards.person_id': 'delete', 'sponsorships.sponsor_id': 'unname', 'sponsorships.asked_by': 'unname', 'sponsorships.decided_by': 'unname', 'sponsorships.passed_to': 'unname',
  'communities.created_by': 'unname', 'communities.closed_by': 'unname', 'stage_changes.person_id': 'unname', 'charters.updated_by': 'unname', 'key_issue_links.linked_by': 'unname',
  'practice_items.added_by': 'unname', 'practice_items.steward_id': 'unname', 'practice_dismissals.dismissed_by': 'unname',
  'activity_kinds.set_by': 'unname', 'activity_records.updated_by': 'unname', 'activity_records.attended_by': 'unname', 'activity_follow_ups.owner_id': 'clear', 'activity_follow_ups.written_by': 'unname', 'published_activities.published_by': 'unname',
  'ties.tied_by': 'unname', 'tie_history.person_id': 'unname', 'graph_writes.person_id': 'unname', 'imports.started_by': 'unname',
  'people.id': 'delete',
};

/** Stands for nobody where a row must name somebody. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** Neither of use to the person nor theirs: what belongs to the tenant, secrets, and what only finding needs. */
const withheld = ['tenant_id', 'token_hash', 'ended_hash', 'words', 'searchable'];

const columns = Object.entries(personColumns).map(([name, what]) => {
  const [table = '', column = ''] = name.split('.');
  return { table, column, what };
});

/** What an interview shares hangs on the interview, and the notes are opened to their writer alone. */
async function openNotes(trx: TenantTransaction, personId: string): Promise<void> {
  await sql`select set_config('trellis.person', ${personId}, true)`.execute(trx);
}

/** Everything that is kept of the person. */
export async function exportData({ database, clock }: Pick<Services, 'database' | 'clock'>, { tenantId, personId, displayName }: Actor): Promise<output<(typeof exportMyData)['response']>> {
  return database.inTenant(tenantId, async (trx) => {
    await openNotes(trx, personId);
    const data: Record<string, Record<string, unknown>[]> = {};
    for (const table of new Set(columns.map((each) => each.table))) {
      const named = columns.filter((each) => each.table === table).map(({ column }) => sql`t.${sql.ref(column)} = ${personId}`);
      const { rows } = await sql<{ row: Record<string, unknown> }>`select to_jsonb(t) - ${withheld}::text[] as row from ${sql.table(table)} t where t.tenant_id = ${tenantId} and (${sql.join(named, sql` or `)})`.execute(trx);
      if (rows.length > 0) data[table] = rows.map(({ row }) => row);
    }
    const { rows: shares } = await sql<{ row: Record<string, unknown> }>`
      select to_jsonb(s) - ${withheld}::text[] as row from interview_shares s join interviews i on i.tenant_id = s.tenant_id and i.id = s.interview_id
      where s.tenant_id = ${tenantId} and ${personId} in (i.interviewee_id, i.interviewer_id)`.execute(trx);
    if (shares.length > 0) data['interview_shares'] = shares.map(({ row }) => row);
    const ids = [...new Set(Object.values(data).flat().map((row) => row['community_id']).filter((id) => typeof id === 'string'))];
    const { rows: named } = await sql<{ id: string; name: string }>`select id, name from communities where tenant_id = ${tenantId} and id = any (${ids}::uuid[])`.execute(trx);
    return { exportedAt: clock().toISOString(), person: { id: personId, displayName }, communities: Object.fromEntries(named.map(({ id, name }) => [id, name])), data };
  });
}

/** Erases what is the person's own and takes their name off the rest. A community that loses its last coordinator asks its core group, as when one is gone. */
export async function eraseData(services: Pick<Services, 'database' | 'clock' | 'jobs'>, { tenantId, personId, displayName, signInName = '' }: Actor): Promise<void> {
  await services.database.inTenant(tenantId, async (trx) => {
    await openNotes(trx, personId);
    const mine = await trx.selectFrom('memberships').select(['community_id', 'part']).where('tenant_id', '=', tenantId).where('person_id', '=', personId).orderBy('community_id').execute();
    for (const { community_id: communityId } of mine) {
      await communityStore.hold(trx, tenantId, communityId);
      await membershipStore.remove(trx, tenantId, communityId, personId);
    }
    for (const { table, column, what } of columns) {
      const where = sql`where tenant_id = ${tenantId} and ${sql.ref(column)} = ${personId}`;
      if (what === 'delete') await sql`delete from ${sql.table(table)} ${where}`.execute(trx);
      else await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${what === 'clear' ? null : nobody} ${where}`.execute(trx);
    }
    await importStore.unname(trx, tenantId, [displayName, signInName]);
    await askCoreGroups(services, trx, tenantId, mine.filter(({ part }) => part === 'coordinator').map((row) => row.community_id));
  });
}
