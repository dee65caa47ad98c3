import { ToggleButton } from '@fluentui/react-components';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime, formatWeekday } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useClock } from '../shared/use-clock.ts';
import { clockTime, type ClockTime } from './clock-time.ts';
import { talkTimes } from './interview-queries.ts';

interface Props { opportunityId: string; interviewee: { id: string; displayName: string }; minutes: number; chosen: string; onChoose: (time: ClockTime) => void }

/** Times at which both are free, to choose from; any other can be typed beside it, also when there are none. */
export function TimesForBoth({ opportunityId, interviewee, minutes, chosen, onChoose }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const titled = useId();
  const name = interviewee.displayName;
  const found = useQuery({ ...talkTimes(opportunityId, interviewee.id, minutes, clock.timeZone), placeholderData: keepPreviousData });
  const { times = [], calendars, hoursAssumed } = found.data ?? {};
  const words = found.isPending ? t('talks.times.looking') : found.isError ? t('talks.times.unknown') : calendars === 'closed' ? t('talks.times.closed', { name }) : times.length === 0 ? t('talks.times.none') : hoursAssumed ? t('talks.times.assumed') : null;
  return (
    <div className={layout.stackTight} role="group" aria-labelledby={titled}>
      <h3 id={titled} className={layout.subheading}>{t('talks.times.title')}</h3>
      {times.length > 0 && (
        <div className={layout.row} aria-busy={found.isPlaceholderData}>
          {times.map((each) => {
            const time = clockTime(each, clock.timeZone);
            return <ToggleButton key={each} checked={time.at === chosen} onClick={() => onChoose(time)}>{t('talks.times.one', { day: formatWeekday(each, clock), time: formatTime(each, clock) })}</ToggleButton>;
          })}
        </div>
      )}
      <p className={layout.quiet} aria-live="polite">{words}</p>
    </div>
  );
}
