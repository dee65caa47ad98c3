import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { useClock } from '../shared/use-clock.ts';
import { usePutSeries, type SeriesPageData } from './series-queries.ts';

interface Props { communityId: string; page: SeriesPageData; put: ReturnType<typeof usePutSeries> }

/** How the series stands with the calendar: there, on its way, refused, or still to be taken off. */
export function SeriesOnCalendar({ communityId, page, put }: Props) {
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const notify = useNotify();
  const { series, progress, refused, toTakeOff } = page;
  const busy = put.on.isPending || put.off.isPending;
  const takeOff = (): void => put.off.mutate(undefined, { onSuccess: (now) => { if (now.toTakeOff === 0) notify({ text: t('series.put.takenOff'), undo: () => put.on.mutateAsync() }); } });
  const on = series?.put;
  return (
    <div className={layout.stackTight} data-print="hide">
      {on && progress && (
        <MessageBar intent={progress.done === progress.of ? 'success' : 'warning'} layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{progress.done === progress.of ? t('series.put.all', { count: progress.of }) : t('series.put.some', { done: progress.done, count: progress.of })}</MessageBarTitle>
            {progress.trouble && `${progress.trouble.detail} `}
            {progress.done === progress.of ? t('series.put.since', { name: on.by.displayName, time: formatMoment(on.at, clock) }) : t('series.put.rest')}
          </MessageBarBody>
          <MessageBarActions>
            {progress.done < progress.of && <Button disabledFocusable={busy} onClick={() => put.on.mutate()}>{t('series.put.finish')}</Button>}
            <Button disabledFocusable={busy} onClick={takeOff}>{t('series.put.off')}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {refused && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>
            <MessageBarTitle>{t('series.put.refused')}</MessageBarTitle>
            {refused.detail} {refused.remedy} {t(toTakeOff === 0 ? 'series.put.noneLeft' : 'series.put.someLeft', { count: toTakeOff })}
          </MessageBarBody>
        </MessageBar>
      )}
      {!on && toTakeOff > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody><MessageBarTitle>{t('series.put.toTakeOff', { count: toTakeOff })}</MessageBarTitle> {t('series.put.toTakeOffWhy')}</MessageBarBody>
          <MessageBarActions><Button disabledFocusable={busy} onClick={takeOff}>{t('series.put.takeOffNow')}</Button></MessageBarActions>
        </MessageBar>
      )}
      {put.on.isError && <ProblemMessage error={put.on.error} />}
      {put.off.isError && <ProblemMessage error={put.off.error} />}
      {on && <div><TextLink to={`/communities/${communityId}/rhythm`}>{t('rhythm.toYear')}</TextLink></div>}
    </div>
  );
}
