import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { SeriesSurroundings } from './series-contract.ts';

/** From so many people on it is said that some have something else then. */
export const fewestShown = 5;

interface Window { from: Date; to: Date }

/**
 * What the person of a membership `m` saw lately of the calendars of its community, event by event: pages and years as
 * Graph showed them, each only of ties that are as they were then. Looked up membership by membership, by primary key:
 * of all that the organisation saw, it reads no more than these people's.
 */
const seen = (tenantId: string, { from, to }: Window) => sql`lateral
  (select a.value->>'eventId' as event_id, a.value->>'subject' as subject, a.value->>'startsAt' as starts_at, a.value->>'endsAt' as ends_at
   from (select content from community_years y where y.tenant_id = ${tenantId} and y.community_id = m.community_id and y.person_id = m.person_id
         union all select content from community_happenings h where h.tenant_id = ${tenantId} and h.community_id = m.community_id and h.person_id = m.person_id) k
   join ties t on t.tenant_id = ${tenantId} and t.community_id = m.community_id and t.kind = 'calendar' and (k.content->'ties'->(t.id::text)->>'asOf')::timestamptz >= t.state_since
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
    select distinct on (s.starts_at, s.event_id) m.community_id as "communityId", c.name as community, s.subject, s.starts_at as "startsAt", s.ends_at as "endsAt"
    from memberships m join communities c on c.tenant_id = m.tenant_id and c.id = m.community_id and c.closed_at is null
    cross join ${seen(tenantId, window)} s
    where m.tenant_id = ${tenantId} and m.person_id = ${personId} and m.community_id <> ${communityId} and s.event_id <> all (${own})
    order by s.starts_at, s.event_id, c.name`.execute(trx);
  const { rows: others } = await sql<SeriesSurroundings['others'][number]>`
    with members as (select person_id from memberships where tenant_id = ${tenantId} and community_id = ${communityId} and person_id <> ${personId})
    select s.starts_at as "startsAt", s.ends_at as "endsAt", count(distinct m.person_id)::int as members
    from members join memberships m on m.tenant_id = ${tenantId} and m.person_id = members.person_id and m.community_id <> ${communityId}
    join communities c on c.tenant_id = m.tenant_id and c.id = m.community_id and c.closed_at is null
    cross join ${seen(tenantId, window)} s
    where s.event_id <> all (${own})
    group by s.starts_at, s.ends_at having count(distinct m.person_id) >= ${fewestShown} order by 1, 2`.execute(trx);
  return { mine, others };
}
