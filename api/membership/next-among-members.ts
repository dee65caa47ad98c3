import { sql } from 'kysely';
import type { NextSource } from '../next/next-sources.ts';

/** How long a newcomer waits to be welcomed by the member who hosts them. */
const welcomedWithinMs = 7 * 86_400_000;

/** Newcomers whom this member welcomes, and that nobody can find them who says nothing of themselves. */
export const nextAmongMembers: NextSource = async ({ trx, actor: { tenantId, personId }, communityId, now }) => {
  const { rows: [row] } = await sql<{ newcomers: number; newest: string | null; silent: boolean }>`
    select count(w.id)::int as newcomers, (array_agg(coalesce(p.display_name, '') order by w.at desc) filter (where w.id is not null))[1] as newest, bool_and(me.offers = '{}' and me.seeks = '{}') as silent
    from memberships me
    left join (member_welcomes w join memberships o on o.tenant_id = w.tenant_id and o.community_id = w.community_id and o.person_id = w.person_id and o.gone_at is null
        left join people p on p.tenant_id = w.tenant_id and p.id = w.person_id)
      on w.tenant_id = me.tenant_id and w.community_id = me.community_id and w.host_id = me.person_id and w.at > ${new Date(now.getTime() - welcomedWithinMs)}
    where me.tenant_id = ${tenantId} and me.community_id = ${communityId} and me.person_id = ${personId}`.execute(trx);
  return [
    ...(row && row.newcomers > 0 ? [{ what: 'welcome' as const, title: row.newest, count: row.newcomers, at: 'members' }] : []),
    ...(row?.silent ? [{ what: 'say-what-you-offer' as const, title: null, count: 1, at: 'members' }] : []),
  ];
};
