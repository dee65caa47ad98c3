import path from 'node:path';
import { root } from '../scripts/support/environment.ts';
import { launchBrowser } from '../test/support/browser.ts';
import { firstViews, weighFirstView } from '../test/tab/support/first-views.ts';
import { serveTab } from '../test/tab/support/tab-server.ts';
import type { Measure } from './support/world.ts';

const most = 250_000;
const tab = path.join(root, 'dist/tab');

/** Gzipped JavaScript that a browser fetches for each page that the tab opens with; the heaviest counts. */
export async function measureTab(): Promise<Measure> {
  const [server, browser] = await Promise.all([serveTab(tab), launchBrowser()]);
  try {
    const numbers: Record<string, number> = {};
    for (const view of firstViews) numbers[view.name] = (await weighFirstView(browser, server.url, tab, view)).bytes;
    return {
      path: 'tab, first view', target: 'at most 250 kB of gzipped JavaScript',
      value: Object.entries(numbers).map(([name, bytes]) => `${name} ${(bytes / 1_000).toFixed(0)} kB`).join(', '),
      reached: Math.max(...Object.values(numbers)) <= most, numbers,
    };
  } finally {
    await browser.close();
    await server.close();
  }
}
