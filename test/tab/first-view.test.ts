import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import { firstViews, weighFirstView } from './support/first-views.ts';
import { tabSuite } from './support/tab-suite.ts';
import { buildDraft } from './support/wizard-builders.ts';

const suite = tabSuite();

it.each(firstViews)('the first view of $name needs at most 250 kB of gzipped JavaScript', async (view) => {
  const { files, bytes } = await weighFirstView(suite.browser, suite.url, suite.directory, view);
  expect(files).toBeGreaterThan(1);
  expect(bytes).toBeLessThanOrEqual(250_000);
});

it('every page has a chunk of its own, of at most 60 kB gzipped, and so has whatever else loads later', () => {
  const pages = [...readFileSync(join(import.meta.dirname, '../../src/app/pages.ts'), 'utf8').matchAll(/import\('[^']*\/(\w+)\.tsx'\)/g)].map(([, page]) => page!);
  expect(pages.length).toBeGreaterThan(15);
  const assets = join(suite.directory, 'assets');
  const chunks = readdirSync(assets).filter((name) => name.endsWith('.js')).map((name) => ({ name: name.replace(/-[\w-]{8}\.js$/, ''), bytes: gzipSync(readFileSync(join(assets, name))).length }));
  expect(pages.filter((page) => !chunks.some(({ name }) => name === page))).toEqual([]);
  // Of what is read before the first view, the first-view tests weigh all.
  expect(chunks.filter(({ name, bytes }) => name !== 'first-view' && bytes > 60_000)).toEqual([]);
});

it('opening the tab asks Teams for a token once, however much the API is asked', async () => {
  const inAnHour = Math.floor(Date.now() / 1_000) + 3_600;
  const { page, tab, api } = await suite.start({ token: `header.${Buffer.from(JSON.stringify({ exp: inAnHour })).toString('base64url')}.signature`, handlers: { listDrafts: () => ({ items: [buildDraft('about')] }) } });
  await tab.waitForSelector('text=Not finished yet');
  expect(api.calls.map(({ name }) => name).toSorted()).toEqual(['getMe', 'listCommunities', 'listDrafts']);
  const heard = await page.evaluate(() => (window as unknown as { heard: { func: string }[] }).heard.map(({ func }) => func));
  expect(heard.filter((func) => func === 'authentication.getAuthToken')).toHaveLength(1);
});
