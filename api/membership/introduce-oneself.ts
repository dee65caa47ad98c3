import { randomUUID } from 'node:crypto';
import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { communityStore } from '../communities/community-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { ConflictError, NotAllowedError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { adaptiveCard, openUrl, paragraph, run } from '../teams/card-elements.ts';
import { chatLink } from '../teams/deep-link.ts';
import { say } from '../teams/wording.ts';
import { mayDescribe } from './membership-policy.ts';
import { membershipStore } from './membership-store.ts';
import { beingPosted, mayBePostedAnew } from './posted.ts';
import { haveTold, type ToTell } from './tell-member.ts';

type Needs = Pick<Services, 'database' | 'clock' | 'jobs'>;

/** Coordinators say whether the community wishes introductions. @throws NotFoundError, CommunityClosedError, NotAllowedError */
export async function wishIntroductions({ database }: Pick<Services, 'database'>, { tenantId, personId }: Pick<Actor, 'tenantId' | 'personId'>, communityId: string, wished: boolean): Promise<void> {
  await database.inTenant(tenantId, async (trx) => {
    await communityStore.holdOpen(trx, tenantId, communityId);
    if (await membershipStore.partOf(trx, tenantId, communityId, personId) !== 'coordinator') throw new NotAllowedError({ code: 'coordinators-wish-introductions' });
    await trx.updateTable('communities').set({ introductions: wished }).where('tenant_id', '=', tenantId).where('id', '=', communityId).execute();
  });
}

/**
 * A member's own words, for the community's channel. Each introduces themselves once; again changes nothing, unless it did not get there. The
 * bot brings them, which takes no permission of Microsoft Graph.
 * @throws NotFoundError, CommunityClosedError, NotAllowedError, ConflictError
 */
export async function introduceOneself(services: Needs, { tenantId, personId }: Pick<Actor, 'tenantId' | 'personId'>, communityId: string, words: string): Promise<void> {
  await services.database.inTenant(tenantId, async (trx) => {
    await communityStore.holdOpen(trx, tenantId, communityId);
    const verdict = mayDescribe(await membershipStore.partOf(trx, tenantId, communityId, personId));
    if (!verdict.allowed) throw new NotAllowedError(verdict);
    if (!await introductionsIn(trx, tenantId, communityId)) throw new ConflictError({ code: 'no-introductions' });
    const now = services.clock();
    const id = randomUUID();
    const row = await trx.insertInto('member_introductions').values({ tenant_id: tenantId, id, community_id: communityId, person_id: personId, words, at: now })
      // What did not get there, and is not tried again by itself, may be sent anew. A job that still knows the one before finds it no more.
      .onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'person_id']).doUpdateSet({ id, words, at: now, not_told: null }).where(mayBePostedAnew('member_introductions', 'at', now)))
      .returning('id').executeTakeFirst();
    if (row) await haveTold(services, trx, { tenantId, what: 'introduction', id: row.id });
  });
}

/** The channel to introduce oneself in: the community's home, if it wishes introductions. */
export async function introductionsIn(trx: TenantTransaction, tenantId: string, communityId: string): Promise<string | null> {
  const row = await trx.selectFrom('communities as c').innerJoin('ties as t', (join) => join.onRef('t.tenant_id', '=', 'c.tenant_id').onRef('t.community_id', '=', 'c.id'))
    .select('t.graph_id').where('c.tenant_id', '=', tenantId).where('c.id', '=', communityId).where('c.introductions', '=', true).where('t.kind', '=', 'channel').where('t.state', '=', 'sound')
    .orderBy('t.is_home', 'desc').orderBy('t.id').executeTakeFirst();
  return row?.graph_id ?? null;
}

export function introductionCard(view: { name: string; community: string; words: string; chatUrl: string }): IAdaptiveCard {
  return adaptiveCard([
    paragraph(run(say('members.introduction.headline', { name: view.name, community: view.community }), { weight: 'Bolder', size: 'Medium' })),
    ...view.words.split('\n').filter((line) => line.trim() !== '').map((line) => paragraph(run(line), { spacing: 'Small' })),
  ], [openUrl(say('members.write', { name: view.name }), view.chatUrl)]);
}

/** What the bot posts in the channel: never again once it may stand there (docs/decisions/0008). */
export async function introductionToTell(_: unknown, trx: TenantTransaction, tenantId: string, id: string): Promise<ToTell | null> {
  const row = await trx.selectFrom('member_introductions as i').innerJoin('communities as c', (join) => join.onRef('c.tenant_id', '=', 'i.tenant_id').onRef('c.id', '=', 'i.community_id'))
    .leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 'i.tenant_id').onRef('p.id', '=', 'i.person_id'))
    .select(['i.words', 'i.not_told', 'i.person_id', 'c.id', 'c.name', 'p.display_name']).where('i.tenant_id', '=', tenantId).where('i.id', '=', id).where('i.told_at', 'is', null).where('c.closed_at', 'is', null).executeTakeFirst();
  const channelId = row && await introductionsIn(trx, tenantId, row.id);
  if (!row || !channelId || row.not_told === 'perhaps-posted') return null;
  const interrupted = row.not_told === beingPosted;
  await trx.updateTable('member_introductions').set({ not_told: interrupted ? 'perhaps-posted' : beingPosted }).where('tenant_id', '=', tenantId).where('id', '=', id).execute();
  if (interrupted) return null;
  const name = row.display_name ?? '';
  return { channelId, make: () => ({ card: introductionCard({ name, community: row.name, words: row.words, chatUrl: chatLink([row.person_id]) }), summary: say('members.introduction.headline', { name, community: row.name }) }) };
}
