import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useLayout } from '../shared/layout.styles.ts';

const useStyles = makeStyles({
  panel: {
    backgroundColor: tokens.colorNeutralBackground2, border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusLarge,
    padding: tokens.spacingHorizontalL, marginBlock: tokens.spacingVerticalS,
    // A phone has no room for a frame within a frame.
    '@media (max-width: 480px)': { backgroundColor: 'transparent', border: 'none', paddingInline: 0 },
  },
  heading: { outlineStyle: 'none' },
});

/** What opens below a tie when one wants to do something with it; its heading takes the focus. */
export function TiePanel({ title, level, children }: { title: string; level: 2 | 3 | 4; children: ReactNode }) {
  const styles = useStyles();
  const layout = useLayout();
  const headingId = useId();
  const Heading = `h${level}` as 'h3';
  const heading = useRef<HTMLHeadingElement>(null);
  // After the menu that it was opened from has given the focus back.
  useEffect(() => {
    const timer = setTimeout(() => heading.current?.focus());
    return () => clearTimeout(timer);
  }, []);
  return (
    <section aria-labelledby={headingId} className={styles.panel}>
      <div className={layout.stack}>
        <Heading ref={heading} id={headingId} tabIndex={-1} className={mergeClasses(layout.subheading, styles.heading)}>{title}</Heading>
        {children}
      </div>
    </section>
  );
}
