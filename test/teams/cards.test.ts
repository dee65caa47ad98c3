import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { reminderCard } from '../../api/rhythm/reminders/reminder-card.ts';
import { closingCard, decisionCard, sponsorshipCard, type SponsorshipCardView } from '../../api/sponsorship/sponsorship-card.ts';
import type { SponsorshipRequest } from '../../api/sponsorship/sponsorship.ts';
import { sharingCard } from '../../api/launch/sharing-card.ts';
import { communityCard, joinedCard } from '../../api/teams/community-card.ts';
import { helpCard, welcomeCard } from '../../api/teams/greeting-card.ts';
import { readIn } from '../../api/teams/wording.ts';
import { launchBrowser, openContext } from '../support/browser.ts';
import type { Wire } from './wire.ts';

const require = createRequire(import.meta.url);
// Its modules name one another in a way that only bundlers follow; the file for pages is whole.
const AdaptiveCards = require('adaptivecards/dist/adaptivecards.min.js') as typeof import('adaptivecards');

const now = new Date('2026-11-23T10:00:00Z');
const name = 'Test rigs & **benches** <i>of all kinds</i> in a name that is as long as a name of a community may get to be';

function buildView(changes: Partial<SponsorshipRequest> = {}): SponsorshipCardView {
  const decided = changes.state !== undefined && changes.state !== 'asked';
  return {
    request: {
      id: '11111111-1111-4111-8111-111111111111', communityId: '33333333-3333-4333-8333-333333333333', state: 'asked', version: 1, sponsorId: 's', askedBy: 'a', askedAt: now,
      ask: { whyNow: 'Three plants rebuild the same rig this year. '.repeat(20), memberHoursPerMonth: 4, budget: 'Travel', visibility: 'speak-at-launch' },
      commitment: null, reviewOn: null, declineReason: null, decidedBy: decided ? 's' : null, decidedAt: decided ? now : null, passedTo: null, ...changes,
    },
    community: { id: '33333333-3333-4333-8333-333333333333', name, about: 'People who build test rigs.' },
    sponsor: 'Marta Lindqvist', asker: 'Aylin Demir', decidedBy: decided ? 'Marta Lindqvist' : null, passedTo: changes.passedTo ? 'Ann Berg' : null,
    pageUrl: 'https://teams.microsoft.com/l/entity/x/communities', cardId: '22222222-2222-4222-8222-222222222222', refreshFor: ['29:x'],
    review: { proposed: '2027-05-23', earliest: '2026-11-24', latest: '2028-11-23' },
  };
}

const approved = buildView({ state: 'approved', commitment: { memberHoursPerMonth: 0, budget: '', visibility: 'none' }, reviewOn: '2027-05-23' });
const links = { page: 'https://x.example', charter: 'https://x.example/charter' };
const shared = { id: 'c', name, about: 'What we do', unit: 'Engineering', memberCount: 1 };
const talk = {
  interviewId: '33333333-3333-4333-8333-333333333333', version: 2, toldVersion: 1, intervieweeId: 'x', interviewer: name, idea: { name, about: 'Valves **stick**' }, pageUrl: 'https://teams.microsoft.com/l/entity/x/communities',
  shares: [{ id: '44444444-4444-4444-8444-444444444444', kind: 'issue' as const, words: `${name} {{DATE}}`, state: 'asked' as const }, { id: '55555555-5555-4555-8555-555555555555', kind: 'would-lead' as const, words: 'Would help', state: 'asked' as const }],
};
const person = (id: string) => ({ id, displayName: `Ann **${id}**`, jobTitle: 'Engineer', department: null });
const cards: Record<string, object> = {
  asked: sponsorshipCard(buildView()),
  'asked, approving': sponsorshipCard(buildView(), { form: 'approve', notice: 'Look', typed: { hours: 'many', reviewOn: '2026-01-01' } }),
  'asked, declining': sponsorshipCard(buildView(), { form: 'decline' }),
  'asked, passing on': sponsorshipCard(buildView(), { form: 'pass-on', typed: { person: 'Ann' } }),
  'asked, choosing': sponsorshipCard(buildView(), { form: 'pass-on', candidates: [person('1'), person('2')] }),
  'told that it was closed': closingCard('closed', { person: 'Aylin Demir', community: name }, 'https://teams.microsoft.com/l/entity/x/communities'),
  'told that it goes on': closingCard('reopened', { person: 'Aylin Demir', community: name }, 'https://teams.microsoft.com/l/entity/x/communities'),
  approved: sponsorshipCard(approved),
  declined: sponsorshipCard(buildView({ state: 'declined', declineReason: 'No' }), { notice: 'Before' }),
  'passed on': sponsorshipCard(buildView({ state: 'passed-on', passedTo: 'p' })),
  withdrawn: sponsorshipCard(buildView({ state: 'withdrawn' })),
  told: decisionCard(approved), 'told of passing on': decisionCard(buildView({ state: 'passed-on', passedTo: 'p' })), 'told of declining': decisionCard(buildView({ state: 'declined', declineReason: 'No' })),
  shared: communityCard(shared, links), joined: joinedCard(shared, links, false), 'in already': joinedCard(shared, links, true),
  'what may be shared of a talk': sharingCard(talk), 'what is shared of a talk': sharingCard({ ...talk, shares: talk.shares.map((share) => ({ ...share, state: 'agreed' as const })) }, 'Changed'), 'nothing shared of a talk': sharingCard({ ...talk, shares: [] }),
  'a reminder': reminderCard({
    subject: name, startsAt: new Date('2026-12-01T13:00:00Z'), endsAt: new Date('2026-12-01T14:00:00Z'), allDay: false, location: 'Hall **4**', joinUrl: 'https://teams.microsoft.com/l/meetup-join/x', webUrl: 'https://outlook.office.com/x',
    timeZone: 'Europe/Berlin', community: { id: 'c', name }, activityUrl: 'https://teams.microsoft.com/l/entity/x/communities',
  }),
  welcome: welcomeCard('https://x.example'), help: helpCard('https://x.example'),
};

/** What Microsoft's reference implementation finds wrong when it reads the card as version 1.5. */
function problemsOf(card: object): string[] {
  const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
  new AdaptiveCards.AdaptiveCard().parse(card, context);
  return Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
}

describe('every card', () => {
  it('is an Adaptive Card 1.5', () => {
    for (const [which, card] of Object.entries(cards)) expect([which, problemsOf(card)]).toEqual([which, []]);
    expect(problemsOf({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'x', size: 'Gigantic' }] })).not.toEqual([]);
  });

  it('sets the colon after a label as the reader’s language does', () => {
    const asked = (language: 'en' | 'fr') => JSON.stringify(readIn(language, () => sponsorshipCard(buildView())));
    expect([asked('en').includes('"Budget: "'), asked('fr').includes('"Budget\u00a0: "')]).toEqual([true, true]);
  });

  it('takes names that look like a template of ours as text', () => {
    const odd = '$t(find.gone) {{community}}';
    const text = JSON.stringify([joinedCard({ ...shared, name: odd }, links, false), decisionCard({ ...approved, sponsor: odd })]).replaceAll('\u200B', '');
    expect(text.split(odd).length - 1).toBe(3);
  });

  it('is small enough for Teams (28 KB in a channel)', () => {
    for (const [which, card] of Object.entries(cards)) expect([which, JSON.stringify(card).length < 28_000]).toEqual([which, true]);
  });

  it('has a fallback for each of its actions that hosts without universal actions can send', () => {
    for (const action of JSON.stringify(cards).match(/"type":"Action\.Execute"(?:(?!"type":"Action\.Execute").)*/g) ?? []) {
      if (action.includes('sponsorship.refresh')) continue;
      expect(action).toContain('"fallback":{"type":"Action.Submit"');
    }
  });

  it('says what it asks in the words of the organisation, none of its keys left over', () => {
    expect(JSON.stringify(cards)).not.toMatch(/"text":"(sponsorship|bot|find|visibility)\.[a-zA-Z.]+"/);
    expect(JSON.stringify(cards)).not.toContain('undefined');
  });
});

describe('rendered on a phone', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
    page = await (await openContext(browser, { width: 320 })).newPage();
    await page.setContent('<style>body{margin:0;font:14px sans-serif}input,select,textarea{max-width:100%;box-sizing:border-box}</style><main></main>');
    await page.addScriptTag({ content: readFileSync(require.resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8') });
  }, 60_000);
  afterAll(async () => { await browser?.close(); });

  const show = (card: object) => page.evaluate((json) => {
    const library = (window as Wire).AdaptiveCards;
    const view = new library.AdaptiveCard();
    // Teams lays actions out below each other on a narrow screen.
    view.hostConfig = new library.HostConfig({ supportsInteractivity: true, actions: { maxActions: 6, actionsOrientation: 'vertical', actionAlignment: 'stretch' } });
    view.parse(json, new library.SerializationContext(library.Versions.v1_5));
    const main = document.querySelector('main')!;
    main.replaceChildren(view.render());
    return { text: main.innerText, overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth, markup: main.querySelectorAll('i, b, img, script').length };
  }, card);

  it('fits, and shows what people typed as they typed it', async () => {
    for (const [which, card] of Object.entries(cards)) {
      const { text, overflow, markup } = await show(card);
      expect([which, overflow, markup]).toEqual([which, 0, 0]);
      if (!['welcome', 'help'].includes(which)) expect(text).toContain(name);
    }
  });

  it('says what is wrong with an answer where it was typed', async () => {
    const { text } = await show(sponsorshipCard(buildView(), { form: 'decline', notice: 'Give a reason first' }));
    expect(text.indexOf('Give a reason first')).toBeGreaterThan(text.indexOf(name));
  });

  it('opens the approving form filled in with what is asked and a review in six months', async () => {
    await show(cards['asked']!);
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    expect(await page.getByLabel('Hours a month').inputValue()).toBe('4');
    expect(await page.getByLabel('Budget').inputValue()).toBe('Travel');
    expect(await page.getByLabel('Look at this again on').inputValue()).toBe('2027-05-23');
    expect(await page.getByLabel('What you do to make it seen').inputValue()).toBe('speak-at-launch');
  });
});
