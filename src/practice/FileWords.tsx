import { useTranslation } from 'react-i18next';
import { formatAgo } from '../shared/dates.ts';
import { HostLink } from '../shared/HostLink.tsx';
import { useHost } from '../shared/host.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { usePracticeStyles } from './Practice.styles.ts';
import type { LibraryData } from './practice-queries.ts';

export type LibraryFile = LibraryData['proposed'][number];
export const keyOf = ({ driveId, itemId }: LibraryFile): string => `${driveId} ${itemId}`;

/** What is known of a file that is no practice item: its name, which opens it, its kind, age and author. */
export function FileWords({ file }: { file: LibraryFile }) {
  const styles = usePracticeStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const { locale } = useHost();
  return (
    <>
      <span className={styles.name}><HostLink url={file.webUrl}>{file.name}</HostLink></span>
      <span className={layout.quiet}>{[t(`practice.kinds.${file.kind}`), t('practice.changed', { ago: formatAgo(file.modifiedAt, Date.now(), locale) }), file.modifiedBy].filter(Boolean).join(' · ')}</span>
    </>
  );
}
