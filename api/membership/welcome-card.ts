import type { IAdaptiveCard } from '@microsoft/teams.cards';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Services } from '../platform/services.ts';
import { adaptiveCard, labelled, openUrl, paragraph, run } from '../teams/card-elements.ts';
import { chatLink, membersLink } from '../teams/deep-link.ts';
import { say } from '../teams/wording.ts';
import type { ToTell } from './tell-member.ts';

export interface WelcomeView { newcomer: string; jobTitle: string | null; seeks: readonly string[]; offers: readonly string[]; community: string; pageUrl: string; chatUrl: string | null }

/** What a host is told of a newcomer. */
export function welcomeCard(view: WelcomeView): IAdaptiveCard {
  const words = { newcomer: view.newcomer, community: view.community };
  return adaptiveCard([
    paragraph(run(say('members.welcome.headline', words), { weight: 'Bolder', size: 'Medium' })),
    ...(view.jobTitle ? [paragraph(run(view.jobTitle, { isSubtle: true }), { spacing: 'None' })] : []),
    ...(view.seeks.length > 0 ? [labelled(say('members.seeks'), view.seeks.join(' · '))] : []),
    ...(view.offers.length > 0 ? [labelled(say('members.offers'), view.offers.join(' · '))] : []),
    paragraph(run(say(view.seeks.length > 0 ? 'members.welcome.do' : 'members.welcome.ask', words)), { spacing: 'Medium' }),
  ], [...(view.chatUrl ? [openUrl(say('members.write', { name: view.newcomer }), view.chatUrl)] : []), openUrl(say('members.open'), view.pageUrl)]);
}

/** What the bot sends to a host who has not been told; nothing when newcomer or host have left. */
export async function welcomeToTell({ settings }: Pick<Services, 'settings'>, trx: TenantTransaction, tenantId: string, id: string): Promise<ToTell | null> {
  const row = await trx.selectFrom('member_welcomes as w')
    .innerJoin('memberships as m', (join) => join.onRef('m.tenant_id', '=', 'w.tenant_id').onRef('m.community_id', '=', 'w.community_id').onRef('m.person_id', '=', 'w.person_id'))
    .innerJoin('memberships as h', (join) => join.onRef('h.tenant_id', '=', 'w.tenant_id').onRef('h.community_id', '=', 'w.community_id').onRef('h.person_id', '=', 'w.host_id'))
    .innerJoin('communities as c', (join) => join.onRef('c.tenant_id', '=', 'w.tenant_id').onRef('c.id', '=', 'w.community_id'))
    .leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 'w.tenant_id').onRef('p.id', '=', 'w.person_id'))
    .select(['w.host_id', 'm.seeks', 'm.offers', 'c.id', 'c.name', 'w.person_id', 'p.display_name', 'p.job_title'])
    .where('w.tenant_id', '=', tenantId).where('w.id', '=', id).where('w.told_at', 'is', null).where('c.closed_at', 'is', null).executeTakeFirst();
  if (!row) return null;
  const newcomer = row.display_name ?? '';
  const view = { newcomer, jobTitle: row.job_title, seeks: row.seeks, offers: row.offers, community: row.name, pageUrl: membersLink(settings, row), chatUrl: chatLink([row.person_id]) };
  return { personId: row.host_id, make: () => ({ card: welcomeCard(view), summary: say('members.welcome.headline', { newcomer, community: row.name }) }) };
}
