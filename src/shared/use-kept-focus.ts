import { useEffect } from 'react';

const parts = 'section, form, article, main';

/**
 * Keeps the keyboard's place. When what has the focus is taken off the page (a button that has done
 * its work, a form that closes), the focus goes to the heading of the part in which it stood, instead
 * of to the beginning of everything. Whoever knows a better place sets it in an effect.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let path: Element[] = [];
    const follow = ({ target }: FocusEvent): void => {
      path = [];
      for (let at = target as Element | null; at; at = at.parentElement) path.push(at);
    };
    const observer = new MutationObserver(() => {
      const [last] = path;
      if (!last || last.isConnected) return;
      const left = path.filter((element) => element.isConnected);
      path = [];
      if (document.hasFocus() && (document.activeElement ?? document.body) === document.body) goTo(headingAround(left));
    });
    document.addEventListener('focusin', follow);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', follow);
      observer.disconnect();
    };
  }, []);
}

/** The heading of the nearest part, or the page itself while it has none. */
function headingAround(left: readonly Element[]): HTMLElement | null {
  const main = document.querySelector<HTMLElement>('main');
  const around = [...left.filter((element) => element.matches(parts)), ...(main ? [main] : [])];
  const headings = around.map((part) => part.querySelector<HTMLElement>('h1, h2, h3'));
  return headings.find((heading) => heading !== null) ?? main;
}

function goTo(element: HTMLElement | null): void {
  if (!element) return;
  if (element.tabIndex < 0) element.tabIndex = -1;
  // What the person looks at stays where it is; only the next press of Tab goes on from here.
  element.focus({ preventScroll: true });
}
