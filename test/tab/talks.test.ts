import { expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { buildPerson, idOf } from './support/builders.ts';
import { Refusal } from './support/fake-api.ts';
import { boardApi, buildCard, buildTalk, buildTalkTimes, talkApi } from './support/launch-builders.ts';
import { tabSuite } from './support/tab-suite.ts';

const suite = tabSuite();
const talkPage = `/launch/talks/${idOf(31, 0)}`;
const shares = [{ id: idOf(32, 1), kind: 'issue' as const, words: 'Nobody has the torque table.', state: 'asked' as const }, { id: idOf(32, 2), kind: 'would-lead' as const, words: 'Would help to lead.', state: 'asked' as const }];

it('is planned from the idea with the keyboard, asks which of two hours is meant, and is sent under one id', async () => {
  let refuse = true;
  const talk = talkApi(buildTalk());
  const { tab, page, api } = await suite.start({
    page: `/launch/${idOf(30, 0)}`, handlers: {
      ...boardApi([buildCard(0)]).handlers, ...talk, searchPeople: () => ({ items: [buildPerson(1)] }),
      planInterview: (call) => {
        if (!refuse) return talk['planInterview']!(call);
        refuse = false;
        return new Refusal(400, 'bad-input', { fields: [{ field: '/time/which', reason: 'That day has this time twice.', remedy: 'Say which.' }] });
      },
    },
  });
  await tab.press('button:has-text("Plan a talk")', 'Enter');
  await tab.focus('[role=combobox]');
  await page.keyboard.type('Bruno');
  await tab.waitForSelector('[role=option]:has-text("Bruno Okafor")');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await tab.waitForSelector('text=With Bruno Okafor');
  await tab.fill('input[type=datetime-local]', '2027-10-31T02:30');
  await tab.press('button:has-text("Plan it and invite")', 'Enter');
  await tab.waitForSelector('text=That day has this time twice');
  await tab.click('text=The second');
  await tab.press('button:has-text("Plan it and invite")', 'Enter');
  await tab.waitForSelector('h1:has-text("A talk with Bruno Okafor")');
  const [first, second] = api.named('planInterview');
  expect(second!.body).toMatchObject({ intervieweeId: idOf(1, 1), time: { at: '2027-10-31T02:30', minutes: 45, which: 'second' } });
  expect(first!.params).toEqual(second!.params);
});

it('is planned at a time that suits both, chosen with the keyboard; any other can be typed, also when Microsoft 365 does not say', async () => {
  let answer: () => unknown = () => buildTalkTimes({ hoursAssumed: true });
  const talk = talkApi(buildTalk({ state: 'cancelled', calendar: 'none' }));
  const { tab, api } = await suite.start({ page: talkPage, timeZone: 'Europe/Berlin', handlers: { ...talk, proposeTalkTimes: () => answer() } });
  await tab.press('button:has-text("Plan a time")', 'Enter');
  await tab.waitForSelector('text=Somebody’s working hours are not known');
  await tab.press('button:has-text("27 November, 13:30")', 'Enter');
  await tab.waitForSelector('button[aria-pressed=true]:has-text("27 November")');
  expect([await tab.inputValue('input[type=datetime-local]'), api.named('proposeTalkTimes')[0]!.query]).toEqual(['2026-11-27T13:30', { intervieweeId: idOf(1, 1), minutes: '45', timeZone: 'Europe/Berlin' }]);
  for (const [given, words] of [[buildTalkTimes({ times: [] }), 'nothing suits you both'], [buildTalkTimes({ calendars: 'closed', times: [] }), 'does not tell when Bruno Okafor is free'], [new Refusal(503, 'microsoft-unavailable'), 'does not say just now']] as const) {
    answer = () => given;
    await tab.selectOption('select', words.startsWith('nothing') ? '60' : words.startsWith('does not tell') ? '90' : '30');
    await tab.waitForSelector(`text=${words}`);
  }
  await tab.fill('input[type=datetime-local]', '2026-12-09T18:15');
  await tab.press('button:has-text("Plan it and invite")', 'Enter');
  await eventually(() => expect(api.named('planInterview')[0]!.body).toMatchObject({ time: { at: '2026-12-09T18:15', timeZone: 'Europe/Berlin', minutes: 30, which: null } }));
});

it('keeps private notes, and asks the other person for what is to be shared', async () => {
  const { tab, api } = await suite.start({ page: talkPage, handlers: talkApi(buildTalk()) });
  await tab.fill('textarea', 'Doubts it. <b>Ask again</b> 🤐');
  await tab.click('form:has(textarea) button:has-text("Save")');
  await tab.waitForSelector('text=Your notes are kept');
  await tab.click('button:has-text("Add an issue")');
  await tab.fill('input[maxlength="200"]', 'Nobody has the torque table.');
  await tab.click('text=would help to lead, and may be named');
  await tab.click('button:has-text("Ask Bruno Okafor")');
  await tab.waitForSelector('text=waits for an answer');
  await eventually(() => expect(api.named('writeInterviewNotes')[0]!.body).toEqual({ before: '', after: 'Doubts it. <b>Ask again</b> 🤐' }));
  await eventually(() => expect(api.named('proposeSharing')[0]!.body).toMatchObject({ basedOnVersion: 0, items: [{ kind: 'issue', words: 'Nobody has the torque table.' }, { kind: 'would-lead' }] }));
  await tab.click('button:has-text("Cancel the talk")');
  await tab.click('button:has-text("Undo")');
  await tab.waitForSelector('text=It is on both calendars');
  // As clocks in the zone show it in which the talk was planned.
  await eventually(() => expect(api.named('planInterview')[0]!.body).toMatchObject({ time: { at: '2027-01-15T10:00', timeZone: 'Europe/Berlin', which: null, minutes: 45 } }));
});

it('is answered by the person who was asked, in words of their own, and can be taken back for good', async () => {
  const { tab, api } = await suite.start({ page: talkPage, handlers: talkApi(buildTalk({ mine: 'interviewee', notes: null, shares, sharingVersion: 1, asked: true })) });
  await tab.fill('textarea >> nth=0', 'The torque table is lost.');
  await tab.click('text=Yes, share it >> nth=0');
  await tab.click('label:text-is("No") >> nth=1');
  await tab.click('button:has-text("Send my answer")');
  await tab.waitForSelector('text=Your answer is kept');
  await eventually(() => expect(api.named('answerSharing')[0]!.body).toEqual({ version: 1, answers: [{ id: shares[0]!.id, agreed: true, words: 'The torque table is lost.' }, { id: shares[1]!.id, agreed: false, words: 'Would help to lead.' }] }));
  await tab.click('button:has-text("Take everything back")');
  await tab.click('button:has-text("Yes, delete it for good")');
  await tab.waitForSelector('text=nothing of this talk is kept or shared');
  expect(await tab.locator('textarea').count()).toBe(0);
});
