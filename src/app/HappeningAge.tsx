import { Button } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { HappeningData } from '../communities/communities-queries.ts';
import { formatDay, formatTime } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useClock } from '../shared/use-clock.ts';

interface Props { seen: HappeningData; asking: boolean; askAgain: () => void }

/** How old what Microsoft 365 showed is, and, when it did not answer, why it is not newer. One status that changes its words, so that the change is heard. */
export function HappeningAge({ seen, asking, askAgain }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const age = seen.asOf && t('happening.asOf', { time: sameDay(seen.asOf, Date.now()) ? formatTime(seen.asOf, clock) : `${formatDay(seen.asOf, clock)}, ${formatTime(seen.asOf, clock)}` });
  return (
    <div className={layout.row}>
      <span role="status" className={layout.quiet}>{asking ? t('happening.asking') : [age, seen.trouble?.detail].filter(Boolean).join(' ')}</span>
      {seen.trouble && <Button size="small" disabledFocusable={asking} onClick={askAgain} data-print="hide">{t('common.tryAgain')}</Button>}
    </div>
  );
}

const sameDay = (at: string, now: number): boolean => new Date(at).toDateString() === new Date(now).toDateString();
