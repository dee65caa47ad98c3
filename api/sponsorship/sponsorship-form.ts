import type { Action, CardElement } from '@microsoft/teams.cards';
import { z } from 'zod';
import type { Person } from '../membership/membership-contract.ts';
import { writtenText } from '../platform/http/written-text.ts';
import { type ActionData, execute, paragraph, run } from '../teams/card-elements.ts';
import { say } from '../teams/wording.ts';
import { commitment, type Commitment, visibility } from './sponsorship-contract.ts';

/** The values of the card's inputs as they were sent; anything may be missing. */
export type Typed = Readonly<Record<string, unknown>>;

/** The inputs of a form, and the button that sends it. */
export interface CardForm { readonly body: CardElement[]; readonly action: Action }

const text = (typed: Typed, key: string): string | undefined =>
  typeof typed[key] === 'string' ? typed[key].slice(0, 1_000) : typeof typed[key] === 'number' ? String(typed[key]) : undefined;

/** Approve: what the sponsor commits to, filled in as asked, and the day to look at it again. */
export function approveForm(
  data: ActionData, ask: Commitment, review: { proposed: string; earliest: string; latest: string }, typed: Typed,
): CardForm {
  const hours = Number(text(typed, 'hours') ?? ask.memberHoursPerMonth);
  const day = text(typed, 'reviewOn') ?? review.proposed;
  return {
    body: elements(
      paragraph(run(say('sponsorship.form.commit'))),
      {
        type: 'Input.Number', id: 'hours', label: say('sponsorship.form.hours'), min: 0, max: 40,
        value: Number.isFinite(hours) ? hours : ask.memberHoursPerMonth, isRequired: true, errorMessage: say('sponsorship.form.hoursError'),
      },
      {
        type: 'Input.Text', id: 'budget', label: say('sponsorship.form.budget'), maxLength: 200,
        value: text(typed, 'budget') ?? ask.budget, placeholder: say('sponsorship.form.budgetHint'),
      },
      {
        type: 'Input.ChoiceSet', id: 'visibility', label: say('sponsorship.form.visibility'), style: 'compact',
        value: text(typed, 'visibility') ?? ask.visibility, isRequired: true, errorMessage: say('sponsorship.form.visibilityError'),
        choices: visibility.options.map((value) => ({ title: say(`visibility.${value}`), value })),
      },
      {
        type: 'Input.Date', id: 'reviewOn', label: say('sponsorship.form.review'), value: day, min: review.earliest, max: review.latest,
        isRequired: true, errorMessage: say('sponsorship.form.reviewError'),
      },
    ),
    action: execute(say('sponsorship.form.approveNow'), 'sponsorship.approve', data, { style: 'positive' }),
  };
}

export function declineForm(data: ActionData, asker: string, typed: Typed): CardForm {
  return {
    body: elements({
      type: 'Input.Text', id: 'reason', label: say('sponsorship.form.reason', { asker }), isMultiline: true, maxLength: 500,
      value: text(typed, 'reason') ?? '', isRequired: true, errorMessage: say('sponsorship.form.reasonError', { asker }),
    }),
    action: execute(say('sponsorship.form.declineNow'), 'sponsorship.decline', data, { style: 'destructive' }),
  };
}

export function passOnForm(data: ActionData, typed: Typed): CardForm {
  return {
    body: elements({
      type: 'Input.Text', id: 'person', label: say('sponsorship.form.person'), maxLength: 100,
      value: text(typed, 'person') ?? '', isRequired: true, errorMessage: say('sponsorship.form.personError'),
    }),
    action: execute(say('sponsorship.form.passOnNow'), 'sponsorship.passOn', data),
  };
}

/** The same name, several people: who is meant? */
export function chooseForm(data: ActionData, candidates: readonly Person[]): CardForm {
  return {
    body: elements({
      type: 'Input.ChoiceSet', id: 'personId', label: say('sponsorship.form.choose'), style: 'expanded', wrap: true, isRequired: true,
      errorMessage: say('sponsorship.form.chooseError'),
      choices: candidates.map((one) => ({
        // Choices read Markdown in some hosts; names do not need its characters.
        title: [one.displayName, one.jobTitle, one.department].filter(Boolean).join(', ').replace(/[*_[\]()`~#]/g, ' '),
        value: one.id,
      })),
    }),
    action: execute(say('sponsorship.form.passOnNow'), 'sponsorship.passOn', data),
  };
}

/** What an approving card must send: numbers arrive as text from some hosts. */
export const approvedValues = z.object({
  hours: z.coerce.number(), budget: z.string().nullish().transform((value) => value ?? ''), visibility: z.string(), reviewOn: z.iso.date(),
}).transform(({ hours, budget, visibility: shown, reviewOn }) => ({ memberHoursPerMonth: hours, budget, visibility: shown, reviewOn }))
  .pipe(commitment.extend({ reviewOn: z.iso.date() }));
export const declinedValues = z.object({ reason: writtenText().min(1).max(500) });
export const passedOnValues = z.union([
  z.object({ personId: z.guid() }),
  z.object({ person: writtenText().min(1).max(100) }),
]);

const elements = (...items: object[]): CardElement[] => items as CardElement[];
