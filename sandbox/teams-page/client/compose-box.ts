import type { AppView, ComposeAttachment, OutgoingAttachment } from '../page-types.ts';
import { adaptiveCardType, renderAdaptiveCard, renderSimpleCard } from './cards.ts';
import { appIcon, fill, h, icon, toast } from './dom.ts';
import type { Page } from './page-state.ts';

export interface ComposeBox {
  element: HTMLElement;
  focus(): void;
}

/** The box for writing: text, and cards from message extensions. Enter sends, Shift+Enter begins a new line. */
export function composeBox(page: Page, options: { conversationId: string; label: string; send: (message: { text: string; attachments: OutgoingAttachment[] }) => Promise<unknown> }): ComposeBox {
  let attachments: OutgoingAttachment[] = [];
  let sending = false;
  const text = h('textarea', { rows: 1, placeholder: options.label, 'aria-label': options.label, on: {
    input: () => {
      text.style.height = 'auto';
      text.style.height = `${Math.min(text.scrollHeight, 160)}px`;
      send.disabled = nothing();
    },
    keydown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      void submit();
    },
  } });
  const cards = h('div', { class: 'compose-cards' });
  const flyoutPlace = h('div', { class: 'flyout-place' });
  const send = h('button', { class: 'send', 'aria-label': 'Send', title: 'Send', disabled: true, on: { click: () => void submit() } }, icon('send'));
  const nothing = () => text.value.trim() === '' && attachments.length === 0;

  const extensionButtons = page.tenant.apps.flatMap((app) => app.commands.map((command) => h('button', {
    class: 'extension', title: command.title, 'aria-label': `${app.name}: ${command.title}`, 'aria-haspopup': 'dialog',
    on: { click: () => openFlyout(app, command) },
  }, appIcon(app, 'small'))));

  function openFlyout(app: AppView, command: AppView['commands'][number]): void {
    if (flyoutPlace.childElementCount > 0) return closeFlyout();
    fill(flyoutPlace, searchFlyout(page, { app, command, conversationId: options.conversationId, close: closeFlyout, choose: (attachment) => {
      closeFlyout();
      attachments = [...attachments, { ...attachment, clientId: app.clientId }];
      drawCards();
      text.focus();
    } }));
    flyoutPlace.querySelector('input')?.focus();
  }

  function closeFlyout(): void {
    flyoutPlace.replaceChildren();
    text.focus();
  }

  function drawCards(): void {
    fill(cards, ...attachments.map((attachment) => h('div', { class: 'compose-card' },
      attachment.contentType === adaptiveCardType ? renderAdaptiveCard(attachment.content, { theme: page.theme, onOpen: (url) => page.openLink(url) }) : renderSimpleCard(attachment.content),
      h('button', { class: 'quiet remove', 'aria-label': 'Remove the card', on: { click: () => {
        attachments = attachments.filter((each) => each !== attachment);
        drawCards();
      } } }, icon('close')))));
    send.disabled = nothing();
  }

  async function submit(): Promise<void> {
    if (sending || nothing()) return;
    sending = true;
    send.disabled = true;
    try {
      await options.send({ text: text.value, attachments });
      text.value = '';
      text.style.height = 'auto';
      attachments = [];
      drawCards();
    } catch (problem) {
      // The text stays in the box, so that nothing typed is lost.
      toast(problem instanceof Error ? problem.message : 'The message was not sent.');
    } finally {
      sending = false;
      send.disabled = nothing();
    }
  }

  return { element: h('div', { class: 'compose' }, flyoutPlace, cards, h('div', { class: 'compose-row' }, text, extensionButtons, send)), focus: () => text.focus() };
}

/** The search of a message extension: queries as one types, pages as one scrolls to the end, arrows choose. */
function searchFlyout(page: Page, options: { app: AppView; command: AppView['commands'][number]; conversationId: string; choose: (attachment: ComposeAttachment) => void; close: () => void }): HTMLElement {
  const { app, command } = options;
  const pageSize = 25;
  let asked = 0;
  let results: ComposeAttachment[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const status = h('div', { class: 'flyout-status', role: 'status', 'aria-live': 'polite' });
  const list = h('ul', { class: 'flyout-results', role: 'listbox', 'aria-label': command.title });
  const more = h('button', { class: 'link', hidden: true, on: { click: () => void query(results.length) } }, 'Show more');
  const input = h('input', {
    type: 'search', placeholder: command.parameter?.description || command.parameter?.title || 'Search', 'aria-label': command.parameter?.title ?? command.title, autocomplete: 'off',
    on: {
      input: () => {
        clearTimeout(timer);
        timer = setTimeout(() => void query(0), 250);
      },
      keydown: (event: KeyboardEvent) => {
        if (event.key === 'ArrowDown') {
          event.preventDefault();
          list.querySelector<HTMLElement>('[role=option]')?.focus();
        }
      },
    },
  });

  async function query(skip: number): Promise<void> {
    const turn = ++asked;
    status.textContent = 'Searching…';
    const answer = await page.api.composeQuery({ clientId: app.clientId, commandId: command.id, text: input.value, skip, conversationId: options.conversationId })
      .catch((problem: Error) => ({ type: 'error' as const, attachments: [], attachmentLayout: 'list' as const, text: problem.message }));
    if (turn !== asked) return;
    if (answer.type !== 'result') {
      results = [];
      list.replaceChildren();
      more.hidden = true;
      status.textContent = answer.text ?? 'Unable to reach app. Please try again.';
      return;
    }
    results = skip === 0 ? answer.attachments : [...results, ...answer.attachments];
    more.hidden = answer.attachments.length < pageSize;
    status.textContent = results.length === 0 ? 'We couldn’t find any results.' : '';
    fill(list, ...results.map(resultItem));
  }

  function resultItem(attachment: ComposeAttachment): HTMLElement {
    const preview = attachment.preview ?? { contentType: attachment.contentType, content: attachment.content };
    const choose = () => void chosen(attachment);
    return h('li', { role: 'option', tabIndex: -1, 'aria-selected': 'false', on: {
      click: choose,
      keydown: (event: KeyboardEvent) => {
        const item = event.currentTarget as HTMLElement;
        if (event.key === 'Enter' || event.key === ' ') choose();
        else if (event.key === 'ArrowDown') (item.nextElementSibling as HTMLElement | null)?.focus();
        else if (event.key === 'ArrowUp') ((item.previousElementSibling as HTMLElement | null) ?? input).focus();
        else return;
        event.preventDefault();
      },
    } }, preview.contentType === adaptiveCardType ? renderAdaptiveCard(preview.content, { theme: page.theme, onOpen: choose }) : renderSimpleCard(preview.content));
  }

  /** A preview with a tap of type invoke is exchanged for its card first. */
  async function chosen(attachment: ComposeAttachment): Promise<void> {
    const tap = (attachment.preview?.content as { tap?: { type?: string; value?: unknown } } | null | undefined)?.tap;
    if (tap?.type !== 'invoke') return options.choose(attachment);
    status.textContent = 'Loading…';
    const answer = await page.api.composeSelect({ clientId: app.clientId, value: tap.value, conversationId: options.conversationId }).catch(() => null);
    const card = answer?.type === 'result' ? answer.attachments[0] : undefined;
    if (card) options.choose(card);
    else status.textContent = answer?.text ?? 'Unable to reach app. Please try again.';
  }

  void query(0);
  return h('div', { class: 'flyout', role: 'dialog', 'aria-label': `${app.name}: ${command.title}`, on: {
    keydown: (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      options.close();
    },
  } },
    h('header', {}, appIcon(app, 'small'), h('h3', {}, command.title), h('button', { class: 'quiet', 'aria-label': 'Close', on: { click: options.close } }, icon('close'))),
    h('label', { class: 'search-field' }, icon('search'), input), status, list, more);
}
