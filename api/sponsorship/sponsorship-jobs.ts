import type { Services } from '../platform/services.ts';
import type { Bot } from '../teams/bot.ts';
import { PersonNotReachedError } from '../teams/person-not-reached-error.ts';
import { say } from '../teams/wording.ts';
import { decisionCard, sponsorshipCard, type SponsorshipCardView } from './sponsorship-card.ts';
import { cardViewOf } from './sponsorship-read-model.ts';
import * as store from './sponsorship-store.ts';

declare module '../platform/jobs/jobs.ts' {
  interface JobData {
    'remove-stray-card': { tenantId: string; conversationId: string; activityId: string; serviceUrl: string };
  }
}

/** Registers what follows requests and answers. Each may run again without harm. */
export async function startSponsorshipJobs(services: Services, bot: Bot): Promise<void> {
  await services.jobs.work('send-sponsorship-card', (data) => deliverCard(services, bot, data.tenantId, data.cardId));
  await services.jobs.work('update-sponsorship-cards', (data) => updateCards(services, bot, data.tenantId, data.sponsorshipId));
  await services.jobs.work('tell-of-decision', (data) => tellOfDecision(services, bot, data));
  await services.jobs.work('remove-stray-card', async ({ conversationId, activityId, serviceUrl }) => {
    await bot.deleteCard({ conversationId, activityId, serviceUrl });
  });
}

/**
 * Sends one copy that was recorded as intended. The bot service knows no idempotency mark: when the
 * process ends between sending and noting, the copy is sent again. Each copy carries its id, and the
 * one that nobody noted gives itself away when it asks for its newest state; see card-copies.ts.
 */
export async function deliverCard(services: Services, bot: Bot, tenantId: string, cardId: string): Promise<void> {
  const { database, clock } = services;
  const found = await database.inTenant(tenantId, async (trx) => {
    const copy = await store.findCard(trx, tenantId, cardId);
    if (copy?.state !== 'intended') return null;
    const view = await cardViewOf(trx, tenantId, copy.sponsorship_id, cardId, services.settings, clock());
    if (view?.request.state === 'asked') return view;
    await store.noteGone(trx, tenantId, cardId);
    return null;
  });
  if (!found) return;
  const { request } = found;
  try {
    const sent = await bot.sendToPerson(tenantId, request.sponsorId, ({ teamsUserId }) => outgoing({ ...found, refreshFor: [teamsUserId] }));
    await database.inTenant(tenantId, async (trx) => {
      const current = await store.findForUpdate(trx, tenantId, request.id);
      await store.noteSent(trx, tenantId, cardId, sent);
      await store.noteDelivery(trx, tenantId, request.id, { state: 'delivered', reason: null }, clock());
      if (current && current.version > request.version) await services.jobs.enqueue(trx, 'update-sponsorship-cards', { tenantId, sponsorshipId: request.id });
    });
  } catch (error) {
    if (!(error instanceof PersonNotReachedError)) throw error;
    const { reason } = error;
    await database.inTenant(tenantId, async (trx) => {
      await store.noteDelivery(trx, tenantId, request.id, { state: 'unreachable', reason }, clock());
      if (reason !== 'service-unavailable') await store.noteGone(trx, tenantId, cardId);
    });
    // The copy stays intended: tried again, at longer and longer intervals.
    if (reason === 'service-unavailable') throw error;
  }
}

/** Brings every copy that shows an older state up to date. */
export async function updateCards(services: Services, bot: Bot, tenantId: string, sponsorshipId: string): Promise<void> {
  const { database, clock, settings } = services;
  const behind = await database.inTenant(tenantId, async (trx) => {
    const copies = await store.cardsOf(trx, tenantId, sponsorshipId);
    const views = await Promise.all(copies.map((copy) => cardViewOf(trx, tenantId, sponsorshipId, copy.id, settings, clock())));
    return copies.flatMap((copy, index) => {
      const view = views[index];
      return view && copy.state === 'sent' && copy.shown_version < view.request.version ? [{ copy, view }] : [];
    });
  });
  let problem: unknown;
  for (const { copy, view } of behind) {
    try {
      const sent = { conversationId: copy.conversation_id!, activityId: copy.activity_id!, serviceUrl: copy.service_url! };
      const outcome = await bot.updateCard(sent, outgoing(view));
      await database.inTenant(tenantId, (trx) => (outcome === 'gone'
        ? store.noteGone(trx, tenantId, copy.id)
        : store.noteShown(trx, tenantId, copy.id, view.request.version)));
    } catch (error) {
      // A chat that is closed to the bot shows its newest state when it is opened again, by the card's refresh.
      if (error instanceof PersonNotReachedError && error.reason !== 'service-unavailable') continue;
      problem = error;
    }
  }
  if (problem) throw problem;
}

async function tellOfDecision(services: Services, bot: Bot, told: { tenantId: string; sponsorshipId: string; personId: string }): Promise<void> {
  const { tenantId, sponsorshipId, personId } = told;
  const view = await services.database.inTenant(tenantId, (trx) => cardViewOf(trx, tenantId, sponsorshipId, sponsorshipId, services.settings, services.clock()));
  if (!view) return;
  const { sponsor, community, passedTo, request } = view;
  try {
    await bot.sendToPerson(tenantId, personId, () => ({
      card: decisionCard(view), summary: say(`sponsorship.told.${request.state}`, { sponsor, community: community.name, passedTo: passedTo ?? '' }),
    }));
  } catch (error) {
    // The community's page says it as well; only what may pass is tried again.
    if (!(error instanceof PersonNotReachedError) || error.reason === 'service-unavailable') throw error;
    services.logger.info({ reason: error.reason, sponsorshipId }, 'a coordinator could not be told of a decision');
  }
}

function outgoing(view: SponsorshipCardView) {
  return { card: sponsorshipCard(view), summary: say('sponsorship.summary', { asker: view.asker, community: view.community.name }) };
}
