import { outcomeOf } from '../membership/posted.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Tie } from '../ties/ties-contract.ts';
import { tiesStore } from '../ties/ties-store.ts';
import type { LaunchPlan } from './plan-contract.ts';

/** Where a launch is announced: in the community's home channel, if it is there, else in another of its channels. */
export async function channelToAnnounceIn(trx: TenantTransaction, tenantId: string, communityId: string): Promise<Tie | undefined> {
  const channels = (await tiesStore.list(trx, tenantId, communityId)).filter(({ kind, state }) => kind === 'channel' && state === 'sound');
  return channels.find(({ isHome }) => isHome) ?? channels[0];
}

/** What was announced, and what became of it. */
export async function announcementOf(trx: TenantTransaction, tenantId: string, communityId: string, now: Date): Promise<LaunchPlan['announcement']> {
  const row = await trx.selectFrom('launch_announcements as a').leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 'a.tenant_id').onRef('p.id', '=', 'a.posted_by'))
    .select(['a.words', 'a.posted_by', 'a.posted_at', 'a.told_at', 'a.not_told', 'p.display_name']).where('a.tenant_id', '=', tenantId).where('a.community_id', '=', communityId).executeTakeFirst();
  if (!row) return null;
  return {
    words: row.words, by: { id: row.posted_by, displayName: row.display_name ?? '' }, at: row.posted_at.toISOString(),
    ...outcomeOf({ toldAt: row.told_at, notTold: row.not_told, at: row.posted_at }, now),
  };
}
