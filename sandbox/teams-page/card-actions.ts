import { randomUUID } from 'node:crypto';
import { activityFrom, botIdOf, type Activity, type Scene } from '../connector/activities.ts';
import { deliverToBot, type DeliveryOutcome } from '../connector/bot-delivery.ts';
import type { Conversation, Message } from '../connector/conversation-store.ts';
import type { PlatformPerson, TeamsPlatform } from '../connector/teams-platform.ts';
import { PageError } from './page-error.ts';
import type { ActionOutcome, CardAction } from './page-types.ts';
import { appOfBot } from './presenter.ts';

const unreachable: ActionOutcome = { outcome: 'error', code: 'app-unreachable', message: 'Unable to reach app. Please try again.' };

/** Sends what a person did on a card to the card's bot and says what the person gets to see. */
export async function actOnCard(platform: TeamsPlatform, input: { conversation: Conversation; message: Message; person: PlatformPerson; action: CardAction; timeZone?: string }): Promise<ActionOutcome> {
  const { conversation, message, person, action } = input;
  const botId = message.attachments.find((each) => each.botId)?.botId;
  const app = botId
    ? platform.apps().find((each) => botIdOf(each) === botId && (!action.clientId || each.clientId === action.clientId)) ?? appOfBot(platform, botId)
    : undefined;
  if (!app) throw new PageError(409, 'no-app', 'This message has no card of a registered app.');
  const scene: Scene = { app, conversation, person, rootId: message.rootId ?? message.id, timeZone: input.timeZone };
  const common = { ...activityFrom(platform, scene, randomUUID()), replyToId: message.id };
  return action.kind === 'execute'
    ? executed(await deliverToBot(platform, app, executeActivity(common, action)))
    : submitted(await deliverToBot(platform, app, submitActivity(common, action)));
}

/** Microsoft Learn, "Universal Actions for Adaptive Cards": invoke `adaptiveCard/action`. */
function executeActivity(common: Activity, action: CardAction): Activity {
  return {
    ...common,
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: {
      action: { type: 'Action.Execute', id: action.id ?? '', verb: action.verb ?? '', data: action.data ?? {} },
      trigger: action.trigger ?? 'manual',
    },
  };
}

/** Microsoft Learn, "Card actions": Action.Submit sends its data as `value`; `messageBack` and `imBack` add text. */
function submitActivity(common: Activity, action: CardAction): Activity {
  const { msteams, ...rest } = (typeof action.data === 'object' && action.data !== null ? action.data : {}) as { msteams?: { type?: string; text?: string; value?: unknown } };
  if (msteams?.type === 'imBack') return { ...common, type: 'message', text: String(msteams.value ?? '') };
  if (msteams?.type === 'messageBack') return { ...common, type: 'message', text: msteams.text ?? '', value: msteams.value ?? rest };
  return { ...common, type: 'message', value: msteams ? rest : action.data ?? {} };
}

function executed(delivery: DeliveryOutcome): ActionOutcome {
  if (!delivery.answered || delivery.status >= 300) return unreachable;
  const answer = delivery.body as { statusCode?: number; type?: string; value?: unknown } | undefined;
  if (answer?.type === 'application/vnd.microsoft.card.adaptive' && answer.statusCode === 200) return { outcome: 'card', card: answer.value };
  if (answer?.type === 'application/vnd.microsoft.activity.message' && answer.statusCode === 200) return { outcome: 'message', message: String(answer.value ?? '') };
  if (typeof answer?.type === 'string' && answer.type.startsWith('application/vnd.microsoft.error')) {
    const error = answer.value as { code?: string; message?: string } | undefined;
    return { outcome: 'error', code: error?.code ?? String(answer.statusCode ?? 'error'), message: error?.message ?? 'The app could not do that.' };
  }
  return unreachable;
}

function submitted(delivery: DeliveryOutcome): ActionOutcome {
  return delivery.answered && delivery.status < 300 ? { outcome: 'sent' } : unreachable;
}
