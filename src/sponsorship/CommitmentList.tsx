import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Commitment } from '../../api/sponsorship/sponsorship-contract.ts';
import { useLayout } from '../shared/layout.styles.ts';

const useStyles = makeStyles({
  list: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalS, margin: 0 },
  value: { margin: 0 },
});

/** What is asked for, or promised: members' time, budget, visibility. */
export function CommitmentList({ commitment }: { commitment: Commitment }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const entries = [
    [t('sponsorship.time'), t('sponsorship.hours', { count: commitment.memberHoursPerMonth })],
    [t('sponsorship.budget'), commitment.budget || t('sponsorship.noBudget')],
    [t('sponsorship.visibility'), t(`sponsorship.visibilities.${commitment.visibility}`)],
  ];
  return (
    <dl className={styles.list}>
      {entries.map(([term, value]) => <div key={term}><dt className={layout.quiet}>{term}</dt><dd className={styles.value}>{value}</dd></div>)}
    </dl>
  );
}
