import { sql } from 'kysely';
import { canBeTakenBackForMs } from '../membership/take-back.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { PublishedTime } from './feed.ts';
import type { SeenActivity } from './seen-year.ts';

/** What a community publishes, and the addresses at which its members read it. */
export const feedStore = {
  /** What is published, by id of the series or the single activity: the calendar that has it. */
  async published(trx: TenantTransaction, tenantId: string, communityId: string): Promise<Map<string, string>> {
    const rows = await trx.selectFrom('published_activities').select(['source_id', 'group_id']).where('tenant_id', '=', tenantId).where('community_id', '=', communityId).execute();
    return new Map(rows.map((row) => [row.source_id, row.group_id]));
  },

  async publish(trx: TenantTransaction, tenantId: string, communityId: string, source: { id: string; groupId: string }, by: { personId: string; now: Date }): Promise<void> {
    await trx.insertInto('published_activities').values({ tenant_id: tenantId, community_id: communityId, source_id: source.id, group_id: source.groupId, published_by: by.personId, published_at: by.now })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'source_id']).doNothing()).execute();
  },

  async withdraw(trx: TenantTransaction, tenantId: string, communityId: string, sourceId: string): Promise<void> {
    await trx.deleteFrom('published_activities').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('source_id', '=', sourceId).execute();
  },

  /** Puts what is published of some sources in place of what was. */
  async replaceTimes(trx: TenantTransaction, tenantId: string, communityId: string, sourceIds: readonly string[], activities: readonly SeenActivity[], now: Date): Promise<void> {
    if (sourceIds.length === 0) return;
    await trx.deleteFrom('published_times').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('source_id', 'in', sourceIds).execute();
    if (activities.length === 0) return;
    await trx.insertInto('published_times').values(activities.map(({ id, seriesId, subject, startsAt, endsAt, allDay, location }) => ({
      tenant_id: tenantId, community_id: communityId, source_id: seriesId ?? id, activity_id: id, subject, starts_at: new Date(startsAt), ends_at: new Date(endsAt), all_day: allDay, location, seen_at: now,
    }))).execute();
  },

  async saveAddress(trx: TenantTransaction, tenantId: string, communityId: string, personId: string, tokenHash: string, now: Date): Promise<void> {
    await trx.insertInto('community_feeds').values({ tenant_id: tenantId, community_id: communityId, person_id: personId, token_hash: tokenHash, made_at: now })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'person_id']).doUpdateSet({ token_hash: tokenHash, made_at: now, ...ended(now) })).execute();
  },

  async hasAddress(trx: TenantTransaction, tenantId: string, communityId: string, personId: string): Promise<boolean> {
    return await trx.selectFrom('community_feeds').select('made_at').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '=', personId).where('token_hash', 'is not', null).executeTakeFirst() !== undefined;
  },

  /** Ends the address: from now on it is answered as a guess is. */
  async endAddress(trx: TenantTransaction, tenantId: string, communityId: string, personId: string, now: Date): Promise<void> {
    await trx.updateTable('community_feeds').set({ token_hash: null, ...ended(now) })
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '=', personId).where('token_hash', 'is not', null).execute();
  },

  /** The address that the person ended within the last minutes is theirs again, in place of one made since. False when there is none. */
  async bringBackAddress(trx: TenantTransaction, tenantId: string, communityId: string, personId: string, now: Date): Promise<boolean> {
    await feedStore.forgetEnded(trx, tenantId, now);
    const row = await trx.updateTable('community_feeds').set({ token_hash: sql<string>`ended_hash`, ended_hash: null, ended_at: null })
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '=', personId).where('ended_hash', 'is not', null).returning('made_at').executeTakeFirst();
    return row !== undefined;
  },

  /** Addresses that ended longer ago cannot come back. */
  async forgetEnded(trx: TenantTransaction, tenantId: string, now: Date): Promise<void> {
    await trx.updateTable('community_feeds').set({ ended_hash: null, ended_at: null }).where('tenant_id', '=', tenantId).where('ended_at', '<', new Date(now.getTime() - canBeTakenBackForMs)).execute();
    await trx.deleteFrom('community_feeds').where('tenant_id', '=', tenantId).where('token_hash', 'is', null).where('ended_hash', 'is', null).execute();
  },

  /** The open community that an address is of, with the hash that is kept; null for an address that there is not. */
  async findByHash(trx: TenantTransaction, tenantId: string, tokenHash: string): Promise<{ communityId: string; name: string; tokenHash: string } | null> {
    const { rows: [row] } = await sql<{ id: string; name: string; token_hash: string }>`
      select c.id, c.name, f.token_hash from community_feeds f join communities c on c.tenant_id = f.tenant_id and c.id = f.community_id
      where f.tenant_id = ${tenantId} and f.token_hash = ${tokenHash} and c.closed_at is null`.execute(trx);
    return row ? { communityId: row.id, name: row.name, tokenHash: row.token_hash } : null;
  },

  /** What is published of the calendars that the community is tied to now. */
  async times(trx: TenantTransaction, tenantId: string, communityId: string): Promise<PublishedTime[]> {
    const rows = await trx.selectFrom('published_times as t').selectAll('t').where('t.tenant_id', '=', tenantId).where('t.community_id', '=', communityId)
      .where(({ exists, selectFrom }) => exists(selectFrom('published_activities as a').innerJoin('ties', (join) => join.onRef('ties.tenant_id', '=', 'a.tenant_id').onRef('ties.community_id', '=', 'a.community_id').onRef('ties.group_id', '=', 'a.group_id').on('ties.kind', '=', 'calendar'))
        .select('a.source_id').whereRef('a.tenant_id', '=', 't.tenant_id').whereRef('a.community_id', '=', 't.community_id').whereRef('a.source_id', '=', 't.source_id')))
      .orderBy('t.starts_at').orderBy('t.activity_id').execute();
    return rows.map((row) => ({ activityId: row.activity_id, subject: row.subject, startsAt: row.starts_at, endsAt: row.ends_at, allDay: row.all_day, location: row.location, seenAt: row.seen_at }));
  },
};

/** What an address leaves behind when it ends, by taking it back or by a new one. */
const ended = (now: Date) => ({ ended_hash: sql<string | null>`community_feeds.token_hash`, ended_at: sql<Date | null>`case when community_feeds.token_hash is not null then ${now}::timestamptz end` });
