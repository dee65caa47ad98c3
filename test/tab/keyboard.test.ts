import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { buildPage, buildPerson, buildSponsorship, idOf } from './support/builders.ts';
import { Refusal, type Handler } from './support/fake-api.ts';
import { keyboardOf } from './support/keyboard.ts';
import { someCommunities, type OpenOptions, type OpenTab } from './support/open-tab.ts';
import { tabSuite } from './support/tab-suite.ts';
import { buildDraft, placesApi } from './support/wizard-builders.ts';

const suite = tabSuite();
const community = `/communities/${idOf(2, 0)}`;
const mayEdit = { ...buildPage().abilities, join: false, leave: true, setStage: true, editCharter: true, askSponsor: true, withdrawAsk: true };
const start = async (options: Omit<OpenOptions, 'url'>) => {
  const open = await suite.start(options);
  return { ...open, ...keyboardOf(open) };
};
const heard = (open: OpenTab, words: string) => open.tab.getByRole('status').getByText(words).waitFor();

describe('with the keyboard alone, on the way to a community', () => {
  it('goes from my communities to one of them, and the focus to its name', async () => {
    const answer = Promise.withResolvers<ReturnType<typeof buildPage>>();
    const open = await start({ page: '/', handlers: { listCommunities: () => ({ items: someCommunities(3, true), next: null }), getCommunity: () => answer.promise } });
    await open.tabTo('Welding and joining');
    await open.press('Enter');
    // Who does not see the shapes of the page hears that it is on its way.
    await open.tab.getByRole('heading', { level: 1, name: 'Loading' }).waitFor();
    answer.resolve(buildPage());
    await open.tab.waitForSelector('h1:has-text("Welding and joining"):focus');
    await open.tabTo('Join this community');
  });

  it.each([['my communities', '/'], ['the directory', '/directory']])('goes on in %s where the new page of them begins', async (_, page) => {
    const open = await start({ page, handlers: {
      listCommunities: ({ query }) => (query['cursor'] ? { items: someCommunities(30, true).slice(24), next: null } : { items: someCommunities(24, true), next: 'page-2' }),
    } });
    await open.tabTo('Show more');
    await open.press('Enter');
    await open.focusOn('li:nth-child(25) a');
  });

  it('searches and filters the directory, and hears how many were found', async () => {
    const open = await start({ page: '/directory', handlers: { listCommunities: ({ query }) => ({ items: someCommunities(query['search'] === 'seam' ? (query['stage'] ? 1 : 2) : 3), next: null }) } });
    await heard(open, '3 communities');
    await open.tabTo('Search');
    await open.type('seam');
    await heard(open, '2 communities');
    await open.tabTo('Stage');
    await open.press('ArrowDown');
    await heard(open, '1 community');
  });

  it('throws a draft away and takes it back under the same key', async () => {
    let drafts = [buildDraft('about', { name: 'Seam school' }), { ...buildDraft('about', { name: 'Robots' }), id: idOf(9, 2) }];
    const open = await start({ page: '/', handlers: {
      listDrafts: () => ({ items: drafts }),
      discardDraft: ({ params }) => { drafts = drafts.filter(({ id }) => id !== params['draftId']); },
      saveDraft: ({ params, body }) => {
        const back = { ...buildDraft('about'), id: params['draftId'] ?? '', updatedAt: '2026-11-23T10:00:00Z', content: (body as { content: ReturnType<typeof buildDraft>['content'] }).content };
        drafts = [back, ...drafts];
        return back;
      },
    } });
    await open.tabTo('Throw away the draft of Robots');
    await open.press('Enter');
    await heard(open, 'was thrown away');
    expect(drafts).toHaveLength(1);
    expect(await open.focused()).toContain('Undo: take back the draft of Robots');
    await open.press('Enter');
    await open.tab.waitForSelector('a:has-text("Robots")');
    expect(drafts).toHaveLength(2);
    expect(await open.focused()).not.toBe('');
  });

  it('keeps its place when what failed is tried again', async () => {
    let reachable = false;
    const open = await start({ page: '/directory', handlers: { listCommunities: () => (reachable ? { items: someCommunities(1), next: null } : new Refusal(403, 'no-luck')) } });
    await open.tabTo('Try again');
    reachable = true;
    await open.press('Enter');
    await open.tab.waitForSelector('text=Welding and joining');
    await open.focusOn('h1');
  });
});

describe('with the keyboard alone, on a community’s page', () => {
  it('joins and leaves under the same key, and hears it', async () => {
    let part: 'peripheral' | null = null;
    const set = (next: typeof part): Handler => () => { part = next; return { part: next, memberCount: 43 }; };
    const open = await start({ page: community, handlers: {
      getCommunity: () => buildPage({ myPart: part, abilities: { ...buildPage().abilities, join: part === null, leave: part !== null } }),
      joinCommunity: set('peripheral'), leaveCommunity: set(null),
    } });
    await open.tabTo('Join this community');
    await open.press('Enter');
    await heard(open, 'You are now a member');
    expect(await open.focused()).toBe('Leave');
    await open.press('Enter');
    await heard(open, 'You left');
    expect(await open.focused()).toBe('Join this community');
    await open.tabTo('Undo');
    await open.press('Enter');
    await open.tab.waitForSelector('text=Your part: Member');
    expect(open.api.named('joinCommunity').at(-1)!.body).toEqual({ asBefore: true });
    await open.focusOn('h1');
  });

  it('has as long to undo as it stays with the notice, by key or by hand', async () => {
    let part: 'peripheral' | null = 'peripheral';
    const set = (next: typeof part): Handler => () => { part = next; return { part: next, memberCount: 43 }; };
    const open = await start({ page: community, handlers: {
      getCommunity: () => buildPage({ myPart: part, abilities: { ...buildPage().abilities, join: part === null, leave: part !== null } }), leaveCommunity: set(null), joinCommunity: set('peripheral'),
    } });
    await open.tab.waitForSelector('button:has-text("Leave")');
    await open.page.clock.install();
    const later = () => open.page.clock.fastForward(60_000);
    const undo = open.tab.locator('button:has-text("Undo")');
    await open.tabTo('Leave');
    await open.press('Enter');
    await heard(open, 'You left');
    await open.tabTo('Undo');
    await later();
    // The pointer passes over it; the key is still on it.
    await undo.hover();
    await open.page.mouse.move(0, 0);
    await later();
    expect(await undo.count()).toBe(1);
    await open.press('Shift+Tab');
    await undo.hover();
    await later();
    expect(await undo.count()).toBe(1);
    await open.page.mouse.move(0, 0);
    await later();
    await undo.waitFor({ state: 'detached' });
  });

  it('opens a document through Teams', async () => {
    const open = await start({ page: community });
    await open.tabTo('Seam calculator.xlsx');
    await open.press('Enter');
    await open.page.waitForFunction(() => (window as unknown as { heard: { func: string; args: unknown[] }[] }).heard.some(({ func, args }) => func === 'executeDeepLink' && String(args[0]).includes('sharepoint.com/i3')));
  });

  it('says how far the community is, and takes it back', async () => {
    let stage: 'coalescing' | 'maturing' = 'coalescing';
    const open = await start({ page: community, handlers: {
      getCommunity: () => buildPage({ abilities: mayEdit, stage }),
      setStage: ({ body }) => { ({ stage } = body as { stage: typeof stage }); return buildPage({ abilities: mayEdit, stage }); },
      listStageChanges: () => ({ items: [{ stage: 'coalescing', before: 'potential', at: '2026-11-01T09:00:00Z', by: { id: idOf(1, 0), displayName: 'Amara Lindqvist' } }] }),
    } });
    await open.tabTo('Change the stage');
    await open.press('Enter');
    await open.landsOn('How far is Welding and joining?');
    await open.tab.waitForSelector('text=From Potential to Coalescing on 1 November 2026, said by Amara Lindqvist');
    await open.tabTo('Coalescing');
    await open.press('ArrowDown');
    expect(await open.focused()).toContain('has found its focus');
    await open.tabTo('Save');
    await open.press('Enter');
    await heard(open, 'The stage is Maturing now.');
    await open.landsOn('Change the stage');
    await open.tabTo('Undo', 'Shift+Tab');
    await open.press('Enter');
    await open.tab.waitForSelector('text=Coalescing');
    await eventually(() => expect(open.api.named('setStage').map(({ body }) => body)).toEqual([{ stage: 'maturing' }, { stage: 'coalescing' }]));
  });

  it('asks somebody to sponsor; what is missing is gone to', async () => {
    let asked = false;
    const open = await start({ page: community, handlers: {
      getCommunity: () => buildPage({ abilities: mayEdit, sponsorship: asked ? buildSponsorship() : null }),
      searchPeople: () => ({ items: [buildPerson(6)] }),
      askSponsor: () => { asked = true; return buildSponsorship(); },
    } });
    await open.tabTo('Ask someone to sponsor');
    await open.press('Enter');
    await open.tab.waitForSelector('h2:has-text("Sponsor"):focus');
    await open.tab.waitForSelector('text=Why now');
    await open.tabTo('Send the request');
    await open.press('Enter');
    await open.focusOn('input[role=combobox]');
    await open.type('Greta');
    await open.tab.waitForSelector('[role=option]:has-text("Greta Moreau")');
    await open.press('ArrowDown', 'Enter');
    await open.tab.waitForSelector('button:has-text("Choose another person"):focus');
    await open.tabTo('Why now');
    await open.type('Rework doubled.');
    await open.tabTo('Send the request');
    await open.press('Enter');
    await heard(open, 'Greta Moreau has been asked.');
    await open.tab.waitForSelector('h2:has-text("Sponsor"):focus');
  });
});

describe('with the keyboard alone, when creating', () => {
  it('goes to the first field that is missing, each time', async () => {
    const open = await start({ page: `/create/${idOf(9, 1)}`, handlers: { listDrafts: () => ({ items: [buildDraft('about', { name: '', about: '' })] }), saveDraft: ({ params, body }) => ({ id: params['draftId'], updatedAt: '2026-11-23T10:00:00Z', ...(body as object) }) } });
    await open.tabTo('Next');
    await open.press('Enter');
    await open.tab.waitForSelector('input:focus');
    expect(await open.focused()).toContain('Name');
    await open.type('Seams');
    await open.tabTo('Next');
    await open.press('Enter');
    await open.tab.waitForSelector('textarea:focus');
    expect(await open.focused()).toContain('What it is about, in one sentence');
  });

  it('chooses places in one team and another, and has one made in a third, without losing its place', async () => {
    const open = await start({ page: `/create/${idOf(9, 1)}`, handlers: { ...placesApi, listDrafts: () => ({ items: [buildDraft('ties', { places: [], needs: ['show'], pinTab: false, firstActivity: null })] }), saveDraft: ({ params, body }) => ({ id: params['draftId'], updatedAt: '2026-11-23T10:00:00Z', ...(body as object) }) } });
    const takes = async (team: string) => {
      await open.type(team);
      await open.tab.waitForSelector(`[role=option]:has-text("${team}")`);
      await open.press('ArrowDown', 'Enter');
      await open.landsOn(`In ${team}`);
    };
    await open.tab.waitForSelector('text=Chosen');
    await open.tabTo('Choose another place that exists');
    await open.press('Enter');
    await open.tab.waitForSelector('h4:focus');
    await open.tabTo('Team');
    await takes('Manufacturing');
    await open.tabTo('Choose another team');
    await open.press('Enter');
    await open.focusOn('input[role=combobox]');
    await takes('Welding');
    await open.tabTo('The team itself');
    await open.press('ArrowUp');
    await open.tab.waitForSelector('text=Also tied to this calendar: Cutting');
    await open.tabTo('All of them');
    await open.press('ArrowUp');
    await open.tabTo('Choose it');
    await open.press('Enter');
    await open.tab.waitForSelector('h3:has-text("Chosen"):focus');
    await open.tab.waitForSelector('text=Calendar · Only what Trellis put there for the community');
    await open.tabTo('Make something new');
    await open.press('Enter');
    await open.tab.waitForSelector('h4:focus');
    await open.tabTo('Choose another team');
    await open.press('Enter');
    await open.focusOn('input[role=combobox]');
    await takes('Welding');
    await open.tabTo('Choose another team');
    await open.press('Enter');
    await open.focusOn('input[role=combobox]');
    // Without a team nothing is made; what is missing is said where it is chosen.
    await open.tabTo('Add it');
    await open.press('Enter');
    await open.tab.waitForSelector('[role=alert]:has-text("Choose a team first.")');
  });
});
