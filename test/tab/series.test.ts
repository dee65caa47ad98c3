import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import type { SeriesActivity } from '../../api/launch/series-contract.ts';
import { idOf } from './support/builders.ts';
import { noAnswer } from './support/fake-api.ts';
import { keyboardOf } from './support/keyboard.ts';
import { buildSeries, buildSurroundings, seriesApi, someSeries } from './support/series-builders.ts';
import { tabSuite } from './support/tab-suite.ts';

const suite = tabSuite();
const page = `/communities/${idOf(2, 0)}/series`;
const [first, second] = someSeries(2);
const cell = (day: string) => `[data-day="${day}"]`;
const inCell = (day: string, { id }: SeriesActivity) => `${cell(day)} #series-${id}`;

describe('a first series', () => {
  it('is begun, moved, named and thinned out with the keyboard alone; a live region says where it is, and what clashes', async () => {
    const api = seriesApi(buildSeries([], { series: null }), buildSurroundings({ mine: [{ communityId: idOf(2, 3), community: 'Client onboarding', subject: 'First calls', startsAt: '2027-01-21T14:00:00Z', endsAt: '2027-01-21T15:00:00Z' }] }));
    const open = await suite.start({ page, handlers: api.handlers });
    await open.tab.waitForSelector('text=Lay out the first three months');
    const { tabTo, press, landsOn, focusOn, type } = keyboardOf(open);
    await tabTo('Lay it out');
    await press('Enter');
    await open.tab.waitForSelector('text=9 activities in three months');
    await eventually(() => expect(open.api.named('beginSeries').map(({ body }) => body)).toEqual([{ startsOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), time: '15:00', timeZone: 'Europe/Berlin', follows: null }]));
    await tabTo('Bring a problem: seams');
    await press('ArrowRight', 'ArrowDown');
    await open.tab.waitForSelector(`${inCell('2027-01-21', first!)}:focus`);
    await open.tab.waitForSelector('[role=status]:has-text("Thursday 21 January, 15:00–16:00. You have “First calls” of Client onboarding then.")', { state: 'attached' });
    await press('Enter');
    await focusOn('input');
    await press('Control+a');
    await type('Thin sheet');
    await tabTo('Done');
    await press('Enter');
    await landsOn('Thin sheet');
    await open.tab.waitForSelector('text=Saved as a draft');
    expect(api.current().series!.activities.find(({ id }) => id === first!.id)).toEqual({ ...first, title: 'Thin sheet', day: '2027-01-21' });
    await press('Delete');
    await open.tab.waitForSelector('text=8 activities in three months');
    await tabTo('Undo');
    await press('Enter');
    await open.tab.waitForSelector('text=9 activities in three months');
    await open.tab.waitForSelector('text=Saved as a draft');
    await tabTo('Put all of it on the calendar', 'Shift+Tab');
    await press('Enter');
    await open.tab.waitForSelector('text=Put there by Amara Lindqvist');
    expect(await open.tab.locator('text=Add an activity').count()).toBe(0);
    await tabTo('Undo');
    await press('Enter');
    await open.tab.waitForSelector('button:has-text("Put all of it on the calendar")');
    expect(open.faults).toEqual([]);
  });

  it('that is nearly over is followed by three more months, once: they begin when these end, and what is on the calendar stays there', async () => {
    const over = buildSeries(someSeries(3), { next: { startsOn: '2027-04-12' } });
    const api = seriesApi({ ...over, series: { ...over.series!, put: { by: { id: idOf(1, 0), displayName: 'Amara Lindqvist' }, at: '2026-11-24T10:00:00Z' } }, progress: { done: 3, of: 3, trouble: null, events: [] } });
    const { tab, api: asked } = await suite.start({ page, handlers: api.handlers });
    await tab.waitForSelector('text=What was laid out before stays on the calendar.');
    await tab.press('button:has-text("Lay it out")', 'Enter');
    await tab.waitForSelector('h1:has-text("The next months of Welding and joining")');
    await tab.waitForSelector('text=6 activities in three months');
    await tab.waitForSelector(inCell('2027-04-26', second!));
    expect(await tab.locator('button:has-text("Lay it out")').count()).toBe(0);
    expect(asked.named('beginSeries').map(({ body }) => body)).toEqual([{ startsOn: '2027-04-12', time: '15:00', timeZone: 'Europe/Berlin', follows: '2027-01-12' }]);
  });

  it('is dragged to another day, which the reader sees in their own zone; what cannot be saved stays in the browser and is sent later', async () => {
    const api = seriesApi(buildSeries(someSeries(2)));
    const open = await suite.start({ page, handlers: api.handlers, timeZone: 'Pacific/Auckland' });
    // Three in the afternoon in Berlin is three in the morning of the next day there.
    const card = await open.tab.waitForSelector(inCell('2027-01-14', first!));
    // What else is on the calendar comes later, and moves the weeks: only then it is known where they are.
    await open.tab.waitForSelector('text=on the calendar already');
    const [from, to] = [await card.boundingBox(), await (await open.tab.waitForSelector(cell('2027-01-28'))).boundingBox()];
    let down = true;
    const save = api.handlers['changeSeries']!;
    open.api.handlers['changeSeries'] = (call) => (down ? noAnswer : save(call));
    await open.page.mouse.move(from!.x + 20, from!.y + 20);
    await open.page.mouse.down();
    await open.page.mouse.move(to!.x + 5, to!.y + 5, { steps: 4 });
    await open.page.mouse.move(to!.x + 30, to!.y + 30);
    await open.page.mouse.up();
    await open.tab.waitForSelector(inCell('2027-01-28', first!));
    expect(await open.tab.locator('text=What it is called').count()).toBe(0);
    await open.tab.waitForSelector('text=Kept in this browser');
    await open.page.reload();
    const again = await (await open.page.waitForSelector('iframe')).contentFrame();
    await again!.waitForSelector(inCell('2027-01-28', first!));
    down = false;
    await again!.click(`#series-${second!.id}`);
    await again!.click('text=A week later');
    await again!.waitForSelector('text=Saved as a draft');
    await again!.waitForFunction(() => Object.keys(localStorage).every((key) => !key.startsWith('trellis.draft.series')));
    expect(api.current().series!.activities.map(({ id, day }) => [id, day]).sort()).toEqual([[first!.id, '2027-01-27'], [second!.id, '2027-01-29']].sort());
  });
});
