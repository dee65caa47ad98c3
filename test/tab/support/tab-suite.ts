import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../support/browser.ts';
import { buildTab, type BuiltTab } from './build-tab.ts';
import { openTab, type OpenOptions, type OpenTab } from './open-tab.ts';
import { serveTab, type TabServer } from './tab-server.ts';

/** The built tab, its server and a browser for the tests of one file; what a test opened is closed after it. */
export function tabSuite() {
  let built: BuiltTab;
  let server: TabServer;
  let browser: Browser;
  let open: OpenTab | undefined;
  beforeAll(async () => {
    built = buildTab();
    [server, browser] = await Promise.all([serveTab(built.directory), launchBrowser()]);
  }, 60_000);
  afterEach(async () => {
    await open?.close();
    open = undefined;
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    built?.remove();
  });
  return {
    get browser() { return browser; },
    get url() { return server.url; },
    get directory() { return built.directory; },
    start: async (options: Omit<OpenOptions, 'url'>): Promise<OpenTab> => (open = await openTab(browser, { url: server.url, ...options })),
  };
}
