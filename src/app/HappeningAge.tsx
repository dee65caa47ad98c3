import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { HappeningData } from '../communities/communities-queries.ts';
import { formatDay, formatTime } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useProblemWords } from '../shared/ProblemMessage.tsx';
import { useClock } from '../shared/use-clock.ts';

interface Props { seen: HappeningData; asking: boolean; failure: unknown; askAgain: () => void }

/** How old what Microsoft 365 showed is, and why it is not newer. */
export function HappeningAge({ seen, asking, failure, askAgain }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const words = useProblemWords();
  if (asking) return <span className={layout.quiet} role="status">{t('happening.asking')}</span>;
  const trouble = seen.trouble?.detail ?? (failure ? words(failure).title : null);
  const age = seen.asOf === null ? t('happening.never') : t('happening.asOf', { time: sameDay(seen.asOf, Date.now()) ? formatTime(seen.asOf, clock) : `${formatDay(seen.asOf, clock)}, ${formatTime(seen.asOf, clock)}` });
  if (trouble === null) return <span className={layout.quiet}>{age}</span>;
  return (
    <div role="status" className={layout.row}>
      <span className={layout.quiet}>{age} {t('happening.trouble', { trouble })}</span>
      <Button size="small" onClick={askAgain} data-print="hide">{t('common.tryAgain')}</Button>
    </div>
  );
}

const sameDay = (at: string, now: number): boolean => new Date(at).toDateString() === new Date(now).toDateString();
