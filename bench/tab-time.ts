import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { root } from '../scripts/support/environment.ts';
import { launchBrowser, openContext } from '../test/support/browser.ts';
import { buildMe } from '../test/tab/support/builders.ts';
import { hostPage } from '../test/tab/support/host-page.ts';
import { someCommunities } from '../test/tab/support/open-tab.ts';
import type { Measure } from './support/world.ts';

/** So many that measurements agree: with nine they told 1.21 to 1.41 of the same tab, with these 1.20 to 1.23. */
const runs = 31;
const most = 1.3;
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const answers: Record<string, unknown> = {
  '/api/tab-config': { teamsHostOrigins: [], clientId: 'client' }, '/api/me': buildMe(), '/api/drafts': { items: [] },
  '/api/communities': { items: someCommunities(3, true), next: null },
};

/**
 * From the frame's beginning until "Welding and joining" stands in it, on a processor slowed down four
 * times, nothing cached: the tab's home page with three communities, and a page of only React, Fluent
 * and teams-js. Both come from one server, gzipped, in the same Chromium and under the same host page,
 * by turns; the medians are compared. The tab's own questions to the API are in its time.
 */
export async function measureTabTime(): Promise<Measure> {
  const folder = mkdtempSync(path.join(tmpdir(), 'trellis-peer-'));
  try {
    await build({ root: path.join(root, 'bench/peer-tab'), configFile: false, base: '/peer/', plugins: [react()], logLevel: 'error', build: { outDir: folder, emptyOutDir: true, target: 'es2023' } });
    const { url, close } = await serve(new Map([...filesOf(path.join(root, 'dist/tab'), '/tab/'), ...filesOf(folder, '/peer/')]));
    const browser = await launchBrowser();
    try {
      const times = { tab: [] as number[], peer: [] as number[] };
      // The first of each warms the server and the browser, and does not count.
      for (let run = 0; run <= runs; run += 1) {
        for (const page of ['peer', 'tab'] as const) {
          const taken = await timeToContent(browser, url, page);
          if (run > 0) times[page].push(taken);
        }
      }
      const [tab, peer] = [median(times.tab), median(times.peer)];
      return {
        path: 'tab, time to content', target: `at most ${most}× that of a page of only React, Fluent and teams-js (CPU slowed down 4 times)`,
        value: `${(tab / peer).toFixed(2)}× (${tab.toFixed(0)} ms, ${peer.toFixed(0)} ms; median of ${runs})`, reached: tab / peer <= most, numbers: { ratio: tab / peer, tabMs: tab, peerMs: peer, runs },
      };
    } finally {
      await browser.close();
      await close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timeToContent(browser: Browser, url: string, page: 'tab' | 'peer'): Promise<number> {
  const context = await openContext(browser);
  try {
    const view = await context.newPage();
    await (await context.newCDPSession(view)).send('Emulation.setCPUThrottlingRate', { rate: 4 });
    // The page tells by itself: asking it from outside puts code into it, which takes its time as well.
    const told = view.waitForEvent('console', { predicate: (message) => message.text().startsWith(contentAt), timeout: 60_000 });
    await view.goto(`${url}/host-${page}#${encodeURIComponent(JSON.stringify({ token: 'header.e30.signature' }))}`);
    return Number((await told).text().slice(contentAt.length));
  } finally {
    await context.close();
  }
}

const contentAt = 'content at ';

/** Put into both pages: tells the milliseconds until the frame in which the content is first there. */
const watcher = `<script>(() => { const look = () => {
  if (document.body && document.body.textContent.includes('Welding and joining')) console.info('${contentAt}' + performance.now()); else requestAnimationFrame(look);
}; look(); })()</script>`;

function filesOf(folder: string, prefix: string): [string, Buffer][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => {
    const file = path.join(entry.parentPath, entry.name);
    const content = readFileSync(file);
    return [prefix + path.relative(folder, file), gzipSync(entry.name === 'index.html' ? content.toString().replace('<head>', `<head>${watcher}`) : content)];
  });
}

async function serve(files: Map<string, Buffer>): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname.startsWith('/host-')) return void response.setHeader('content-type', 'text/html').end(hostPage.replace("'/tab' + set.page", `'/${pathname.slice('/host-'.length)}/'`));
    const found = files.get(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    const [known, headers, body] = pathname.startsWith('/api/')
      ? [pathname in answers, { 'content-type': 'application/json' }, JSON.stringify(answers[pathname] ?? {})]
      : [found, { 'content-type': types[path.extname(pathname)] ?? 'text/html', 'content-encoding': 'gzip' }, found ?? gzipSync('')];
    // Apart from each other: beside restify, writeHead gives nothing back.
    response.writeHead(known ? 200 : 404, headers);
    response.end(body);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
