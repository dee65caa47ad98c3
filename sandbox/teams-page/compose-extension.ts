import { randomUUID } from 'node:crypto';
import { activityFrom } from '../connector/activities.ts';
import { composeExtensionLimitMs, deliverToBot, type DeliveryOutcome } from '../connector/bot-delivery.ts';
import type { Conversation } from '../connector/conversation-store.ts';
import type { PlatformPerson, TeamsPlatform } from '../connector/teams-platform.ts';
import type { AppRegistration } from '../kernel/app-registration.ts';
import { PageError } from './page-error.ts';
import type { ComposeAttachment, ComposeResult } from './page-types.ts';

/** As many results as Teams asks for at a time. */
export const composePageSize = 25;

interface ComposeScene { app: AppRegistration; person: PlatformPerson; conversation: Conversation; timeZone?: string }

/**
 * Asks a message extension. Without text this is Teams' initial run, whose only parameter is `initialRun`
 * (Microsoft Learn, "Respond to search command").
 */
export async function queryComposeExtension(platform: TeamsPlatform, scene: ComposeScene, query: { commandId?: string; text?: string; skip?: number; count?: number }): Promise<ComposeResult> {
  const commands = scene.app.manifest.composeExtensions?.[0]?.commands ?? [];
  const command = query.commandId ? commands.find((each) => each.id === query.commandId) : commands.find((each) => (each.type ?? 'query') === 'query');
  if (!command) throw new PageError(404, 'not-found', `${scene.app.manifest.name.short} has no such command.`);
  const text = query.text?.trim() ?? '';
  const parameters = text === '' ? [{ name: 'initialRun', value: 'true' }] : [{ name: command.parameters?.[0]?.name ?? 'search', value: text }];
  return invoke(platform, scene, 'composeExtension/query', {
    commandId: command.id,
    parameters,
    queryOptions: { skip: query.skip ?? 0, count: query.count ?? composePageSize },
  });
}

/** Tells the bot which result was chosen; its answer is the card to insert. `value` is that of the preview's tap. */
export async function selectComposeItem(platform: TeamsPlatform, scene: ComposeScene, value: unknown): Promise<ComposeResult> {
  return invoke(platform, scene, 'composeExtension/selectItem', value);
}

/** Submits an action command's dialog. Teams may send the same submit up to three times; here it is sent once. */
export async function submitComposeAction(platform: TeamsPlatform, scene: ComposeScene, action: { commandId: string; data: unknown }): Promise<ComposeResult> {
  return invoke(platform, scene, 'composeExtension/submitAction', { commandId: action.commandId, commandContext: 'compose', context: { theme: 'default' }, data: action.data });
}

async function invoke(platform: TeamsPlatform, scene: ComposeScene, name: string, value: unknown): Promise<ComposeResult> {
  const common = activityFrom(platform, scene, randomUUID());
  const delivery = await deliverToBot(platform, scene.app, { ...common, type: 'invoke', name, value }, composeExtensionLimitMs);
  return resultOf(delivery, scene.app.manifest.name.short);
}

function resultOf(delivery: DeliveryOutcome, appName: string): ComposeResult {
  const nothing: ComposeResult = { type: 'error', attachmentLayout: 'list', attachments: [], text: `Unable to reach ${appName}. Please try again.` };
  if (!delivery.answered || delivery.status >= 300) return nothing;
  const body = delivery.body as { composeExtension?: Record<string, unknown> } | undefined;
  const answer = body?.composeExtension;
  if (!answer) return nothing;
  const type = answer['type'];
  if (type === 'message') return { ...nothing, type: 'message', text: String(answer['text'] ?? '') };
  if (type === 'auth' || type === 'config') {
    const actions = (answer['suggestedActions'] as { actions?: { value?: string }[] } | undefined)?.actions;
    return { ...nothing, type, text: actions?.[0]?.value ?? null };
  }
  if (type !== 'result') return nothing;
  return {
    type: 'result',
    attachmentLayout: answer['attachmentLayout'] === 'grid' ? 'grid' : 'list',
    attachments: (Array.isArray(answer['attachments']) ? answer['attachments'] : []).map((each: Record<string, unknown>): ComposeAttachment => ({
      contentType: String(each['contentType'] ?? ''),
      content: each['content'] ?? null,
      preview: (each['preview'] as ComposeAttachment['preview'] | undefined) ?? null,
    })),
    text: null,
  };
}
