import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Following, FollowReason, FollowState, Subject } from './following.ts';

const columns = ['subject', 'graph_id', 'group_id', 'state', 'reason', 'subscription_id', 'expires_at', 'delta_link', 'looked_at', 'due_at'] as const;

/** The ties of communities that are not closed, as `t`. */
const openTies = (tenantId: string) => sql`(
  select t.* from ties t join communities c on c.tenant_id = t.tenant_id and c.id = t.community_id where t.tenant_id = ${tenantId} and c.closed_at is null) t`;

/** What is to be noted of what is followed. */
export interface Changes {
  state?: FollowState; reason?: FollowReason | null; lookedAt?: Date; deltaLink?: string | null;
  dueAt?: Date;
  /** When it was due as it was read: if that is another time by now, somebody wanted it to be looked at again meanwhile, and so it will be. */
  unlessDueSince?: Date;
  subscription?: { id: string; expiresAt: Date; secretHash?: string } | null;
}

/** What Trellis follows by itself. What to follow comes from the ties: `keepUpWithTies` is all that adds or removes rows. */
export const followingsStore = {
  /** Follows what open communities are tied to by now, and gives back what none is tied to any more, taken out of the table. */
  async keepUpWithTies(trx: TenantTransaction, tenantId: string, now: Date): Promise<Following[]> {
    const wanted = sql`
      select distinct s.subject, t.group_id::text as graph_id, t.group_id from ${openTies(tenantId)} cross join (values ('team'), ('channels'), ('members')) s (subject)
      union select distinct 'library', t.graph_id, t.group_id from ${openTies(tenantId)} where t.kind in ('library', 'folder')`;
    await sql`insert into followings (tenant_id, subject, graph_id, group_id, state, due_at)
      select ${tenantId}, w.subject, w.graph_id, w.group_id, 'waiting', ${now} from (${wanted}) w on conflict (tenant_id, subject, graph_id) do nothing`.execute(trx);
    const { rows } = await sql<Row>`delete from followings f where f.tenant_id = ${tenantId}
      and not exists (select from (${wanted}) w where w.subject = f.subject and w.graph_id = f.graph_id) returning f.*`.execute(trx);
    return rows.map(toFollowing);
  },

  /**
   * Takes what is due, the longest first, and of a team of which something is due what would be within `soonMs`: it is looked
   * at in one go. It is due again at `until` unless it is noted otherwise before, so that no other round takes it meanwhile.
   * `onlyFollowed`: what is not followed yet stays due.
   */
  async takeDue(trx: TenantTransaction, tenantId: string, { now, until, soonMs, limit, onlyFollowed }: { now: Date; until: Date; soonMs: number; limit: number; onlyFollowed: boolean }): Promise<Following[]> {
    const { rows } = await sql<Row>`
      with due as (select subject, graph_id, group_id from followings where tenant_id = ${tenantId} and due_at <= ${now} and (state = 'followed' or not ${onlyFollowed}) order by due_at limit ${limit})
      update followings f set due_at = ${until}
      from (select o.subject, o.graph_id from followings o where o.tenant_id = ${tenantId} and (exists (select from due where due.subject = o.subject and due.graph_id = o.graph_id)
        or (o.subject <> 'library' and o.state = 'followed' and o.due_at <= ${new Date(now.getTime() + soonMs)} and exists (select from due where due.group_id = o.group_id and due.subject <> 'library')))
        for update skip locked) d
      where f.tenant_id = ${tenantId} and f.subject = d.subject and f.graph_id = d.graph_id returning f.*`.execute(trx);
    return rows.map(toFollowing);
  },

  async find(trx: TenantTransaction, tenantId: string, subject: Subject, graphId: string): Promise<Following | null> {
    const row = await trx.selectFrom('followings').select(columns).where('tenant_id', '=', tenantId).where('subject', '=', subject).where('graph_id', '=', graphId).executeTakeFirst();
    return row ? toFollowing(row) : null;
  },

  async findAll(trx: TenantTransaction, tenantId: string, places: readonly Pick<Following, 'subject' | 'graphId'>[]): Promise<Following[]> {
    const { rows } = await sql<Row>`select f.* from followings f join unnest(${places.map(({ subject }) => subject)}::text[], ${places.map(({ graphId }) => graphId)}::text[]) p (subject, graph_id)
      on p.subject = f.subject and p.graph_id = f.graph_id where f.tenant_id = ${tenantId}`.execute(trx);
    return rows.map(toFollowing);
  },

  /** The followings that these subscriptions belong to, with the hashes of their secrets. */
  async findBySubscriptions(trx: TenantTransaction, tenantId: string, ids: readonly string[]): Promise<(Following & { secretHash: string })[]> {
    if (ids.length === 0) return [];
    const rows = await trx.selectFrom('followings').select([...columns, 'secret_hash']).where('tenant_id', '=', tenantId).where('subscription_id', 'in', [...ids]).execute();
    return rows.map((row) => ({ ...toFollowing(row), secretHash: row.secret_hash ?? '' }));
  },

  /** Notes of several that they were seen to and are followed; as `note`, not of what is followed by another subscription by now. */
  async noteFollowed(trx: TenantTransaction, tenantId: string, seen: readonly { following: Following; lookedAt: Date; dueAt: Date; deltaLink: string | null; expiresAt: Date | null }[]): Promise<void> {
    if (seen.length === 0) return;
    await sql`update followings f
      set state = 'followed', reason = null, looked_at = s.looked_at, due_at = s.due_at, delta_link = coalesce(s.delta_link, f.delta_link), expires_at = coalesce(s.expires_at, f.expires_at)
      from unnest(
        ${seen.map(({ following }) => following.subject)}::text[], ${seen.map(({ following }) => following.graphId)}::text[], ${seen.map(({ following }) => following.subscriptionId)}::text[],
        ${seen.map(({ lookedAt }) => lookedAt)}::timestamptz[], ${seen.map(({ dueAt }) => dueAt)}::timestamptz[], ${seen.map(({ deltaLink }) => deltaLink)}::text[], ${seen.map(({ expiresAt }) => expiresAt)}::timestamptz[]
      ) s (subject, graph_id, subscription_id, looked_at, due_at, delta_link, expires_at)
      where f.tenant_id = ${tenantId} and f.subject = s.subject and f.graph_id = s.graph_id and f.subscription_id is not distinct from s.subscription_id`.execute(trx);
  },

  /** Something went wrong that passes: it is seen to again at `at`, if not before. */
  async noteTrouble(trx: TenantTransaction, tenantId: string, { subject, graphId }: Pick<Following, 'subject' | 'graphId'>, at: Date): Promise<void> {
    await trx.updateTable('followings').set({ due_at: sql<Date>`least(due_at, ${at})` }).where('tenant_id', '=', tenantId).where('subject', '=', subject).where('graph_id', '=', graphId).execute();
  },

  /** Nothing of a group can be followed until it is restored. */
  async noteGone(trx: TenantTransaction, tenantId: string, groupId: string, dueAt: Date): Promise<void> {
    await trx.updateTable('followings').set({ state: 'visits-only', reason: 'gone', due_at: dueAt }).where('tenant_id', '=', tenantId).where('group_id', '=', groupId).execute();
  },

  /** Whether a group can be followed has changed, perhaps: it is tried in the next round. */
  async lookSoon(trx: TenantTransaction, tenantId: string, groupId: string, now: Date): Promise<void> {
    await trx.updateTable('followings').set({ due_at: now }).where('tenant_id', '=', tenantId).where('group_id', '=', groupId).where('subject', '<>', 'library').execute();
  },

  /** @returns false, and notes nothing, when it is not followed any more, or by another subscription than `through` by now */
  async note(trx: TenantTransaction, tenantId: string, { subject, graphId }: Pick<Following, 'subject' | 'graphId'>, changes: Changes, through?: string | null): Promise<boolean> {
    const { subscription } = changes;
    const { numUpdatedRows } = await trx.updateTable('followings').set({
      ...(changes.state === undefined ? {} : { state: changes.state }), ...(changes.reason === undefined ? {} : { reason: changes.reason }),
      ...(changes.dueAt ? { due_at: changes.unlessDueSince ? sql<Date>`case when due_at < ${changes.unlessDueSince} then due_at else ${changes.dueAt} end` : changes.dueAt } : {}), ...(changes.lookedAt ? { looked_at: changes.lookedAt } : {}), ...(changes.deltaLink === undefined ? {} : { delta_link: changes.deltaLink }),
      ...(subscription === undefined ? {} : subscription === null
        ? { subscription_id: null, expires_at: null, secret_hash: null }
        : { subscription_id: subscription.id, expires_at: subscription.expiresAt, ...(subscription.secretHash ? { secret_hash: subscription.secretHash } : {}) }),
    }).where('tenant_id', '=', tenantId).where('subject', '=', subject).where('graph_id', '=', graphId)
      .$if(through !== undefined, (query) => query.where('subscription_id', 'is not distinct from', through!)).executeTakeFirst();
    return numUpdatedRows > 0n;
  },
};

interface Row {
  subject: string; graph_id: string; group_id: string; state: string; reason: string | null; subscription_id: string | null; expires_at: Date | null; delta_link: string | null; looked_at: Date | null; due_at: Date;
}

function toFollowing(row: Row): Following {
  return {
    subject: row.subject as Subject, graphId: row.graph_id, groupId: row.group_id, state: row.state as FollowState, reason: row.reason as FollowReason | null, subscriptionId: row.subscription_id,
    expiresAt: row.expires_at, deltaLink: row.delta_link, lookedAt: row.looked_at, dueAt: row.due_at,
  };
}
