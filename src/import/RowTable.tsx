import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Chip } from '../shared/Chip.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { TextLink } from '../shared/TextLink.tsx';
import type { Row } from './import-queries.ts';

const useStyles = makeStyles({
  // On a phone every row becomes a block of lines; nothing has to be scrolled sideways.
  table: { width: '100%', borderCollapse: 'collapse', '@media (max-width: 640px)': { display: 'block' } },
  head: { textAlign: 'start', '@media (max-width: 640px)': { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clip: 'rect(0 0 0 0)' } },
  body: { '@media (max-width: 640px)': { display: 'block' } },
  th: { textAlign: 'start', whiteSpace: 'nowrap', padding: tokens.spacingHorizontalS, fontWeight: tokens.fontWeightSemibold, borderBottom: `1px solid ${tokens.colorNeutralStroke1}` },
  tr: {
    contentVisibility: 'auto', containIntrinsicSize: 'auto 56px',
    '@media (max-width: 640px)': {
      display: 'grid', gridTemplateColumns: 'minmax(28px, max-content) minmax(0, 1fr)', columnGap: tokens.spacingHorizontalS,
      paddingBlock: tokens.spacingVerticalS, borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  td: {
    padding: tokens.spacingHorizontalS, verticalAlign: 'top', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 640px)': { display: 'block', borderBottom: 'none', padding: tokens.spacingVerticalXXS, gridColumnStart: '2', ':first-child': { gridColumnStart: '1' } },
  },
  lines: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  refusal: { borderInlineStartWidth: '3px', borderInlineStartStyle: 'solid', borderInlineStartColor: tokens.colorStatusDangerBorderActive, paddingInlineStart: tokens.spacingHorizontalS },
});

const colors = { 'would-create': 'success', created: 'success', unchanged: 'informative', refused: 'danger' } as const;

/** What became, or would become, of each row; refusals with column, value, reason and remedy. */
export function RowTable({ rows }: { rows: readonly Row[] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <table className={styles.table} role="table" aria-label={t('import.table')}>
      <thead className={styles.head} role="rowgroup">
        <tr role="row">{(['row', 'name', 'outcome', 'details'] as const).map((column) => <th key={column} role="columnheader" scope="col" className={styles.th}>{t(`import.${column}`)}</th>)}</tr>
      </thead>
      <tbody className={styles.body} role="rowgroup">
        {rows.map((row) => (
          <tr key={row.row} role="row" className={styles.tr}>
            <td role="cell" className={styles.td}>{row.row}</td>
            <td role="cell" className={styles.td}>{row.communityId ? <TextLink to={`/communities/${row.communityId}`}>{row.name}</TextLink> : row.name}</td>
            <td role="cell" className={styles.td}><Chip firm color={colors[row.outcome]}>{t(`import.outcomes.${row.outcome}`)}</Chip></td>
            <td role="cell" className={styles.td}><Details row={row} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Details({ row }: { row: Row }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  return (
    <div className={styles.lines}>
      {row.refusals.map((refusal) => (
        <div key={`${refusal.column} ${refusal.value}`} className={styles.refusal}>
          <strong>{refusal.column}</strong>{` ${refusal.reason} ${refusal.remedy}`}
          {refusal.value !== '' && <div className={layout.quiet}>{t('import.value', { value: refusal.value })}</div>}
        </div>
      ))}
      {row.ties.length > 0 && <span className={layout.quiet}>{row.ties.map((tie) => t('import.tie', { kind: t(`ties.kinds.${tie.kind}`), name: tie.name })).join(' · ')}</span>}
      {row.sponsorAsked && <span className={layout.quiet}>{t('import.asks', { name: row.sponsorAsked })}</span>}
    </div>
  );
}
