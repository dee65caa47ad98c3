import { Radio, RadioGroup } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { memo, useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import { NotFound } from '../app/NotFound.tsx';
import { ApiError } from '../shared/api-error.ts';
import { formatMoment, formatMonth, zoneName } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { PageTitle } from '../shared/PageTitle.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { useClock } from '../shared/use-clock.ts';
import { Feed } from './Feed.tsx';
import { MonthActivities } from './MonthActivities.tsx';
import { Reminders } from './Reminders.tsx';
import { rhythm, type RhythmData } from './rhythm-queries.ts';
import { StandsOut } from './StandsOut.tsx';
import { monthsOf, standsOut, today } from './year.ts';
import { YearPicture } from './YearPicture.tsx';

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
  const clock = useClock();
  const [now] = useState(() => new Date());
  const { activities } = year;
  const { timeZone, locale } = clock;
  const day = useMemo(() => today(now, timeZone), [now, timeZone]);
  const [search, setSearch] = useSearchParams();
  // A link leads to one activity, in whichever month it is.
  const ledTo = search.get('activity');
  const [first] = useState(() => monthOf(activities.find(({ id }) => id === ledTo), timeZone) ?? day.slice(0, 7));
  const [when, setWhen] = useState<When>(first < day.slice(0, 7) ? 'past' : 'next');
  const [chosen, setChosen] = useState(first);
  const choose = useCallback((name: string): void => {
    setChosen(name);
    setSearch({}, { replace: true });
  }, [setSearch]);
  const months = useMemo(() => monthsOf(activities, timeZone, now, when), [activities, timeZone, now, when]);
  // Who does not see all of it cannot say what is missing.
  const seesAll = year.closedCalendars === 0 && !year.cut;
  const findings = useMemo(() => (seesAll ? standsOut(activities, timeZone, now) : []), [activities, seesAll, timeZone, now]);
  const month = months.find(({ name }) => name === chosen) ?? months.at(when === 'past' ? -1 : 0)!;
  // The picture answers at once; the list, which is many controls, follows without holding anything up.
  const listed = useDeferredValue(month);
  const trouble = year.trouble && !asking && <ProblemMessage error={new ApiError({ type: 'about:blank', title: '', status: 503, correlationId: '', ...year.trouble })} retry={askAgain} intent="warning" />;
  if (!year.hasCalendar) return <p className={layout.text}>{t('ties.noTie.calendar')}</p>;
  return (
    <>
      {trouble}
      {year.closedCalendars > 0 && <p className={layout.text}>{t('rhythm.year.closed', { count: year.closedCalendars })}</p>}
      {year.cut && <p className={layout.text}>{t('rhythm.year.cut')}</p>}
      {year.asOf !== null && findings.length > 0 && <StandsOut findings={findings} />}
      {year.asOf === null ? <p className={layout.text}>{t('happening.nothingYet')}</p> : (
        <>
          <Section
            title={t('rhythm.year.picture')}
            aside={<WhichYear when={when} onChange={setWhen} />}
          >
            <YearPicture months={months} today={day} chosen={month.name} onChoose={choose} />
            <AsOf at={year.asOf} now={now} />
          </Section>
          {ledTo !== null && !activities.some(({ id }) => id === ledTo) && <p className={layout.text}>{t('share.notHere')}</p>}
          <Section title={formatMonth(listed.name, locale)}>
            <MonthActivities communityId={communityId} month={listed} ledTo={ledTo} mayRecord={year.abilities.record} isMember={year.abilities.readRecords} mayPublish={year.abilities.publish} />
          </Section>
          {year.abilities.record && <div data-print="hide"><Reminders communityId={communityId} /></div>}
          {year.abilities.record && <div data-print="hide"><Feed communityId={communityId} year={year} /></div>}
        </>
      )}
    </>
  );
}

const monthOf = (activity: RhythmData['activities'][number] | undefined, timeZone: string): string | undefined => activity && today(new Date(activity.startsAt), timeZone).slice(0, 7);

/** In which zone times are shown, and when Microsoft 365 told. */
const AsOf = memo(function AsOf({ at, now }: { at: string; now: Date }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  return <p className={layout.quiet}>{t('rhythm.zone', { zone: zoneName(now.toISOString(), clock) })} {t('happening.asOf', { time: formatMoment(at, clock) })}</p>;
});

type When = 'next' | 'past';

const WhichYear = memo(function WhichYear({ when, onChange }: { when: When; onChange: (when: When) => void }) {
  const { t } = useTranslation();
  return (
    <RadioGroup layout="horizontal" aria-label={t('rhythm.year.when')} value={when} onChange={(_, { value }) => onChange(value as When)} data-print="hide">
      <Radio value="next" label={t('rhythm.year.next')} />
      <Radio value="past" label={t('rhythm.year.past')} />
    </RadioGroup>
  );
});
