import type { IAdaptiveCard } from '@microsoft/teams.cards';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Services } from '../platform/services.ts';
import { adaptiveCard, execute, openUrl, paragraph, refreshed, run } from '../teams/card-elements.ts';
import { communityLink } from '../teams/deep-link.ts';
import { say } from '../teams/wording.ts';
import { memberVerbs } from './member-card.ts';
import { successionFacts } from './succession-read-model.ts';
import type { ToTell } from './tell-member.ts';

/** What the core group is asked; or, once somebody coordinates, what became of it. */
export function successionCard(community: { id: string; name: string }, pageUrl: string, settled: string | null): IAdaptiveCard {
  return adaptiveCard([
    paragraph(run(say('members.succession.headline', { community: community.name }), { weight: 'Bolder', size: 'Medium' })),
    paragraph(run(settled ?? say('members.succession.says')), { spacing: 'Small' }),
  ], [...(settled ? [] : [execute(say('members.succession.take'), memberVerbs.takeOver, { communityId: community.id }, { style: 'positive' })]), openUrl(say('members.openCommunity'), pageUrl)]);
}

/** What the bot sends to one of the core group, while nobody coordinates. */
export async function successionToTell({ settings }: Pick<Services, 'settings'>, trx: TenantTransaction, tenantId: string, id: string): Promise<ToTell | null> {
  const row = await trx.selectFrom('succession_asks as a').innerJoin('communities as c', (join) => join.onRef('c.tenant_id', '=', 'a.tenant_id').onRef('c.id', '=', 'a.community_id'))
    .select(['a.person_id', 'c.id', 'c.name']).where('a.tenant_id', '=', tenantId).where('a.id', '=', id).where('a.told_at', 'is', null).where('c.closed_at', 'is', null).executeTakeFirst();
  if (!row || !(await successionFacts(trx, tenantId, row.id, row.person_id)).vacant) return null;
  return { personId: row.person_id, make: ({ teamsUserId }) => ({ card: refreshed(successionCard(row, communityLink(settings, row), null), memberVerbs.showSuccession, { communityId: row.id }, teamsUserId), summary: say('members.succession.headline', { community: row.name }) }) };
}
