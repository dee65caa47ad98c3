import { sql } from 'kysely';
import { presentHappening } from '../communities/happening.ts';
import type { NextSource } from '../next/next-sources.ts';
import { mayPublish } from './rhythm-policy.ts';

/** What this member said that they do after an activity, and, for those who plan, that nothing is coming. */
export const nextInRhythm: NextSource = async ({ trx, actor: { tenantId, personId }, communityId, part, now, ties, snapshot }) => {
  const { rows: [mine] } = await sql<{ count: number; words: string | null; activity_id: string | null }>`
    select count(*)::int as count, (array_agg(f.words order by f.written_at, f.id))[1] as words, (array_agg(f.activity_id order by f.written_at, f.id))[1] as activity_id
    from activity_follow_ups f where f.tenant_id = ${tenantId} and f.community_id = ${communityId} and f.owner_id = ${personId} and f.done_at is null and f.removed_at is null`.execute(trx);
  const calendars = ties.filter(({ kind }) => kind === 'calendar').map(({ id }) => id);
  const seesAll = calendars.length > 0 && calendars.every((id) => snapshot?.ties[id]?.sight === 'open');
  // Who may not see all of it cannot say that nothing is coming.
  const quiet = seesAll && mayPublish(part).allowed && presentHappening(snapshot, calendars, now).activities.length === 0;
  return [
    ...(mine && mine.count > 0 ? [{ what: 'follow-up' as const, title: mine.words, count: mine.count, at: `rhythm?activity=${mine.activity_id}` }] : []),
    ...(quiet ? [{ what: 'no-activity' as const, title: null, count: 1, at: 'series' }] : []),
  ];
};
