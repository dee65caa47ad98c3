import type { AppRegistration } from '../kernel/app-registration.ts';
import { botIdOf, serviceUrlOf, type Activity } from './activities.ts';
import type { TeamsPlatform } from './teams-platform.ts';

/** What came of an activity: the bot's answer, or why there was none. */
export type DeliveryOutcome =
  | { answered: true; status: number; body: unknown }
  | { answered: false; reason: 'unreachable' | 'late' | 'no-bot' };

/** Messages and events must be answered within 15 s (Microsoft Learn, "Conversational bots: bot timeout"). */
const activityLimitMs = 15_000;

/** Message extension queries and submits within 5 s (Microsoft Learn, "Define message extension search commands"). */
export const composeExtensionLimitMs = 5_000;

/** Posts an activity to the app's messaging endpoint with a token as the bot service signs it. Never throws. */
export async function deliverToBot(platform: TeamsPlatform, app: AppRegistration, activity: Activity, limitMs = activityLimitMs): Promise<DeliveryOutcome> {
  if (!app.botMessagingEndpoint) return { answered: false, reason: 'no-bot' };
  const token = await platform.signBotToken({ botId: botIdOf(app), serviceUrl: serviceUrlOf(platform) });
  try {
    const answer = await fetch(app.botMessagingEndpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}` },
      body: JSON.stringify(activity),
      signal: AbortSignal.timeout(limitMs),
    });
    const text = await answer.text();
    return { answered: true, status: answer.status, body: parsed(text) };
  } catch (problem) {
    return { answered: false, reason: problem instanceof DOMException && problem.name === 'TimeoutError' ? 'late' : 'unreachable' };
  }
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
