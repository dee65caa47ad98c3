import type { App } from '@microsoft/teams.apps';
import type { IAdaptiveCard } from '@microsoft/teams.cards';
import type { Cost } from '../platform/graph/budget/costs.ts';
import type { Services } from '../platform/services.ts';
import { installForPerson } from './app-installation.ts';
import * as conversations from './conversation-store.ts';
import { connectorFailure, PerhapsPostedError, PersonNotReachedError } from './person-not-reached-error.ts';
import { readIn } from './wording.ts';

/** A card, and what a notification says of it. */
export interface OutgoingCard { readonly card: IAdaptiveCard; readonly summary: string }
/** A message that was sent. */
export interface SentMessage { readonly conversationId: string; readonly activityId: string; readonly serviceUrl: string }
/** Whether an update found its message. */
export type UpdateOutcome = 'updated' | 'gone';

/** What the bot does of its own accord. */
export interface Bot {
  /**
   * Sends a card to a person, in the chat between the two; makes the chat, and installs the app for
   * the person, where that is needed. `make` is told the person's id in Teams, for `refresh.userIds`, and speaks their language.
   * @throws PersonNotReachedError
   */
  sendToPerson(tenantId: string, personId: string, make: (recipient: { teamsUserId: string }) => OutgoingCard): Promise<SentMessage>;
  /** Begins a thread in a channel of a team that has the app. @throws PersonNotReachedError where it has not, or the bot service does not take it; PerhapsPostedError when it may have */
  postInChannel(tenantId: string, channelId: string, make: () => OutgoingCard): Promise<void>;
  /** @throws PersonNotReachedError */
  updateCard(sent: SentMessage, card: OutgoingCard): Promise<UpdateOutcome>;
  /** @throws PersonNotReachedError */
  deleteCard(sent: Pick<SentMessage, 'conversationId' | 'activityId' | 'serviceUrl'>): Promise<void>;
}

/** A bot may send 50 requests a second in one tenant (Microsoft, "Optimize your bot with rate limiting in Teams"). */
const anyRequest: Cost = { budget: 'bot-connector', limit: { amount: 50, windowMs: 1_000 }, units: 1, wide: true };
/**
 * Into one conversation Microsoft lets 7 messages in a second, 8 in two, 60 in thirty and 1,800 in an hour. Seven in two
 * seconds keep to the first two, and sixty in two minutes to the others: a handful of cards does not wait.
 */
const intoConversation = (id: string): Cost[] => [
  { budget: `bot-conversation ${id}`, limit: { amount: 7, windowMs: 2_000 }, units: 1, wide: false },
  { budget: `bot-conversation-long ${id}`, limit: { amount: 60, windowMs: 120_000 }, units: 1, wide: false },
];
const longestWaitMs = 60_000;

export function createBot(services: Services, app: App): Bot {
  const { database, clock, settings } = services;
  const connector = (serviceUrl: string) => app.api.clone({ serviceUrl: serviceUrl.replace(/\/+$/, '') }).conversations;

  const paced = async <T>(send: () => Promise<T>, conversationId?: string): Promise<T> => {
    const leave = await services.gate.admit([[anyRequest, ...(conversationId === undefined ? [] : intoConversation(conversationId))]], { priority: 'bulk', withinMs: longestWaitMs });
    return send().finally(leave.done);
  };

  async function openConversation(tenantId: string, personId: string): Promise<conversations.PersonalConversation> {
    const created = await paced(() => connector(settings.botServiceUrl).create({
      tenantId, members: [{ id: personId, role: 'user' }], channelData: { tenant: { id: tenantId } },
    }));
    const serviceUrl = created.serviceUrl ?? settings.botServiceUrl;
    const member = await paced(() => connector(serviceUrl).getMemberById(created.id, personId));
    const conversation = { conversationId: created.id, serviceUrl, teamsUserId: member.id, language: null };
    await database.inTenant(tenantId, (trx) => conversations.remember(trx, tenantId, personId, conversation, clock()));
    return conversation;
  }

  return {
    async sendToPerson(tenantId, personId, make) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          const known = await database.inTenant(tenantId, (trx) => conversations.findByPerson(trx, tenantId, personId));
          const { conversationId, serviceUrl, teamsUserId } = known ?? await openConversation(tenantId, personId);
          const language = await database.inTenant(tenantId, (trx) => conversations.languageOf(trx, tenantId, personId));
          const sent = await paced(() => connector(serviceUrl).createActivity(conversationId, messageOf(readIn(language, () => make({ teamsUserId })))), conversationId);
          return { conversationId, activityId: sent.id, serviceUrl };
        } catch (error) {
          if (!isConnectorError(error)) throw error;
          const { reason, gone } = connectorFailure(error);
          if (attempt > 1) {
            // Installed a moment ago, but the bot service does not know yet: worth trying again later.
            throw new PersonNotReachedError(reason === 'app-not-installed' ? 'service-unavailable' : reason, error);
          }
          if (reason !== 'app-not-installed') throw new PersonNotReachedError(reason, error);
          if (!gone) await installForPerson(services, tenantId, personId);
          await database.inTenant(tenantId, (trx) => conversations.forget(trx, tenantId, personId));
        }
      }
    },

    async postInChannel(tenantId, channelId, make) {
      try {
        await paced(() => connector(settings.botServiceUrl).create({
          tenantId, isGroup: true, channelData: { tenant: { id: tenantId }, channel: { id: channelId } }, activity: messageOf(make()),
        }), channelId);
      } catch (error) {
        if (!isConnectorError(error)) throw error;
        const { reason, perhapsDone } = connectorFailure(error);
        throw perhapsDone ? new PerhapsPostedError(error) : new PersonNotReachedError(reason, error);
      }
    },

    async updateCard(sent, card) {
      try {
        await paced(() => connector(sent.serviceUrl).updateActivity(sent.conversationId, sent.activityId, messageOf(card)), sent.conversationId);
        return 'updated';
      } catch (error) {
        if (!isConnectorError(error)) throw error;
        const { reason, gone } = connectorFailure(error);
        if (gone) return 'gone';
        throw new PersonNotReachedError(reason, error);
      }
    },

    async deleteCard(sent) {
      try {
        await paced(() => connector(sent.serviceUrl).deleteActivity(sent.conversationId, sent.activityId), sent.conversationId);
      } catch (error) {
        if (!isConnectorError(error)) throw error;
        const { reason, gone } = connectorFailure(error);
        if (!gone) throw new PersonNotReachedError(reason, error);
      }
    },
  };
}

function messageOf({ card, summary }: OutgoingCard) {
  return {
    type: 'message' as const, summary,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' as const, content: card }],
  };
}

/** The SDK's HTTP client is axios: its errors say so. */
const isConnectorError = (error: unknown): boolean => (error as { isAxiosError?: boolean }).isAxiosError === true;
