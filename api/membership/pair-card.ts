import type { IAdaptiveCard } from '@microsoft/teams.cards';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Services } from '../platform/services.ts';
import { adaptiveCard, execute, labelled, openUrl, paragraph, run } from '../teams/card-elements.ts';
import { chatLink, membersLink } from '../teams/deep-link.ts';
import { say } from '../teams/wording.ts';
import { memberVerbs } from './member-card.ts';
import { findPair, type PairOf } from './pair-read-model.ts';
import type { ToTell } from './tell-member.ts';

/** Whom somebody is paired with this time, and how to begin; or that this round is skipped, and nothing of why. */
export function pairCard(pair: PairOf, pageUrl: string): IAdaptiveCard {
  const words = { names: pair.others.map(({ displayName }) => displayName).join(', '), community: pair.community };
  const isOn = pair.others.length > 0 && !pair.skipped;
  if (!isOn) return adaptiveCard([paragraph(run(say(pair.skipped ? 'members.pair.youSkipped' : 'members.pair.skipped', words), { weight: 'Bolder' }))], [openUrl(say('members.open'), pageUrl)]);
  return adaptiveCard([
    paragraph(run(say('members.pair.headline', words), { weight: 'Bolder', size: 'Medium' })),
    ...pair.others.flatMap(({ displayName, offers, seeks }) => [
      ...(offers.length > 0 ? [labelled(say('members.pair.offers', { name: displayName }), offers.join(' · '))] : []),
      ...(seeks.length > 0 ? [labelled(say('members.pair.seeks', { name: displayName }), seeks.join(' · '))] : []),
    ]),
    paragraph(run(say('members.pair.begin')), { spacing: 'Medium' }),
  ], [
    openUrl(say('members.write', { name: words.names }), chatLink(pair.others.map(({ id }) => id))),
    execute(say('members.pair.notNow'), memberVerbs.skipPair, { pairId: pair.pairId }),
  ]);
}

/** What the bot sends to one of a pair; whoever skipped it themselves is told nothing. */
export async function pairToTell({ settings }: Pick<Services, 'settings'>, trx: TenantTransaction, tenantId: string, id: string): Promise<ToTell | null> {
  const pair = await findPair(trx, tenantId, { id });
  if (!pair || pair.toldAt || pair.skipped) return null;
  const words = { names: pair.others.map(({ displayName }) => displayName).join(', '), community: pair.community };
  return { personId: pair.personId, make: () => ({ card: pairCard(pair, membersLink(settings, { id: pair.communityId, name: pair.community })), summary: say(pair.others.length > 0 ? 'members.pair.headline' : 'members.pair.skipped', words) }) };
}
