import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { idOf } from './builders.ts';
import { openTab, someCommunities } from './open-tab.ts';

/** Pages that the tab opens with, and what stands in them when they are there. */
export const firstViews = [
  { name: 'home', page: '/', ready: 'text=Data stewards' },
  { name: 'a community', page: `/communities/${idOf(2, 0)}`, ready: 'text=Bring a problem' },
  { name: 'creating', page: '/create', ready: 'text=Shared problem' },
] as const;

/** Gzipped bytes of every script that the browser fetched until the page was there: the page's own chunk is in it. */
export async function weighFirstView(browser: Browser, url: string, directory: string, { page, ready }: typeof firstViews[number]): Promise<{ files: number; bytes: number }> {
  const open = await openTab(browser, { url, page, handlers: { listCommunities: () => ({ items: someCommunities(3, true), next: null }) } });
  try {
    await open.tab.waitForSelector(ready);
    const scripts = await open.tab.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js')));
    const sizes = [...new Set(scripts)].map((script) => gzipSync(readFileSync(join(directory, new URL(script).pathname.slice('/tab/'.length)))).length);
    return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
  } finally {
    await open.close();
  }
}
