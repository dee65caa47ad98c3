import type { IAdaptiveCard } from '@microsoft/teams.cards';
import type { Sighting } from '../sponsorship/card-copies.ts';

/** Someone pressed a button of a card, or the card asked for its newest state. */
export interface CardActionContext {
  /** From the validated activity, never from the card. */
  readonly tenantId: string;
  readonly personId: string;
  readonly displayName: string;
  /** The button's data and the values of the inputs; not trusted. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The message that holds the card, where the host says so. */
  readonly sighting: Sighting | null;
}

/** A card to show instead, a sentence, or a refusal of what was sent. */
export type CardAnswer = { readonly card: IAdaptiveCard } | { readonly message: string } | { readonly refused: string };
export type CardActionHandlers = Readonly<Record<string, (context: CardActionContext) => Promise<CardAnswer>>>;
