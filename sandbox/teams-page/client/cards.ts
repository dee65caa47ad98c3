import type * as AdaptiveCardsLibrary from 'adaptivecards';
import type { CardAction, Theme } from '../page-types.ts';
import { h } from './dom.ts';
import { hostConfig } from './host-config.ts';
import { markdownToHtml } from './text.ts';

declare const AdaptiveCards: typeof AdaptiveCardsLibrary;

export const adaptiveCardType = 'application/vnd.microsoft.card.adaptive';

let prepared = false;

function prepare(): void {
  if (prepared) return;
  prepared = true;
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdownToHtml(text);
    result.didProcess = true;
  };
}

/** Draws an Adaptive Card. What a person does on it comes to `onAction` or `onOpen`; a card that cannot be read says so. */
export function renderAdaptiveCard(content: unknown, options: { theme: Theme; onAction?: (action: CardAction) => void; onOpen: (url: string) => void }): HTMLElement {
  prepare();
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(hostConfig(options.theme));
  card.onExecuteAction = (action) => {
    if (action instanceof AdaptiveCards.OpenUrlAction) options.onOpen(action.url ?? '');
    else if (action instanceof AdaptiveCards.ExecuteAction) options.onAction?.({ kind: 'execute', id: action.id, verb: action.verb, data: action.data ?? {}, trigger: 'manual' });
    else if (action instanceof AdaptiveCards.SubmitAction) options.onAction?.({ kind: 'submit', id: action.id, data: action.data ?? {} });
  };
  card.onAnchorClicked = (_element, anchor) => {
    options.onOpen(anchor.href);
    return true;
  };
  try {
    card.parse(content);
    const rendered = card.render();
    if (rendered) return h('div', { class: 'card', role: 'group', 'aria-label': typeof card.speak === 'string' && card.speak ? card.speak : 'Card' }, rendered);
  } catch (problem) {
    console.warn('The card could not be drawn.', problem);
  }
  return h('div', { class: 'card broken' }, 'This card could not be displayed.');
}

interface SimpleCard { title?: string; subtitle?: string; text?: string; images?: { url: string; alt?: string }[] }

/** A hero or thumbnail card, as message extensions use for previews. */
export function renderSimpleCard(content: unknown): HTMLElement {
  const card = (content ?? {}) as SimpleCard;
  const image = card.images?.[0];
  return h('div', { class: 'simple-card' },
    image && /^(https?:|data:image\/)/.test(image.url) && h('img', { src: image.url, alt: image.alt ?? '' }),
    h('div', {}, card.title && h('strong', {}, card.title), card.subtitle && h('div', { class: 'subtle' }, card.subtitle), card.text && h('div', { class: 'subtle clamp' }, plain(card.text))));
}

/** The text of such a card may be written as HTML, its title and subtitle may not (Microsoft Learn, "Format cards in Microsoft Teams"). */
function plain(text: string): string {
  return /<[a-z][^>]*>|&\w+;/i.test(text) ? new DOMParser().parseFromString(text, 'text/html').body.textContent ?? '' : text;
}
