import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { beingPosted, mayBePostedAnew } from '../membership/posted.ts';
import { peopleStore } from '../membership/people-store.ts';
import { haveTold, type ToTell } from '../membership/tell-member.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { ConflictError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import type { Language } from '../platform/words.ts';
import { adaptiveCard, instant, openUrl, paragraph, run } from '../teams/card-elements.ts';
import { communityLink } from '../teams/deep-link.ts';
import { readIn, say } from '../teams/wording.ts';
import { channelToAnnounceIn } from './announcement-read-model.ts';
import { holdForPlanner } from './change-plan.ts';
import type { LaunchPlan } from './plan-contract.ts';
import { eventOf, planOf } from './plan-read-model.ts';
import { planStore } from './plan-store.ts';

type Needs = Pick<Services, 'database' | 'clock' | 'jobs'>;

/**
 * Has the bot announce the launch in the community's channel, in the words of whoever announces it. Asked again while it is
 * under way or there, nothing changes; what did not get there, or perhaps did, is posted anew. The bot brings it, which
 * takes no permission of Microsoft Graph.
 * @throws NotFoundError, NotAllowedError, CommunityClosedError, ConflictError (`no-launch-plan`, `no-channel`)
 */
export async function announceLaunch(services: Needs, actor: Actor, communityId: string, words: string, language: Language): Promise<LaunchPlan> {
  const { tenantId, personId } = actor;
  return services.database.inTenant(tenantId, async (trx) => {
    await holdForPlanner(trx, actor, communityId);
    if (!await planStore.find(trx, tenantId, communityId)) throw new ConflictError({ code: 'no-launch-plan' });
    if (!await channelToAnnounceIn(trx, tenantId, communityId)) throw new ConflictError({ code: 'no-channel' });
    await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
    const now = services.clock();
    // A job that still knows an earlier one finds it no more.
    const said = { id: crypto.randomUUID(), words, language, posted_by: personId, posted_at: now };
    const row = await trx.insertInto('launch_announcements').values({ tenant_id: tenantId, community_id: communityId, ...said })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'community_id']).doUpdateSet({ ...said, not_told: null }).where(mayBePostedAnew('launch_announcements', 'posted_at', now)))
      .returning('id').executeTakeFirst();
    if (row) await haveTold(services, trx, { tenantId, what: 'announcement', id: row.id });
    return planOf(trx, actor, communityId, language, now);
  });
}

/** Somebody looked: what perhaps got there stands in the channel. @throws NotFoundError, NotAllowedError, CommunityClosedError */
export async function sayAnnouncementIsThere({ database, clock }: Needs, actor: Actor, communityId: string, language: Language): Promise<LaunchPlan> {
  const { tenantId } = actor;
  return database.inTenant(tenantId, async (trx) => {
    await holdForPlanner(trx, actor, communityId);
    const row = await trx.selectFrom('launch_announcements').select('id').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('not_told', '=', 'perhaps-posted').executeTakeFirst();
    if (row) await noteAnnouncement(trx, tenantId, row.id, { at: clock() });
    return planOf(trx, actor, communityId, language, clock());
  });
}

interface AnnouncementView { words: string; by: string; community: { id: string; name: string }; pageUrl: string; event: { startsAt: string; joinUrl: string | null } | null }

export function announcementCard({ words, by, community, pageUrl, event }: AnnouncementView): IAdaptiveCard {
  return adaptiveCard([
    paragraph(run(community.name, { weight: 'Bolder', size: 'Large' })),
    ...words.split('\n').filter((line) => line.trim() !== '').map((line) => paragraph(run(line), { spacing: 'Small' })),
    ...(event ? [instant(new Date(event.startsAt))] : []),
    paragraph(run(by, { isSubtle: true }), { spacing: 'Medium' }),
  ], [openUrl(say('announcement.open'), pageUrl), ...(event?.joinUrl ? [openUrl(say('announcement.join'), event.joinUrl)] : [])]);
}

/** What the bot posts in the channel: never again by itself once it may stand there (docs/decisions/0008). */
export async function announcementToTell({ settings }: Pick<Services, 'settings'>, trx: TenantTransaction, tenantId: string, id: string): Promise<ToTell | null> {
  const row = await trx.selectFrom('launch_announcements as a').innerJoin('communities as c', (join) => join.onRef('c.tenant_id', '=', 'a.tenant_id').onRef('c.id', '=', 'a.community_id'))
    .leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 'a.tenant_id').onRef('p.id', '=', 'a.posted_by'))
    .select(['a.words', 'a.language', 'a.not_told', 'a.posted_by', 'c.id', 'c.name', 'p.display_name']).where('a.tenant_id', '=', tenantId).where('a.id', '=', id).where('a.told_at', 'is', null).where('c.closed_at', 'is', null).executeTakeFirst();
  const channel = row && await channelToAnnounceIn(trx, tenantId, row.id);
  if (!row || channel?.target.kind !== 'channel' || row.not_told === 'perhaps-posted') return null;
  const interrupted = row.not_told === beingPosted;
  await trx.updateTable('launch_announcements').set({ not_told: interrupted ? 'perhaps-posted' : beingPosted }).where('tenant_id', '=', tenantId).where('id', '=', id).execute();
  if (interrupted) return null;
  const community = { id: row.id, name: row.name };
  const { event } = await eventOf(trx, tenantId, row.id, row.language as Language);
  const view = { words: row.words, by: row.display_name ?? '', community, pageUrl: communityLink(settings, community), event: event?.there ? event : null };
  return { channelId: channel.target.channelId, make: () => readIn(row.language as Language, () => ({ card: announcementCard(view), summary: say('announcement.summary', { community: row.name }) })) };
}

/** What became of it; the step of the template that asked for it is done once it stands there. */
export async function noteAnnouncement(trx: TenantTransaction, tenantId: string, id: string, told: { at: Date } | { not: string }): Promise<void> {
  const row = await trx.updateTable('launch_announcements').set('at' in told ? { told_at: told.at, not_told: null } : { not_told: told.not })
    .where('tenant_id', '=', tenantId).where('id', '=', id).returning(['community_id', 'posted_by']).executeTakeFirst();
  if (row && 'at' in told) await planStore.tickByKey(trx, tenantId, row.community_id, 'announce', { personId: row.posted_by, now: told.at });
}
