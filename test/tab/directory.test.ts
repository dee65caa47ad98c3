import { describe, expect, it } from '@jest/globals';
import { someCommunities } from './support/open-tab.ts';
import { tabSuite } from './support/tab-suite.ts';

const suite = tabSuite();
const pages = {
  listCommunities: ({ query }: { query: Record<string, string> }) => (query['cursor'] ? { items: someCommunities(30).slice(24), next: null } : { items: someCommunities(24), next: 'page-2' }),
};

describe('the directory of a large organisation', () => {
  it('pages, and puts what is searched for into the address', async () => {
    const open = await suite.start({ page: '/directory', handlers: pages });
    await open.tab.click('text=Show more');
    await open.tab.waitForSelector('text=30 communities');
    const asked = open.page.waitForRequest((request) => new URL(request.url()).searchParams.get('search') === 'seam');
    await open.tab.fill('input[type=search]', 'seam');
    await asked;
    expect(open.tab.url()).toContain('search=seam');
  });

  it('clears search and filters for good', async () => {
    const open = await suite.start({ page: '/directory?search=zebra&unit=Operations', handlers: {
      listCommunities: ({ query }) => ({ items: query['search'] ? [] : someCommunities(3), next: null }),
    } });
    await open.tab.click('text=Clear search and filters');
    await open.tab.waitForSelector('text=3 communities');
    expect(await open.tab.inputValue('input[type=search]')).toBe('');
    await open.tab.waitForSelector('input[type=search]:focus');
    await open.tab.selectOption('select >> nth=0', 'coalescing');
    await open.tab.waitForFunction(() => location.search === '?stage=coalescing');
  });

  it('folds the filters away on a phone and says how many are set', async () => {
    const open = await suite.start({ page: '/directory?unit=Operations', width: 320, height: 640, handlers: pages });
    await open.tab.waitForSelector('button:has-text("Filters (1)")');
    expect(await open.tab.isVisible('select >> nth=1')).toBe(false);
    await open.tab.click('button:has-text("Filters (1)")');
    expect(await open.tab.inputValue('select >> nth=1')).toBe('Operations');
    expect(await open.tab.isVisible('select >> nth=1')).toBe(true);
  });
});
