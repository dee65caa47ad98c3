import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useLayout } from './layout.styles.ts';

interface Props {
  title: string;
  aside?: ReactNode;
  /** True for a part that appears because somebody asked for it: its heading takes the focus. */
  asked?: boolean;
  children: ReactNode;
}

/** A titled part of a page: a region that screen readers can jump to. */
export function Section({ title, aside, asked = false, children }: Props) {
  const layout = useLayout();
  const headingId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => { if (asked) heading.current?.focus(); }, [asked]);
  return (
    <section aria-labelledby={headingId} className={layout.panel} data-print="flat">
      <div className={layout.stack}>
        <div className={layout.spread}>
          <h2 ref={heading} id={headingId} tabIndex={-1} className={layout.heading}>{title}</h2>
          {aside}
        </div>
        {children}
      </div>
    </section>
  );
}
