import { expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { buildLead, buildPage, idOf } from './support/builders.ts';
import { keyboardOf } from './support/keyboard.ts';
import { buildAround, buildAsked, buildMember, membersApi } from './support/members-builders.ts';
import { tabSuite } from './support/tab-suite.ts';

const suite = tabSuite();
const page = `/communities/${idOf(2, 0)}/members`;

it('says what one offers with the keyboard alone, keeps what is too long, and comes nearer', async () => {
  let around = buildAround({ me: { part: 'peripheral', knownAs: [], offers: [], seeks: [], timeZone: null, hosts: false, pairs: false }, matches: [] });
  const open = await suite.start({
    page, timeZone: 'Europe/Berlin', handlers: {
      ...membersApi([buildMember(0)]), getMembersAround: () => around,
      describeMyself: ({ body }) => { around = { ...around, me: { ...around.me!, ...body as object } }; },
      chooseLevel: ({ body }) => { around = { ...around, me: { ...around.me!, ...body as object }, abilities: { ...around.abilities, beActive: false, bePeripheral: true } }; },
    },
  });
  const { tabTo, press, type, landsOn, focusOn } = keyboardOf(open);
  await tabTo('Say what you offer');
  await press('Enter');
  await focusOn('textarea');
  await type('x'.repeat(121));
  await tabTo('Save');
  await press('Enter');
  await open.tab.waitForSelector('text=each of at most 120 characters');
  await focusOn('textarea[aria-invalid=true]');
  await press('Control+A');
  await type('Welding\nDrawing');
  await press('Tab');
  await type('Costs');
  await tabTo('I see myself as an expert');
  await press('Space');
  await tabTo('Save');
  await press('Enter');
  await landsOn('Change what you say');
  await eventually(() => expect(open.api.named('describeMyself').map(({ body }) => body)).toEqual([{ offers: ['Welding', 'Drawing'], seeks: ['Costs'], knownAs: ['expert'], timeZone: 'Europe/Berlin', hosts: false, pairs: false }]));
  await tabTo('Take part actively');
  await press('Enter');
  await open.tab.waitForSelector('text=You take part actively now');
  await open.tab.waitForSelector('button:has-text("Stay at the edge")');
  expect(open.faults).toEqual([]);
});

it('finds the person to ask, with the search in the address, and their time where clocks differ', async () => {
  const { tab, api } = await suite.start({ page, timeZone: 'Europe/Berlin', handlers: { ...membersApi([0, 1, 2].map((number) => buildMember(number))), listMembers: ({ query }) => ({ items: query['search'] ? [buildMember(2)] : [buildMember(0), buildMember(1)], next: null }) } });
  await tab.waitForSelector('img[src^="data:image/png"]');
  await tab.fill('input[type=search]', 'seam');
  await tab.waitForSelector('text=/there now/');
  await tab.selectOption('select', 'offers');
  await tab.waitForFunction(() => location.search === '?search=seam&show=offers');
  await tab.waitForSelector('text=1 found');
  await eventually(() => expect(api.named('listMembers').at(-1)!.query).toMatchObject({ search: 'seam', has: 'offers' }));
});

it('answers an invitation once, and hands over by asking', async () => {
  let around = buildAround(buildAsked());
  let asked = around;
  const { tab, api } = await suite.start({
    page, handlers: {
      ...membersApi([buildMember(0), buildMember(1, { mayBecome: ['coordinator', 'expert'] })]), getMembersAround: () => around,
      answerInvitation: ({ params }) => { around = { ...around, invitations: around.invitations.filter(({ id }) => id !== params['invitationId']) }; }, inviteMember: () => undefined, withdrawInvitation: () => { around = { ...around, invitations: [] }; }, reopenInvitation: () => { around = asked; },
    },
  });
  await tab.dblclick('button:has-text("Accept")');
  await tab.waitForSelector('text=Members see now that you are a coach');
  await tab.waitForSelector('text=May members know', { state: 'detached' });
  await tab.press('[aria-label^="Invite Bruno"]', 'Enter');
  await tab.press('[role=menuitem]:has-text("Hand over")', 'Enter');
  await tab.waitForSelector('text=is asked. Nothing changes');
  asked = around;
  await tab.click('[aria-label^="Take back"]');
  await tab.waitForSelector('text=Invitations', { state: 'detached' });
  await tab.click('button:has-text("Undo")');
  await tab.waitForSelector('[aria-label^="Take back"]');
  // A second click may be sent, too: the API takes the same answer twice.
  await eventually(() => expect(new Set(api.named('answerInvitation').map(({ body }) => JSON.stringify(body)))).toEqual(new Set(['{"accept":true}'])));
  await eventually(() => expect(api.named('inviteMember').map(({ body }) => body)).toEqual([{ personId: idOf(1, 1), becomes: 'coordinator', handOver: true }]));
});

it('coordinates what nobody does, and shows programme leads where that is so', async () => {
  let vacant: ReturnType<typeof buildPage>['vacant'] = { missing: ['Amara Lindqvist'], hasCoreGroup: true, mayTakeOver: true };
  const { tab, api } = await suite.start({
    page: '/', handlers: {
      getMe: () => buildLead(), listVacantCommunities: () => ({ items: [{ id: idOf(2, 0), name: 'Welding and joining', memberCount: 43, since: null, hasCoreGroup: true }] }),
      ...membersApi([buildMember(0)]), getCommunity: () => buildPage({ vacant }), takeOverCoordination: () => { vacant = null; },
    },
  });
  await tab.click('text=Welding and joining');
  await tab.click('text=Back to Welding');
  await tab.waitForSelector('text=Account closed: Amara Lindqvist');
  await tab.click('text=I will coordinate it');
  await tab.waitForSelector('text=You coordinate Welding and joining now');
  await tab.waitForSelector('text=I will coordinate it', { state: 'detached' });
  await eventually(() => expect(api.named('takeOverCoordination')).toHaveLength(1));
});

it('skips a pair without a word to the other, and lets coordinators say how often', async () => {
  let around = buildAround({ ...buildAsked(), pair: buildAround().pair });
  const { tab, api } = await suite.start({ page, handlers: { ...membersApi([buildMember(0)]), getMembersAround: () => around, skipPairing: () => { around = { ...around, pair: { ...around.pair!, others: [], skippedByMe: true, chatUrl: null } }; }, takeBackSkipping: () => { around = { ...around, pair: buildAround().pair }; }, setPairing: () => undefined } });
  await tab.click('button:has-text("Not this time")');
  await tab.waitForSelector('p:has-text("Nobody is told who or why")');
  await tab.click('button:has-text("Undo")');
  await tab.click('button:has-text("Not this time")');
  await tab.waitForSelector('p:has-text("Nobody is told who or why")');
  await tab.selectOption('label:has-text("How often") >> .. >> select', '8');
  await tab.waitForSelector('text=It is saved; the next round');
  await eventually(() => expect([api.named('skipPairing').length, api.named('takeBackSkipping').length, api.named('setPairing').map(({ body }) => body)]).toEqual([2, 1, [{ everyWeeks: 8 }]]));
});

it('takes one’s own data along as a file, and erases it after being asked', async () => {
  const { tab, api, page: teams } = await suite.start({ page: '/', handlers: { exportMyData: () => ({ exportedAt: '2026-11-24T12:00:00Z', person: { id: idOf(1, 0), displayName: 'Amara' }, communities: {}, data: { people: [{ id: idOf(1, 0) }] } }), eraseMyData: () => undefined } });
  await tab.click('text=Your data');
  const file = teams.waitForEvent('download');
  await tab.click('text=Download everything');
  expect((await file).suggestedFilename()).toBe('trellis-my-data.json');
  await tab.click('text=Erase my data');
  await tab.waitForFunction(() => document.activeElement?.textContent === 'Cancel');
  expect(api.named('eraseMyData')).toEqual([]);
  await tab.click('text=Erase it for good');
  await tab.waitForSelector('text=It is erased');
  await eventually(() => expect(api.named('eraseMyData')).toHaveLength(1));
});

it('introduces oneself in the channel in one’s own words, where the community wishes it', async () => {
  let around = buildAround();
  const { tab, api } = await suite.start({ page, handlers: { ...membersApi([buildMember(0)]), getMembersAround: () => around, introduceMyself: () => { around = { ...around, introductions: { wished: true, mine: 'open', why: null, words: 'I am new.' }, abilities: { ...around.abilities, introduceMyself: false } }; } } });
  await tab.fill('label:has-text("Introduce yourself") >> .. >> textarea', 'I am new.');
  await tab.click('text=Post it in the channel');
  await tab.waitForSelector('text=Your introduction is on its way');
  await eventually(() => expect(api.named('introduceMyself').map(({ body }) => body)).toEqual([{ words: 'I am new.' }]));
});
