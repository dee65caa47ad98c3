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

it('opening the tab asks Teams for a token once, however much the API is asked', async () => {
  const inAnHour = Math.floor(Date.now() / 1_000) + 3_600;
  const { page, tab, api } = await suite.start({ token: `header.${Buffer.from(JSON.stringify({ exp: inAnHour })).toString('base64url')}.signature`, handlers: { listDrafts: () => ({ items: [buildDraft('about')] }) } });
  await tab.waitForSelector('text=Not finished yet');
  expect(api.calls.map(({ name }) => name).toSorted()).toEqual(['getMe', 'listCommunities', 'listDrafts']);
  const heard = await page.evaluate(() => (window as unknown as { heard: { func: string }[] }).heard.map(({ func }) => func));
  expect(heard.filter((func) => func === 'authentication.getAuthToken')).toHaveLength(1);
});
