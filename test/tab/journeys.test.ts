import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { buildHappening, buildPage, buildPerson, buildSponsorship, idOf } from './support/builders.ts';
import { noAnswer, Refusal, type Handler } from './support/fake-api.ts';
import { keyboardOf } from './support/keyboard.ts';
import { someCommunities, type OpenOptions, type OpenTab } from './support/open-tab.ts';
import { tabSuite } from './support/tab-suite.ts';
import { buildDraft, placesApi } from './support/wizard-builders.ts';

const suite = tabSuite();
let open: OpenTab;
const start = async (options: Omit<OpenOptions, 'url'>): Promise<OpenTab> => (open = await suite.start(options));
const community = `/communities/${idOf(2, 0)}`;
const mayEdit = { join: false, leave: true, editCharter: true, changeTies: true, setStage: true, askSponsor: true, withdrawAsk: true, close: true };
const text = (selector = 'main'): Promise<string> => open.tab.innerText(selector);
const never = (): Promise<never> => new Promise(() => undefined);

describe('an employee on the community’s page', () => {
  it('sees what is known at once, while Microsoft 365 is still being asked', async () => {
    const answer = Promise.withResolvers<ReturnType<typeof buildHappening>>();
    await start({ page: community, handlers: {
      getCommunity: () => buildPage({ happening: buildHappening({ asOf: null, stale: true, activities: [], practice: [] }) }),
      getHappening: () => answer.promise,
    } });
    await open.tab.waitForSelector('text=Asking Microsoft 365');
    expect(await text()).toContain('How we join metals without rework');
    expect(await text()).toContain('Amara Lindqvist');
    expect(await text()).not.toContain('Bring a problem');
    answer.resolve(buildHappening());
    await open.tab.waitForSelector('text=Bring a problem');
    await eventually(() => expect(open.api.named('getHappening')).toHaveLength(1));
  });

  it('asks Microsoft 365 nothing when what is known is fresh', async () => {
    await start({ page: community });
    await open.tab.waitForSelector('text=Bring a problem');
    expect(open.api.named('getHappening')).toHaveLength(0);
  });

  it('sees meetings in the own zone, which is named, and when they are planned in theirs', async () => {
    await start({ page: community, timeZone: 'Asia/Tokyo' });
    await open.tab.waitForSelector('text=Bring a problem');
    const shown = await text();
    expect(shown).toMatch(/Thursday,? 3 December, 0?0:00–0?1:00/);
    expect(shown).toContain('10:00–11:00, Eastern Standard Time');
    expect(shown).toContain('Times are yours: Japan Standard Time');
  });

  it('is told how old the page is and why, when Microsoft 365 does not answer', async () => {
    await start({ page: community, handlers: {
      getCommunity: () => buildPage({ happening: buildHappening({ stale: true }) }),
      getHappening: () => buildHappening({ trouble: { code: 'graph-unavailable', detail: 'Microsoft 365 does not answer just now.' } }),
    } });
    await open.tab.waitForSelector('text=Microsoft 365 does not answer just now.');
    expect(await text()).toMatch(/As of .*10:42/);
    expect(await text()).toContain('Bring a problem');
  });

  it('is told what to do when Microsoft 365 wants to hear from them first', async () => {
    await start({ page: community, handlers: {
      getCommunity: () => buildPage({ happening: buildHappening({ asOf: null, stale: true, activities: [], practice: [] }) }),
      getHappening: () => new Refusal(403, 'consent-needed', { title: 'Microsoft 365 wants to hear from you', detail: 'Trellis may not act for you yet.', remedy: 'Ask an administrator.' }),
    } });
    await open.tab.waitForSelector('text=Trellis may not act for you yet. Ask an administrator.');
    expect(await text()).toContain('Microsoft 365 has not shown this yet.');
  });

  it('joins, leaves, and takes leaving back', async () => {
    let part: 'peripheral' | null = null;
    const set = (next: typeof part): Handler => () => { part = next; return { part: next, memberCount: 43 }; };
    await start({ page: community, handlers: {
      getCommunity: () => buildPage({ myPart: part, abilities: { join: part === null, leave: part !== null, editCharter: false, changeTies: false, setStage: false, askSponsor: false, withdrawAsk: false, close: false } }),
      joinCommunity: set('peripheral'), leaveCommunity: set(null),
    } });
    await open.tab.click('text=Join this community');
    await open.tab.waitForSelector('text=Your part: Member');
    await open.tab.click('button:has-text("Leave")');
    await open.tab.click('button:has-text("Undo")');
    await open.tab.waitForSelector('text=Your part: Member');
    expect(part).toBe('peripheral');
  });

  it('sees markup in names and charters as text', async () => {
    await start({ page: community, handlers: { getCommunity: () => buildPage({ name: '<img src=x onerror=alert(1)>', charter: { ...buildPage().charter, domain: '<script>alert(1)</script>' } }) } });
    await open.tab.waitForSelector('text=<img src=x');
    expect(await text()).toContain('<script>alert(1)</script>');
    expect(await open.tab.$$('main img')).toEqual([]);
  });

  it('is told what to do, and can try again, when Trellis cannot be reached', async () => {
    let reachable = false;
    await start({ page: '/', handlers: { listCommunities: () => (reachable ? { items: someCommunities(1, true), next: null } : new Refusal(403, 'no-luck', { title: 'Not allowed', detail: 'Your account is closed.', remedy: 'Ask the help desk.' })) } });
    await open.tab.waitForSelector('text=Ask the help desk.');
    reachable = true;
    await open.tab.click('button:has-text("Try again")');
    await open.tab.waitForSelector('text=Welding and joining');
  });
});

describe('a coordinator on the community’s page', () => {
  it('sees exactly why the sponsor has no card and what to do, and sends it again', async () => {
    const sponsorship = buildSponsorship({ delivery: { state: 'unreachable', reason: 'app-not-installed', since: '2026-11-20T09:00:05Z' } });
    await start({ page: community, handlers: { getCommunity: () => buildPage({ sponsorship, abilities: mayEdit }), remindSponsor: () => sponsorship } });
    await open.tab.waitForSelector('text=Trellis is not installed for them');
    expect(await text()).toContain('Ask Greta Moreau to add Trellis in Teams');
    await open.tab.click('button:has-text("Send the card again")');
    await open.tab.waitForSelector('text=The card is on its way again.');
  });
});

describe('creating a community', () => {
  it('goes from template to created with the keyboard alone', async () => {
    const me = buildPerson(4);
    await start({ page: '/create', handlers: { ...placesApi, getMyManager: () => ({ manager: me }), saveDraft: ({ params, body }) => ({ id: params['draftId'], updatedAt: '2026-11-23T10:00:00Z', ...(body as object) }), discardDraft: () => undefined, createCommunity: () => buildPage({ name: 'Welding' }) } });
    const { tab } = open;
    const { press, tabTo, type } = keyboardOf(open);
    await tab.waitForSelector('text=Shared problem');
    await tabTo('Professional discipline');
    await press('Space');
    await tabTo('Next');
    await press('Enter');
    await tab.waitForSelector('h2:has-text("What it is about"):focus');
    await tabTo('Name');
    await type('Welding');
    await tabTo('What it is about, in one sentence');
    await type('How we join metals.');
    await tabTo('Next');
    await press('Enter');
    await tab.waitForSelector('h2:has-text("Where you work"):focus');
    await tab.waitForSelector('text=What do you need to do together?');
    for (const need of ['Meet', 'Talk', 'Keep files', 'Show work']) {
      await tabTo(need);
      await press('Space');
    }
    await tab.waitForSelector('text=Nothing that exists fits for: Show work.');
    expect(await tab.innerText('main')).toMatch(/Folder: Documents \/ Welding\s+For: Keep files · has the community’s name · has files about it/);
    await tabTo('Use all of this');
    await press('Enter');
    await tab.waitForSelector('text=All of this is chosen');
    await tabTo('Make something new');
    await press('Enter');
    await tab.waitForSelector('h4:has-text("Make something new"):focus');
    await tab.waitForSelector('text=Takes the permission Channel.Create, which Trellis has.');
    await tabTo('Name');
    await press('End');
    await type(' shows');
    await press('Enter');
    await tab.waitForSelector('text=Channel · Manufacturing · will be made');
    await tabTo('Next');
    await press('Enter');
    await tab.waitForSelector('h2:has-text("Sponsor"):focus');
    await tab.waitForSelector('text=Ask Elif Santos');
    await tabTo('Ask Elif Santos');
    await press('Enter');
    await tabTo('Why now');
    await type('Rework doubled.');
    await tabTo('Next');
    await press('Enter');
    await tab.waitForSelector('h2:has-text("Review"):focus');
    await tabTo('Create the community');
    await press('Enter');
    await tab.waitForSelector('h1:has-text("Welding"):focus');
    expect(open.api.named('createCommunity').map(({ body }) => body)).toMatchObject([{
      name: 'Welding', about: 'How we join metals.', templateId: 'professional-discipline',
      ties: [{ kind: 'team', groupId: idOf(4, 1) }, { kind: 'channel', channelId: '19:abc@thread.tacv2' }, { kind: 'folder', itemId: '01WELDING' }, { kind: 'calendar' }],
      newPlaces: [{ kind: 'channel', groupId: idOf(4, 1), name: 'Welding shows' }],
      sponsor: { sponsorId: me.id, whyNow: 'Rework doubled.' },
    }]);
  }, 60_000);

  it('takes places of several teams, each left out again with its team; what is missing for something new is said before', async () => {
    await start({ page: `/create/${idOf(9, 1)}`, handlers: { ...placesApi, listDrafts: () => ({ items: [buildDraft('ties', { needs: ['talk'], places: [] })] }), saveDraft: ({ params, body }) => ({ id: params['draftId'], updatedAt: '2026-11-23T10:00:00Z', ...(body as object) }), createCommunity: never } });
    const { tab } = open;
    const chosen = () => tab.getByRole('button', { name: /^Leave out/ }).evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label')));
    await tab.click('text=Use all of this');
    await tab.click('button:has-text("Choose another place that exists")');
    await tab.click('text=Choose another team');
    await tab.click('text=Use the team Welding');
    await tab.click('text=A channel');
    await tab.selectOption('select', '19:general@thread.tacv2');
    await tab.click('button:has-text("Choose it")');
    expect(await chosen()).toEqual(['Leave out: Team Manufacturing', 'Leave out: Channel Welding', 'Leave out: Team Welding', 'Leave out: Channel General']);
    await tab.click('[aria-label="Leave out: Channel General"]');
    expect(await chosen()).toEqual(['Leave out: Team Manufacturing', 'Leave out: Channel Welding']);
    await tab.getByRole('checkbox', { name: /Channel: Welding/ }).uncheck();
    expect(await chosen()).toEqual([]);
    await tab.click('button:has-text("Make something new")');
    await tab.click('text=A team of its own');
    await tab.waitForSelector('text=Takes the permission Team.Create, which Trellis does not have.');
    expect(await tab.getByRole('button', { name: 'Add it' }).getAttribute('aria-disabled')).toBe('true');
    await eventually(() => expect(open.api.named('proposePlaces').map(({ body }) => body)).toMatchObject([{ needs: ['talk'], name: 'Welding', topics: ['welding', 'quality'], groupId: null }]));
  });

  it('understands a draft of one team with one place of each kind, as they were kept before', async () => {
    const draft = buildDraft('review', { places: undefined, team: { groupId: idOf(4, 1), name: 'Manufacturing' }, channel: { channelId: '19:abc@thread.tacv2', name: 'Welding' }, library: { driveId: 'b!drive', name: 'Documents' }, calendar: true });
    await start({ page: `/create/${idOf(9, 1)}`, handlers: { listDrafts: () => ({ items: [draft] }), createCommunity: never } });
    await open.tab.click('text=Create the community');
    await open.tab.waitForSelector('text=Creating …');
    await eventually(() => expect(open.api.named('createCommunity')[0]?.body).toMatchObject({ pinTab: true, ties: [{ kind: 'team' }, { kind: 'channel', channelId: '19:abc@thread.tacv2' }, { kind: 'library', driveId: 'b!drive' }, { kind: 'calendar' }], firstActivity: { subject: 'Bring a problem' } }));
  });

  it('brings back a name that is taken to where it was typed', async () => {
    await start({ page: `/create/${idOf(9, 1)}`, handlers: {
      listDrafts: () => ({ items: [buildDraft('review', { newPlaces: [{ place: { kind: 'channel', groupId: idOf(4, 1), name: 'General' }, where: 'Manufacturing' }] })] }), ...placesApi, saveDraft: ({ params, body }) => ({ id: params['draftId'], updatedAt: '2026-11-23T10:00:00Z', ...(body as object) }),
      createCommunity: () => new Refusal(409, 'name-taken', { detail: 'There is “General” already.', fields: [{ field: '/newPlaces/0/name', reason: 'This name is taken.', remedy: 'Tie what is there, or choose another name.' }] }),
    } });
    await open.tab.waitForSelector('text=New channel General in Manufacturing');
    await open.tab.click('text=Create the community');
    await open.tab.waitForSelector('h2:has-text("Where you work")');
    await open.tab.waitForSelector('[role=alert]:has-text("This name is taken. Tie what is there, or choose another name.")');
  });

  it('saves what is typed by itself under the id that becomes the request’s', async () => {
    await start({ page: '/create', handlers: { saveDraft: ({ params, body }) => ({ id: params['draftId'], updatedAt: '2026-11-23T10:00:00Z', ...(body as object) }) } });
    await open.tab.click('text=Shared problem');
    await open.tab.waitForSelector('text=Saved as a draft');
    const [saved] = open.api.named('saveDraft');
    expect(saved?.body).toMatchObject({ content: { templateId: 'shared-problem' } });
    expect(open.tab.url()).toContain(`/create/${saved?.params['draftId']}`);
  });

  it('goes on where a draft was left', async () => {
    await start({ page: '/', handlers: { listDrafts: () => ({ items: [buildDraft('about', { name: 'Seam school' })] }) } });
    await open.tab.click('text=Seam school');
    await open.tab.waitForSelector('h2:has-text("What it is about")');
    expect(await open.tab.inputValue('input[value="Seam school"]')).toBe('Seam school');
  });

  it('keeps what was typed in this browser while Trellis cannot be reached', async () => {
    await start({ page: `/create/${idOf(9, 1)}`, handlers: { listDrafts: () => ({ items: [buildDraft('about')] }), saveDraft: () => noAnswer } });
    await open.tab.fill('input[value="Welding"]', 'Seam school');
    await open.tab.waitForSelector('text=Kept in this browser');
    await open.page.reload();
    const again = await (await open.page.waitForSelector('iframe')).contentFrame();
    await again?.waitForSelector('input[value="Seam school"]');
  });

  it('shows a like community before the last step', async () => {
    await start({ page: `/create/${idOf(9, 1)}`, handlers: { listDrafts: () => ({ items: [buildDraft('about')] }), findSimilar: () => ({ items: [{ ...someCommunities(1)[0]!, because: ['like-name'] }] }) } });
    await open.tab.waitForSelector('text=There is something like it already');
    expect(await text()).toContain('Welding and joining');
  });

  it('brings back to the step whose pick vanished, with everything typed still there', async () => {
    await start({ page: `/create/${idOf(9, 1)}`, handlers: {
      listDrafts: () => ({ items: [buildDraft('review')] }), ...placesApi, saveDraft: ({ params, body }) => ({ id: params['draftId'], updatedAt: '2026-11-23T10:00:00Z', ...(body as object) }),
      createCommunity: () => new Refusal(409, 'tie-gone', { fields: [{ field: '/ties/2', reason: 'The library Documents is gone.', remedy: 'Choose another.' }] }),
    } });
    await open.tab.click('text=Create the community');
    await open.tab.waitForSelector('text=The library Documents is gone.');
    await open.tab.waitForSelector('h2:has-text("Where you work")');
    await open.tab.click('button:has-text("What it is about")');
    expect(await open.tab.inputValue('input[value="Welding"]')).toBe('Welding');
  });

  it('sends the same request again after a lost answer', async () => {
    let first = true;
    await start({ page: `/create/${idOf(9, 1)}`, handlers: {
      listDrafts: () => ({ items: [buildDraft('review')] }), discardDraft: () => undefined,
      createCommunity: () => { if (!first) return buildPage(); first = false; return noAnswer; },
    } });
    await open.tab.click('text=Create the community');
    await open.tab.waitForSelector('text=No connection');
    await open.tab.click('button:has-text("Try again")');
    await open.tab.waitForSelector('h1:has-text("Welding and joining")');
    await eventually(() => expect(open.api.named('createCommunity').map(({ body }) => (body as { requestId: string }).requestId)).toEqual([idOf(9, 1), idOf(9, 1)]));
  });

  it('creates one community when Create is pressed twice', async () => {
    await start({ page: `/create/${idOf(9, 1)}`, handlers: { listDrafts: () => ({ items: [buildDraft('review')] }), createCommunity: never } });
    await open.tab.dblclick('text=Create the community');
    await open.tab.waitForSelector('text=Creating …');
    await eventually(() => expect(open.api.named('createCommunity')).toHaveLength(1));
  });
});

describe('in Teams', () => {
  it('prints dark on white, whatever the theme on the screen', async () => {
    await start({ page: community, theme: 'contrast' });
    await open.changeTheme('contrast');
    await open.page.emulateMedia({ media: 'print' });
    await open.tab.waitForFunction(() => document.documentElement.dataset['theme'] === 'light');
    await open.tab.waitForFunction(() => [...document.querySelectorAll('main a, main p, main h1')].every((part) => {
      const [red = 255, green = 255, blue = 255] = (getComputedStyle(part).color.match(/\d+/g) ?? []).map(Number);
      return Math.min(red, green, blue) < 128;
    }), null, { timeout: 5_000 });
    await open.page.emulateMedia({ media: 'screen' });
    await open.tab.waitForFunction(() => document.documentElement.dataset['theme'] === 'contrast');
  });

  it('follows the theme, tells Teams that it is ready, and opens documents through Teams', async () => {
    await start({ page: community });
    await open.changeTheme('contrast');
    await open.tab.click('text=Seam calculator.xlsx');
    await open.page.waitForFunction(() => (window as unknown as { heard: { func: string; args: unknown[] }[] }).heard.some(({ func, args }) => func === 'executeDeepLink' && String(args[0]).includes('sharepoint.com/i3')));
    const heard = await open.page.evaluate(() => (window as unknown as { heard: { func: string }[] }).heard.map(({ func }) => func));
    expect(heard).toEqual(expect.arrayContaining(['appInitialization.appLoaded', 'appInitialization.success']));
  });

  it('opens the community that a deep link names', async () => {
    await start({ page: '/', context: { subEntityId: idOf(2, 0) } });
    await open.tab.waitForSelector('h1:has-text("Welding and joining")');
  });

  it('says where to go when it is opened outside of Teams', async () => {
    const context = await suite.browser.newContext();
    const page = await context.newPage();
    await page.goto(`${suite.url}/tab/`);
    await page.waitForSelector('text=Trellis lives in Microsoft Teams');
    await context.close();
  });

  it('says how to sign in when Teams gives no token', async () => {
    await start({ page: '/', token: false });
    await open.tab.waitForSelector('text=Not signed in');
  });
});
