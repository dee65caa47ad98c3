import { Avatar, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useLayout } from './layout.styles.ts';

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, minWidth: 0 },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  name: { fontWeight: tokens.fontWeightSemibold },
});

interface Props { name: string; photo?: string | undefined; children?: ReactNode; size?: 24 | 28 | 36 | 48 }

/** A person with their photo, or else initials, name and one line below. */
export function PersonLine({ name, photo, children, size = 36 }: Props) {
  const styles = useStyles();
  const layout = useLayout();
  return (
    <div className={styles.line}>
      <Avatar name={name} {...(photo && { image: { src: photo } })} size={size} color="colorful" aria-hidden="true" />
      <div className={styles.words}>
        <span className={styles.name}>{name}</span>
        {children !== undefined && <span className={layout.quiet}>{children}</span>}
      </div>
    </div>
  );
}
