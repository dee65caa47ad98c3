import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Member } from '../../api/membership/membership-contract.ts';
import { PersonLine } from '../shared/PersonLine.tsx';
import { useLayout } from '../shared/layout.styles.ts';

const useStyles = makeStyles({ list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM } });

const shownAtFirst = 8;

/** The first members with their part; everybody is on the members' page. */
export function MemberList({ first }: { first: readonly Member[] }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  if (first.length === 0) return <p className={layout.text}>{t('membership.none')}</p>;
  return (
    <ul className={styles.list}>
      {first.slice(0, shownAtFirst).map(({ person, part }) => (
        <li key={person.id}>
          <PersonLine name={person.displayName}>{[t(`parts.${part}`), person.jobTitle].filter(Boolean).join(' · ')}</PersonLine>
        </li>
      ))}
    </ul>
  );
}
