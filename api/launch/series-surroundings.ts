import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { SeriesSurroundings } from './series-contract.ts';

/** From so many people on it is said that some have something else then. */
export const fewestShown = 5;

/** Members whose other communities are looked through, at most. */
const mostLookedAt = 500;

interface Window { from: Date; to: Date }

/**
 * What people saw lately of the calendars of their communities, event by event: pages and years as Graph showed them,
 * each only of ties that are as they were then.
 */
const seen = (tenantId: string, { from, to }: Window) => sql`
  (select k.person_id, k.community_id, a.value->>'eventId' as event_id, a.value->>'subject' as subject, a.value->>'startsAt' as starts_at, a.value->>'endsAt' as ends_at
   from (select person_id, community_id, content from community_years where tenant_id = ${tenantId}
         union all select person_id, community_id, content from community_happenings where tenant_id = ${tenantId}) k
   join ties t on t.tenant_id = ${tenantId} and t.community_id = k.community_id and t.kind = 'calendar' and (k.content->'ties'->(t.id::text)->>'asOf')::timestamptz >= t.state_since
   cross join lateral jsonb_array_elements(coalesce(k.content->'ties'->(t.id::text)->'activities', '[]')) a
   where a.value->>'startsAt' < ${to.toISOString()} and a.value->>'endsAt' > ${from.toISOString()} and not (a.value->>'allDay')::boolean)`;

/**
 * What of other communities would clash with a series: what this person saw of their own other communities, and times at
 * which five other members or more have something elsewhere, each as they themselves saw it. Of these nothing is told
 * but their number: what Graph shows one is not shown to another (decision 0001).
 * @param existing events of this community's calendars: they are no other's, even where a calendar is shared
 */
export async function clashesWith(trx: TenantTransaction, { tenantId, personId }: Actor, communityId: string, window: Window, existing: readonly string[]): Promise<Pick<SeriesSurroundings, 'mine' | 'others'>> {
  const own = [...existing];
  const { rows: mine } = await sql<SeriesSurroundings['mine'][number]>`
    select distinct on (s.starts_at, s.event_id) s.community_id as "communityId", c.name as community, s.subject, s.starts_at as "startsAt", s.ends_at as "endsAt"
    from memberships m join communities c on c.tenant_id = m.tenant_id and c.id = m.community_id and c.closed_at is null
    join ${seen(tenantId, window)} s on s.person_id = m.person_id and s.community_id = m.community_id
    where m.tenant_id = ${tenantId} and m.person_id = ${personId} and m.community_id <> ${communityId} and s.event_id <> all (${own})
    order by s.starts_at, s.event_id, c.name`.execute(trx);
  const { rows: others } = await sql<SeriesSurroundings['others'][number]>`
    with members as (select person_id from memberships where tenant_id = ${tenantId} and community_id = ${communityId} and person_id <> ${personId} order by joined_at limit ${mostLookedAt})
    select s.starts_at as "startsAt", s.ends_at as "endsAt", count(distinct s.person_id)::int as members
    from members join memberships m on m.tenant_id = ${tenantId} and m.person_id = members.person_id and m.community_id <> ${communityId}
    join communities c on c.tenant_id = m.tenant_id and c.id = m.community_id and c.closed_at is null
    join ${seen(tenantId, window)} s on s.person_id = m.person_id and s.community_id = m.community_id
    where s.event_id <> all (${own})
    group by s.starts_at, s.ends_at having count(distinct s.person_id) >= ${fewestShown} order by 1, 2`.execute(trx);
  return { mine, others };
}
