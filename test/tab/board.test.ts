import { expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { buildLead, idOf } from './support/builders.ts';
import { Refusal } from './support/fake-api.ts';
import { boardApi, buildAssessment, buildCard, buildOpportunity, buildPilot, evidenceApi } from './support/launch-builders.ts';
import { tabSuite } from './support/tab-suite.ts';

const suite = tabSuite();
const lead = { getMe: () => buildLead() };

it('takes an idea of a name and a sentence with the keyboard alone, once however often it is sent', async () => {
  const { tab, page, api } = await suite.start({ page: '/launch', handlers: boardApi([], { all: false }).handlers });
  await tab.focus('button:has-text("Propose an idea")');
  await page.keyboard.press('Enter');
  await tab.waitForFunction(() => document.activeElement?.textContent === 'Propose an idea' && document.activeElement.tagName === 'H2');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await tab.waitForSelector('text=Give it a name of at least two letters');
  await page.keyboard.type('Leaking seals');
  await page.keyboard.press('Tab');
  await page.keyboard.type('They leak at three sites.');
  await tab.dblclick('button:has-text("Propose it")');
  await tab.waitForSelector('text=Leaking seals is on the board');
  await tab.waitForSelector('h3:has-text("Leaking seals")');
  const sent = api.named('proposeOpportunity');
  expect(new Set(sent.map(({ params }) => params['opportunityId'])).size).toBe(1);
  expect(sent[0]!.body).toEqual({ name: 'Leaking seals', about: 'They leak at three sites.' });
});

it('is moved by its menu with the keyboard and moved back, and by dragging; pilots say their stage themselves', async () => {
  const { tab, api } = await suite.start({ page: '/launch', width: 1440, height: 900, handlers: { ...lead, ...boardApi([buildCard(0), buildPilot(1)]).handlers } });
  await tab.press('[aria-label="Move Leaking seals"]', 'Enter');
  await tab.press('[role=menuitem]:has-text("Move to Exploring")', 'Enter');
  await tab.waitForSelector('text=Leaking seals is at Exploring now');
  await tab.waitForSelector('section:has(#stage-exploring) >> text=Leaking seals');
  await tab.press('button:has-text("Undo")', 'Enter');
  await tab.waitForSelector('section:has(#stage-idea) >> text=Leaking seals');
  await tab.dragAndDrop('li:has-text("Leaking seals") >> nth=-1', 'section:has(#stage-preparing)');
  await tab.waitForSelector('section:has(#stage-preparing) >> text=Leaking seals');
  await eventually(() => expect(api.named('moveOpportunity').map(({ body }) => body)).toEqual([{ from: 'idea', stage: 'exploring', learned: '' }, { from: 'exploring', stage: 'idea' }, { from: 'idea', stage: 'preparing', learned: '' }]));
  expect(await tab.locator('[aria-label="Move Data that nobody owns"]').count()).toBe(0);
});

it('is let go with what was learned and taken up again, and says who was faster', async () => {
  const cards = boardApi([buildCard(0)]);
  const { tab, api } = await suite.start({ page: '/launch', handlers: { ...lead, ...cards.handlers } });
  await tab.press('[aria-label="Move Leaking seals"]', 'Enter');
  await tab.press('[role=menuitem]:has-text("Let it go")', 'Enter');
  await tab.fill('textarea', 'The supplier mends it.');
  await tab.click('button:has-text("Let it go")');
  await tab.waitForSelector('section:has(#stage-let-go) >> text=The supplier mends it.');
  api.handlers['moveOpportunity'] = () => new Refusal(409, 'opportunity-moved', { detail: 'Bruno Okafor moved this meanwhile, to “exploring”.', remedy: 'Look where it is now.' });
  await tab.click('[aria-label="Take it up again: Leaking seals"]');
  await tab.waitForSelector('text=Bruno Okafor moved this meanwhile');
});

it('leads from an idea that is prepared to the wizard with name, sentence and domain filled in, once, and goes on with it when asked again', async () => {
  const card = buildCard(0, { stage: 'preparing', next: 'create-community', launchOn: null, nextStep: '' });
  const kept: { id: string; updatedAt: string; content: Record<string, unknown> }[] = [];
  const { tab, api } = await suite.start({
    page: `/launch/${card.id}`, handlers: {
      ...boardApi([card]).handlers, listDrafts: () => ({ items: kept }),
      saveDraft: ({ params, body }) => { const draft = { id: params['draftId']!, updatedAt: '2026-11-24T09:00:00Z', ...body as { content: Record<string, unknown> } }; kept.splice(0, 1, draft); return draft; },
    },
  });
  await tab.click('button:has-text("Create the community")');
  await tab.click('text=Shared problem');
  await tab.click('button:has-text("Next")');
  await tab.waitForFunction((name) => (document.querySelector('input[maxlength="120"]') as HTMLInputElement | null)?.value === name, card.name);
  expect(kept[0]!.content).toMatchObject({ name: card.name, about: card.about, charter: { domain: card.about }, opportunityId: card.id });
  await tab.evaluate(() => history.go(-1));
  await tab.click('button:has-text("Create the community")');
  await tab.waitForFunction((name) => (document.querySelector('input[maxlength="120"]') as HTMLInputElement | null)?.value === name, card.name);
  await eventually(() => expect(new Set(api.named('saveDraft').map(({ params }) => params['draftId'])).size).toBe(1));
});

it('changes only what was changed, and tells what another changed meanwhile', async () => {
  const card = buildCard(0);
  const { tab, api } = await suite.start({ page: `/launch/${card.id}`, handlers: boardApi([card]).handlers });
  await tab.click('button:has-text("Change the words")');
  await tab.fill('input[type=date]', '2027-03-01');
  await tab.click('button:has-text("Save")');
  await tab.waitForSelector('text=Launch on 1 March 2027');
  await eventually(() => expect(api.named('changeOpportunity')[0]!.body).toEqual({ launchOn: { before: null, after: '2027-03-01' } }));
  api.handlers['changeOpportunity'] = () => new Refusal(409, 'opportunity-changed', { detail: 'Someone changed this meanwhile.' });
  await tab.click('button:has-text("Change the words")');
  await tab.fill('textarea', 'Other words');
  await tab.click('button:has-text("Save")');
  await tab.waitForSelector('text=Someone changed this meanwhile');
  expect(await tab.inputValue('textarea')).toBe('Other words');
});

it('shows views side by side, takes one’s own with the keyboard and takes it back, and notes what is there already', async () => {
  const card = buildCard(2, { nextStep: '' });
  const { tab, page, api } = await suite.start({ page: `/launch/${card.id}`, handlers: { ...boardApi([card]).handlers, ...evidenceApi(card, { 0: [buildAssessment(1, { verdict: 'no', note: 'I never heard of it.' })] }) } });
  await tab.waitForSelector('text=0 of 5, 2 not looked at yet');
  await tab.press('[aria-label="Say how you see it: A problem that people already talk about"]', 'Enter');
  await tab.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  await page.keyboard.type('They ask me.');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await tab.press('form button:has-text("Save")', 'Enter');
  await tab.waitForSelector('text=as people see it differently');
  await tab.waitForSelector('text=They ask me.');
  await tab.press('button:has-text("Undo")', 'Enter');
  await tab.waitForSelector('text=They ask me.', { state: 'detached' });
  await tab.click('[aria-label="Note it: Manufacturing"]');
  expect(await tab.inputValue('textarea')).toBe('The team “Manufacturing” has files about it.');
  await eventually(() => expect(api.named('assess')[1]!.body).toEqual({ verdict: null, note: '' }));
});

it('is linked to a community that is there already, and taken back', async () => {
  const card = buildCard(2, { nextStep: '' });
  const { handlers } = boardApi([card]);
  let linked: string | null = null;
  const community = { id: idOf(2, 1), name: 'Data stewards', stage: 'maturing', closed: false } as const;
  const shown = () => buildOpportunity(card, { community: linked === null ? null : community });
  const { tab, api } = await suite.start({ page: `/launch/${card.id}`, handlers: { ...handlers, ...evidenceApi(card), getOpportunity: shown, linkOpportunity: ({ body }) => { linked = (body as { communityId: string | null }).communityId; return shown(); } } });
  await tab.press('[aria-label="It became this one: Data stewards"]', 'Enter');
  await tab.waitForSelector('text=The idea is linked to Data stewards.');
  await tab.press('button:has-text("Undo")', 'Enter');
  await tab.press('[aria-label="It became this one: Data stewards"]', 'Enter');
  await tab.press('button:has-text("It is not this one")', 'Enter');
  await tab.waitForSelector('text=The idea is no longer linked to Data stewards.');
  await eventually(() => expect(api.named('linkOpportunity').map(({ body }) => (body as { communityId: string | null }).communityId)).toEqual([community.id, null, community.id, null]));
});

it('changes the criteria, and what was changed can be put back', async () => {
  const { tab, api } = await suite.start({ page: '/launch/criteria', handlers: { ...lead, ...evidenceApi(buildCard(0)) } });
  await tab.click('[aria-label="Retire: People in several units"]');
  await tab.click('text=Add one for readiness');
  await tab.click('button:has-text("Save")');
  await tab.waitForSelector('text=Say in a few words what is looked at');
  await tab.locator('input').last().fill('A customer asks for it');
  await tab.click('button:has-text("Save")');
  await tab.waitForSelector('text=The criteria are saved');
  await tab.click('button:has-text("Undo")');
  await tab.waitForSelector('text=Use it again');
  await eventually(() => expect(api.named('editCriteria')).toHaveLength(2));
  const [first, undone] = api.named('editCriteria').map(({ body }) => body as { items: { name: string | null }[]; basedOnVersion: number });
  expect([first!.basedOnVersion, first!.items.map(({ name }) => name)]).toEqual([0, [null, null, null, null, null, 'A customer asks for it']]);
  expect([undone!.basedOnVersion, undone!.items.length]).toEqual([1, 6]);
});
