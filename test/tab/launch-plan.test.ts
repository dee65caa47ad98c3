import { describe, expect, it } from '@jest/globals';
import { idOf } from './support/builders.ts';
import { keyboardOf } from './support/keyboard.ts';
import { buildPlan, planApi } from './support/plan-builders.ts';
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
    await open.tab.waitForSelector('text=0 of 8 steps done');
    expect(open.api.named('setLaunchDate').map(({ body }) => body)).toEqual([{ before: null, after: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) }]);
    await tabTo('Go to it');
    await press('Enter');
    await focusOn('input[type=checkbox]');
    await press('Space');
    await open.tab.waitForSelector('text=1 of 8 steps done');
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
    await open.tab.waitForSelector('text=1 of 7 steps done');
    await tabTo('Undo');
    await press('Enter');
    await open.tab.waitForSelector('text=1 of 8 steps done');
    await tabTo('Add a step', 'Shift+Tab');
    await press('Enter');
    await focusOn('form input');
    await type('Bake a cake');
    await press('Enter');
    await open.tab.waitForSelector('text=1 of 9 steps done');
    expect(api.current().steps.map(({ title }) => title)).toEqual(expect.arrayContaining(['Bake a cake', 'Meet for lunch']));
    expect(open.faults).toEqual([]);
  });
});
