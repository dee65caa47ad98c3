import { z } from 'zod';
import type { Services } from '../platform/services.ts';
import type { CardActionContext, CardActionHandlers, CardAnswer } from '../teams/card-actions.ts';
import { say } from '../teams/wording.ts';
import { answerSponsorship } from './answer-sponsorship.ts';
import { reconcileCopy } from './card-copies.ts';
import { findBetterPlaced } from './find-better-placed.ts';
import { type CardResponse, decisionCard, sponsorshipCard, type SponsorshipCardView, sponsorshipVerbs } from './sponsorship-card.ts';
import { approvedValues, declinedValues, passedOnValues } from './sponsorship-form.ts';
import { cardViewOf } from './sponsorship-read-model.ts';
import type { Answer, Refusal } from './sponsorship.ts';

const about = z.object({ cardId: z.guid() });

type Form = NonNullable<CardResponse['form']>;

/** What the buttons of a sponsoring card do. Who acts is the activity's sender; the card says only what it is about. */
export function sponsorshipActions(services: Services): CardActionHandlers {
  const { database, settings, clock } = services;

  const find = (tenantId: string, cardId: string) => database.inTenant(tenantId, (trx) => cardViewOf(trx, tenantId, cardId, settings, clock()));

  /** Finds the copy that was acted on, makes sure that it is this person's, and gives the card to answer with. */
  const concerning = (act: (view: SponsorshipCardView, context: CardActionContext) => Promise<CardResponse>) =>
    async (context: CardActionContext): Promise<CardAnswer> => {
      const { tenantId, personId, sighting } = context;
      const ids = about.safeParse(context.data);
      if (!ids.success) return { refused: say('sponsorship.notice.invalid') };
      const found = await find(tenantId, ids.data.cardId);
      if (!found) return { message: say('sponsorship.notice.gone') };
      const { copy, view } = found;
      if (personId !== copy.person_id) {
        return { message: say(personId === view.request.askedBy ? 'sponsorship.notice.own-request' : 'sponsorship.notice.not-the-one-asked', { sponsor: view.sponsor }) };
      }
      if (sighting) await reconcileCopy(services, tenantId, copy.id, sighting);
      if (copy.kind === 'told') return { card: decisionCard(view) };
      const response = await act(view, context);
      return { card: sponsorshipCard((await find(tenantId, copy.id))?.view ?? view, response) };
    };

  /** An answer that comes after a decision changes nothing and says who decided. */
  const answering = (act: (view: SponsorshipCardView, context: CardActionContext) => Promise<CardResponse>) =>
    concerning(async (view, context) => (view.request.state === 'asked' ? act(view, context) : { notice: await decidedBefore(context.tenantId, view) }));

  async function answered(view: SponsorshipCardView, context: CardActionContext, form: Form, answer: Answer): Promise<CardResponse> {
    const outcome = await answerSponsorship(services, context, view.request.id, answer);
    if (outcome.ok) return {};
    if (outcome.refusal === 'already-decided') return { notice: await decidedBefore(context.tenantId, view) };
    return { notice: say(`sponsorship.notice.${outcome.refusal}`, await namesFor(context.tenantId, view, outcome.refusal, answer)), form, typed: context.data };
  }

  async function decidedBefore(tenantId: string, view: SponsorshipCardView): Promise<string> {
    const { request, decidedBy } = (await find(tenantId, view.cardId))?.view ?? view;
    return say('sponsorship.notice.already-decided', { state: say(`sponsorship.state.${request.state}`), person: decidedBy ?? '' });
  }

  async function namesFor(tenantId: string, view: SponsorshipCardView, refusal: Refusal | 'gone', answer: Answer): Promise<Record<string, string>> {
    const names = { asker: view.asker, sponsor: view.sponsor, person: '' };
    if (refusal !== 'passed-on-before' || answer.kind !== 'pass-on') return names;
    const found = await findBetterPlaced(services, tenantId, { personId: answer.to });
    return found.kind === 'one' ? { ...names, person: found.person.displayName } : names;
  }

  async function passOn(view: SponsorshipCardView, context: CardActionContext): Promise<CardResponse> {
    const back = (notice: string): CardResponse => ({ notice, form: 'pass-on', typed: context.data });
    const values = passedOnValues.safeParse(context.data);
    if (!values.success) return back(say('sponsorship.form.personError'));
    const named = values.data;
    if ('person' in named && named.person.length < 2) return back(say('sponsorship.notice.too-short'));
    const found = await findBetterPlaced(services, context.tenantId, named);
    switch (found.kind) {
      case 'unreachable': return back(say('sponsorship.notice.directory-unreachable'));
      case 'one': return answered(view, context, 'pass-on', { kind: 'pass-on', to: found.person.id });
      case 'several':
        if (found.people.length === 0) return back(say('sponsorship.notice.nobody-found', { typed: 'person' in named ? named.person : '' }));
        return { form: 'pass-on', candidates: found.people, typed: context.data };
    }
  }

  return {
    [sponsorshipVerbs.refresh]: concerning(async () => ({})),
    [sponsorshipVerbs.back]: concerning(async () => ({})),
    [sponsorshipVerbs.approve]: answering(async (view, context) => {
      const values = approvedValues.safeParse(context.data);
      if (!values.success) return { notice: say('sponsorship.notice.invalid'), form: 'approve', typed: context.data };
      const { reviewOn, ...commitment } = values.data;
      return answered(view, context, 'approve', { kind: 'approve', commitment, reviewOn });
    }),
    [sponsorshipVerbs.decline]: answering(async (view, context) => {
      const values = declinedValues.safeParse(context.data);
      if (!values.success) return { notice: say('sponsorship.notice.reason-missing'), form: 'decline', typed: context.data };
      return answered(view, context, 'decline', { kind: 'decline', reason: values.data.reason });
    }),
    [sponsorshipVerbs.passOn]: answering(passOn),
  };
}
