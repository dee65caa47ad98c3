import { expect, it } from '@jest/globals';
import { buildLead, idOf } from './support/builders.ts';
import type { Handler } from './support/fake-api.ts';
import type { OpenTab } from './support/open-tab.ts';
import { tabSuite } from './support/tab-suite.ts';
import { buildRows, buildRun } from './support/wizard-builders.ts';

const suite = tabSuite();

/** The page as a programme lead sees it, with a sheet chosen; runs are answered by `getImport`. */
async function startWithSheet(getImport: Handler): Promise<OpenTab> {
  const open = await suite.start({ page: '/import', handlers: {
    getMe: () => buildLead(),
    startImport: ({ body }) => buildRun({ id: idOf(8, (body as { dryRun: boolean }).dryRun ? 1 : 2), dryRun: (body as { dryRun: boolean }).dryRun, state: 'running', done: 0, created: 0, unchanged: 0, refused: 0 }),
    getImport, listImportRows: () => ({ items: buildRows() }),
  } });
  await open.tab.setInputFiles('input[type=file]', { name: 'sheet.csv', mimeType: 'text/csv', buffer: Buffer.from('name\na\n') });
  return open;
}
const status = (open: OpenTab, words: string) => open.tab.getByRole('status').getByText(words, { exact: true }).waitFor();

it('a sheet is tried, then imported, and its sums are told in words that fit one and many', async () => {
  const open = await startWithSheet(({ params }) => (params['importId'] === idOf(8, 1) ? buildRun() : buildRun({ id: idOf(8, 2), dryRun: false, total: 9, done: 9, created: 4, unchanged: 0, refused: 5 })));
  await status(open, 'Chosen: sheet.csv');
  await open.tab.click('text=Try it without changing anything');
  await open.tab.waitForSelector('h2:has-text("Trying the sheet"):focus');
  await status(open, '1 would be created, 1 is here already, and 1 would be refused.');
  await open.tab.click('text=Import 1 community');
  await open.tab.waitForSelector('h2:has-text("Importing"):focus');
  await status(open, '4 were created and 5 were refused.');
  expect(open.api.named('startImport').map(({ body }) => body)).toEqual([{ csv: 'name\na\n', dryRun: true }, { csv: 'name\na\n', dryRun: false }]);
});

it('an import that stopped is started again as it was', async () => {
  const open = await startWithSheet(({ params }) => buildRun(params['importId'] === idOf(8, 1) ? {} : { id: idOf(8, 2), dryRun: false, state: 'stopped', done: 1, unchanged: 0, refused: 0 }));
  await open.tab.click('text=Try it without changing anything');
  await open.tab.click('text=Import 1 community');
  await open.tab.waitForSelector('button:has-text("Start it again")');
  const again = open.page.waitForResponse((response) => response.request().method() === 'POST' && response.url().endsWith('/api/imports'));
  await open.tab.click('button:has-text("Start it again")');
  await again;
  expect(open.api.named('startImport').map(({ body }) => (body as { dryRun: boolean }).dryRun)).toEqual([true, false, false]);
});
