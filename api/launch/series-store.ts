import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Told } from '../platform/words.ts';
import type { RhythmKind } from '../rhythm/year-contract.ts';
import type { Series, SeriesActivity } from './series-contract.ts';

/** A community's series of activities, one at a time. */
export const seriesStore = {
  async find(trx: TenantTransaction, tenantId: string, communityId: string): Promise<(Series & { isFirst: boolean }) | null> {
    const row = await trx.selectFrom('series as s').leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 's.tenant_id').onRef('p.id', '=', 's.changed_by'))
      .leftJoin('people as q', (join) => join.onRef('q.tenant_id', '=', 's.tenant_id').onRef('q.id', '=', 's.put_by'))
      .select(['s.is_first', 's.put_at', 's.put_by', 'q.display_name as put_by_name', 's.starts_on', 's.time_zone', 's.changed_by', 's.changed_at', 'p.display_name']).where('s.tenant_id', '=', tenantId).where('s.community_id', '=', communityId).executeTakeFirst();
    if (!row) return null;
    const activities = await trx.selectFrom('series_activities').select(['id', 'kind', 'title', 'about', 'day', 'time', 'minutes'])
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).orderBy('day').orderBy('time').orderBy('id').execute();
    return {
      isFirst: row.is_first, startsOn: row.starts_on, timeZone: row.time_zone, activities: activities.map((each) => ({ ...each, kind: each.kind as RhythmKind })),
      changedBy: { id: row.changed_by, displayName: row.display_name ?? '' }, changedAt: row.changed_at.toISOString(),
      put: row.put_at && row.put_by ? { by: { id: row.put_by, displayName: row.put_by_name ?? '' }, at: row.put_at.toISOString() } : null,
    };
  },

  /** Begins one, in place of the one that began on the day it `follows`; false when there is another already. */
  async begin(trx: TenantTransaction, tenantId: string, communityId: string, { startsOn, timeZone, isFirst, follows }: { startsOn: string; timeZone: string; isFirst: boolean; follows: string | null }, by: { personId: string; now: Date }): Promise<boolean> {
    const said = { starts_on: startsOn, time_zone: timeZone, changed_by: by.personId, changed_at: by.now, is_first: isFirst };
    if (follows === null) {
      const row = await trx.insertInto('series').values({ tenant_id: tenantId, community_id: communityId, ...said })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'community_id']).doNothing()).returning('community_id').executeTakeFirst();
      return row !== undefined;
    }
    const row = await trx.updateTable('series').set({ ...said, put_at: null, put_by: null, refused: null })
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('starts_on', '=', follows).returning('community_id').executeTakeFirst();
    if (row) await trx.deleteFrom('series_activities').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).execute();
    return row !== undefined;
  },

  /** Whose holidays are looked at; null until somebody said. */
  async countries(trx: TenantTransaction, tenantId: string, communityId: string): Promise<string[] | null> {
    const row = await trx.selectFrom('series').select('countries').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).executeTakeFirst();
    return row?.countries ?? null;
  },

  async setCountries(trx: TenantTransaction, tenantId: string, communityId: string, countries: readonly string[] | null): Promise<void> {
    await trx.updateTable('series').set({ countries: countries && [...countries] }).where('tenant_id', '=', tenantId).where('community_id', '=', communityId).execute();
  },

  /** For which time it is on the calendar, and why Microsoft 365 refused it last. */
  async putting(trx: TenantTransaction, tenantId: string, communityId: string): Promise<{ round: number; refused: Told | null }> {
    const { round, refused } = await trx.selectFrom('series').select(['round', 'refused']).where('tenant_id', '=', tenantId).where('community_id', '=', communityId).executeTakeFirstOrThrow();
    return { round, refused: refused as Told | null };
  },

  /** On the calendar from now on, or on its way there. @returns for which time */
  async setPut(trx: TenantTransaction, tenantId: string, communityId: string, by: { personId: string; now: Date }): Promise<number> {
    const { round } = await trx.updateTable('series').set({ put_at: by.now, put_by: by.personId, round: sql`round + 1`, refused: null })
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).returning('round').executeTakeFirstOrThrow();
    return round;
  },

  async setDraft(trx: TenantTransaction, tenantId: string, communityId: string, refused: Told | null): Promise<void> {
    await trx.updateTable('series').set({ put_at: null, put_by: null, refused: refused && JSON.stringify(refused) }).where('tenant_id', '=', tenantId).where('community_id', '=', communityId).execute();
  },

  /** Puts activities into the series as they are given, or in place of what they were. */
  async put(trx: TenantTransaction, tenantId: string, communityId: string, activities: readonly SeriesActivity[]): Promise<void> {
    for (const { id, ...said } of activities) {
      await trx.insertInto('series_activities').values({ tenant_id: tenantId, community_id: communityId, id, ...said })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'id']).doUpdateSet(said)).execute();
    }
  },

  async leaveOut(trx: TenantTransaction, tenantId: string, communityId: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await trx.deleteFrom('series_activities').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('id', 'in', ids).execute();
  },

  async noteChange(trx: TenantTransaction, tenantId: string, communityId: string, by: { personId: string; now: Date }): Promise<void> {
    await trx.updateTable('series').set({ changed_by: by.personId, changed_at: by.now }).where('tenant_id', '=', tenantId).where('community_id', '=', communityId).execute();
  },
};
