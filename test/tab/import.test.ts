import { expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { buildLead, idOf } from './support/builders.ts';
import type { Handler } from './support/fake-api.ts';
import { findAccessProblems } from '../support/browser.ts';
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
  await eventually(() => expect(open.api.named('startImport').map(({ body }) => body)).toEqual([{ csv: 'name\na\n', dryRun: true }, { csv: 'name\na\n', dryRun: false }]));
});

it('an import is found again where it was left, tells how long it takes, is stopped and goes on', async () => {
  const running = buildRun({ id: idOf(8, 2), dryRun: false, state: 'running', finishedAt: null, secondsLeft: 200, total: 5_000, done: 900, created: 900, unchanged: 0, refused: 0 });
  let now = running;
  const open = await suite.start({ page: '/import', handlers: {
    getMe: () => buildLead(),
    listImports: () => ({ items: [running, buildRun({ id: idOf(8, 3), state: 'stopped', done: 2 })] }),
    getImport: () => now,
    stopImport: () => (now = { ...running, state: 'stopped', secondsLeft: null }),
    continueImport: () => (now = { ...running, done: 901, secondsLeft: 30 }),
    listImportRows: () => ({ items: buildRows() }),
  } });
  await open.tab.waitForSelector('text=900 of 5000 rows. About 4 minutes left.');
  expect(await open.tab.getByRole('button', { name: /Show the import of/ }).count()).toBe(1);
  expect(await findAccessProblems(open.tab)).toEqual([]);
  await open.tab.click('button:has-text("Stop")');
  await open.tab.waitForSelector('text=It stopped after 900 of 5000 rows.');
  await open.tab.click('button:has-text("Go on")');
  await open.tab.waitForSelector('text=901 of 5000 rows. Less than a minute left.');
  now = { ...now, state: 'finished', secondsLeft: null, done: 5_000, created: 5_000 };
  await status(open, '5000 were created.');
  await eventually(() => expect(open.api.named('continueImport').map(({ params }) => params)).toEqual([{ importId: running.id }]));
  expect(open.api.named('startImport')).toEqual([]);
});
