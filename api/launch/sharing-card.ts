import type { CardElement, IAdaptiveCard } from '@microsoft/teams.cards';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Services } from '../platform/services.ts';
import type { ToTell } from '../membership/tell-member.ts';
import { adaptiveCard, execute, notice, openUrl, paragraph, refreshed, run } from '../teams/card-elements.ts';
import { interviewLink } from '../teams/deep-link.ts';
import { say } from '../teams/wording.ts';
import type { Share } from './interview-contract.ts';
import { interviewStore } from './interview-store.ts';

/** The verbs of the card's buttons. */
export const sharingVerbs = { show: 'talks.show', agree: 'talks.agree', none: 'talks.none' } as const;

export interface SharingView {
  interviewId: string; version: number; interviewer: string; idea: { name: string; about: string };
  shares: readonly Pick<Share, 'id' | 'kind' | 'words' | 'state'>[];
  /** Of what the person was told by card already. */
  toldVersion: number; intervieweeId: string; pageUrl: string;
}

/** What the other person of a talk is asked: word by word, what may be shared of what they said. Nothing is ticked for them. */
export function sharingCard(view: SharingView, said?: string): IAdaptiveCard {
  const asked = view.shares.filter(({ state }) => state === 'asked');
  const agreed = view.shares.filter(({ state }) => state === 'agreed');
  const names = { name: view.interviewer, idea: view.idea.name };
  const ids = { interviewId: view.interviewId, version: view.version };
  return adaptiveCard([
    ...(said ? [notice(said, 'accent')] : []),
    paragraph(run(say(asked.length > 0 ? 'talks.asks' : 'talks.about', names), { isSubtle: true })),
    paragraph(run(view.idea.name, { weight: 'Bolder', size: 'Large' }), { spacing: 'Small' }),
    paragraph(run(view.idea.about), { spacing: 'Small' }),
    ...(asked.length > 0 ? [paragraph(run(say('talks.means', names)), { spacing: 'Medium' }), ...asked.flatMap(toTick)] : []),
    ...(agreed.length > 0 ? [paragraph(run(say('talks.agreed'), { weight: 'Bolder' }), { spacing: 'Medium' }), ...agreed.map(({ words }) => paragraph(run(words), { spacing: 'Small' }))] : []),
    ...(asked.length + agreed.length === 0 ? [paragraph(run(say('talks.nothing')), { spacing: 'Medium' })] : []),
    paragraph(run(say('talks.back'), { isSubtle: true }), { spacing: 'Medium' }),
  ], [
    ...(asked.length > 0 ? [execute(say('talks.agree'), sharingVerbs.agree, ids, { style: 'positive' }), execute(say('talks.none'), sharingVerbs.none, ids)] : []),
    openUrl(say(asked.length > 0 ? 'talks.change' : 'talks.open'), view.pageUrl),
  ]);
}

/** The words are people's and stand in a run; the title of the input is ours. */
function toTick({ id, kind, words }: Pick<Share, 'id' | 'kind' | 'words'>): CardElement[] {
  return [
    paragraph(run(words, { weight: 'Bolder' }), { spacing: 'Medium' }),
    { type: 'Input.Toggle', id, title: say(kind === 'issue' ? 'talks.mayIssue' : 'talks.mayLead'), value: 'false', spacing: 'None', wrap: true } as CardElement,
  ];
}

/** A talk as its card shows it, held; null when there is none that is open for sharing. */
export async function sharingView({ settings }: Pick<Services, 'settings'>, trx: TenantTransaction, tenantId: string, id: string): Promise<SharingView | null> {
  const row = await trx.selectFrom('interviews as i')
    .innerJoin('opportunities as o', (join) => join.onRef('o.tenant_id', '=', 'i.tenant_id').onRef('o.id', '=', 'i.opportunity_id'))
    .leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 'i.tenant_id').onRef('p.id', '=', 'i.interviewer_id'))
    .select(['i.state', 'i.sharing_version', 'i.told_version', 'i.interviewee_id', 'o.name', 'o.about', 'p.display_name'])
    .where('i.tenant_id', '=', tenantId).where('i.id', '=', id).executeTakeFirst();
  if (!row || row.state === 'withdrawn') return null;
  return {
    interviewId: id, version: row.sharing_version, toldVersion: row.told_version, intervieweeId: row.interviewee_id, interviewer: row.display_name ?? '',
    idea: { name: row.name, about: row.about }, shares: await interviewStore.listShares(trx, tenantId, id), pageUrl: interviewLink(settings, id),
  };
}

/** What the bot sends to the person who was asked in a talk, while something waits for them that they were not told of. */
export async function sharingToTell(services: Services, trx: TenantTransaction, tenantId: string, id: string): Promise<ToTell | null> {
  const view = await sharingView(services, trx, tenantId, id);
  if (!view || view.toldVersion >= view.version || !view.shares.some(({ state }) => state === 'asked')) return null;
  return { personId: view.intervieweeId, make: ({ teamsUserId }) => ({ card: refreshed(sharingCard(view), sharingVerbs.show, { interviewId: id }, teamsUserId), summary: say('talks.asks', { name: view.interviewer, idea: view.idea.name }) }) };
}

/** What changes while the card is on its way is seen when a button of it is pressed. */
export async function noteSharingTold(trx: TenantTransaction, tenantId: string, id: string, told: { at: Date } | { not: string }): Promise<void> {
  // Whoever cannot be told finds it on their board.
  if ('at' in told) await trx.updateTable('interviews').set(({ ref }) => ({ told_version: ref('sharing_version') })).where('tenant_id', '=', tenantId).where('id', '=', id).execute();
}
