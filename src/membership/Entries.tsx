import { useTranslation } from 'react-i18next';
import { useLayout } from '../shared/layout.styles.ts';
import { useMembersStyles } from './Members.styles.ts';

/** What somebody offers or seeks; nothing where there is nothing. */
export function Entries({ what, entries }: { what: 'offers' | 'seeks'; entries: readonly string[] }) {
  const styles = useMembersStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  if (entries.length === 0) return null;
  return (
    <div>
      <span className={layout.quiet}>{t(`members.${what}`)}</span>
      <ul className={styles.entries}>{entries.map((words) => <li key={words}><bdi>{words}</bdi></li>)}</ul>
    </div>
  );
}
