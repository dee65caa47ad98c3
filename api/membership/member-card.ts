import type { IAdaptiveCard } from '@microsoft/teams.cards';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Services } from '../platform/services.ts';
import { adaptiveCard, execute, notice, openUrl, paragraph, run } from '../teams/card-elements.ts';
import { membersLink } from '../teams/deep-link.ts';
import { say } from '../teams/wording.ts';
import type { Invitation } from './invitations-store.ts';
import type { Becomes } from './members-contract.ts';
import type { ToTell } from './tell-member.ts';

/** The verbs of the cards' buttons. */
export const memberVerbs = { accept: 'members.accept', decline: 'members.decline', takeOver: 'members.takeOver', skipPair: 'members.skipPair' } as const;

export interface InvitationView { id: string; becomes: Becomes; handOver: boolean; state: Invitation['state']; inviter: string; community: { id: string; name: string; about: string }; pageUrl: string }

/** The card of an invitation, in the state that it is in; `said` is what the last click came to. */
export function invitationCard(view: InvitationView, said?: string): IAdaptiveCard {
  const words = { inviter: view.inviter, community: view.community.name };
  const kind = view.handOver ? 'handOver' : view.becomes;
  const open = view.state === 'open';
  return adaptiveCard([
    ...(said ? [notice(said, 'accent')] : []),
    paragraph(run(say(`members.invitation.asks.${kind}`, words), { isSubtle: true })),
    paragraph(run(view.community.name, { weight: 'Bolder', size: 'Large' }), { spacing: 'Small' }),
    paragraph(run(view.community.about), { spacing: 'Small' }),
    paragraph(run(say(view.state === 'open' ? `members.invitation.means.${kind}` : `members.invitation.state.${view.state}`, words)), { spacing: 'Medium' }),
    ...(open ? [paragraph(run(say('members.invitation.free'), { isSubtle: true }), { spacing: 'Small' })] : []),
  ], [
    ...(open ? [execute(say('members.invitation.accept'), memberVerbs.accept, { invitationId: view.id }, { style: 'positive' }), execute(say('members.invitation.decline'), memberVerbs.decline, { invitationId: view.id })] : []),
    openUrl(say('members.open'), view.pageUrl),
  ]);
}

/** An invitation with what its card says; null when there is none. */
export async function invitationView({ settings }: Pick<Services, 'settings'>, trx: TenantTransaction, tenantId: string, id: string): Promise<(InvitationView & { personId: string; toldAt: Date | null }) | null> {
  const row = await trx.selectFrom('member_invitations as i')
    .innerJoin('communities as c', (join) => join.onRef('c.tenant_id', '=', 'i.tenant_id').onRef('c.id', '=', 'i.community_id'))
    .leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 'i.tenant_id').onRef('p.id', '=', 'i.invited_by'))
    .select(['i.becomes', 'i.hand_over', 'i.state', 'i.person_id', 'i.told_at', 'c.id as community_id', 'c.name', 'c.about', 'p.display_name'])
    .where('i.tenant_id', '=', tenantId).where('i.id', '=', id).executeTakeFirst();
  if (!row) return null;
  const community = { id: row.community_id, name: row.name, about: row.about };
  return {
    id, becomes: row.becomes as Becomes, handOver: row.hand_over, state: row.state as Invitation['state'], inviter: row.display_name ?? '', community, pageUrl: membersLink(settings, community),
    personId: row.person_id, toldAt: row.told_at,
  };
}

/** What the bot sends to the person invited, while it is open and not told. */
export async function invitationToTell(services: Services, trx: TenantTransaction, tenantId: string, id: string): Promise<ToTell | null> {
  const view = await invitationView(services, trx, tenantId, id);
  if (view?.state !== 'open' || view.toldAt) return null;
  return { personId: view.personId, make: () => ({ card: invitationCard(view), summary: say(`members.invitation.asks.${view.handOver ? 'handOver' : view.becomes}`, { inviter: view.inviter, community: view.community.name }) }) };
}
