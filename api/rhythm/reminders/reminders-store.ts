import { sql } from 'kysely';
import type { TenantTransaction } from '../../platform/database/database.ts';
import type { PlannedReminder } from './reminders.ts';
import type { Wish } from './reminders-contract.ts';

export interface SaidWish { wish: Wish; timeZone: string; said: 'here' | 'everywhere' }
export interface Reminder { communityId: string; personId: string; eventId: string; startsAt: Date }

/** What members wish to be reminded of, and their reminders. */
export const remindersStore = {
  /** What the person said of this community, else of all; undefined where they said nothing. */
  async findWish(trx: TenantTransaction, tenantId: string, personId: string, communityId: string): Promise<SaidWish | undefined> {
    const row = await trx.selectFrom('reminder_wishes').selectAll().where('tenant_id', '=', tenantId).where('person_id', '=', personId)
      .where(({ or, eb }) => or([eb('community_id', '=', communityId), eb('community_id', 'is', null)])).orderBy(sql`community_id nulls last`).limit(1).executeTakeFirst();
    return row && { wish: { comes: row.comes as Wish['comes'], regular: row.regular }, timeZone: row.time_zone, said: row.community_id === null ? 'everywhere' : 'here' };
  },

  /** @param communityId null: of all; what was said of single ones before is forgotten */
  async saveWish(trx: TenantTransaction, tenantId: string, personId: string, communityId: string | null, { comes, regular }: Wish, timeZone: string): Promise<void> {
    if (communityId === null) await trx.deleteFrom('reminder_wishes').where('tenant_id', '=', tenantId).where('person_id', '=', personId).execute();
    const values = { comes, regular, time_zone: timeZone };
    await trx.insertInto('reminder_wishes').values({ tenant_id: tenantId, person_id: personId, community_id: communityId, ...values })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'person_id', 'community_id']).doUpdateSet(values)).execute();
  },

  /** Puts these in place of what was planned. What is due already comes all the same if it is still among them, and what is newly planned only if it is not due yet: the person just looked. */
  async plan(trx: TenantTransaction, tenantId: string, communityId: string, personId: string, reminders: readonly PlannedReminder[], now: Date): Promise<void> {
    const wanted = JSON.stringify(reminders.map(({ eventId, startsAt, dueAt }) => ({ event_id: eventId, starts_at: startsAt, due_at: dueAt })));
    await sql`
      with wanted as (select * from jsonb_to_recordset(${wanted}::jsonb) as w(event_id text, starts_at timestamptz, due_at timestamptz)),
      dropped as (delete from activity_reminders r where r.tenant_id = ${tenantId} and r.community_id = ${communityId} and r.person_id = ${personId} and r.state = 'planned'
        and not exists (select from wanted w where w.event_id = r.event_id and w.starts_at = r.starts_at and (w.due_at = r.due_at or w.due_at > ${now})))
      insert into activity_reminders (tenant_id, community_id, person_id, event_id, starts_at, due_at)
      select distinct on (event_id, starts_at) ${tenantId}::uuid, ${communityId}::uuid, ${personId}::uuid, event_id, starts_at, due_at from wanted where due_at > ${now}
      on conflict (tenant_id, community_id, person_id, event_id, starts_at) do update set due_at = excluded.due_at where activity_reminders.state = 'planned'`.execute(trx);
  },

  async next(trx: TenantTransaction, tenantId: string, communityId: string, personId: string): Promise<{ eventId: string; startsAt: Date; dueAt: Date } | undefined> {
    const row = await trx.selectFrom('activity_reminders').select(['event_id', 'starts_at', 'due_at']).where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '=', personId)
      .where('state', '=', 'planned').orderBy('due_at').orderBy('starts_at').limit(1).executeTakeFirst();
    return row && { eventId: row.event_id, startsAt: row.starts_at, dueAt: row.due_at };
  },

  /** Those that are due, the oldest first. */
  async due(trx: TenantTransaction, tenantId: string, now: Date, limit: number): Promise<Reminder[]> {
    const rows = await trx.selectFrom('activity_reminders').select(['community_id', 'person_id', 'event_id', 'starts_at']).where('tenant_id', '=', tenantId).where('state', '=', 'planned').where('due_at', '<=', now)
      .orderBy('due_at').limit(limit).execute();
    return rows.map((row) => ({ communityId: row.community_id, personId: row.person_id, eventId: row.event_id, startsAt: row.starts_at }));
  },

  /** Moves a reminder from one state to another; false when it is no longer in the first. */
  async move(trx: TenantTransaction, tenantId: string, { communityId, personId, eventId, startsAt }: Reminder, from: 'planned' | 'sending', to: { state: 'sending' | 'sent' } | { state: 'planned'; dueAt: Date } | { state: 'dropped'; why: string }): Promise<boolean> {
    const moved = await trx.updateTable('activity_reminders').set({ state: to.state, ...('dueAt' in to ? { due_at: to.dueAt } : {}), ...('why' in to ? { dropped_for: to.why } : {}) })
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '=', personId).where('event_id', '=', eventId).where('starts_at', '=', startsAt).where('state', '=', from)
      .executeTakeFirst();
    return moved.numUpdatedRows > 0n;
  },

  /** Forgets what is over. */
  async forget(trx: TenantTransaction, tenantId: string, startedBefore: Date): Promise<void> {
    await trx.deleteFrom('activity_reminders').where('tenant_id', '=', tenantId).where('starts_at', '<', startedBefore).execute();
  },
};
