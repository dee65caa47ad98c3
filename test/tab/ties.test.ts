import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { buildHappening, buildLead, buildTie, idOf } from './support/builders.ts';
import { Refusal } from './support/fake-api.ts';
import { keyboardOf } from './support/keyboard.ts';
import { tabSuite } from './support/tab-suite.ts';
import { placesApi } from './support/wizard-builders.ts';
import { buildBrokenTies, buildTieHistory, coordinatorsPage, lostLibrary, oneOfEach, someBroken, tiesApi, twentyTies } from './support/ties-builders.ts';

const suite = tabSuite();
const community = `/communities/${idOf(2, 0)}`;
const page = `${community}/ties`;

describe('a coordinator, with the keyboard alone', () => {
  it('ties a channel of another team', async () => {
    const api = tiesApi(oneOfEach());
    const open = await suite.start({ page, handlers: api.handlers });
    await open.tab.waitForSelector('text=Tie another place');
    const { tabTo, press, landsOn } = keyboardOf(open);
    await tabTo('Tie another place');
    await press('Enter');
    await open.tab.waitForSelector('h2:has-text("Tie another place"):focus');
    await tabTo('Use the team Welding');
    await press('Enter');
    await landsOn('In Welding');
    await tabTo('The team itself');
    await press('ArrowDown');
    await tabTo('Channel');
    await press('ArrowDown');
    await tabTo('Tie it');
    await press('Enter');
    await open.tab.waitForSelector('text=Welding is tied.');
    await landsOn('Change Welding');
    await eventually(() => expect(open.api.named('addTie').map(({ body }) => body)).toEqual([{ target: { kind: 'channel', groupId: idOf(4, 2), channelId: '19:general@thread.tacv2' } }]));
  });

  it('ties a folder within a folder of a library', async () => {
    const open = await suite.start({ page, handlers: tiesApi([]).handlers });
    await open.tab.waitForSelector('text=Tie a place');
    const { tabTo, press, landsOn } = keyboardOf(open);
    await tabTo('Tie a place');
    await press('Enter');
    await open.tab.waitForSelector('h2:has-text("Tie a place"):focus');
    await tabTo('Use the team Welding');
    await press('Enter');
    await landsOn('In Welding');
    await tabTo('The team itself');
    await press('ArrowDown', 'ArrowDown', 'ArrowDown');
    await tabTo('Library');
    await press('ArrowDown');
    await tabTo('Tie it');
    await press('Enter');
    await open.tab.waitForSelector('[role=alert]:has-text("Open the folder that you mean.")');
    await tabTo('Cases', 'Shift+Tab');
    await press('Enter');
    await landsOn('Cases');
    await tabTo('2026');
    await press('Enter');
    await open.tab.waitForSelector('text=Chosen: Documents / Cases / 2026');
    await tabTo('Tie it');
    await press('Enter');
    await landsOn('Change 2026');
    await eventually(() => expect(open.api.named('addTie').map(({ body }) => body)).toEqual([{ target: { kind: 'folder', groupId: idOf(4, 2), driveId: 'b!drive', itemId: '01INNER' } }]));
  });

  it('puts a tab back that somebody removed, and leaves another out', async () => {
    const since = '2026-11-19T22:30:00Z';
    const channel = buildTie('channel');
    const other = buildTie('channel', { id: idOf(5, 77), name: 'Cutting', isHome: false });
    const open = await suite.start({ page: community, handlers: tiesApi([channel, other], { removed: [{ tieId: channel.id, what: 'tab', since }, { tieId: other.id, what: 'app', since }] }).handlers });
    await open.tab.waitForSelector('text=The community’s tab is no longer in Welding');
    expect(await open.tab.innerText('main')).toContain('Trellis is no longer in the team of Cutting, and the community’s tab went with it');
    const { tabTo, press, landsOn } = keyboardOf(open);
    await tabTo('Put it there again');
    await press('Enter');
    await open.tab.waitForSelector('text=The tab is in Welding now.');
    await tabTo('Leave it out', 'Shift+Tab');
    await press('Enter');
    await open.tab.waitForSelector('text=The tab stays out of Cutting.');
    await landsOn('Welding and joining');
    await eventually(() => expect([open.api.named('pinTab').map(({ params }) => params['tieId']), open.api.named('removeTab').map(({ params }) => params['tieId'])]).toEqual([[channel.id], [other.id]]));
  });

  it('ties a shared calendar with the events of one category, and takes them all later', async () => {
    const open = await suite.start({ page, handlers: tiesApi([], { shared: [{ tieId: idOf(5, 201), communities: [{ id: idOf(2, 7), name: 'Cutting' }] }] }).handlers });
    await open.tab.waitForSelector('text=Tie a place');
    const keyboard = keyboardOf(open);
    const { tabTo, press, landsOn } = keyboard;
    await tabTo('Tie a place');
    await press('Enter');
    await open.tab.waitForSelector('h2:has-text("Tie a place"):focus');
    await tabTo('Use the team Welding');
    await press('Enter');
    await landsOn('In Welding');
    await tabTo('The team itself');
    await press('ArrowUp');
    await open.tab.waitForSelector('text=Also tied to this calendar: Cutting');
    await tabTo('All of them');
    await press('ArrowDown');
    await tabTo('Tie it');
    await press('Enter');
    await open.tab.waitForSelector('[role=alert]:has-text("Choose a category.")');
    await tabTo('Category', 'Shift+Tab');
    await press('ArrowDown');
    await tabTo('Tie it');
    await press('Enter');
    await landsOn('Change Welding');
    expect(await open.tab.innerText('main')).toMatch(/Its events of the category Seams\s+Also tied to this calendar: Cutting/);
    await keyboard.choose('Welding', 'Choose which events');
    await landsOn('The community’s events on the calendar of Welding');
    await tabTo('Those of a category');
    await press('ArrowUp');
    await tabTo('Show these');
    await press('Enter');
    await open.tab.waitForSelector('text=These events of Welding are the community’s now.');
    await landsOn('Change Welding');
    expect([open.api.named('addTie'), open.api.named('chooseCalendarPart')].map(([each]) => each!.body)).toEqual([
      { target: { kind: 'calendar', groupId: idOf(4, 2), part: { by: 'category', category: 'Seams' } } }, { part: null },
    ]);
  });

  it('finds one of a thousand channels by typing', async () => {
    const channels = Array.from({ length: 1_000 }, (_, number) => ({ channelId: `19:c${number}@thread.tacv2`, displayName: `Channel ${number}`, webUrl: null }));
    const { handlers } = tiesApi([]);
    const open = await suite.start({ page, handlers: { ...handlers, listPlaces: (call) => ({ ...placesApi.listPlaces(call), channels }) } });
    await open.tab.waitForSelector('text=Tie a place');
    const { tabTo, press, type, landsOn } = keyboardOf(open);
    await tabTo('Tie a place');
    await press('Enter');
    await open.tab.waitForSelector('h2:has-text("Tie a place"):focus');
    await tabTo('Use the team Welding');
    await press('Enter');
    await landsOn('In Welding');
    await tabTo('The team itself');
    await press('ArrowDown');
    await tabTo('Channel');
    await press('ArrowDown');
    await open.tab.waitForSelector('[role=option]:has-text("950 more. Type more of the name.")');
    expect(await open.tab.locator('[role=option]').count()).toBe(51);
    await type('channel 98');
    await open.tab.waitForSelector('[role=option]:has-text("Channel 987")');
    expect(await open.tab.locator('[role=option]').count()).toBe(11);
    await type('7');
    await open.tab.waitForFunction(() => document.querySelectorAll('[role=option]').length === 1);
    await press('ArrowDown', 'Enter');
    await open.tab.waitForFunction(() => document.querySelector<HTMLInputElement>('input[role=combobox]')?.value === 'Channel 987');
    await tabTo('Tie it');
    await press('Enter');
    await landsOn('Change Welding');
    await eventually(() => expect(open.api.named('addTie').map(({ body }) => body)).toEqual([{ target: { kind: 'channel', groupId: idOf(4, 2), channelId: '19:c987@thread.tacv2' } }]));
  });

  it('makes a lost library anew, under its name, where it was', async () => {
    const open = await suite.start({ page: `${page}?mend=${lostLibrary().id}`, handlers: tiesApi(someBroken()).handlers });
    const { tabTo, press, landsOn } = keyboardOf(open);
    await landsOn('Mend the tie to Documents');
    await tabTo('Make it anew');
    await press('Enter');
    await open.tab.waitForSelector('text=Takes the permission Sites.Manage.All, which Trellis has.');
    expect(await open.tab.innerText('main')).toContain('In Manufacturing');
    await tabTo('Make it');
    await press('Enter');
    await open.tab.waitForSelector('text=The tie leads to Documents now.');
    await landsOn('Change Documents');
    await eventually(() => expect(open.api.named('makePlace').map(({ body }) => body)).toMatchObject([{ place: { kind: 'library', groupId: idOf(4, 1), name: 'Documents' }, mends: lostLibrary().id }]));
  });

  it('mends a lost tie from the community’s page', async () => {
    const open = await suite.start({ page: community, handlers: tiesApi(someBroken()).handlers });
    await open.tab.waitForSelector('text=Gone');
    const { tabTo, press, landsOn } = keyboardOf(open);
    await tabTo('Mend Documents');
    await press('Enter');
    await landsOn('Mend the tie to Documents');
    expect(await open.tab.innerText('main')).toMatch(/no longer has it.*Found missing on 19 November 2026.*23:30/);
    await tabTo('Point it to another library');
    await press('Enter');
    await open.tab.waitForSelector('h3:has-text("Point it to another library"):focus');
    await tabTo('Choose another team');
    await press('Enter');
    await open.tab.waitForSelector('input:focus');
    await tabTo('Use the team Welding', 'Shift+Tab');
    await press('Enter');
    await landsOn('In Welding');
    await tabTo('Library');
    await press('ArrowDown');
    await tabTo('Point it here');
    await press('Enter');
    await landsOn('Change Site files');
    expect(await open.tab.innerText('main')).not.toContain('is gone');
    await eventually(() => expect(open.api.named('pointTieElsewhere').map(({ params, body }) => [params['tieId'], body])).toEqual([[lostLibrary().id, { target: { kind: 'library', groupId: idOf(4, 2), driveId: 'b!drive' } }]]));
  });

  it('drops a tie and takes it back, as the home that it was', async () => {
    const second = buildTie('channel', { id: idOf(5, 50), name: 'Tube welding', isHome: false, target: { kind: 'channel', groupId: idOf(4, 1), channelId: '19:tube@thread.tacv2' } });
    const api = tiesApi([...oneOfEach(), second]);
    const open = await suite.start({ page, handlers: api.handlers });
    await open.tab.waitForSelector('text=Tube welding');
    const keys = keyboardOf(open);
    await keys.choose('Welding', 'Drop');
    await open.tab.waitForSelector('text=Welding was dropped.');
    await keys.landsOn('Change Tube welding');
    expect(api.now().filter(({ kind }) => kind === 'channel').map(({ name, isHome }) => [name, isHome])).toEqual([['Tube welding', true]]);
    await keys.tabTo('Undo');
    await keys.press('Enter');
    await keys.landsOn('Change Welding');
    expect(api.now().filter(({ kind }) => kind === 'channel').map(({ name, isHome }) => [name, isHome])).toEqual([['Tube welding', false], ['Welding', true]]);
  });

  it('makes another channel the home', async () => {
    const second = buildTie('channel', { id: idOf(5, 50), name: 'Tube welding', isHome: false });
    const open = await suite.start({ page, handlers: tiesApi([...oneOfEach(), second]).handlers });
    await open.tab.waitForSelector('text=Tube welding');
    const keys = keyboardOf(open);
    await keys.choose('Tube welding', 'Make it the home');
    await open.tab.waitForSelector('text=Tube welding is the home now.');
    await open.tab.waitForSelector('li:has-text("Tube welding") >> text=Home');
    await keys.landsOn('Change Tube welding');
    await eventually(() => expect(open.api.named('makeTieHome').map(({ params }) => params['tieId'])).toEqual([second.id]));
  });
});

describe('a community’s ties', () => {
  it('are looked at anew when what is known is old, and show what that told', async () => {
    const broken = someBroken();
    let visited = false;
    const open = await suite.start({ page, handlers: {
      ...tiesApi([]).handlers,
      getCommunity: () => coordinatorsPage({ happening: buildHappening({ stale: true }) }),
      getHappening: () => { visited = true; return buildHappening(); },
      listTies: () => ({ items: visited ? broken : oneOfEach(), pinned: [], removed: [], shared: [], planned: [], unfinished: [] }),
    } });
    await open.tab.waitForSelector('text=1 place is gone');
    await eventually(() => expect(open.api.named('getHappening')).toHaveLength(1));
  });

  it('have a history in words, in the reader’s zone, page by page', async () => {
    const [first, ...rest] = buildTieHistory();
    const open = await suite.start({ page, timeZone: 'Asia/Tokyo', handlers: { ...tiesApi(oneOfEach()).handlers, listTieHistory: ({ query }) => (query['cursor'] ? { items: rest, next: null } : { items: [first], next: 'more' }) } });
    await open.tab.waitForSelector('text=Documents was dropped');
    expect(await open.tab.innerText('main')).toMatch(/Team · Amara Lindqvist · 21 November 2026.*7:30/);
    await open.tab.click('button:has-text("Show more")');
    await open.tab.waitForSelector('text=Pumps was renamed to Pumps and seals');
    expect(await open.tab.innerText('main')).toContain('seen in Microsoft 365');
  });

  it('are dropped only after a question where they could not be tied again', async () => {
    const api = tiesApi(oneOfEach());
    const closedTies = oneOfEach().slice(0, 2).map(({ id }) => id);
    const open = await suite.start({ page, handlers: { ...api.handlers, getCommunity: () => coordinatorsPage({ ties: api.now(), happening: buildHappening({ closedTies }) }) } });
    // Of a channel with members of its own nobody else can know whether it is still there.
    await open.tab.waitForSelector('text=you are not among its people, or it was deleted');
    await open.tab.click('[aria-label="Change Manufacturing"] >> nth=0');
    await open.tab.click('[role=menuitem]:has-text("Drop")');
    await open.tab.waitForSelector('text=you could not tie it again yourself');
    expect(open.api.named('dropTie')).toHaveLength(0);
    await open.tab.click('button:has-text("Drop the tie")');
    await open.tab.waitForSelector('text=Manufacturing was dropped.');
    expect(await open.tab.$('button:has-text("Undo")')).toBeNull();
  });

  it('can have the community’s tab, and lose it again', async () => {
    const open = await suite.start({ page, handlers: tiesApi(oneOfEach()).handlers });
    await open.tab.waitForSelector('text=Tie another place');
    const keys = keyboardOf(open);
    await keys.choose('Welding', 'Put the community’s tab here');
    await open.tab.waitForSelector('text=The tab is in Welding now.');
    await open.tab.waitForSelector('li:has-text("The community’s tab is here.")');
    await keys.landsOn('Change Welding');
    await keys.choose('Welding', 'Remove the tab');
    await open.tab.waitForSelector('text=The tab is no longer in Welding.');
    expect(await open.tab.innerText('main')).not.toContain('The community’s tab is here.');
    expect(open.api.calls.filter(({ name }) => name === 'pinTab' || name === 'removeTab').map(({ name, params }) => [name, params['tieId']])).toEqual([['pinTab', buildTie('channel').id], ['removeTab', buildTie('channel').id]]);
  });

  it('say what Microsoft 365 has not done yet, with a way to try again', async () => {
    const open = await suite.start({ page, handlers: tiesApi(oneOfEach(), { trouble: true }).handlers });
    await open.tab.click('[aria-label="Change Welding"]');
    await open.tab.click('[role=menuitem]:has-text("Put the community’s tab here")');
    await open.tab.waitForSelector('text=The tab is not in the channel yet');
    expect(await open.tab.innerText('main')).toContain('Ask an owner of the team');
    await open.tab.click('text=Finish it now');
    await open.tab.waitForSelector('li:has-text("The community’s tab is here.")');
    expect(await open.tab.$('text=The tab is not in the channel yet')).toBeNull();
  });

  it.each([['Welding', 'Also remove the tab from the channel', 'channel'], ['Manufacturing', 'Also take the activity off the calendar', 'calendar']] as const)(
    'ask, before %s is dropped, whether what Trellis added there goes too', async (name, label, kind) => {
      for (const removeAdded of [false, true]) {
        const api = tiesApi(oneOfEach(), { pinned: [buildTie('channel').id], planned: [buildTie('calendar').id] });
        const open = await suite.start({ page, handlers: api.handlers });
        await open.tab.click(`li:has-text("${name}") [aria-label="Change ${name}"] >> nth=-1`);
        await open.tab.click('[role=menuitem]:has-text("Drop")');
        await open.tab.waitForSelector(`text=${label}`);
        expect(open.api.named('dropTie')).toEqual([]);
        if (removeAdded) await open.tab.click(`text=${label}`);
        await open.tab.click('button:has-text("Drop the tie")');
        await open.tab.waitForSelector(`text=${name} was dropped.`);
        await eventually(() => expect(open.api.named('dropTie').map(({ params, query }) => [params['tieId'], query])).toEqual([[buildTie(kind).id, removeAdded ? { removeAdded: 'true' } : {}]]));
        // What was taken away is not put back by tying again.
        expect(await open.tab.$('button:has-text("Undo")') === null).toBe(removeAdded);
        await open.close();
      }
    });

  it('say when taking back fails, and show what is there', async () => {
    const api = tiesApi(oneOfEach());
    const open = await suite.start({ page, handlers: { ...api.handlers, addTie: () => new Refusal(422, 'ties-not-found', { detail: 'This channel is not there, or you may not see it.' }) } });
    await open.tab.click('[aria-label="Change Welding"]');
    await open.tab.click('[role=menuitem]:has-text("Drop")');
    await open.tab.click('button:has-text("Undo")');
    await open.tab.waitForSelector('text=Welding could not be tied again. This channel is not there');
  });

  it('say that there are enough, with what was chosen still there', async () => {
    const open = await suite.start({ page, handlers: tiesApi(twentyTies()).handlers });
    await open.tab.click('text=Tie another place');
    await open.tab.click('text=Use the team Welding');
    await open.tab.click('button:has-text("Tie it")');
    await open.tab.waitForSelector('text=Drop one that is not needed any more first.');
    expect(await open.tab.isChecked('text=The team itself')).toBe(true);
  });

  it('are for those who may change them', async () => {
    const open = await suite.start({ page, handlers: { ...tiesApi([]).handlers, listTies: () => new Refusal(403, 'ties-are-the-communitys', { title: 'Not allowed', detail: 'Only the community’s coordinators and core group say where it works.', remedy: 'Tell a coordinator what you would change.' }) } });
    await open.tab.waitForSelector('text=Tell a coordinator what you would change.');
    await open.tab.click('text=Back to Welding and joining');
    await open.tab.waitForSelector('h1:has-text("Welding and joining")');
  });

  it('that a visit of the community’s page finds missing are shown as gone at once', async () => {
    let visited = false;
    const open = await suite.start({ page: community, handlers: {
      getCommunity: () => (visited ? coordinatorsPage({ ties: someBroken() }) : coordinatorsPage({ happening: buildHappening({ stale: true }) })),
      getHappening: () => { visited = true; return buildHappening(); },
    } });
    await open.tab.waitForSelector('a:has-text("Mend")');
    await eventually(() => expect(open.api.named('getHappening')).toHaveLength(1));
  });

  it('tell members of the community’s page that a place is gone, and coordinators where to mend it', async () => {
    const ties = someBroken();
    const open = await suite.start({ page: community, handlers: { getCommunity: () => coordinatorsPage({ ties, abilities: { ...coordinatorsPage().abilities, changeTies: false } }) } });
    await open.tab.waitForSelector('text=Gone');
    expect(await open.tab.innerText('main')).toMatch(/Archived\s+since 1 November 2026/);
    expect(await open.tab.$('a:has-text("Mend")')).toBeNull();
    expect(await open.tab.$(`a[href$="${page}"]`)).toBeNull();
  });
});

describe('a programme lead', () => {
  it('finds all broken ties, with the community and whom to speak to', async () => {
    const open = await suite.start({ page: '/', handlers: { getMe: () => buildLead(), listBrokenTies: ({ query }) => (query['cursor'] ? { items: buildBrokenTies(30).slice(25), next: null } : { items: buildBrokenTies(25), next: 'more' }) } });
    await open.tab.click('nav >> text=Broken ties');
    await open.tab.waitForSelector('text=Speak to Amara Lindqvist, Bruno Okafor');
    await open.tab.click('button:has-text("Show more")');
    await open.tab.waitForFunction(() => document.querySelectorAll('main li').length === 30);
    await open.tab.click('main a:has-text("Welding and joining") >> nth=0');
    await open.tab.waitForSelector('h1:has-text("Welding and joining")');
  });

  it('is nobody else', async () => {
    const open = await suite.start({ page: '/ties/broken' });
    await open.tab.waitForSelector('text=This page is for programme leads.');
    expect(await open.tab.$('nav >> text=Broken ties')).toBeNull();
    expect(open.api.named('listBrokenTies')).toHaveLength(0);
  });
});
