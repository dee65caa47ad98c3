import type { OpenTab } from './open-tab.ts';

/** The keyboard as a person uses it: no element is clicked or focused by the test. */
export function keyboardOf({ page, tab }: OpenTab) {
  const press = async (...keys: string[]): Promise<void> => { for (const key of keys) await page.keyboard.press(key); };
  /** Words of what has the focus: its text, name and label. */
  const focused = (): Promise<string> => tab.evaluate(() => {
    const at = document.activeElement as HTMLInputElement | null;
    return at === null || at === document.body ? '' : [at.textContent, at.getAttribute('aria-label'), at.labels?.[0]?.textContent].filter(Boolean).join(' ');
  });
  return {
    press,
    focused,
    type: (text: string) => page.keyboard.type(text),
    /** Presses Tab until something with these words has the focus. */
    async tabTo(words: string): Promise<void> {
      for (let presses = 0; presses < 60; presses += 1) {
        await press('Tab');
        if ((await focused()).includes(words)) return;
      }
      throw new TypeError(`No way to "${words}" with the Tab key`);
    },
    /** Waits until something that matches the selector has the focus. */
    focusOn: (selector: string) => tab.waitForFunction((wanted) => document.activeElement?.matches(wanted) === true, selector),
  };
}
