import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { idOf } from './support/builders.ts';
import { Refusal, type Handler } from './support/fake-api.ts';
import { keyboardOf } from './support/keyboard.ts';
import { buildYear, rhythmApi, someActivities, weeklyMeetings } from './support/rhythm-builders.ts';
import { tabSuite } from './support/tab-suite.ts';

const suite = tabSuite();
const community = `/communities/${idOf(2, 0)}`;
const page = `${community}/rhythm`;

describe('a community’s rhythm', () => {
  it('is found from the community’s page, and tells with the keyboard alone what stands out, and what a kind is', async () => {
    const open = await suite.start({ page: community, handlers: rhythmApi(buildYear({ activities: weeklyMeetings() })).handlers });
    await open.tab.waitForSelector('text=The whole year');
    const { tabTo, press, landsOn } = keyboardOf(open);
    await tabTo('The whole year');
    await press('Enter');
    await landsOn('The rhythm of Welding and joining');
    await open.tab.waitForSelector('text=100% of what happens around now is of one kind: Regular meeting.');
    expect(await open.tab.innerText('main')).toContain('Try another for once, say “Problem help”');
    await tabTo('Change the kind: Welders’ meeting');
    await press('Enter');
    await open.tab.waitForSelector('select:focus');
    await open.tab.selectOption('select', 'story');
    await tabTo('Save');
    await press('Enter');
    await open.tab.waitForSelector('text=All of Welders’ meeting count as: Story.');
    await landsOn('Change the kind: Welders’ meeting');
    await open.tab.waitForSelector('text=100% of what happens around now is of one kind: Story.');
    await eventually(() => expect(open.api.named('setActivityKind').map(({ body }) => body)).toEqual([{ kind: 'story', series: true }]));
    await tabTo('Undo');
    await press('Enter');
    await open.tab.waitForSelector('text=of one kind: Regular meeting.');
    expect(open.faults).toEqual([]);
  });

  it('opens just the activity that a link leads to, whichever month it is in', async () => {
    const activities = someActivities(60);
    const last = activities.at(-1)!;
    const open = await suite.start({ page: '/', context: { subEntityId: `communities/${idOf(2, 0)}/rhythm/${last.id}` }, handlers: rhythmApi(buildYear({ activities })).handlers });
    await open.tab.waitForFunction((subject) => document.activeElement?.tagName === 'LI' && document.activeElement.textContent?.includes(subject), last.subject);
    await eventually(async () => expect([await open.tab.locator('[aria-expanded="true"]').count(), open.api.named('getActivityRecord').map(({ params }) => params['activityId'])]).toEqual([1, [last.id]]));
    expect(open.faults).toEqual([]);
  });

  it('shows the months of the past and of the next year, with a mark for each activity and the same in a table', async () => {
    const activities = someActivities(60);
    const open = await suite.start({ page, handlers: rhythmApi(buildYear({ activities })).handlers });
    await open.tab.waitForSelector('text=A year’s beat and mix');
    const marks = () => open.tab.locator('ol svg use').count();
    const inTable = async () => (await open.tab.locator('table tbody tr td:last-child').allTextContents()).reduce((sum, text) => sum + Number(text), 0);
    const next = await marks();
    expect(await inTable()).toBe(next);
    await open.tab.click('text=Past twelve months');
    await open.tab.waitForFunction(() => document.querySelectorAll('ol > li').length === 12);
    expect([await inTable(), next + await marks()]).toEqual([await marks(), 60]);
    // What was begun beside an activity is no other's, though another month's takes its place.
    const begun = () => open.tab.locator('section ul [aria-expanded="true"]').count();
    await open.tab.locator('section ul [aria-expanded="false"]').first().click();
    await eventually(async () => expect(await begun()).toBe(1));
    const month = async () => open.tab.locator('section h2').nth(1).innerText();
    const before = await month();
    const another = open.tab.locator('ol button').nth(6);
    await another.press('Enter');
    expect(await another.getAttribute('aria-pressed')).toBe('true');
    await eventually(async () => expect(await month()).not.toBe(before));
    expect(await begun()).toBe(0);
  });

  it('keeps notes beside an activity with the keyboard alone, and loses nothing when somebody else writes at the same time', async () => {
    const [first] = weeklyMeetings().slice(9);
    const api = rhythmApi(buildYear({ activities: [{ ...first!, startsAt: new Date().toISOString() }] }), { saved: { notes: 'Seals, says Bruno', updatedBy: { id: idOf(1, 1), displayName: 'Bruno Okafor' }, updatedAt: '2026-11-24T10:00:00Z' } });
    const open = await suite.start({ page, handlers: api.handlers });
    await open.tab.waitForSelector('text=Agenda and notes');
    const { tabTo, press } = keyboardOf(open);
    await tabTo('Agenda and notes: Welders’ meeting');
    await press('Enter');
    await open.tab.waitForSelector('text=How many came');
    await open.tab.fill('textarea >> nth=1', 'Torque, say I');
    await open.tab.fill('input[inputmode=numeric]', '14');
    await tabTo('Save');
    await press('Enter');
    await open.tab.waitForSelector('text=Bruno Okafor changed this meanwhile: Notes');
    expect([await open.tab.innerText('[role=alert]'), await open.tab.inputValue('textarea >> nth=1')]).toEqual([expect.stringContaining('Seals, says Bruno'), 'Torque, say I']);
    await tabTo('Keep what I wrote', 'Shift+Tab');
    await press('Enter');
    await open.tab.fill('textarea >> nth=1', 'Seals, says Bruno. Torque, say I');
    await tabTo('Save');
    await press('Enter');
    await open.tab.waitForSelector('text=14 came');
    expect(open.api.named('changeActivityRecord').map(({ body }) => body)).toEqual([
      { notes: { before: '', after: 'Torque, say I' }, attended: { before: null, after: 14 } },
      { notes: { before: 'Seals, says Bruno', after: 'Seals, says Bruno. Torque, say I' }, attended: { before: null, after: 14 } },
    ]);
    await open.tab.fill('[aria-label="What is to be done"]', 'Send the drawing');
    await open.tab.press('[aria-label="What is to be done"]', 'Enter');
    await open.tab.waitForSelector('text=one thing to do');
    await tabTo('I will do it: Send the drawing', 'Shift+Tab');
    await press('Enter');
    await open.tab.waitForSelector('text=You do it');
    await open.tab.click('label:has-text("Send the drawing")');
    await open.tab.waitForSelector('text=one thing to do', { state: 'detached' });
    await open.tab.click('label:has-text("Warping of thin sheet")');
    await open.tab.waitForFunction(() => document.querySelectorAll('input[type=checkbox]:checked').length === 2);
    await eventually(() => expect(open.api.named('linkToIssue').map(({ body }) => body)).toEqual([{ target: { kind: 'activity', eventId: first!.eventId } }]));
    expect(open.faults).toEqual([]);
  });

  it('gives a member an address of the feed once, and a coordinator the choice of what stands in it', async () => {
    const { handlers } = rhythmApi(buildYear({ activities: [{ ...weeklyMeetings()[9]!, startsAt: new Date().toISOString() }] }));
    let refused = false;
    const publishActivity: Handler = (call) => {
      if (refused) return handlers['publishActivity']!(call);
      refused = true;
      return new Refusal(403, 'not-allowed', { detail: 'Only core group and coordinators choose.' });
    };
    const open = await suite.start({ page, handlers: { ...handlers, publishActivity } });
    await open.tab.waitForSelector('text=Nothing is in it yet');
    const { tabTo, press, landsOn } = keyboardOf(open);
    await tabTo('Put in the feed: Welders’ meeting');
    await press('Enter');
    await open.tab.waitForSelector('text=Only core group and coordinators choose.');
    await landsOn('Put in the feed: Welders’ meeting');
    await press('Enter');
    await open.tab.waitForSelector('text=Take out of the feed');
    await open.tab.waitForSelector('text=In it is what coordinators and core group chose');
    await tabTo('Make an address');
    await press('Enter');
    await open.tab.waitForSelector('input[readonly]:focus');
    expect(await open.tab.inputValue('input[readonly]')).toBe('https://trellis.example/api/feeds/a-secret.ics');
    await tabTo('Take the address back');
    await press('Enter');
    await landsOn('Make an address');
    await eventually(async () => expect(await open.tab.locator('input[readonly]').count()).toBe(0));
    await tabTo('Undo');
    await press('Enter');
    await open.tab.waitForSelector('input[readonly]');
    await tabTo('Take the address back', 'Shift+Tab');
    await press('Enter');
    await landsOn('Make an address');
    await eventually(async () => expect([await open.tab.locator('input[readonly]').count(), open.api.named('bringBackFeedAddress').length, open.api.named('publishActivity').map(({ body }) => body), open.faults]).toEqual([0, 1, [{ published: true }, { published: true }], []]));
  });

  it('lets a member choose when to be reminded, here and everywhere, and keeps it at once', async () => {
    const open = await suite.start({ page, handlers: rhythmApi(buildYear({ activities: weeklyMeetings() })).handlers });
    await open.tab.waitForSelector('text=The next comes on 1 December 2026 at 10:00: Visit to the robot cell');
    const { tabTo, press } = keyboardOf(open);
    await tabTo('The day before', 'Shift+Tab');
    await press('ArrowDown');
    await open.tab.waitForSelector('text=Your wish is kept.');
    await tabTo('Of activities that repeat, too');
    await press('Space');
    await eventually(() => expect(open.api.named('setReminders')).toHaveLength(2));
    await tabTo('The same in all my communities');
    await press('Enter');
    await open.tab.waitForSelector('text=This holds for all your communities');
    const zone = { timeZone: 'Europe/Berlin' };
    expect([open.api.named('setReminders').map(({ body }) => body), open.faults]).toEqual([[
      { comes: 'morning', regular: false, everywhere: false, ...zone }, { comes: 'morning', regular: true, everywhere: false, ...zone }, { comes: 'morning', regular: true, everywhere: true, ...zone },
    ], []]);
  });

  it('comes as a chunk of at most 60 kB', () => {
    const chunk = readdirSync(path.join(suite.directory, 'assets')).find((name) => /^RhythmPage-.*\.js$/.test(name))!;
    expect(gzipSync(readFileSync(path.join(suite.directory, 'assets', chunk))).length).toBeLessThan(60_000);
  });
});
