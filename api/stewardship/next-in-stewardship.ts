import { sql } from 'kysely';
import type { NextSource } from '../next/next-sources.ts';
import { activitiesOf } from '../rhythm/seen-year.ts';
import { stewardshipStore } from './stewardship-store.ts';

/** How far ahead somebody is sought who prepares an activity; and from how many on a coordinator is asked to hand something on. */
const aheadMs = 21 * 86_400_000;
const manyForOne = 3;

/**
 * What nobody looks after: to members, an issue that they said is on their mind; to coordinators and core group, what is
 * worked on or comes soon, to find somebody for. And what a coordinator could hand on, said to them alone.
 */
export const nextInStewardship: NextSource = async ({ trx, actor: { tenantId, personId }, communityId, part, now, charter, ties, year }) => {
  const leads = part === 'coordinator' || part === 'core';
  const unsettled = charter.keyIssues.filter(({ state }) => state !== 'settled');
  const attended = await stewardshipStore.list(trx, tenantId, communityId, 'issue', unsettled.map(({ id }) => id));
  const mind = new Set((await trx.selectFrom('key_issue_carers').select('issue_id').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '=', personId).execute()).map((row) => row.issue_id));
  const issues = unsettled.filter(({ id, state }) => !attended.has(id) && (mind.has(id) || (leads && state === 'being-worked-on')));
  const coming = leads ? activitiesOf(year, ties).filter(({ startsAt }) => Date.parse(startsAt) > now.getTime() && Date.parse(startsAt) < now.getTime() + aheadMs) : [];
  const hosted = await stewardshipStore.list(trx, tenantId, communityId, 'activity', coming.map(({ id }) => id));
  const activities = coming.filter(({ id }) => !hosted.has(id));
  const { rows: [mine] } = part === 'coordinator'
    ? await sql<{ items: number }>`select count(*)::int as items from practice_items where tenant_id = ${tenantId} and community_id = ${communityId} and steward_id = ${personId} and removed_at is null`.execute(trx)
    : { rows: [] };
  return [
    ...(issues[0] ? [{ what: 'issue-unattended' as const, title: issues[0].title, count: issues.length, at: `charter?issue=${issues[0].id}` }] : []),
    ...(activities[0] ? [{ what: 'activity-unattended' as const, title: activities[0].subject, count: activities.length, at: `rhythm?activity=${activities[0].id}` }] : []),
    ...(mine && mine.items >= manyForOne ? [{ what: 'hand-on' as const, title: null, count: mine.items, at: `practice?stewardId=${personId}` }] : []),
  ];
};
