import { getCommunity } from '../../api/communities/communities-contract.ts';
import { getBoard } from '../../api/launch/opportunity-contract.ts';
import { listCommunities } from '../../api/communities/communities-contract.ts';
import { actionsOf, cardOf } from '../../sandbox/teams-page/teams-client.ts';
import { firstTimeTeamLeads } from './communities/first-time-team-leads.ts';
import { leakDetection } from './communities/leak-detection.ts';
import { learningFromProjects } from './communities/learning-from-projects.ts';
import { pythonForEngineers } from './communities/python-for-engineers.ts';
import { utilitiesAsClients } from './communities/utilities-as-clients.ts';
import { bringOn, proposeIdea } from './fill-board.ts';
import { growCommunity } from './grow-community.ts';
import { ideas } from './ideas.ts';
import type { Hands, SampleCommunity } from './sample.ts';

/** The communities of the default tenant, as its people made them. */
export const sampleCommunities: SampleCommunity[] = [leakDetection, learningFromProjects, pythonForEngineers, firstTimeTeamLeads, utilitiesAsClients];

/** Whether nobody has done anything in Trellis yet. */
export async function isBare(hands: Hands): Promise<boolean> {
  const lead = await hands.as('patricia.salgueiro');
  const [{ items }, { columns }] = [await lead.call(listCommunities, { query: { limit: 1 } }), await lead.call(getBoard)];
  return items.length === 0 && columns.every(({ count }) => count === 0);
}

/**
 * What the people of the default tenant have done in Trellis, done by them: each in their own name, by API, Teams and
 * cards, as anybody does. What is there already stays as it is, so that it may be broken off anywhere and done again.
 */
export async function bringToLife(hands: Hands): Promise<void> {
  await all(ideas, (idea) => proposeIdea(hands, idea));
  // Each has a team of its own, so that none waits for Graph's limits because of another.
  await all(sampleCommunities, async (sample) => answerCard(hands, await growCommunity(hands, sample), sample));
  await all(ideas, (idea) => bringOn(hands, idea));
}

/** At the same time, and none goes on after this has ended. @throws what the first of them met */
async function all<T>(each: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const met = (await Promise.allSettled(each.map(work))).find((outcome) => outcome.status === 'rejected');
  if (met) throw met.reason;
}

/** The coordinator's manager commits to what they were asked for, by the card in Teams. */
async function answerCard(hands: Hands, communityId: string, sample: SampleCommunity): Promise<void> {
  const { coordinator, sponsor } = sample;
  if (!sponsor?.commits) return;
  const { sponsorship } = await (await hands.as(coordinator)).call(getCommunity, { params: { communityId } });
  if (sponsorship?.state !== 'asked') return;
  const teams = hands.teams.as(sponsorship.sponsor.id);
  const approves = (card: unknown) => actionsOf(card).find(({ verb }) => verb === 'sponsorship.approve');
  const message = await teams.waitForMessage((each) => approves(cardOf(each)) !== undefined && JSON.stringify(cardOf(each)).includes(sample.name), { withinMs: 60_000 });
  const { hours, budget, reviewInDays } = sponsor.commits;
  const data = { ...(approves(cardOf(message))!.data as object), hours, budget, visibility: 'mention-in-unit', reviewOn: hands.today.plus({ days: reviewInDays }).toISODate() };
  await teams.act((await teams.openChat({ clientId: hands.clientId })).id, message.id, { verb: 'sponsorship.approve', data });
}
