import type { AttachmentView, CardAction, MessageView } from '../page-types.ts';
import { adaptiveCardType, renderAdaptiveCard, renderSimpleCard } from './cards.ts';
import { appIcon, avatar, h, toast, whenText } from './dom.ts';
import type { Page } from './page-state.ts';
import { messageText } from './text.ts';

/**
 * Cards that the bot gave to this person alone, by message and its last change: the answer to an action is seen by
 * the one who clicked until the bot changes the message for all.
 */
const personalCards = new Map<string, unknown>();
const refreshed = new Set<string>();

const keyOf = (page: Page, message: MessageView, index: number) => `${page.me.id}|${message.conversationId}|${message.id}|${message.updatedAt ?? ''}|${index}`;

/** One message, with its cards alive. `redraw` is called when this person's view of it changes. */
export function messageElement(page: Page, message: MessageView, redraw: () => void): HTMLElement {
  const app = message.from.kind === 'bot' ? page.tenant.apps.find((each) => each.botId === message.from.id) : undefined;
  const body = message.deleted
    ? [h('p', { class: 'subtle' }, 'This message has been deleted.')]
    : [
        message.text !== '' && h('div', { class: `text ${message.textFormat}` }, messageText(message.text, message.textFormat)),
        ...message.attachments.map((attachment, index) => attachmentElement(page, message, attachment, index, redraw)),
      ];
  return h('article', { class: `message ${message.mine ? 'mine' : ''}`, 'data-message-id': message.id, 'aria-label': `${message.from.name}, ${whenText(message.createdAt)}` },
    app ? appIcon(app) : avatar(message.from.name),
    h('div', { class: 'bubble' },
      h('header', {}, h('strong', {}, message.from.name), h('time', { dateTime: message.createdAt }, whenText(message.createdAt)), message.updatedAt && !message.deleted && h('span', { class: 'subtle' }, 'Edited')),
      ...body));
}

function attachmentElement(page: Page, message: MessageView, attachment: AttachmentView, index: number, redraw: () => void): HTMLElement {
  if (attachment.contentType !== adaptiveCardType) return renderSimpleCard(attachment.content);
  const key = keyOf(page, message, index);
  const content = personalCards.get(key) ?? attachment.content;
  const viaApp = message.from.kind === 'person' ? page.app(attachment.clientId) : undefined;
  const note = h('div', { class: 'card-note', role: 'status', 'aria-live': 'polite' });
  const element = h('div', { class: 'card-place' },
    viaApp && h('div', { class: 'subtle via' }, appIcon(viaApp, 'small'), viaApp.name),
    renderAdaptiveCard(content, { theme: page.theme, onOpen: (url) => page.openLink(url), onAction: (action) => void act(action) }), note);

  async function act(action: CardAction): Promise<void> {
    element.classList.add('busy');
    note.textContent = action.trigger === 'automatic' ? '' : 'Sending…';
    const outcome = await page.api.act(message.conversationId, message.id, action).catch((problem: Error) => ({ outcome: 'error' as const, code: 'page', message: problem.message }));
    element.classList.remove('busy');
    note.textContent = '';
    if (outcome.outcome === 'card') {
      personalCards.set(key, outcome.card);
      redraw();
    } else if (action.trigger !== 'automatic') {
      if (outcome.outcome === 'message') note.textContent = outcome.message;
      if (outcome.outcome === 'error') {
        note.textContent = outcome.message;
        toast(outcome.message);
      }
    }
  }

  const refresh = (content as { refresh?: { action?: { id?: string; verb?: string; data?: unknown } } } | null)?.refresh?.action;
  if (attachment.refresh && refresh && !refreshed.has(key)) {
    refreshed.add(key);
    void act({ kind: 'execute', id: refresh.id, verb: refresh.verb, data: refresh.data, trigger: 'automatic' });
  }
  return element;
}

/** Forgets what was asked of bots for views of cards, so that the next look asks anew. */
export function forgetPersonalCards(): void {
  personalCards.clear();
  refreshed.clear();
}
