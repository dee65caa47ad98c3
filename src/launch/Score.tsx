import { useTranslation } from 'react-i18next';
import { useHost } from '../shared/host.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { sides, type EvidenceData } from './criteria-queries.ts';
import { useEvidenceStyles } from './Evidence.styles.ts';

type Side = EvidenceData['score']['potential'];

/** How much speaks for an area, as a bar and in words: what all grant, what some do, what nobody looked at. */
export function Score({ score }: { score: EvidenceData['score'] }) {
  const styles = useEvidenceStyles();
  return <div className={styles.score}>{sides.map((side) => <Bar key={side} side={side} of={score[side]} />)}</div>;
}

function Bar({ side, of: { low, high, open, of } }: { side: (typeof sides)[number]; of: Side }) {
  const styles = useEvidenceStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const words = useScoreWords();
  const part = (weight: number): string => `${of === 0 ? 0 : (weight / of) * 100}%`;
  return (
    <div className={layout.stackTight}>
      <span><strong>{t(`criteria.${side}`)}</strong> {words({ low, high, open, of })}</span>
      <div className={styles.bar} aria-hidden="true">
        <span className={styles.low} style={{ width: part(low) }} />
        <span className={styles.high} style={{ insetInlineStart: part(low), width: part(high - low) }} />
        <span className={styles.open} style={{ width: part(open) }} />
      </div>
    </div>
  );
}

/** A side of the score in words: a number where all agree, a span where they do not, and what is open. */
export function useScoreWords(): (side: Side) => string {
  const { t } = useTranslation();
  const { locale } = useHost();
  const number = (value: number): string => value.toLocaleString(locale);
  return ({ low, high, open, of }) => {
    if (of > 0 && open === of) return t('criteria.nothingYet');
    const said = low === high ? t('criteria.agreed', { value: number(low), of: number(of) }) : t('criteria.span', { low: number(low), high: number(high), of: number(of) });
    return open > 0 ? `${said}, ${t('criteria.open', { open: number(open) })}` : said;
  };
}
