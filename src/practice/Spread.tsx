import { makeStyles, tokens } from '@fluentui/react-components';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { formatMonth } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { Section } from '../shared/Section.tsx';
import { useClock } from '../shared/use-clock.ts';

const spread = (communityId: string) => queryOptions({ queryKey: ['practice', communityId, 'spread'], queryFn: ({ signal }) => call('getStewardshipSpread', { params: { communityId }, signal }) });

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', '& th, & td': { textAlign: 'start', paddingBlock: tokens.spacingVerticalXS, paddingInlineEnd: tokens.spacingHorizontalM, verticalAlign: 'middle', fontWeight: tokens.fontWeightRegular } },
  month: { whiteSpace: 'nowrap', width: '1%' },
  // Drawn with lines and fills of the text's colour, so that it prints and stands out in every theme.
  bar: { display: 'block', width: '100%', maxWidth: '240px', height: '16px', color: tokens.colorBrandForeground1 },
});

/** How looking after things spreads to the members, month by month: a table whose rows draw it. Of the community, never of a person. */
export function Spread({ communityId }: { communityId: string }) {
  const styles = useStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const { locale } = useClock();
  const { data } = useQuery(spread(communityId));
  if (!data || data.months.length === 0) return null;
  return (
    <Section title={t('practice.spread.title')}>
      <p className={layout.text}>{t('practice.spread.says')}</p>
      {data.months.every(({ tenths }) => tenths === null) ? <p className={layout.text}>{t('practice.spread.notYet')}</p> : (
        <table className={styles.table}>
          <caption className={layout.unseen}>{t('practice.spread.title')}</caption>
          <thead className={layout.unseen}><tr><th scope="col">{t('practice.spread.month')}</th><th scope="col">{t('practice.spread.share')}</th></tr></thead>
          <tbody>
            {data.months.map(({ month, tenths }) => (
              <tr key={month}>
                <th scope="row" className={styles.month}>{formatMonth(month, locale, 'short')}</th>
                <td>
                  {tenths !== null && <Bar tenths={tenths} className={styles.bar} />}
                  <span className={layout.quiet}>{tenths === null ? t('practice.spread.few') : t('practice.spread.tenths', { count: tenths })}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Bar({ tenths, className }: { tenths: number; className: string }) {
  return (
    <svg viewBox="0 0 240 16" preserveAspectRatio="xMinYMid" className={className} aria-hidden>
      {Array.from({ length: 10 }, (_, index) => <rect key={index} x={index * 24 + 1} y={1} width={21} height={14} rx={2} fill={index < tenths ? 'currentColor' : 'none'} stroke="currentColor" />)}
    </svg>
  );
}
