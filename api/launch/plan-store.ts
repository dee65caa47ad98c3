import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { LaunchStepKey } from '../templates/templates-contract.ts';
import type { Told } from '../platform/words.ts';
import type { LaunchEventToBe, LaunchStep } from './plan-contract.ts';

/** A step as it is kept. */
export interface KeptStep {
  id: string; key: LaunchStepKey | null; role: LaunchStep['role']; dayOffset: number | null; position: number;
  title: string; about: string; laidOn: string | null; ownOn: string | null; dropped: boolean;
  done: LaunchStep['done'];
}
/** How the launch event stands with the calendar. */
export interface KeptEvent { event: LaunchEventToBe | null; put: { by: { id: string; displayName: string }; at: string } | null; round: number; refused: Told | null }
interface By { personId: string; now: Date }

/** How communities prepare their launches. */
export const planStore = {
  async find(trx: TenantTransaction, tenantId: string, communityId: string): Promise<{ launchOn: string | null } | null> {
    const row = await trx.selectFrom('launch_plans').select('launch_on').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).executeTakeFirst();
    return row ? { launchOn: row.launch_on } : null;
  },

  /** Of these communities that prepare a launch: its day, and the open step that is due first. */
  async glance(trx: TenantTransaction, tenantId: string, communityIds: readonly string[]): Promise<Map<string, { launchOn: string | null; step: { title: string; dueOn: string | null } | null }>> {
    const { rows } = await sql<{ community_id: string; launch_on: string | null; title: string | null; due_on: string | null }>`
      select l.community_id, l.launch_on, s.title, s.due_on from launch_plans l
      left join lateral (
        select s.title, coalesce(s.own_on, s.laid_on) as due_on from launch_steps s
        where s.tenant_id = l.tenant_id and s.community_id = l.community_id and not s.dropped and s.done_at is null order by 2 nulls last, s.position limit 1) s on true
      where l.tenant_id = ${tenantId} and l.community_id = any (${communityIds}::uuid[])`.execute(trx);
    return new Map(rows.map((row) => [row.community_id, { launchOn: row.launch_on, step: row.title === null ? null : { title: row.title, dueOn: row.due_on } }]));
  },

  /** Chooses the day; begins the plan where there is none. */
  async setDay(trx: TenantTransaction, tenantId: string, communityId: string, launchOn: string | null, by: By): Promise<void> {
    const said = { launch_on: launchOn, changed_by: by.personId, changed_at: by.now };
    await trx.insertInto('launch_plans').values({ tenant_id: tenantId, community_id: communityId, ...said })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'community_id']).doUpdateSet(said)).execute();
  },

  /** All steps, those left out among them, in the order in which they were added. */
  async steps(trx: TenantTransaction, tenantId: string, communityId: string): Promise<KeptStep[]> {
    const rows = await trx.selectFrom('launch_steps as s').leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 's.tenant_id').onRef('p.id', '=', 's.done_by'))
      .selectAll('s').select('p.display_name as done_by_name').where('s.tenant_id', '=', tenantId).where('s.community_id', '=', communityId).orderBy('s.position').orderBy('s.id').execute();
    return rows.map((row) => ({
      id: row.id, key: row.key as LaunchStepKey | null, role: row.role as LaunchStep['role'], dayOffset: row.day_offset, position: row.position,
      title: row.title, about: row.about, laidOn: row.laid_on, ownOn: row.own_on, dropped: row.dropped,
      done: row.done_at && row.done_by ? { by: { id: row.done_by, displayName: row.done_by_name ?? '' }, at: row.done_at.toISOString() } : null,
    }));
  },

  async step(trx: TenantTransaction, tenantId: string, communityId: string, id: string): Promise<KeptStep | undefined> {
    return (await this.steps(trx, tenantId, communityId)).find((each) => each.id === id);
  },

  /** Adds steps; one that is there already stays as it is. */
  async add(trx: TenantTransaction, tenantId: string, communityId: string, steps: readonly Omit<KeptStep, 'done' | 'dropped'>[]): Promise<void> {
    if (steps.length === 0) return;
    await trx.insertInto('launch_steps').values(steps.map(({ id, key, role, dayOffset, position, title, about, laidOn, ownOn }) => ({
      tenant_id: tenantId, community_id: communityId, id, key, role, day_offset: dayOffset, position, title, about, laid_on: laidOn, own_on: ownOn,
    }))).onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'id']).doNothing()).execute();
  },

  /** The day that follows from the launch date. */
  async lay(trx: TenantTransaction, tenantId: string, communityId: string, id: string, laidOn: string | null): Promise<void> {
    await trx.updateTable('launch_steps').set({ laid_on: laidOn }).where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('id', '=', id).execute();
  },

  /** Ticks the step of the template that has this key, or takes that back. */
  async tickByKey(trx: TenantTransaction, tenantId: string, communityId: string, key: LaunchStepKey, by: By | null): Promise<void> {
    await trx.updateTable('launch_steps').set({ done_at: by && by.now, done_by: by && by.personId })
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('key', '=', key).where('done_at', by ? 'is' : 'is not', null).execute();
  },

  async event(trx: TenantTransaction, tenantId: string, communityId: string): Promise<KeptEvent> {
    const row = await trx.selectFrom('launch_plans as l').leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 'l.tenant_id').onRef('p.id', '=', 'l.event_put_by'))
      .select(['l.event', 'l.event_put_at', 'l.event_put_by', 'l.event_round', 'l.event_refused', 'p.display_name']).where('l.tenant_id', '=', tenantId).where('l.community_id', '=', communityId).executeTakeFirst();
    return {
      event: (row?.event ?? null) as LaunchEventToBe | null, round: row?.event_round ?? 0, refused: (row?.event_refused ?? null) as Told | null,
      put: row?.event_put_at && row.event_put_by ? { by: { id: row.event_put_by, displayName: row.display_name ?? '' }, at: row.event_put_at.toISOString() } : null,
    };
  },

  /** On the calendar from now on, or on its way there. @returns for which time */
  async putEvent(trx: TenantTransaction, tenantId: string, communityId: string, event: LaunchEventToBe, by: By): Promise<number> {
    const { event_round: round } = await trx.updateTable('launch_plans').set({ event: JSON.stringify(event), event_put_at: by.now, event_put_by: by.personId, event_round: sql`event_round + 1`, event_refused: null })
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).returning('event_round').executeTakeFirstOrThrow();
    return round;
  },

  async withdrawEvent(trx: TenantTransaction, tenantId: string, communityId: string, refused: Told | null): Promise<void> {
    await trx.updateTable('launch_plans').set({ event: null, event_put_at: null, event_put_by: null, event_refused: refused && JSON.stringify(refused) })
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).execute();
  },

  async change(trx: TenantTransaction, tenantId: string, communityId: string, id: string, { title, about, ownOn, dropped }: Pick<KeptStep, 'title' | 'about' | 'ownOn' | 'dropped'>): Promise<void> {
    await trx.updateTable('launch_steps').set({ title, about, own_on: ownOn, dropped }).where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('id', '=', id).execute();
  },

  /** Ticks a step, or takes that back; who ticked it first stays named. */
  async tick(trx: TenantTransaction, tenantId: string, communityId: string, id: string, by: By | null): Promise<void> {
    await trx.updateTable('launch_steps').set({ done_at: by && by.now, done_by: by && by.personId })
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('id', '=', id).where('done_at', by ? 'is' : 'is not', null).execute();
  },
};
