import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { idOf } from './support/builders.ts';
import { buildTab, type BuiltTab } from './support/build-tab.ts';
import { openTab, someCommunities } from './support/open-tab.ts';
import { serveTab, type TabServer } from './support/tab-server.ts';

let built: BuiltTab;
let server: TabServer;
let browser: Browser;
beforeAll(async () => {
  built = buildTab();
  [server, browser] = await Promise.all([serveTab(built.directory), launchBrowser()]);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
  built?.remove();
});

it.each([['home', '/', 'text=Data stewards'], ['a community', `/communities/${idOf(2, 0)}`, 'text=Bring a problem'], ['creating', '/create', 'text=Shared problem']])(
  'the first view of %s needs at most 250 kB of gzipped JavaScript', async (_, page, ready) => {
    const open = await openTab(browser, { url: server.url, page, handlers: { listCommunities: () => ({ items: someCommunities(3, true), next: null }) } });
    try {
      await open.tab.waitForSelector(ready);
      const scripts = await open.tab.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js')));
      const bytes = scripts.reduce((sum, script) => sum + gzipSync(readFileSync(join(built.directory, new URL(script).pathname.slice('/tab/'.length)))).length, 0);
      expect(scripts.length).toBeGreaterThan(1);
      expect(bytes).toBeLessThanOrEqual(250_000);
    } finally {
      await open.close();
    }
  },
);
