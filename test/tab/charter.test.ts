import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { buildPage, idOf } from './support/builders.ts';
import { buildCharterPage, charterApi, unwritten } from './support/charter-builders.ts';
import { noAnswer, Refusal } from './support/fake-api.ts';
import { keyboardOf } from './support/keyboard.ts';
import type { OpenOptions, OpenTab } from './support/open-tab.ts';
import { tabSuite } from './support/tab-suite.ts';

const suite = tabSuite();
const page = `/communities/${idOf(2, 0)}/charter`;
const start = async (api: ReturnType<typeof charterApi>, more: Partial<OpenOptions> = {}) => {
  const open = await suite.start({ page, handlers: api.handlers, ...more });
  await open.tab.waitForSelector('text=How it came to be');
  return { ...open, ...keyboardOf(open) };
};
const words = ({ tab }: OpenTab) => tab.innerText('main');
const first = 'textarea >> nth=0';

describe('writing the charter', () => {
  it('goes with the keyboard alone, takes in what another changed elsewhere, and comes back to where it began', async () => {
    const api = charterApi();
    const open = await start(api);
    await open.tabTo('Edit charter');
    await open.press('Enter');
    await open.tab.waitForSelector('textarea:focus');
    await open.type('Seams. ');
    await open.tabTo('Add a key issue');
    await open.press('Enter');
    await open.focusOn('[aria-label="Key issue 3"]');
    await open.type('Robots that drift');
    await open.tabTo('Add a key issue');
    await open.press('Enter');
    await open.tabTo('Remove key issue 4', 'Tab');
    await open.press('Enter');
    await open.focusOn('[aria-label="Key issue 3"]');
    api.others((text) => ({ ...text, forWhom: 'Written by Bruno.', keyIssues: text.keyIssues.map((issue) => ({ ...issue, state: 'settled' as const })) }));
    await open.tabTo('Save');
    await open.press('Enter');
    await open.tab.getByRole('status').getByText('together with what others changed meanwhile').waitFor();
    await open.tab.waitForSelector('button:has-text("Edit charter"):focus');
    expect(api.charter).toMatchObject({ domain: `Seams. ${buildPage().charter.domain}`, forWhom: 'Written by Bruno.', keyIssues: [{ title: 'Thin sheet warps', state: 'settled' }, { title: 'One checklist for all sites', state: 'settled' }, { title: 'Robots that drift', state: 'open' }] });
    expect(await words(open)).toContain('Written by Bruno.');
    expect(open.faults).toEqual([]);
  });

  it('shows side by side what both changed, and saves only what was decided, each with a key', async () => {
    const api = charterApi();
    const open = await start(api);
    await open.tab.click('text=Edit charter');
    await open.tab.fill(first, 'Written by me.');
    await open.tab.fill('textarea >> nth=3', 'Weekly.');
    await open.tab.click('[aria-label="Remove key issue 1"]');
    api.others((text) => ({ ...text, domain: 'Written by Bruno.', practice: 'By Bruno, too.', keyIssues: text.keyIssues.map((issue, index) => (index === 0 ? { ...issue, title: 'Thin sheet and tubes warp' } : issue)) }));
    await open.tab.click('button:has-text("Save")');
    await open.landsOn('What we care about');
    for (const part of ['Bruno Okafor changed the same as you', 'Written by me.', 'Written by Bruno.', 'Key issue: Thin sheet and tubes warp', 'Removed']) expect(await words(open)).toContain(part);
    expect(await open.tab.inputValue(first)).toBe('Written by me.');
    expect(await open.tab.inputValue('textarea >> nth=2')).toBe('By Bruno, too.');
    // Nothing is saved, also when the page is loaded afresh in between.
    await open.tab.click('button:has-text("Save")');
    await open.landsOn('What we care about');
    expect(api.charter.version).toBe(4);
    await open.page.reload();
    const again = (await (await open.page.waitForSelector('iframe')).contentFrame())!;
    await again.click('text=Go on writing');
    const keys = keyboardOf({ ...open, tab: again });
    await keys.landsOn('What we care about');
    await keys.tabTo('Take that of');
    await keys.press('Enter');
    await keys.landsOn('Key issue: Thin sheet and tubes warp');
    await again.click('button:has-text("Undo")');
    await keys.landsOn('What we care about');
    await again.fill(first, 'Written by me, and more.');
    await keys.tabTo('Take both, one below the other', 'Shift+Tab');
    await keys.press('Enter');
    await keys.landsOn('Key issue: Thin sheet and tubes warp');
    await keys.tabTo('Take that of');
    await keys.press('Enter');
    await again.click('button:has-text("Save")');
    await again.waitForSelector('text=The charter is saved');
    expect(api.charter).toMatchObject({ version: 5, domain: 'Written by me, and more.\n\nWritten by Bruno.', practice: 'By Bruno, too.', waysOfWorking: 'Weekly.', keyIssues: [{ title: 'Thin sheet and tubes warp' }, { title: 'One checklist for all sites' }] });
  });

  it('keeps what was typed while saving, through a lost connection and a reload, and throws it away only when asked', async () => {
    const api = charterApi();
    let answer = (): void => undefined;
    const waited = new Promise<void>((resolve) => { answer = resolve; });
    const open = await start(api, { handlers: { ...api.handlers, editCharter: async (call) => { await waited; return api.handlers.editCharter(call); } } });
    await open.tab.click('text=Edit charter');
    // What is typed while the answer is on its way is not in what was saved, and stays.
    await open.tab.fill(first, 'Saved');
    await open.tab.click('button:has-text("Save")');
    await open.tab.fill('textarea >> nth=1', 'Typed on');
    answer();
    await open.tab.waitForSelector('text=The charter is saved.');
    expect([api.charter.domain, api.charter.forWhom, await open.tab.inputValue(first), await open.tab.inputValue('textarea >> nth=1')]).toEqual(['Saved', buildPage().charter.forWhom, 'Saved', 'Typed on']);
    open.api.handlers['editCharter'] = () => noAnswer;
    await open.tab.fill(first, 'Nearly lost 🌿 שלום');
    await open.tab.click('button:has-text("Save")');
    await open.tab.waitForSelector('[role=alert]:has-text("No connection")');
    await open.page.reload();
    const again = (await (await open.page.waitForSelector('iframe')).contentFrame())!;
    await again.click('text=Go on writing');
    await again.waitForSelector('text=You have not saved this yet');
    expect([await again.inputValue(first), await again.inputValue('textarea >> nth=1')]).toEqual(['Nearly lost 🌿 שלום', 'Typed on']);
    await again.click('text=Throw it away');
    expect(await again.inputValue(first)).toBe(api.charter.domain);
    await again.click('button:has-text("Undo")');
    expect(await again.inputValue(first)).toBe('Nearly lost 🌿 שלום');
    await again.click('text=Not now');
    await again.waitForSelector('text=Go on writing');
  });

  it('refuses a charter of 100 kB by field, reason and remedy, and keeps it', async () => {
    const api = charterApi();
    const open = await start(api);
    await open.tab.click('text=Edit charter');
    await open.tab.fill(first, 'x'.repeat(100_000));
    await open.tab.click('button:has-text("Save")');
    await open.tab.waitForSelector('textarea[aria-invalid="true"]:focus');
    expect(await words(open)).toContain('100000 characters; there is room for 4000. Shorten it by 96000. What you typed stays here.');
    expect((await open.tab.inputValue(first)).length).toBe(100_000);
    expect(open.api.named('editCharter')).toEqual([]);
    await open.tab.fill(first, 'Short.');
    open.api.handlers['editCharter'] = () => new Refusal(400, 'bad-input', { fields: [{ field: '/keyIssues', reason: 'There would be 60 key issues.', remedy: 'Leave at most 50.' }] });
    await open.tab.click('button:has-text("Save")');
    await open.tab.waitForSelector('fieldset [role=alert]:has-text("There would be 60 key issues. Leave at most 50.")');
  });

  it('begins with the template’s questions and issues where nothing is written, from the community’s page on', async () => {
    const api = charterApi(unwritten());
    const open = await suite.start({ page: `/communities/${idOf(2, 0)}`, handlers: { ...api.handlers, getCommunity: () => buildPage({ charter: api.charter, abilities: { ...buildPage().abilities, editCharter: true } }) } });
    const { tabTo, press, type } = keyboardOf(open);
    await tabTo('Write it');
    await press('Enter');
    await open.tab.waitForSelector('textarea:focus');
    expect(await words(open)).toContain('Which questions of the trade keep coming back?');
    await type('Seams');
    await tabTo('Add: Agree on a checklist');
    await press('Enter');
    await tabTo('Save');
    await press('Enter');
    await open.tab.waitForSelector('h3:has-text("Agree on a checklist")');
    expect(api.charter).toMatchObject({ domain: 'Seams', keyIssues: [{ title: 'Agree on a checklist', state: 'open' }] });
  });
});

describe('the charter’s page', () => {
  it('tells one who may not write it why, lets no one but members say that they care, and shows all text as text in its direction', async () => {
    const { charter } = buildCharterPage();
    const [warps, checklist] = charter.keyIssues;
    const odd = { ...charter, domain: '<script>alert(1)</script>', forWhom: 'ריתוך לכולם', keyIssues: [{ ...warps!, title: '<img src=x onerror=alert(1)>' }, checklist!] };
    const api = charterApi(buildCharterPage({ charter: odd, abilities: { edit: false, care: false }, next: null, whyNotEdit: { code: 'charter-is-the-communitys', detail: 'The community owns its charter. That holds for sponsors too.', remedy: 'Join, and tell a coordinator what you would change.' } }));
    const open = await start(api);
    expect(await words(open)).toContain('The community owns its charter. That holds for sponsors too. Join, and tell a coordinator');
    expect(await words(open)).toContain('On the mind of Bruno Okafor, Chiara Novak and 3 more');
    for (const text of [odd.domain, odd.keyIssues[0]!.title]) expect(await words(open)).toContain(text);
    expect(await open.tab.evaluate(() => getComputedStyle([...document.querySelectorAll('p')].find(({ textContent }) => textContent?.includes('ריתוך'))!).direction)).toBe('rtl');
    expect(open.faults).toEqual([]);
    for (const way of ['Edit charter', 'I care about this', 'Bring back', 'Link a file']) expect(await words(open)).not.toContain(way);
  });

  it('goes to the issue that comes next; one says that one cares, links a file, and takes both back', async () => {
    const api = charterApi();
    const open = await start(api);
    await open.tabTo('Go to the issue');
    await open.press('Enter');
    await open.landsOn('One checklist for all sites');
    await open.tabTo('I care about this: One checklist');
    await open.press('Enter');
    await open.tab.waitForSelector('text=On the mind of Amara Lindqvist');
    await open.landsOn('You care about this: One checklist');
    await open.press('Enter');
    await open.tab.waitForSelector('text=Nobody has said yet that they care');
    await open.tabTo('Link a file or an activity to: One checklist');
    await open.press('Enter');
    await open.focusOn('select');
    await open.type('Seam');
    await open.tabTo('Link it');
    await open.press('Enter');
    await open.tab.waitForSelector('text=Seam calculator.xlsx');
    await open.landsOn('Link a file or an activity to: One checklist');
    await eventually(() => expect(open.api.named('linkToIssue').map(({ body }) => body)).toEqual([{ target: { kind: 'file', driveId: 'b!drive', itemId: 'i3' } }]));
    await open.tabTo('Remove the link to Seam calculator.xlsx', 'Shift+Tab');
    await open.press('Enter');
    await open.tab.waitForSelector('text=Seam calculator.xlsx', { state: 'detached' });
    await open.tab.click('button:has-text("Undo")');
    await open.tab.waitForSelector('text=Seam calculator.xlsx');
    expect(await words(open)).toContain('1 more that Microsoft 365 does not show you');
    expect(open.faults).toEqual([]);
  });

  it('compares two versions word by word, brings one back, and takes that back', async () => {
    const api = charterApi();
    const open = await start(api);
    await open.tabTo('What changed in version 3');
    await open.press('Enter');
    await open.landsOn('Two versions compared');
    await open.tab.waitForSelector('del:has-text("month")');
    expect(await open.tab.innerText('ins >> nth=0')).toContain('three weeks');
    await open.tab.selectOption('select >> nth=0', '1');
    await open.tab.waitForSelector('ins:has-text("Thin sheet warps")');
    await open.tabTo('Bring back version 2', 'Shift+Tab');
    await open.press('Enter');
    await open.tab.waitForSelector('text=The charter reads as in version 2 again.');
    expect(api.charter).toMatchObject({ version: 4, restoredFrom: 2, waysOfWorking: 'An hour every month.' });
    await open.tab.waitForSelector('text=Brought back version 2');
    await open.tab.click('button:has-text("Undo")');
    await open.tab.waitForSelector('text=Brought back version 3');
    expect(api.charter).toMatchObject({ version: 5, waysOfWorking: 'An hour every three weeks; questions in the channel at any time.' });
    expect(open.faults).toEqual([]);
  });

  it('comes in chunks of its own, each at most 60 kB gzipped', () => {
    const assets = join(suite.directory, 'assets');
    const sizes = Object.fromEntries(readdirSync(assets).filter((name) => /^(CharterPage|CharterEditor|CharterComparison|LinkPicker)-.*\.js$/.test(name)).map((name) => [name.split('-')[0], gzipSync(readFileSync(join(assets, name))).length]));
    expect(Object.keys(sizes).sort()).toEqual(['CharterComparison', 'CharterEditor', 'CharterPage', 'LinkPicker']);
    for (const size of Object.values(sizes)) expect(size).toBeLessThanOrEqual(60_000);
  });
});
