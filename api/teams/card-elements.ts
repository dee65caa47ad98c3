import type {
  Action, CardElement, IAdaptiveCard, IExecuteAction, IOpenUrlAction, IRichTextBlock, IShowCardAction, ITextRun,
} from '@microsoft/teams.cards';
import { intlLocale } from '../platform/words.ts';
import { readersLanguage, say } from './wording.ts';

/** What a button of ours carries: the verb to do, and the ids it is about. Never who acts. */
export type ActionData = Readonly<Record<string, string | number>>;

type RunStyle = Partial<Pick<ITextRun, 'weight' | 'size' | 'isSubtle' | 'color' | 'italic'>>;
type BlockStyle = Partial<Pick<IRichTextBlock, 'spacing' | 'separator' | 'horizontalAlignment'>>;

/**
 * Text shown exactly as it is. TextBlocks read Markdown, text runs do not, so whatever people typed
 * stands in a run; `{{` is split because both expand `{{DATE(…)}}`.
 */
export function run(text: string, style: RunStyle = {}): ITextRun {
  return { type: 'TextRun', text: text.replaceAll('{{', '{\u200B{'), ...style } as ITextRun;
}

export function paragraph(inlines: ITextRun | ITextRun[], style: BlockStyle = {}): CardElement {
  return { type: 'RichTextBlock', inlines: Array.isArray(inlines) ? inlines : [inlines], ...style } as CardElement;
}

/** `label: value` on one line, set as the reader's language sets a colon; the value is text that people typed. */
export function labelled(label: string, value: string, style: BlockStyle = { spacing: 'Small' }): CardElement {
  return paragraph([run(`${say('card.label', { label })} `, { weight: 'Bolder' }), run(value)], style);
}

/** A line above everything else that says what just happened or what is wrong. */
export function notice(text: string, kind: 'attention' | 'good' | 'accent' = 'attention'): CardElement {
  return { type: 'Container', style: kind, bleed: false, items: [paragraph(run(text, { weight: 'Bolder' }))] } as CardElement;
}

/** An instant in the reader's own date, time and zone; the host expands it. */
export function instant(at: Date): CardElement {
  const iso = at.toISOString().replace(/\.\d+Z$/, 'Z');
  return { type: 'TextBlock', text: `{{DATE(${iso}, SHORT)}}, {{TIME(${iso})}}`, isSubtle: true, spacing: 'None', wrap: true, size: 'Small' } as CardElement;
}

/** A day as people write it, such as 23 May 2027. */
export function writtenDay(day: string): string {
  return new Intl.DateTimeFormat(intlLocale(readersLanguage()), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/**
 * A button that acts in the card. Hosts without universal actions send the same as a submit, whose
 * data then carries the verb.
 */
export function execute(title: string, verb: string, data: ActionData, more: Partial<IExecuteAction> = {}): Action {
  return {
    type: 'Action.Execute', title, verb, data,
    fallback: { type: 'Action.Submit', title, data: { ...data, verb } }, ...more,
  } as Action;
}

/** A card that asks for its newest state when its reader sees it, by a verb that changes nothing (Microsoft, "Universal Actions for Adaptive Cards": at most 60 people; ours are one's own). */
export function refreshed(card: IAdaptiveCard, verb: string, data: ActionData, teamsUserId: string): IAdaptiveCard {
  return { ...card, refresh: { action: { type: 'Action.Execute', title: say('app.name'), verb, data }, userIds: [teamsUserId] } } as IAdaptiveCard;
}

export function showCard(title: string, body: CardElement[], actions: Action[], more: Partial<IShowCardAction> = {}): Action {
  return { type: 'Action.ShowCard', title, card: { type: 'AdaptiveCard', version: '1.5', body, actions }, ...more } as Action;
}

export function openUrl(title: string, url: string, more: Partial<IOpenUrlAction> = {}): Action {
  return { type: 'Action.OpenUrl', title, url, ...more } as Action;
}

export function adaptiveCard(body: CardElement[], actions: Action[], more: Partial<IAdaptiveCard> = {}): IAdaptiveCard {
  return {
    type: 'AdaptiveCard', version: '1.5', $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    body, ...(actions.length > 0 && { actions }), msteams: { width: 'Full' }, ...more,
  } as IAdaptiveCard;
}
