import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { buildPage, buildPerson, idOf } from './support/builders.ts';
import { buildCharterPage, charterApi } from './support/charter-builders.ts';
import { keyboardOf } from './support/keyboard.ts';
import { buildMember } from './support/members-builders.ts';
import { buildItem, libraryApi } from './support/practice-builders.ts';
import { buildRecord, buildYear, buildYearActivity } from './support/rhythm-builders.ts';
import { buildAskedTo } from './support/stewardship-builders.ts';
import { tabSuite } from './support/tab-suite.ts';

const suite = tabSuite();
const community = `/communities/${idOf(2, 0)}`;

it('leads to the next useful thing: the issue, the item that is missing, the activity', async () => {
  const { charter } = buildCharterPage();
  const [, checklist] = charter.keyIssues;
  const activity = buildYearActivity(0, new Date(Date.now() + 40 * 86_400_000).toISOString());
  const things = [
    { what: 'charter-ask-who-cares', title: checklist!.title, count: 1, at: `charter?issue=${checklist!.id}` }, { what: 'practice-answer-issue', title: 'Fumes', count: 1, at: `practice?answer=${idOf(13, 2)}` },
    { what: 'activity-unattended', title: activity.subject, count: 1, at: `rhythm?activity=${activity.id}` },
  ];
  const open = await suite.start({
    page: community, handlers: { ...charterApi().handlers, ...libraryApi([buildItem(1)]), getRhythm: () => buildYear({ activities: [activity] }), getActivityRecord: () => buildRecord(), getCommunity: () => buildPage({ myPart: 'coordinator' }), getNext: () => ({ asked: [], things }) },
  });
  const { landsOn } = keyboardOf(open);
  const back = () => open.tab.click('a:has-text("Back to Welding")');
  await open.tab.click('a:has-text("Go to the issue")');
  await landsOn(checklist!.title);
  await back();
  await open.tab.click('a:has-text("Nothing here answers")');
  await open.tab.waitForSelector('h2:has-text("Add a link")');
  expect(await open.tab.locator('input[type="checkbox"]:checked').count()).toBe(1);
  await back();
  await open.tab.click(`a:has-text("Who prepares")`);
  await open.tab.waitForSelector('text=Nobody has said yet that they prepare');
  expect(open.faults).toEqual([]);
});

it('puts a useful thing away with the keyboard, is told so, and takes it back', async () => {
  const all = [{ what: 'welcome', title: 'Bruno Okafor', count: 1, at: 'members' }, { what: 'no-activity', title: null, count: 1, at: 'series' }];
  let things = all;
  const open = await suite.start({ page: community, handlers: {
    getCommunity: () => buildPage({ myPart: 'coordinator' }), getNext: () => ({ asked: [], things }),
    putAwayNext: ({ params }) => ({ asked: [], things: things = things.filter(({ what }) => what !== params['what']) }), takeBackNext: () => ({ asked: [], things: things = all }),
  } });
  const { tabTo, press } = keyboardOf(open);
  await open.tab.waitForSelector('[aria-label="Not now: Welcome Bruno Okafor"]');
  await tabTo('Not now: Welcome Bruno Okafor');
  await press('Enter');
  await open.tab.waitForSelector('text=You are not told of that for four weeks');
  await open.tab.waitForSelector('[aria-label="Not now: Nothing is on the calendar"]');
  expect(await open.tab.locator('text=Welcome Bruno Okafor').count()).toBe(0);
  await tabTo('Undo');
  await press('Enter');
  await open.tab.waitForSelector('[aria-label="Not now: Welcome Bruno Okafor"]');
  expect([open.api.named('putAwayNext').length, open.api.named('takeBackNext').length, open.faults]).toEqual([1, 1, []]);
});

it('is seen to spread, month by month, in a table whose rows draw it; the chunk that draws it is small', async () => {
  const months = [{ month: '2026-09', tenths: null }, { month: '2026-10', tenths: 1 }, { month: '2026-11', tenths: 6 }];
  const open = await suite.start({ page: `${community}/practice`, handlers: { ...libraryApi([buildItem(1)]), getStewardshipSpread: () => ({ months }) } });
  await open.tab.waitForSelector('table');
  const rows = await open.tab.locator('tbody tr').allInnerTexts();
  expect(rows.map((row) => row.replace(/\s+/g, ' ').trim())).toEqual(['Sept 2026 fewer than five members', 'Oct 2026 about 1 in ten', 'Nov 2026 about 6 in ten']);
  expect([await open.tab.locator('tbody svg').count(), open.faults]).toEqual([2, []]);
  const chunk = readdirSync(path.join(suite.directory, 'assets')).find((name) => /^Spread-.*\.js$/.test(name))!;
  expect(gzipSync(readFileSync(path.join(suite.directory, 'assets', chunk))).length).toBeLessThan(60_000);
});

describe('looking after something', () => {
  it('is offered, given back, and asked of a member where the key issue stands, with the keyboard alone', async () => {
    const charter = buildCharterPage();
    const [, checklist] = charter.issues;
    const held = { steward: { ...checklist!.caring[0]!, id: idOf(1, 0), displayName: 'Amara Lindqvist', isMe: true }, abilities: { takeOn: false, giveUp: true, ask: true } };
    const free = checklist!.lookedAfter;
    let now = free;
    const open = await suite.start({
      page: `${community}/charter`, handlers: {
        ...charterApi().handlers, getCharter: () => ({ ...charter, issues: charter.issues.map((each) => (each.issueId === checklist!.issueId ? { ...each, lookedAfter: now } : each)) }),
        lookAfterIssue: () => (now = held), stopLookingAfterIssue: () => (now = free), askToLookAfter: () => undefined, listMembers: () => ({ items: [buildMember(0, { isMe: true }), buildMember(2)], next: null }),
      },
    });
    const { tabTo, press, landsOn } = keyboardOf(open);
    await open.tab.waitForSelector('text=Looked after by');
    await tabTo('I will: One checklist');
    await press('Enter');
    await landsOn('You look after it.');
    await tabTo('Give it back');
    await press('Enter');
    await landsOn('Nobody looks after it yet.');
    await tabTo('Ask somebody to look after it: One checklist');
    await press('Enter');
    await landsOn('Who would look after');
    await press('Tab', 'ArrowDown');
    await open.tab.waitForSelector(`[role="option"]:has-text("${buildPerson(2).displayName}")`);
    expect(await open.tab.locator('[role="option"]').allInnerTexts()).toEqual([expect.stringContaining(buildPerson(2).displayName)]);
    await press('Enter');
    await tabTo(`Ask ${buildPerson(2).displayName}`);
    await press('Enter');
    await landsOn('Ask somebody to look after it');
    expect([open.api.named('askToLookAfter')[0]!.body, open.faults]).toEqual([{ personId: buildPerson(2).id, thing: { kind: 'issue', id: checklist!.issueId } }, []]);
  });

  it('is asked from a practice item, and answered on the community’s page', async () => {
    const open = await suite.start({ page: `${community}/practice`, handlers: { ...libraryApi([buildItem(1, { abilities: { edit: true, lookAfter: true, giveUp: false, ask: true } })]), listMembers: () => ({ items: [buildMember(2)], next: null }), askToLookAfter: () => undefined } });
    await open.tab.click(`[aria-label="Change ${buildItem(1).title}"]`);
    await open.tab.click('[role="menuitem"]:has-text("Ask somebody")');
    await open.tab.waitForSelector('text=Whom does it concern most');
    expect(open.faults).toEqual([]);
    await open.close();

    let asked = buildAskedTo();
    const answers = await suite.start({ page: community, handlers: { getCommunity: () => buildPage({ myPart: 'peripheral' }), getNext: () => ({ asked, things: [] }), answerInvitation: () => { asked = asked.slice(1); } } });
    await answers.tab.waitForSelector('text=asks whether you would look after “Seam checklist”');
    await answers.tab.click('button:has-text("I will") >> nth=0');
    await eventually(async () => expect(await answers.tab.innerText('main')).not.toContain('Seam checklist”'));
    expect([answers.api.named('answerInvitation').map(({ body }) => body), answers.faults]).toEqual([[{ accept: true }], []]);
  });
});
