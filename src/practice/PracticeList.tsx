import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PracticeItem } from '../../api/practice/practice-contract.ts';
import { formatAgo } from '../shared/dates.ts';
import { HostLink } from '../shared/HostLink.tsx';
import { useHost } from '../shared/host.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { KindMark } from './KindMark.tsx';

const useStyles = makeStyles({
  item: {
    display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'flex-start', paddingBlock: tokens.spacingVerticalS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, ':last-child': { borderBottom: 'none' },
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
});

const shownAtFirst = 6;

/** What the community has written down, newest first, each with its kind; opened where it lies. */
export function PracticeList({ items }: { items: readonly PracticeItem[] }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const { locale } = useHost();
  const [all, setAll] = useState(false);
  if (items.length === 0) return <p className={layout.text}>{t('practice.none')}</p>;
  return (
    <>
      <ul className={layout.plainList}>
        {(all ? items : items.slice(0, shownAtFirst)).map((item) => (
          <li key={`${item.driveId} ${item.itemId}`} className={styles.item}>
            <KindMark kind={item.kind} />
            <span className={styles.words}>
              <HostLink url={item.webUrl}>{item.name}</HostLink>
              <span className={layout.quiet}>
                {[t(`practice.kinds.${item.kind}`), t('practice.changed', { ago: formatAgo(item.modifiedAt, Date.now(), locale) }), item.modifiedBy].filter(Boolean).join(' · ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {items.length > shownAtFirst && (
        <div><Button appearance="subtle" aria-expanded={all} onClick={() => setAll(!all)}>{all ? t('common.showLess') : t('practice.showAll', { count: items.length })}</Button></div>
      )}
    </>
  );
}
