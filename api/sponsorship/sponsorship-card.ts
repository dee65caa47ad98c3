import type { Action, CardElement, IAdaptiveCard, ITextRun } from '@microsoft/teams.cards';
import {
  adaptiveCard, execute, instant, labelled, notice, openUrl, paragraph, run, showCard, writtenDay,
} from '../teams/card-elements.ts';
import type { Key } from '../platform/words.ts';
import { say } from '../teams/wording.ts';
import type { Person } from '../membership/membership-contract.ts';
import type { Commitment } from './sponsorship-contract.ts';
import { approveForm, chooseForm, declineForm, passOnForm, type Typed } from './sponsorship-form.ts';
import type { SponsorshipRequest } from './sponsorship.ts';

/** The verbs of the card's buttons. */
export const sponsorshipVerbs = {
  refresh: 'sponsorship.refresh', approve: 'sponsorship.approve', decline: 'sponsorship.decline',
  passOn: 'sponsorship.passOn', back: 'sponsorship.back',
} as const;

/** Everything a card shows. Names are as people typed them. */
export interface SponsorshipCardView {
  readonly request: SponsorshipRequest;
  readonly community: { readonly id: string; readonly name: string; readonly about: string };
  readonly sponsor: string;
  readonly asker: string;
  readonly decidedBy: string | null;
  readonly passedTo: string | null;
  /** Link to the community's page in the tab. */
  readonly pageUrl: string;
  /** Which copy this is, so that one that nobody noted down can be found again. */
  readonly cardId: string;
  /** Ids in Teams of those for whom an open card asks for its newest state; at most 60. */
  readonly refreshFor: readonly string[];
  readonly review: { readonly proposed: string; readonly earliest: string; readonly latest: string };
}

/** What the last click came to, when the request stays open. */
export interface CardResponse {
  readonly notice?: string;
  /** The form to show opened, with what was typed in it, so that nothing is lost. */
  readonly form?: 'approve' | 'decline' | 'pass-on';
  readonly typed?: Typed;
  /** People who might be meant, when a name fits several. */
  readonly candidates?: readonly Person[];
}

/** The card that a person who is asked gets, in the state that the request is in (start-up guide N1). */
export function sponsorshipCard(view: SponsorshipCardView, response: CardResponse = {}): IAdaptiveCard {
  const { request } = view;
  const said = response.notice ? [notice(response.notice)] : [];
  // What is wrong with an answer is said where it was typed: on a phone, the top of the card is out of sight by then.
  const inForm = request.state === 'asked' && response.form !== undefined;
  const [body, actions] = request.state === 'asked' ? openRequest(view, response, inForm ? said : []) : decidedRequest(view);
  return adaptiveCard([...(inForm ? [] : said), ...body], actions, refreshOf(view));
}

/** An open card asks for its newest state; that is also how a copy that nobody noted is found again. */
function refreshOf(view: SponsorshipCardView): Partial<IAdaptiveCard> {
  return {
    refresh: {
      action: { type: 'Action.Execute', title: say('sponsorship.open'), verb: sponsorshipVerbs.refresh, data: dataOf(view) },
      userIds: view.refreshFor.slice(0, 60),
    },
  } as Partial<IAdaptiveCard>;
}

/** What is said to the coordinator of a request that is decided. */
export const outcomeKey = (state: SponsorshipRequest['state']): Key => (state === 'asked' || state === 'withdrawn' ? `sponsorship.headline.${state}` : `sponsorship.told.${state}`);

/** What the coordinator is told once the request is decided. */
export function decisionCard(view: SponsorshipCardView): IAdaptiveCard {
  const { request, community, sponsor, passedTo } = view;
  const body: CardElement[] = [
    paragraph(run(say(outcomeKey(request.state), { sponsor, community: community.name, passedTo: passedTo ?? '' }), { weight: 'Bolder', size: 'Medium' })),
    ...outcome(view),
  ];
  if (request.state === 'passed-on') body.push(paragraph(run(say('sponsorship.told.passedOnNext', { passedTo: passedTo ?? '' }))));
  if (request.state === 'declined') body.push(paragraph(run(say('sponsorship.told.declinedNext'))));
  return adaptiveCard(body, [openUrl(say('sponsorship.open'), view.pageUrl)], refreshOf(view));
}

/** What the sponsor is told when the community was closed, or opened again. */
export function closingCard(what: 'closed' | 'reopened', words: { person: string; community: string }, pageUrl: string): IAdaptiveCard {
  return adaptiveCard([
    paragraph(run(say(`sponsorship.${what}.headline`, words), { weight: 'Bolder', size: 'Medium' })), paragraph(run(say(`sponsorship.${what}.says`, words))),
  ], [openUrl(say('sponsorship.open'), pageUrl)]);
}

function openRequest(view: SponsorshipCardView, response: CardResponse, said: readonly CardElement[]): [CardElement[], Action[]] {
  const { request, community, asker } = view;
  const body = [
    paragraph(run(say('sponsorship.asks', { asker }), { isSubtle: true })),
    paragraph(run(community.name, { weight: 'Bolder', size: 'Large' }), { spacing: 'Small' }),
    paragraph(run(community.about), { spacing: 'Small' }),
    labelled(say('sponsorship.whyNow'), request.ask.whyNow, { spacing: 'Medium' }),
    paragraph(run(say('sponsorship.asked'), { weight: 'Bolder' }), { spacing: 'Medium', separator: true }),
    ...commitmentLines(request.ask),
    // A link rather than a fourth button: three fit side by side on a phone.
    paragraph({ ...run(say('sponsorship.open')), selectAction: { type: 'Action.OpenUrl', url: view.pageUrl } } as ITextRun, { spacing: 'Small' }),
  ];
  const typed = response.typed ?? {};
  const data = dataOf(view);
  const forms = {
    approve: () => approveForm(data, request.ask, view.review, typed),
    decline: () => declineForm(data, asker, typed),
    'pass-on': () => response.candidates ? chooseForm(data, response.candidates) : passOnForm(data, typed),
  };
  if (response.form) {
    const form = forms[response.form]();
    return [[...body, { type: 'Container', separator: true, spacing: 'Medium', items: [...said, ...form.body] } as CardElement],
      [form.action, execute(say('sponsorship.back'), sponsorshipVerbs.back, data, { associatedInputs: 'none' })]];
  }
  const [approve, decline, passOn] = [forms.approve(), forms.decline(), forms['pass-on']()];
  return [body, [
    showCard(say('sponsorship.approve'), approve.body, [approve.action], { style: 'positive' }),
    showCard(say('sponsorship.decline'), decline.body, [decline.action]),
    showCard(say('sponsorship.passOn'), passOn.body, [passOn.action]),
  ]];
}

function decidedRequest(view: SponsorshipCardView): [CardElement[], Action[]] {
  const { request, community, sponsor, passedTo } = view;
  const good = request.state === 'approved';
  return [[
    paragraph(run(say(`sponsorship.state.${request.state}`), { weight: 'Bolder', color: good ? 'Good' : 'Default' })),
    paragraph(run(community.name, { weight: 'Bolder', size: 'Large' }), { spacing: 'Small' }),
    paragraph(run(say(`sponsorship.headline.${request.state}`, { sponsor, passedTo: passedTo ?? '' })), { spacing: 'Small' }),
    ...outcome(view),
  ], [openUrl(say('sponsorship.open'), view.pageUrl)]];
}

function outcome({ request }: SponsorshipCardView): CardElement[] {
  const lines: CardElement[] = request.decidedAt ? [instant(request.decidedAt)] : [];
  if (request.commitment) lines.push(...commitmentLines(request.commitment));
  if (request.reviewOn) lines.push(labelled(say('sponsorship.reviewOn'), writtenDay(request.reviewOn)));
  if (request.declineReason) lines.push(labelled(say('sponsorship.reason'), request.declineReason));
  return lines;
}

function commitmentLines(of: Commitment): CardElement[] {
  return [
    labelled(say('sponsorship.time'), say('sponsorship.hours', { count: of.memberHoursPerMonth })),
    labelled(say('sponsorship.budget'), of.budget === '' ? say('sponsorship.noBudget') : of.budget),
    labelled(say('sponsorship.visibility'), say(`visibility.${of.visibility}`)),
  ];
}

const dataOf = ({ request, cardId }: SponsorshipCardView) => ({ cardId, version: request.version });
