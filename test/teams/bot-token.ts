import { signBotToken } from '../../sandbox/entra/bot-tokens.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';

/** A token as the bot service puts it on an activity; `claims` replaces any of it. */
export function botToken(sandbox: Sandbox, appId: string, serviceUrl: string, claims: Record<string, unknown> = {}): Promise<string> {
  return signBotToken({ url: sandbox.url, state: sandbox.state, now: Date.now }, { appId, serviceUrl, claims });
}
