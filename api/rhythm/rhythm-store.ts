import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { SeenYear } from './seen-year.ts';
import type { RhythmKind } from './year-contract.ts';

/** A year as Graph showed it to one person, never given to another; and the kinds that the community says. */
export const rhythmStore = {
  async findYear(trx: TenantTransaction, tenantId: string, communityId: string, personId: string): Promise<SeenYear | null> {
    const row = await trx.selectFrom('community_years').select('content')
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '=', personId).executeTakeFirst();
    return (row?.content as SeenYear | undefined) ?? null;
  },

  async saveYear(trx: TenantTransaction, tenantId: string, communityId: string, personId: string, year: SeenYear, asOf: Date): Promise<void> {
    const content = JSON.stringify(year);
    await trx.insertInto('community_years').values({ tenant_id: tenantId, community_id: communityId, person_id: personId, content, as_of: asOf })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'person_id']).doUpdateSet({ content, as_of: asOf })).execute();
  },

  /** The newest looks of others at a community's calendars since then, to tell what is not there any more; what they show is shown to nobody. */
  async yearsOfOthersSince(trx: TenantTransaction, tenantId: string, communityId: string, personId: string, since: Date, limit: number): Promise<SeenYear[]> {
    const rows = await trx.selectFrom('community_years').select('content').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '<>', personId)
      .where('as_of', '>', since).orderBy('as_of', 'desc').limit(limit).execute();
    return rows.map(({ content }) => content as SeenYear);
  },

  /** Forgets what nobody came back to see. */
  async forget(trx: TenantTransaction, tenantId: string, seenBefore: Date): Promise<void> {
    await trx.deleteFrom('community_years').where('tenant_id', '=', tenantId).where('as_of', '<', seenBefore).execute();
  },

  /** Forgets what one person saw: it has changed since. */
  async forgetYear(trx: TenantTransaction, tenantId: string, communityId: string, personId: string): Promise<void> {
    await trx.deleteFrom('community_years').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '=', personId).execute();
  },

  /** Forgets what people other than these saw of the years of communities that are tied to a group. */
  async forgetYearsOfOthers(trx: TenantTransaction, tenantId: string, groupId: string, personIds: readonly string[]): Promise<void> {
    await sql`
      delete from community_years y where y.tenant_id = ${tenantId} and y.person_id <> all (${personIds}::uuid[])
        and y.community_id in (select t.community_id from ties t where t.tenant_id = ${tenantId} and t.group_id = ${groupId})`.execute(trx);
  },

  /** By id of the activity or of its series. */
  async kinds(trx: TenantTransaction, tenantId: string, communityId: string): Promise<Map<string, RhythmKind>> {
    const rows = await trx.selectFrom('activity_kinds').select(['activity_id', 'kind']).where('tenant_id', '=', tenantId).where('community_id', '=', communityId).execute();
    return new Map(rows.map((row) => [row.activity_id, row.kind as RhythmKind]));
  },

  async setKind(trx: TenantTransaction, tenantId: string, communityId: string, activityId: string, kind: RhythmKind, by: { personId: string; now: Date }): Promise<void> {
    const said = { kind, set_by: by.personId, set_at: by.now };
    await trx.insertInto('activity_kinds').values({ tenant_id: tenantId, community_id: communityId, activity_id: activityId, ...said })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'activity_id']).doUpdateSet(said)).execute();
  },

  async dropKinds(trx: TenantTransaction, tenantId: string, communityId: string, activityIds: readonly string[]): Promise<void> {
    if (activityIds.length === 0) return;
    await trx.deleteFrom('activity_kinds').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('activity_id', 'in', activityIds).execute();
  },
};
