import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCalendarDay } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { Section } from '../shared/Section.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { useClock } from '../shared/use-clock.ts';
import type { Finding } from './year.ts';

/** What of the rhythm stands out, each with what could be done about it; and where, for those who plan. */
export const StandsOut = memo(function StandsOut({ findings, planAt }: { findings: readonly Finding[]; planAt: string | null }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const { locale } = useClock();
  const day = (value: string): string => formatCalendarDay(value, locale);
  const weeks = (days: number): number => Math.round(days / 7);
  const words = (finding: Finding): { says: string; suggests: string } => {
    switch (finding.what) {
      case 'nothing-ahead': return {
        says: finding.last === null ? t('rhythm.standsOut.nothingYet') : t('rhythm.standsOut.nothingAhead', { day: day(finding.last) }), suggests: t('rhythm.standsOut.planOne'),
      };
      case 'gap': return {
        says: t('rhythm.standsOut.gap', { from: day(finding.from), to: day(finding.to), count: weeks(finding.days) }),
        suggests: finding.usualDays === null ? t('rhythm.standsOut.fillGap') : t('rhythm.standsOut.fillGapUsual', { count: finding.usualDays }),
      };
      case 'monotony': return {
        says: t('rhythm.standsOut.monotony', { share: new Intl.NumberFormat(locale, { style: 'percent' }).format(finding.share), kind: t(`rhythm.kinds.${finding.kind}`) }),
        suggests: `${t('rhythm.standsOut.tryKind', { kind: t(`rhythm.kinds.${finding.suggest}`) })} ${t(`rhythm.kindSays.${finding.suggest}`)}`,
      };
    }
  };
  return (
    <Section title={t('rhythm.standsOut.title')}>
      <ul className={layout.plainList}>
        {findings.map((finding, index) => {
          const { says, suggests } = words(finding);
          return <li key={index}><p className={layout.text}><strong>{says}</strong> {suggests}</p></li>;
        })}
      </ul>
      {planAt !== null && <div data-print="hide"><TextLink to={planAt}>{t('rhythm.standsOut.plan')}</TextLink></div>}
    </Section>
  );
});
