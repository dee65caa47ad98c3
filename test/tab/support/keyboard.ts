import type { OpenTab } from './open-tab.ts';

/** The keyboard as a person uses it: no element is clicked or focused by the test. */
export function keyboardOf({ page, tab }: OpenTab) {
  const press = async (...keys: string[]): Promise<void> => { for (const key of keys) await page.keyboard.press(key); };
  /** Words of what has the focus: its text, name and label. The page as a whole has none: it has the words of everything in it. */
  const focused = (): Promise<string> => tab.evaluate(() => {
    const at = document.activeElement as HTMLInputElement | null;
    return at === null || at.matches('body, main') ? '' : [at.textContent, at.getAttribute('aria-label'), at.labels?.[0]?.textContent].filter(Boolean).join(' ');
  });
  /** Waits until something with these words that can have the focus is on the page: nobody presses Tab for what is still to come. */
  const isThere = (words: string): Promise<unknown> => tab.waitForFunction((sought) => [...document.querySelectorAll<HTMLInputElement>('a[href], button, input, select, textarea, summary, [tabindex]:not(main)')]
    .some((each) => [each.textContent, each.getAttribute('aria-label'), each.labels?.[0]?.textContent].filter(Boolean).join(' ').includes(sought)), words);
  return {
    press,
    focused,
    type: (text: string) => page.keyboard.type(text),
    /** Presses Tab until something with these words has the focus. */
    async tabTo(words: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
      await isThere(words);
      for (let presses = 0; presses < 60; presses += 1) {
        await press(key);
        if ((await focused()).includes(words)) return;
      }
      throw new TypeError(`No way to "${words}" with the Tab key`);
    },
    /** Waits until something that matches the selector has the focus. */
    focusOn: (selector: string) => tab.waitForFunction((wanted) => document.activeElement?.matches(wanted) === true, selector),
    /** Waits until the focus has moved, by itself, to something with these words. */
    async landsOn(words: string): Promise<void> {
      await tab.waitForFunction((sought) => {
        const at = document.activeElement;
        return at !== null && !at.matches('body, main') && `${at.textContent ?? ''} ${at.getAttribute('aria-label') ?? ''}`.includes(sought);
      }, words);
    },
    /** Opens what can be done with a tie and takes one of it. */
    async choose(tie: string, way: string): Promise<void> {
      await this.tabTo(`Change ${tie}`);
      await press('Enter');
      await tab.waitForSelector('[role="menuitem"]:focus');
      for (let presses = 0; presses < 6; presses += 1) {
        if ((await focused()).includes(way)) return press('Enter');
        await press('ArrowDown');
      }
      throw new TypeError(`No "${way}" in the menu of ${tie}`);
    },
  };
}
