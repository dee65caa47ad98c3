import { expect, it } from '@jest/globals';
import { brokenWordsOf, overflowOf, sizes } from '../support/browser.ts';
import { speakPseudo, strayTexts } from './support/pseudo-locale.ts';
import { screens } from './support/screens.ts';
import { tabSuite } from './support/tab-suite.ts';

const suite = tabSuite();
/** What people typed or chose in a screen: it is nobody's text. */
const typed = ['sheet.csv'];

it('asks the API in the language that Teams speaks, by its own word and not the browser’s', async () => {
  const [first] = Object.values(screens);
  const open = await suite.start({ ...first!, locale: 'fr-FR', prepare: async (context) => { await context.addInitScript(() => {
    const [send, asked] = [window.fetch, [] as (string | null)[]];
    Object.assign(window, { asked });
    window.fetch = (input, init) => {
      if (new Headers(init?.headers).has('authorization')) asked.push(new Headers(init?.headers).get('accept-language'));
      return send(input, init);
    };
  }); } });
  await open.tab.waitForFunction(() => (window as unknown as { asked: unknown[] }).asked.length > 0 && !document.querySelector('[role=progressbar], .fui-Skeleton'));
  expect(await open.tab.evaluate(() => [...new Set((window as unknown as { asked: unknown[] }).asked)])).toEqual(['fr-FR']);
});

it.each(Object.entries(screens))('%s in longer words, from right to left: every text comes from the locale file, nothing scrolls sideways or breaks words', async (_, { ready: __, act: ___, ...options }) => {
  const open = await suite.start({ ...options, locale: 'fr-FR', prepare: speakPseudo });
  await open.tab.waitForFunction(() => document.documentElement.dir === 'rtl' && !document.querySelector('[role=progressbar], .fui-Skeleton'));
  for (const size of sizes) {
    await open.page.setViewportSize(size);
    expect({ ...size, overflow: await overflowOf(open.tab), broken: await brokenWordsOf(open.tab) }).toEqual({ ...size, overflow: 0, broken: [] });
  }
  expect(await strayTexts(open.tab, [...open.api.told, ...typed], 'fr-FR')).toEqual([]);
  expect(open.faults).toEqual([]);
});
