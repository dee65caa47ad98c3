import { describe, expect, it } from '@jest/globals';
import { idOf } from './support/builders.ts';
import { keyboardOf } from './support/keyboard.ts';
import { buildPlan, planApi, someSteps } from './support/plan-builders.ts';
import { tabSuite } from './support/tab-suite.ts';

const suite = tabSuite();
const page = `/communities/${idOf(2, 0)}/launch`;

describe('the way to a launch', () => {
  it('is laid out, ticked, changed, added to and thinned out with the keyboard alone', async () => {
    const api = planApi(buildPlan([], { begun: false, launchOn: null }));
    const open = await suite.start({ page, handlers: api.handlers });
    await open.tab.waitForSelector('text=Choose a day for the launch');
    const { tabTo, press, landsOn, type, focusOn } = keyboardOf(open);
    await tabTo('Lay out the steps');
    await press('Enter');
    await open.tab.waitForSelector('text=0 of 4 steps done');
    expect(open.api.named('setLaunchDate').map(({ body }) => body)).toEqual([{ before: null, after: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) }]);
    await tabTo('Go to it', 'Shift+Tab');
    await press('Enter');
    await focusOn('input[type=checkbox]');
    await press('Space');
    await open.tab.waitForSelector('text=1 of 4 steps done');
    await tabTo('I will: Meet as a core group');
    await press('Enter');
    await open.tab.waitForSelector('text=You do it.');
    await landsOn('You do it.');
    await tabTo('Change: Meet as a core group');
    await press('Enter');
    await focusOn('form input');
    await press('Control+a');
    await type('Meet for lunch');
    await press('Enter');
    await landsOn('Meet for lunch');
    await open.tab.waitForSelector('text=Meet for lunch');
    await tabTo('Leave out: Meet for lunch');
    await press('Enter');
    await open.tab.waitForSelector('text=1 of 3 steps done');
    await tabTo('Undo');
    await press('Enter');
    await open.tab.waitForSelector('text=1 of 4 steps done');
    await tabTo('Add a step', 'Shift+Tab');
    await press('Enter');
    await focusOn('form input');
    await type('Bake a cake');
    await press('Enter');
    await open.tab.waitForSelector('text=1 of 5 steps done');
    expect(api.current().steps.map(({ title }) => title)).toEqual(expect.arrayContaining(['Bake a cake', 'Meet for lunch']));
    await tabTo('Put it on the calendar');
    await press('Enter');
    await open.tab.waitForSelector('text=Put there by Amara Lindqvist');
    expect(open.api.named('putLaunchEvent').map(({ body }) => body)).toEqual([{ title: 'Launch of Welding and joining', about: '', day: api.current().launchOn, time: '15:00', minutes: 60, timeZone: 'Europe/Berlin', online: true }]);
    await tabTo('Undo');
    await press('Enter');
    await open.tab.waitForSelector('button:has-text("Put it on the calendar")');
    expect(open.faults).toEqual([]);
  });

  it('is announced in the channel in words that are kept until they are posted, and seen before as they will stand there', async () => {
    const api = planApi(buildPlan(undefined, { announcement: { words: 'Lost words', by: { id: idOf(1, 0), displayName: 'Amara Lindqvist' }, at: '2026-11-24T10:00:00Z', state: 'not-sent', why: 'app-not-installed' } }));
    const open = await suite.start({ page, handlers: api.handlers });
    await open.tab.waitForSelector('text=Trellis is not in the team of Welding');
    await open.tab.fill('text=What the channel hears', 'Bring a seam.');
    await open.tab.waitForSelector('p:has-text("Bring a seam.") ~ span:has-text("Amara Lindqvist")');
    await open.page.reload();
    const again = (await (await open.page.waitForSelector('iframe')).contentFrame())!;
    await again.waitForSelector('p:has-text("Bring a seam.")');
    await again.click('button:has-text("Post it in Welding")');
    await again.waitForSelector('text=Posted for Amara Lindqvist');
    expect(open.api.named('announceLaunch').map(({ body }) => body)).toEqual([{ words: 'Bring a seam.' }]);
    expect(await again.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('trellis.draft.announcement')))).toEqual([]);
    expect(open.faults).toEqual([]);
  });

  it('is said to have taken place when its day has come, and that is taken back', async () => {
    const api = planApi(buildPlan(someSteps(3, 0), { launchOn: new Date().toISOString().slice(0, 10) }));
    const open = await suite.start({ page, handlers: api.handlers });
    await open.tab.click('button:has-text("It took place")');
    await open.tab.waitForSelector('text=The community is launched');
    await open.tab.click('button:has-text("Undo")');
    await open.tab.waitForSelector('button:has-text("It took place")');
    expect(open.api.named('sayLaunched').map(({ body }) => body)).toEqual([{ launched: true }, { launched: false }]);
    expect(open.faults).toEqual([]);
  });
});
