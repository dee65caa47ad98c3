import { useEffect, useRef, type ReactNode } from 'react';
import { useLayout } from './layout.styles.ts';

let firstPage = true;

/**
 * The page's heading. After a change of page it takes the focus, so that keyboard and screen
 * reader start where the new page starts; on the first page the focus stays where Teams put it.
 */
export function PageTitle({ title, children }: { title: string; children?: ReactNode }) {
  const layout = useLayout();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Trellis`;
  }, [title]);
  useEffect(() => {
    if (!firstPage) {
      heading.current?.focus();
      // It may have had the focus already, and then does not scroll by itself.
      heading.current?.scrollIntoView({ block: 'nearest' });
    }
    firstPage = false;
  }, []);
  return <h1 ref={heading} tabIndex={-1} className={layout.title}>{children ?? title}</h1>;
}
