import type { IAdaptiveCard } from '@microsoft/teams.cards';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Services } from '../platform/services.ts';
import { adaptiveCard, execute, instant, notice, openUrl, paragraph, refreshed, run } from '../teams/card-elements.ts';
import { membersLink, thingLink } from '../teams/deep-link.ts';
import { say } from '../teams/wording.ts';
import { nameThings } from '../stewardship/things.ts';
import { type Invitation, thingOf } from './invitations-store.ts';
import type { InvitedTo } from './members-contract.ts';
import { canBeTakenBack } from './take-back.ts';
import type { ToTell } from './tell-member.ts';

/** The verbs of the cards' buttons. */
export const memberVerbs = { accept: 'members.accept', decline: 'members.decline', takeOver: 'members.takeOver', showInvitation: 'members.showInvitation', showPair: 'members.showPair', showSuccession: 'members.showSuccession', skipPair: 'members.skipPair', unskipPair: 'members.unskipPair', reopen: 'members.reopen' } as const;

export interface InvitationView {
  id: string; becomes: InvitedTo; handOver: boolean; state: Invitation['state']; inviter: string; community: { id: string; name: string; about: string };
  /** What is to be looked after; its name as far as the person invited is shown it. */
  thing: (NonNullable<Invitation['thing']> & { name: string | null }) | null;
  pageUrl: string;
  /** Declined just now: that can be taken back. */
  mayReopen: boolean;
}

/** Which of the words an invitation takes. */
const kindOf = ({ becomes, handOver, thing }: Pick<InvitationView, 'becomes' | 'handOver' | 'thing'>) => (handOver ? 'handOver' : thing ? thing.kind : becomes as Exclude<InvitedTo, 'steward'>);

/** The card of an invitation, in the state that it is in; `said` is what the last click came to. */
export function invitationCard(view: InvitationView, said?: string): IAdaptiveCard {
  const words = { inviter: view.inviter, community: view.community.name };
  const kind = kindOf(view);
  const open = view.state === 'open';
  return adaptiveCard([
    ...(said ? [notice(said, 'accent')] : []),
    paragraph(run(say(`members.invitation.asks.${kind}`, words), { isSubtle: true })),
    ...(view.thing ? [
      ...(view.thing.name === null ? [] : [paragraph(run(view.thing.name, { weight: 'Bolder', size: 'Large' }), { spacing: 'Small' })]),
      ...(view.thing.at === null ? [] : [instant(view.thing.at)]),
    ] : [
      paragraph(run(view.community.name, { weight: 'Bolder', size: 'Large' }), { spacing: 'Small' }),
      paragraph(run(view.community.about), { spacing: 'Small' }),
    ]),
    paragraph(run(say(view.state === 'open' ? `members.invitation.means.${kind}` : `members.invitation.state.${view.state}`, words)), { spacing: 'Medium' }),
    ...(open ? [paragraph(run(say('members.invitation.free'), { isSubtle: true }), { spacing: 'Small' })] : []),
  ], [
    ...(open ? [execute(say(view.thing ? 'members.invitation.takeOn' : 'members.invitation.accept'), memberVerbs.accept, { invitationId: view.id }, { style: 'positive' }), execute(say(view.thing ? 'members.invitation.notNow' : 'members.invitation.decline'), memberVerbs.decline, { invitationId: view.id })] : []),
    ...(view.mayReopen ? [execute(say('members.takeBack'), memberVerbs.reopen, { invitationId: view.id })] : []),
    openUrl(say(view.thing ? 'members.openThing' : 'members.open'), view.pageUrl),
  ]);
}

/** An invitation with what its card says; null when there is none. */
export async function invitationView({ settings, clock }: Pick<Services, 'settings' | 'clock'>, trx: TenantTransaction, tenantId: string, id: string): Promise<(InvitationView & { personId: string; toldAt: Date | null }) | null> {
  const row = await trx.selectFrom('member_invitations as i')
    .innerJoin('communities as c', (join) => join.onRef('c.tenant_id', '=', 'i.tenant_id').onRef('c.id', '=', 'i.community_id'))
    .leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 'i.tenant_id').onRef('p.id', '=', 'i.invited_by'))
    .select(['i.becomes', 'i.hand_over', 'i.state', 'i.thing_kind', 'i.thing_id', 'i.thing_at', 'i.expires_at', 'i.person_id', 'i.told_at', 'i.answered_at', 'c.id as community_id', 'c.name', 'c.about', 'p.display_name'])
    .where('i.tenant_id', '=', tenantId).where('i.id', '=', id).executeTakeFirst();
  if (!row) return null;
  const community = { id: row.community_id, name: row.name, about: row.about };
  const thing = thingOf(row);
  const name = thing && ((await nameThings(trx, { tenantId, personId: row.person_id }, community.id, [thing], clock())).get(thing.id) ?? null);
  const lapsed = row.state === 'open' && row.expires_at !== null && row.expires_at <= clock();
  return {
    id, becomes: row.becomes as InvitedTo, handOver: row.hand_over, state: lapsed ? 'expired' : row.state as Invitation['state'], inviter: row.display_name ?? '', community,
    thing: thing && { ...thing, name }, pageUrl: thing ? thingLink(settings, community, thing) : membersLink(settings, community),
    personId: row.person_id, toldAt: row.told_at, mayReopen: row.state === 'declined' && canBeTakenBack(row.answered_at, clock()),
  };
}

/** What the bot sends to the person invited, while it is open and not told. */
export async function invitationToTell(services: Services, trx: TenantTransaction, tenantId: string, id: string): Promise<ToTell | null> {
  const view = await invitationView(services, trx, tenantId, id);
  if (view?.state !== 'open' || view.toldAt) return null;
  return { personId: view.personId, make: ({ teamsUserId }) => ({ card: refreshed(invitationCard(view), memberVerbs.showInvitation, { invitationId: id }, teamsUserId), summary: say(`members.invitation.asks.${kindOf(view)}`, { inviter: view.inviter, community: view.community.name }) }) };
}
