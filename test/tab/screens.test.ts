import { expect, it } from '@jest/globals';
import { findAccessProblems, overflowOf, sizes, themes } from '../support/browser.ts';
import { screens } from './support/screens.ts';
import { tabSuite } from './support/tab-suite.ts';

const suite = tabSuite();

it.each(Object.entries(screens))('%s has no barrier that axe finds and never scrolls sideways, in three themes at three widths', async (_, { ready, act, ...options }) => {
  const open = await suite.start(options);
  await act?.(open);
  await open.tab.waitForSelector(ready);
  for (const theme of themes) {
    await open.changeTheme(theme);
    for (const size of sizes) {
      await open.page.setViewportSize(size);
      expect({ theme, ...size, overflow: await overflowOf(open.tab) }).toEqual({ theme, ...size, overflow: 0 });
      expect({ theme, ...size, barriers: await findAccessProblems(open.tab, theme === themes[0] ? undefined : 'colours') }).toEqual({ theme, ...size, barriers: [] });
    }
  }
  expect(open.faults).toEqual([]);
}, 60_000);
