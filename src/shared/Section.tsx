import { useId, type ReactNode } from 'react';
import { useLayout } from './layout.styles.ts';

/** A titled part of a page: a region that screen readers can jump to. */
export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const layout = useLayout();
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className={layout.panel} data-print="flat">
      <div className={layout.stack}>
        <div className={layout.spread}>
          <h2 id={headingId} className={layout.heading}>{title}</h2>
          {aside}
        </div>
        {children}
      </div>
    </section>
  );
}
