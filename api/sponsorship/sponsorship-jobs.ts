import type { Services } from '../platform/services.ts';
import type { Bot, OutgoingCard } from '../teams/bot.ts';
import { PersonNotReachedError } from '../teams/person-not-reached-error.ts';
import { languageOf } from '../teams/conversation-store.ts';
import { readIn, say } from '../teams/wording.ts';
import { decisionCard, outcomeKey, sponsorshipCard, type SponsorshipCardView } from './sponsorship-card.ts';
import { cardViewOf } from './sponsorship-read-model.ts';
import * as store from './sponsorship-store.ts';
import { tellSponsor } from './tell-sponsor.ts';

declare module '../platform/jobs/jobs.ts' {
  interface JobData {
    'remove-stray-card': { tenantId: string; conversationId: string; activityId: string; serviceUrl: string };
  }
}

/** Registers what follows requests and answers. Each may run again without harm. */
export async function startSponsorshipJobs(services: Services, bot: Bot): Promise<void> {
  await services.jobs.work('send-sponsorship-card', (data) => deliverCard(services, bot, data.tenantId, data.cardId));
  await services.jobs.work('update-sponsorship-cards', (data) => updateCards(services, bot, data.tenantId, data.sponsorshipId));
  await services.jobs.work('tell-sponsor', (data) => tellSponsor(services, bot, data));
  await services.jobs.work('remove-stray-card', async ({ conversationId, activityId, serviceUrl }) => {
    await bot.deleteCard({ conversationId, activityId, serviceUrl });
  });
}

/**
 * Sends one copy that was recorded as intended. The bot service knows no idempotency mark: when the
 * process ends between sending and noting, the copy is sent again. Each copy carries its id, and the
 * one that nobody noted gives itself away when it asks for its newest state; see card-copies.ts.
 */
async function deliverCard(services: Services, bot: Bot, tenantId: string, cardId: string): Promise<void> {
  const { database, clock } = services;
  const found = await database.inTenant(tenantId, async (trx) => {
    const card = await cardViewOf(trx, tenantId, cardId, services.settings, clock());
    if (card?.copy.state !== 'intended') return null;
    if (card.copy.kind === 'told' || card.view.request.state === 'asked') return card;
    // Answered or taken back before it could be sent: there is nothing to ask any more.
    await store.noteGone(trx, tenantId, cardId);
    return null;
  });
  if (!found) return;
  const { copy, view: { request } } = found;
  const asks = copy.kind === 'ask';
  try {
    const sent = await bot.sendToPerson(tenantId, copy.person_id, ({ teamsUserId }) => outgoing(copy.kind, { ...found.view, refreshFor: [teamsUserId] }));
    await database.inTenant(tenantId, async (trx) => {
      const current = await store.findForUpdate(trx, tenantId, request.id);
      await store.noteSent(trx, tenantId, cardId, sent);
      if (!asks) return;
      await store.noteDelivery(trx, tenantId, request.id, { state: 'delivered', reason: null }, clock());
      if (current && current.version > request.version) await services.jobs.enqueue(trx, 'update-sponsorship-cards', { tenantId, sponsorshipId: request.id });
    });
  } catch (error) {
    if (!(error instanceof PersonNotReachedError)) throw error;
    const { reason } = error;
    await database.inTenant(tenantId, async (trx) => {
      // A coordinator who cannot be told finds the decision on the community's page.
      if (asks) await store.noteDelivery(trx, tenantId, request.id, { state: 'unreachable', reason }, clock());
      if (reason !== 'service-unavailable') await store.noteGone(trx, tenantId, cardId);
    });
    services.logger.info({ reason, cardId, kind: copy.kind }, 'a card could not be delivered');
    // The copy stays intended: tried again, at longer and longer intervals.
    if (reason === 'service-unavailable') throw error;
  }
}

/** Brings every copy that shows an older state up to date. */
async function updateCards(services: Services, bot: Bot, tenantId: string, sponsorshipId: string): Promise<void> {
  const { database, clock, settings } = services;
  const copies = await database.inTenant(tenantId, (trx) => store.asksOf(trx, tenantId, sponsorshipId));
  let problem: unknown;
  for (const { id } of copies) {
    const found = await database.inTenant(tenantId, (trx) => cardViewOf(trx, tenantId, id, settings, clock()));
    if (found?.copy.state !== 'sent' || found.copy.shown_version >= found.view.request.version) continue;
    const { copy, view } = found;
    try {
      const sent = { conversationId: copy.conversation_id!, activityId: copy.activity_id!, serviceUrl: copy.service_url! };
      const language = await database.inTenant(tenantId, (trx) => languageOf(trx, tenantId, copy.person_id));
      const outcome = await bot.updateCard(sent, readIn(language, () => outgoing('ask', view)));
      await database.inTenant(tenantId, (trx) => (outcome === 'gone'
        ? store.noteGone(trx, tenantId, id)
        : store.noteShown(trx, tenantId, id, view.request.version)));
    } catch (error) {
      // A chat that is closed to the bot shows its newest state when it is opened again, by the card's refresh.
      if (error instanceof PersonNotReachedError && error.reason !== 'service-unavailable') continue;
      problem = error;
    }
  }
  if (problem) throw problem;
}

function outgoing(kind: store.CardCopy['kind'], view: SponsorshipCardView): OutgoingCard {
  const { asker, sponsor, community, request } = view;
  const names = { sponsor, asker, community: community.name, passedTo: view.passedTo ?? '' };
  if (kind === 'told') return { card: decisionCard(view), summary: say(outcomeKey(request.state), names) };
  const summary = request.state === 'asked' ? say('sponsorship.summary', names) : say(`sponsorship.headline.${request.state}`, names);
  return { card: sponsorshipCard(view), summary };
}
