import type { Activity, AdaptiveCardActionResponse } from '@microsoft/teams.api';
import type { App } from '@microsoft/teams.apps';
import { z } from 'zod';
import { ProblemError } from '../platform/errors.ts';
import { languageOf } from '../platform/words.ts';
import type { Services } from '../platform/services.ts';
import { hasRecentCard } from '../sponsorship/sponsorship-read-model.ts';
import { noteAppAdded, noteAppRemoved } from '../ties/removed-tabs.ts';
import { type ActivitySender, senderOf } from './activity-sender.ts';
import type { Bot, OutgoingCard } from './bot.ts';
import type { CardActionHandlers, CardAnswer } from './card-actions.ts';
import * as conversations from './conversation-store.ts';
import { appLink } from './deep-link.ts';
import { helpCard, noticeCard, welcomeCard } from './greeting-card.ts';
import { answerQuery } from './message-extension.ts';
import { PersonNotReachedError } from './person-not-reached-error.ts';
import { readersLanguage, readIn, say } from './wording.ts';

/** What the bot does with each kind of activity. All of them were validated before they come here. */
export function registerActivities(app: App, services: Services, bot: Bot, handlers: CardActionHandlers): void {
  const { database, clock, settings, logger } = services;
  const senderIn = (activity: Activity) => senderOf(activity, settings.tenantId);

  const handlerOf = (verb: unknown) => (typeof verb === 'string' && Object.hasOwn(handlers, verb) ? handlers[verb] : undefined);

  async function remember(activity: Activity, sender: ActivitySender): Promise<void> {
    if (activity.conversation.conversationType !== 'personal' || !activity.serviceUrl) return;
    const conversation = { conversationId: activity.conversation.id, serviceUrl: activity.serviceUrl, teamsUserId: sender.teamsUserId, language: activity.locale ? languageOf(activity.locale) : null };
    await database.inTenant(sender.tenantId, (trx) => conversations.remember(trx, sender.tenantId, sender.personId, conversation, clock()));
  }

  async function send(sender: ActivitySender, make: () => OutgoingCard): Promise<void> {
    try {
      await bot.sendToPerson(sender.tenantId, sender.personId, make);
    } catch (error) {
      if (!(error instanceof PersonNotReachedError)) throw error;
      logger.info({ reason: error.reason }, 'an answer could not be sent');
    }
  }

  app.on('install.add', async ({ activity }) => {
    const sender = senderIn(activity);
    if (!sender) return;
    const groupId = teamOf(activity);
    if (groupId) await noteAppAdded(services, sender.tenantId, groupId);
    if (activity.conversation.conversationType !== 'personal') return;
    await remember(activity, sender);
    const cardComes = await database.inTenant(sender.tenantId, (trx) => hasRecentCard(trx, sender.tenantId, sender.personId, clock()));
    if (!cardComes) await send(sender, () => ({ card: welcomeCard(appLink(settings)), summary: say('bot.welcome.title') }));
  });

  app.on('install.remove', async ({ activity }) => {
    const sender = senderIn(activity);
    if (!sender) return;
    const groupId = teamOf(activity);
    if (groupId) await noteAppRemoved(services, sender.tenantId, groupId);
    if (activity.conversation.conversationType !== 'personal') return;
    await database.inTenant(sender.tenantId, (trx) => conversations.forget(trx, sender.tenantId, sender.personId));
  });

  app.on('message', ({ activity }) => inLanguageOf(activity, async () => {
    const sender = senderIn(activity);
    if (!sender) return;
    await remember(activity, sender);
    const submitted = activity.value as Record<string, unknown> | undefined;
    const handler = handlerOf(submitted?.['verb']);
    if (submitted && handler) {
      await showInPlace(activity, await handler(contextOf(activity, sender, submitted)), sender);
    } else if (activity.conversation.conversationType === 'personal') {
      await send(sender, () => ({ card: helpCard(appLink(settings)), summary: say('bot.help.title') }));
    }
  }));

  /** A host without universal actions: its card is changed as a message is, and a sentence comes as a message. */
  async function showInPlace(activity: Activity, answer: CardAnswer, sender: ActivitySender): Promise<void> {
    if (!('card' in answer)) {
      const text = 'message' in answer ? answer.message : answer.refused;
      await send(sender, () => ({ card: noticeCard(text), summary: text }));
      return;
    }
    const shown = { conversationId: activity.conversation.id.split(';')[0]!, activityId: activity.replyToId ?? '', serviceUrl: activity.serviceUrl ?? settings.botServiceUrl };
    const personal = activity.conversation.conversationType === 'personal';
    if (personal && shown.activityId) await bot.updateCard(shown, { card: answer.card, summary: say('app.name') });
    else await send(sender, () => ({ card: answer.card, summary: say('app.name') }));
  }

  app.on('card.action', ({ activity }) => inLanguageOf(activity, async (): Promise<AdaptiveCardActionResponse> => {
    const { verb, data } = activity.value.action as { verb?: string; data?: Record<string, unknown> };
    const sender = senderIn(activity);
    const handler = handlerOf(verb);
    if (!sender || !handler) return refusal(400, 'BadRequest', say('sponsorship.notice.invalid'));
    try {
      const answer = await handler(contextOf(activity, sender, data ?? {}));
      if ('card' in answer) return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: answer.card };
      if ('message' in answer) return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: answer.message };
      return refusal(400, 'BadRequest', answer.refused);
    } catch (error) {
      logger.error({ err: error, verb }, 'a card could not be answered');
      return refusal(500, 'ServerError', error instanceof ProblemError ? detailAndRemedy(error) : say('bot.trouble'));
    }
  }));

  app.on('message.ext.query', ({ activity }) => inLanguageOf(activity, async () => {
    const sender = senderIn(activity);
    if (!sender) return { composeExtension: { type: 'message' as const, text: say('bot.otherOrganisation') } };
    try {
      return await answerQuery(services, sender, activity.value);
    } catch (error) {
      logger.error({ err: error }, 'a search could not be answered');
      return { composeExtension: { type: 'message' as const, text: say('bot.trouble') } };
    }
  }));

  function contextOf(activity: Activity, sender: ActivitySender, data: Record<string, unknown>) {
    const { serviceUrl, replyToId, conversation } = activity;
    const sighting = replyToId && serviceUrl && conversation.conversationType === 'personal'
      ? { conversationId: conversation.id, activityId: replyToId, serviceUrl } : null;
    return { tenantId: sender.tenantId, personId: sender.personId, displayName: sender.displayName, teamsUserId: sender.teamsUserId, data, sighting };
  }
}

/** The group behind the team in which something happened; null elsewhere, or where Teams does not name it. */
function teamOf({ channelData }: Activity): string | null {
  const named = z.guid().safeParse(channelData?.team?.aadGroupId);
  return named.success ? named.data.toLowerCase() : null;
}

/** Everything said in answer to an activity comes in the language in which its sender reads Teams. */
const inLanguageOf = <T>({ locale }: Activity, work: () => T): T => readIn(languageOf(locale), work);

function detailAndRemedy(error: ProblemError): string {
  const { detail, remedy } = error.inWords(readersLanguage());
  return [detail, remedy].filter(Boolean).join(' ');
}

function refusal(statusCode: 400 | 500, code: string, message: string): AdaptiveCardActionResponse {
  return { statusCode, type: 'application/vnd.microsoft.error', value: { code, message } } as AdaptiveCardActionResponse;
}
