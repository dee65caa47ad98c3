import { expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { buildPage, idOf } from './support/builders.ts';
import { buildItem, buildLibrary, filesApi, libraryApi, troubledItems } from './support/practice-builders.ts';
import { Refusal } from './support/fake-api.ts';
import { tabSuite } from './support/tab-suite.ts';

const suite = tabSuite();
const page = `/communities/${idOf(2, 0)}/practice`;

it('says so where what was done cannot be undone, also when its page was left', async () => {
  const { tab } = await suite.start({
    page, handlers: {
      ...libraryApi([buildItem(0)]), getPracticeLibrary: () => buildLibrary(), getCommunity: () => buildPage(),
      dismissProposedFile: ({ body }) => ((body as { dismissed: boolean }).dismissed ? undefined : new Refusal(409, 'conflict', { detail: 'Somebody made it an item.' })),
    },
  });
  await tab.click('[aria-label="preheating guide.docx does not belong here"]');
  await tab.waitForSelector('button:has-text("Undo")');
  await tab.click('a:has-text("Back to")');
  await tab.waitForSelector('h1:has-text("Welding")');
  await tab.click('button:has-text("Undo")');
  await tab.waitForSelector('[role=status]:has-text("Somebody made it an item.")');
});

it('makes new files items with one click or several at once, and puts away what is none', async () => {
  let proposed = buildLibrary().proposed;
  const { tab, api } = await suite.start({
    page, handlers: {
      ...libraryApi([buildItem(0)]), getPracticeLibrary: () => buildLibrary({ proposed }),
      addLibraryItems: ({ body }) => { const { items } = body as { items: { fileId: string }[] }; proposed = proposed.filter(({ itemId }) => !items.some(({ fileId }) => fileId === itemId)); return { items: items.map((_, index) => buildItem(index + 1)) }; },
      dismissProposedFile: ({ body }) => { const { dismissed, fileId } = body as { dismissed: boolean; fileId: string }; proposed = dismissed ? proposed.filter(({ itemId }) => itemId !== fileId) : buildLibrary().proposed; },
    },
  });
  await tab.click('[aria-label="preheating guide.docx does not belong here"]');
  await tab.click('button:has-text("Undo")');
  await tab.waitForSelector('text=2 new files');
  for (const box of await tab.getByRole('checkbox').all()) await box.check();
  await tab.click('text=Add the 2 chosen');
  await tab.waitForSelector('text=2 files are in the library');
  await tab.waitForSelector('text=new file', { state: 'detached' });
  expect(api.named('addLibraryItems').map(({ body }) => body)).toEqual([{ items: [
    { source: 'file', driveId: 'b!drive', fileId: '01NEW1', kind: 'method' }, { source: 'file', driveId: 'b!drive', fileId: '01NEW2', kind: 'document' },
  ] }]);
  await eventually(() => expect(api.named('dismissProposedFile').map(({ body }) => (body as { dismissed: boolean }).dismissed)).toEqual([true, false]));
});

it('adds a link with the keyboard alone, from the key issue that nothing answers, and keeps the place', async () => {
  const { tab, page: teams, api } = await suite.start({ page, handlers: { ...libraryApi([buildItem(0)]), addLibraryItems: () => ({ items: [buildItem(1)] }) } });
  await tab.focus('button:has-text("Add something")');
  await teams.keyboard.press('Enter');
  await tab.waitForFunction(() => document.activeElement?.textContent === 'Add a link');
  await teams.keyboard.press('Tab');
  await teams.keyboard.press('Enter');
  await tab.waitForSelector('text=beginning with https://');
  await tab.waitForFunction(() => (document.activeElement as HTMLInputElement | null)?.type === 'url');
  await teams.keyboard.type('https://fumes.example');
  await teams.keyboard.press('Tab');
  await teams.keyboard.type('Fumes, measured');
  expect(await tab.isChecked('label:has-text("Fumes") >> .. >> input')).toBe(true);
  await teams.keyboard.press('Enter');
  await tab.waitForSelector('text=Fumes, measured is in the library');
  await tab.waitForFunction(() => document.activeElement?.id === 'add-a-link');
  await eventually(() => expect(api.named('addLibraryItems')[0]!.body).toEqual({ items: [{ source: 'link', url: 'https://fumes.example', title: 'Fumes, measured', summary: '', topics: [], reviewOn: null, issueIds: [idOf(13, 2)], lookAfter: false }] }));
});

it('makes any file of the libraries an item, with the keyboard alone: found by its name over all pages, and more than go at once', async () => {
  let refuse = false;
  const { tab, page: teams, api } = await suite.start({ page, handlers: {
    ...libraryApi([buildItem(0)]), ...filesApi(90),
    addLibraryItems: ({ body }) => {
      const { items } = body as { items: { fileId: string }[] };
      const failed = refuse && items.length < 20;
      if (items.length === 20) refuse = true; else refuse = false;
      return failed ? new Refusal(503, 'graph-unavailable', { detail: 'Microsoft 365 does not answer.' }) : { items: items.map((_, index) => buildItem(index + 1)) };
    },
  } });
  await tab.focus('button:has-text("Choose from all files")');
  await teams.keyboard.press('Enter');
  await tab.waitForFunction(() => document.activeElement?.textContent === 'Files that are not in the library yet');
  await tab.waitForSelector('text=gauge 0.md');
  await teams.keyboard.press('Tab');
  await teams.keyboard.type('gauge');
  await tab.waitForSelector('text=Choose all 30');
  await tab.focus('text=Choose all 30');
  await teams.keyboard.press('Enter');
  await tab.focus('text=Add the 30 chosen');
  await teams.keyboard.press('Enter');
  // What was added before one part failed is in the library; the rest is still chosen.
  await tab.waitForSelector('text=Microsoft 365 does not answer.');
  await tab.focus('text=Add the 10 chosen');
  await teams.keyboard.press('Enter');
  await tab.waitForFunction(() => document.activeElement?.id === 'choose-from-all-files');
  const asked = api.named('addLibraryItems').map(({ body }) => (body as { items: { fileId: string }[] }).items.map(({ fileId }) => fileId));
  expect(asked.map(({ length }) => length)).toEqual([20, 10, 10]);
  expect(new Set(asked.flat()).size).toBe(30);
  expect(asked[2]).toEqual(asked[1]);
});

it('brings a file straight to Microsoft 365, piece by piece, keeps both of one name, stops, and goes on where a piece was lost', async () => {
  const pieces: string[] = [];
  let lost = true;
  const { tab, page: teams, api } = await suite.start({
    page, handlers: {
      ...libraryApi([buildItem(0)]), addLibraryItems: () => ({ items: [buildItem(1, { title: 'walk' })] }),
      beginUpload: ({ body }) => ((body as { keepBoth: boolean }).keepBoth ? { uploadUrl: 'https://upload.example/session' } : new Refusal(409, 'file-name-taken', { detail: 'A file called walk.md lies there already.' })),
    },
  });
  const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-range', 'access-control-allow-methods': 'GET, PUT, DELETE' };
  let holdOn: (() => void) | null = null;
  await teams.context().route('https://upload.example/**', async (route) => {
    const request = route.request();
    if (request.method() !== 'OPTIONS') pieces.push(`${request.method()} ${request.headers()['content-range'] ?? ''} ${request.headers()['authorization'] ?? ''}`.trim());
    if (request.method() === 'GET') return route.fulfill({ status: 200, headers: cors, json: { nextExpectedRanges: ['5242880-'] } });
    if (request.method() !== 'PUT') return route.fulfill({ status: 204, headers: cors });
    if (request.headers()['content-range']?.startsWith('bytes 0-')) {
      await new Promise<void>((resolve) => { if (holdOn === null) resolve(); else holdOn = resolve; });
      return route.fulfill({ status: 202, headers: cors, json: {} });
    }
    if (lost) { lost = false; return route.abort(); }
    return route.fulfill({ status: 201, headers: cors, json: { id: '01NEW', parentReference: { driveId: 'b!drive' } } });
  });
  await tab.click('button:has-text("Upload a file")');
  await tab.click('button:has-text("Upload it")');
  await tab.waitForSelector('text=Choose a file.');
  await tab.setInputFiles('input[type=file]', { name: 'walk.md', mimeType: 'text/markdown', buffer: Buffer.alloc(6_000_000, 'a') });
  await tab.click('button:has-text("Upload it")');
  await tab.waitForSelector('text=A file called walk.md lies there already.');
  holdOn = () => undefined;
  await tab.click('button:has-text("Keep both")');
  await tab.waitForSelector('text=walk.md is on its way');
  await tab.click('button:has-text("Stop")');
  await tab.waitForSelector('text=is on its way', { state: 'detached' });
  await eventually(() => expect([api.named('addLibraryItems').length, pieces.at(-1)]).toEqual([0, 'DELETE']));
  holdOn = null;
  await tab.fill('label:has-text("What it is to be called") >> .. >> input', 'a walk.md');
  await tab.click('button:has-text("Upload it")');
  await tab.click('button:has-text("Keep both")');
  await tab.waitForSelector('text=walk is in the library');
  await tab.waitForFunction(() => document.activeElement?.id === 'upload-a-file');
  expect(pieces.slice(-4)).toEqual(['PUT bytes 0-5242879/6000000', 'PUT bytes 5242880-5999999/6000000', 'GET', 'PUT bytes 5242880-5999999/6000000']);
  await eventually(() => expect([api.named('beginUpload').at(-1)!.body, api.named('addLibraryItems').map(({ body }) => body)]).toEqual([{ tieId: idOf(14, 1), name: 'a walk.md', keepBoth: true }, [{ items: [{ source: 'file', driveId: 'b!drive', fileId: '01NEW' }] }]]));
});

it('shows what needs somebody, narrows the list by the address, edits, and takes out what can be put back', async () => {
  let items = troubledItems();
  const { tab, api } = await suite.start({
    page, handlers: {
      ...libraryApi(items), listLibraryItems: () => ({ items, next: null, withheld: 2, trouble: null }), editLibraryItem: () => buildItem(0), lookAfterItem: () => buildItem(1),
      removeLibraryItem: ({ params }) => { items = items.filter(({ id }) => id !== params['itemId']); }, restoreLibraryItem: () => { items = troubledItems(); return items[4]!; },
    },
  });
  await tab.waitForSelector('text=2 more');
  await tab.click('[aria-label="Look at what wants to be read again"]');
  await tab.waitForFunction(() => document.activeElement?.textContent === 'What is in the library');
  await eventually(() => expect(api.named('listLibraryItems').at(-1)!.query).toEqual({ state: 'stale' }));
  const act = async (title: string, what: string): Promise<void> => {
    // By key: the list may still move under a pointer.
    await tab.press(`[aria-label="Change ${title}"]`, 'Enter');
    await tab.press(`[role=menuitem]:has-text("${what}")`, 'Enter');
  };
  await act('Seam checklist', 'Edit');
  await tab.fill('textarea', 'On one page');
  await tab.fill('input[type=date]', '2027-06-01');
  await tab.click('button:has-text("Save")');
  await tab.waitForSelector('text=It is saved');
  await eventually(() => expect(api.named('editLibraryItem')[0]!.body).toEqual({ title: 'Seam checklist', kind: 'tool', summary: 'On one page', topics: ['seams', 'inspection'], reviewOn: '2027-06-01', issueIds: [idOf(13, 1)] }));
  await act('How the tank was welded twice', 'Look after it');
  await tab.waitForSelector('text=You look after');
  await act('Standard for thin sheet', 'Take out');
  await tab.waitForSelector('text=Its file is where it was');
  await tab.waitForSelector('[aria-label="Change Standard for thin sheet"]', { state: 'detached' });
  await tab.click('button:has-text("Undo")');
  await tab.waitForFunction((id) => document.activeElement?.id === id, `item-${idOf(12, 4)}`);
});

it('tells one who is no member why they add nothing, and an empty library where to begin', async () => {
  const { tab } = await suite.start({ page, handlers: { getCommunity: () => buildPage(), ...libraryApi([], buildLibrary({ kinds: [], topics: [], stewards: [], next: [], proposed: [], abilities: { add: false }, whyNotAdd: { code: 'members-add', detail: 'Members say so.', remedy: 'Join first.' } })) } });
  await tab.waitForSelector('text=Members say so. Join first.');
  await tab.waitForSelector('text=always ask for');
  expect(await tab.locator('button:has-text("Add a link")').count()).toBe(0);
});

it('finds what the communities know while typing, with what was looked for marked and never taken for markup', async () => {
  const found = [0, 1, 2].map((number) => ({ community: { id: idOf(2, number), name: 'Welding and joining' }, item: buildItem(number), snippet: [{ text: 'Look at the ', hit: false }, { text: number === 1 ? '<b>seam</b>' : 'seam', hit: true }] }));
  const { tab, api } = await suite.start({ page: '/practice', handlers: { searchPractice: ({ query }) => ({ items: query['search'] === 'nothing' ? [] : found, next: null, withheld: 0, trouble: null }) } });
  await tab.fill('input[type=search]', 'seam insp');
  await tab.waitForSelector('text=3 found');
  expect(await tab.locator('mark').allTextContents()).toEqual(['seam', '<b>seam</b>', 'seam']);
  await tab.selectOption('select', 'tool');
  await tab.fill('input[type=search]', 'nothing');
  await tab.waitForSelector('text=Nothing that you may open');
  await eventually(() => expect(api.named('searchPractice').map(({ query }) => [query['search'], query['kind']])).toEqual([['seam insp', undefined], ['seam insp', 'tool'], ['nothing', 'tool']]));
});

it('shows just the item that a link leads to, and hands a link on', async () => {
  const item = buildItem(1);
  const { tab, page: teams, api } = await suite.start({ page: '/', context: { subEntityId: `communities/${idOf(2, 0)}/practice/${item.id}` }, handlers: { ...libraryApi([buildItem(0), item]), listLibraryItems: ({ query }) => ({ items: [buildItem(0), item].filter(({ id }) => (query['itemId'] ?? id) === id), next: null, withheld: 0, trouble: null }) } });
  await tab.waitForSelector('text=This is what the link leads to.');
  await tab.waitForFunction(() => document.activeElement?.textContent === 'What is in the library');
  expect(await tab.locator('[id^="item-"]').count()).toBe(1);
  await tab.click(`#item-${item.id}`);
  await tab.click('text=Share a link');
  await teams.waitForFunction((id) => (window as unknown as { heard: { func: string; args: unknown[] }[] }).heard.some(({ func, args }) => func === 'shareDeepLink' && String(args[0]).endsWith(`/practice/${id}`)), item.id);
  await tab.click('text=Show the whole library');
  await tab.waitForSelector('text=This is what the link leads to.', { state: 'detached' });
  await eventually(() => expect(api.named('listLibraryItems').at(-1)!.query['itemId']).toBeUndefined());
});
