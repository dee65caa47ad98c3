import type { IAdaptiveCard } from '@microsoft/teams.cards';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Services } from '../platform/services.ts';
import { adaptiveCard, execute, labelled, notice, openUrl, paragraph, refreshed, run } from '../teams/card-elements.ts';
import { chatLink, membersLink } from '../teams/deep-link.ts';
import { say } from '../teams/wording.ts';
import { memberVerbs } from './member-card.ts';
import { findPair, type PairOf } from './pair-read-model.ts';
import { canBeTakenBack } from './take-back.ts';
import type { ToTell } from './tell-member.ts';

/** Whom somebody is paired with this time, and how to begin; or that this round is skipped, and nothing of why. `said` is what the last click came to. */
export function pairCard(pair: PairOf, pageUrl: string, now: Date, said?: string): IAdaptiveCard {
  const words = { names: pair.others.map(({ displayName }) => displayName).join(', '), community: pair.community };
  const isOn = pair.others.length > 0 && !pair.skipped;
  const heard = said ? [notice(said, 'accent')] : [];
  if (!isOn) {
    return adaptiveCard([...heard, paragraph(run(say(pair.skipped ? 'members.pair.youSkipped' : 'members.pair.skipped', words), { weight: 'Bolder' }))], [
      ...(canBeTakenBack(pair.skippedAt, now) ? [execute(say('members.takeBack'), memberVerbs.unskipPair, { pairId: pair.pairId })] : []),
      openUrl(say('members.open'), pageUrl),
    ]);
  }
  return adaptiveCard([
    ...heard,
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

/** What the bot sends to one of a pair: once with whom, and once more when the last of the others skipped it after that. Whoever skipped it themselves is told nothing. */
export async function pairToTell({ settings, clock }: Pick<Services, 'settings' | 'clock'>, trx: TenantTransaction, tenantId: string, id: string): Promise<ToTell | null> {
  const pair = await findPair(trx, tenantId, { id });
  if (!pair || pair.skipped) return null;
  const since = pair.others.length > 0 ? null : pair.leftAt;
  if (pair.toldAt && (since === null || pair.toldAt >= since)) return null;
  const words = { names: pair.others.map(({ displayName }) => displayName).join(', '), community: pair.community };
  return { personId: pair.personId, make: ({ teamsUserId }) => ({ card: refreshed(pairCard(pair, membersLink(settings, { id: pair.communityId, name: pair.community }), clock()), memberVerbs.showPair, { pairId: pair.pairId }, teamsUserId), summary: say(pair.others.length > 0 ? 'members.pair.headline' : 'members.pair.skipped', words) }) };
}
