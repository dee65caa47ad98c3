import type { IAdaptiveCard } from '@microsoft/teams.cards';
import { noticeCard } from './greeting-card.ts';
import type { Sighting } from '../sponsorship/card-copies.ts';

/** Someone pressed a button of a card, or the card asked for its newest state. */
export interface CardActionContext {
  /** From the validated activity, never from the card. */
  readonly tenantId: string;
  readonly personId: string;
  readonly displayName: string;
  /** The person’s id as the bot service knows it. */
  readonly teamsUserId: string;
  /** The button's data and the values of the inputs; not trusted. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The message that holds the card, where the host says so. */
  readonly sighting: Sighting | null;
}

/** A card to show instead, a sentence, or a refusal of what was sent. */
export type CardAnswer = { readonly card: IAdaptiveCard } | { readonly message: string } | { readonly refused: string };

/** What a card shows that asked for its newest state: a sentence stands in it, so that no button is left of what is over. */
export const inPlace = (answer: (context: CardActionContext) => Promise<CardAnswer>) => async (context: CardActionContext): Promise<CardAnswer> => {
  const shown = await answer(context);
  return 'message' in shown ? { card: noticeCard(shown.message) } : shown;
};
export type CardActionHandlers = Readonly<Record<string, (context: CardActionContext) => Promise<CardAnswer>>>;
