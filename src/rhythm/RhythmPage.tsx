import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { NotFound } from '../app/NotFound.tsx';
import { ApiError } from '../shared/api-error.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { PageTitle } from '../shared/PageTitle.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { useClock } from '../shared/use-clock.ts';
import { Feed } from './Feed.tsx';
import { Reminders } from './Reminders.tsx';
import { rhythm, type RhythmData } from './rhythm-queries.ts';
import { StandsOut } from './StandsOut.tsx';
import { standsOut } from './year.ts';
import { YearByMonths } from './YearByMonths.tsx';

/** A community's rhythm (start-up guide G5): a year's picture of beat and mix, what stands out in it, and the activities of a month. */
export function RhythmPage() {
  const { communityId = '' } = useParams();
  const layout = useLayout();
  const { t } = useTranslation();
  const year = useQuery(rhythm(communityId));
  if (year.error instanceof ApiError && year.error.status === 404) return <NotFound />;
  return (
    <div className={layout.page}>
      <div className={layout.stack}>
        <div data-print="hide"><TextLink to={`/communities/${communityId}`}>{year.data ? t('rhythm.year.back', { name: year.data.name }) : t('rhythm.year.toCommunity')}</TextLink></div>
        <PageTitle title={year.data ? t('rhythm.year.titleOf', { name: year.data.name }) : t('rhythm.year.title')} />
        {year.isError && <ProblemMessage error={year.error} retry={() => void year.refetch()} intent={year.data ? 'warning' : 'error'} />}
        {year.isPending && <Shapes count={6} height={40} />}
        {year.data && <Year communityId={communityId} year={year.data} asking={year.isFetching} askAgain={() => void year.refetch()} />}
      </div>
    </div>
  );
}

function Year({ communityId, year, asking, askAgain }: { communityId: string; year: RhythmData; asking: boolean; askAgain: () => void }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const { timeZone } = useClock();
  const [now] = useState(() => new Date());
  const { activities } = year;
  const [search, setSearch] = useSearchParams();
  // A link leads to one activity, in whichever month it is.
  const ledTo = search.get('activity');
  const leave = useMemo(() => (ledTo === null ? null : () => setSearch({}, { replace: true })), [ledTo, setSearch]);
  // Who does not see all of it cannot say what is missing.
  const seesAll = year.closedCalendars === 0 && !year.cut;
  const findings = useMemo(() => (seesAll ? standsOut(activities, timeZone, now) : []), [activities, seesAll, timeZone, now]);
  const trouble = year.trouble && !asking && <ProblemMessage error={new ApiError({ type: 'about:blank', title: '', status: 503, correlationId: '', ...year.trouble })} retry={askAgain} intent="warning" />;
  if (!year.hasCalendar) return <p className={layout.text}>{t('ties.noTie.calendar')}</p>;
  return (
    <>
      {trouble}
      {year.closedCalendars > 0 && <p className={layout.text}>{t('rhythm.year.closed', { count: year.closedCalendars })}</p>}
      {year.cut && <p className={layout.text}>{t('rhythm.year.cut')}</p>}
      {year.asOf !== null && findings.length > 0 && <StandsOut findings={findings} planAt={year.abilities.publish ? `/communities/${communityId}/series` : null} />}
      {year.asOf === null ? <p className={layout.text}>{t('happening.nothingYet')}</p> : <YearByMonths communityId={communityId} year={year} asOf={year.asOf} now={now} ledTo={ledTo} onLeave={leave} />}
      {year.asOf !== null && year.abilities.record && <div data-print="hide"><Reminders communityId={communityId} /></div>}
      {year.asOf !== null && year.abilities.record && <div data-print="hide"><Feed communityId={communityId} year={year} /></div>}
    </>
  );
}
