import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import { idOf } from './support/builders.ts';
import { someCommunities } from './support/open-tab.ts';
import { tabSuite } from './support/tab-suite.ts';

const suite = tabSuite();

it.each([['home', '/', 'text=Data stewards'], ['a community', `/communities/${idOf(2, 0)}`, 'text=Bring a problem'], ['creating', '/create', 'text=Shared problem']])(
  'the first view of %s needs at most 250 kB of gzipped JavaScript', async (_, page, ready) => {
    const open = await suite.start({ page, handlers: { listCommunities: () => ({ items: someCommunities(3, true), next: null }) } });
    await open.tab.waitForSelector(ready);
    const scripts = await open.tab.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js')));
    const bytes = scripts.reduce((sum, script) => sum + gzipSync(readFileSync(join(suite.directory, new URL(script).pathname.slice('/tab/'.length)))).length, 0);
    expect(scripts.length).toBeGreaterThan(1);
    expect(bytes).toBeLessThanOrEqual(250_000);
  },
);
