import { Button, Field, Input } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { moveDay } from '../../api/launch/series-times-contract.ts';
import { NotFound } from '../app/NotFound.tsx';
import { KindShape } from '../rhythm/KindShape.tsx';
import { rhythmKinds, today } from '../rhythm/year.ts';
import { ApiError } from '../shared/api-error.ts';
import { zoneName } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { PageTitle } from '../shared/PageTitle.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { Shapes } from '../shared/Shapes.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { useClock } from '../shared/use-clock.ts';
import { layOut, moved, nextInSeries, type Laid } from './series-layout.ts';
import { seriesOf, surroundingsOf, useBeginSeries, usePutSeries, type SeriesData, type SeriesItem, type SeriesPageData } from './series-queries.ts';
import { useDayWords, useLaidWords } from './series-words.ts';
import { SeriesCountries } from './SeriesCountries.tsx';
import { SeriesForm } from './SeriesForm.tsx';
import { SeriesNext } from './SeriesNext.tsx';
import { SeriesOnCalendar } from './SeriesOnCalendar.tsx';
import { SeriesWeeks } from './SeriesWeeks.tsx';
import { useWeeksStyles } from './SeriesWeeks.styles.ts';
import { useSeriesDraft, type SeriesSaveState } from './use-series-draft.ts';

/** A series of a community's activities (start-up guide G5), the first or a further one: three months laid out, before they go on the calendar. */
export function SeriesPage() {
  const { communityId = '' } = useParams();
  const layout = useLayout();
  const { t } = useTranslation();
  const page = useQuery(seriesOf(communityId));
  if (page.error instanceof ApiError && [400, 404].includes(page.error.status)) return <NotFound />;
  return (
    <div className={layout.page}>
      <div className={layout.stack}>
        <div data-print="hide"><TextLink to={`/communities/${communityId}`}>{page.data ? t('rhythm.year.back', { name: page.data.name }) : t('rhythm.year.toCommunity')}</TextLink></div>
        <PageTitle title={page.data ? t(page.data.first ? 'series.titleOf' : 'series.nextTitleOf', { name: page.data.name }) : t('series.title')} />
        {page.isError && <ProblemMessage error={page.error} {...(page.error instanceof ApiError && page.error.status === 403 ? {} : { retry: () => void page.refetch() })} intent={page.data ? 'warning' : 'error'} />}
        {page.isPending && <Shapes count={6} height={64} />}
        {page.data?.series && page.data.next && <Begin communityId={communityId} page={page.data} />}
        {page.data && (page.data.series
          ? <LaidOut key={page.data.series.startsOn} communityId={communityId} page={page.data} series={page.data.series} />
          : page.data.mayChange ? <Begin communityId={communityId} page={page.data} /> : <p className={layout.text}>{t('series.none')}</p>)}
      </div>
    </div>
  );
}

function Begin({ communityId, page }: { communityId: string; page: SeriesPageData }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const begin = useBeginSeries(communityId);
  const { series, next } = page;
  const [startsOn, setStartsOn] = useState(() => next?.startsOn ?? moveDay(today(new Date(), clock.timeZone), 7));
  const [time, setTime] = useState(series?.activities[0]?.time ?? '15:00');
  const isFirst = page.first && series === null;
  const { timeZone } = clock;
  const ready = /^\d{4}-\d\d-\d\d$/.test(startsOn) && /^\d\d:\d\d$/.test(time);
  const send = (): void => { if (ready && !begin.isPending) begin.mutate({ startsOn, time, timeZone, follows: series?.startsOn ?? null }); };
  return (
    <Section title={t(isFirst ? 'series.begin.title' : 'series.begin.nextTitle')}>
      <p className={layout.text}>{t(isFirst ? 'series.begin.says' : 'series.begin.nextSays')} {series && t(series.put ? 'series.begin.stays' : 'series.begin.goes')}</p>
      {isFirst && page.template && <p className={layout.quiet}>{t('series.begin.template', { template: page.template.name, rhythm: page.template.rhythm })}</p>}
      <form className={layout.stack} noValidate onSubmit={(event) => { event.preventDefault(); send(); }}>
        <div className={layout.row}>
          <Field label={t('series.begin.startsOn')}><Input type="date" value={startsOn} onChange={(_, { value }) => setStartsOn(value)} /></Field>
          <Field label={t('series.begin.time')}><Input type="time" value={time} onChange={(_, { value }) => setTime(value)} /></Field>
        </div>
        <p className={layout.quiet}>{t('series.begin.zone', { zone: zoneName(`${ready ? startsOn : '2027-01-01'}T12:00:00Z`, clock) })}</p>
        {begin.isError && <ProblemMessage error={begin.error} />}
        <div><Button type="submit" appearance="primary" disabledFocusable={begin.isPending || !ready}>{t('series.begin.do')}</Button></div>
      </form>
    </Section>
  );
}

function LaidOut({ communityId, page, series }: { communityId: string; page: SeriesPageData; series: SeriesData }) {
  const styles = useWeeksStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const dayWords = useDayWords();
  const words = useLaidWords();
  const notify = useNotify();
  const around = useQuery(surroundingsOf(communityId));
  const draft = useSeriesDraft(communityId, series);
  const { activities, change, leaveOut } = draft;
  const [editing, setEditing] = useState<{ id: string; week: string } | null>(null);
  const [said, setSaid] = useState('');
  const heading = useRef<HTMLDivElement>(null);
  const { timeZone } = clock;
  const { startsOn } = series;
  const put = usePutSeries(communityId);
  const events = page.progress?.events;
  const mayChange = page.mayChange && series.put === null;
  const weeks = useMemo(() => layOut({ startsOn, timeZone: series.timeZone, activities }, around.data, timeZone, events), [startsOn, series.timeZone, activities, around.data, timeZone, events]);
  const all = weeks.flatMap(({ days }) => days.flatMap(({ laid }) => laid));
  const edited = all.find(({ item }) => item.id === editing?.id);

  const tell = (item: SeriesItem): void => {
    const [laid] = layOut({ startsOn, timeZone: series.timeZone, activities: [item] }, around.data, timeZone).flatMap(({ days }) => days.flatMap((day) => day.laid));
    setSaid(t('series.movedTo', { title: words.title(laid!), when: words.when(laid!), warnings: words.warnings(laid!).join(' ') }));
  };
  const move = ({ item }: Laid, days: number): void => {
    const next = moved(item, days, startsOn);
    if (next.day !== item.day) change(next);
    tell(next);
  };
  const close = (): void => {
    const id = editing?.id;
    setEditing(null);
    requestAnimationFrame(() => document.getElementById(`series-${id}`)?.focus());
  };
  const remove = ({ item }: Laid): void => {
    setEditing(null);
    leaveOut(item.id);
    heading.current?.focus();
    notify({ text: t('series.leftOut', { title: item.title.trim() || t('series.untitled') }), undo: () => change(item) });
  };
  const add = (): void => {
    const last = all.at(-1)?.item;
    const item: SeriesItem = { id: crypto.randomUUID(), kind: 'meeting', title: '', about: '', day: last ? moved(last, 7, startsOn).day : startsOn, time: last?.time ?? '15:00', minutes: 60 };
    change(item);
    const [laid] = layOut({ startsOn, timeZone: series.timeZone, activities: [item] }, undefined, timeZone).filter(({ days }) => days.some((day) => day.laid.length > 0));
    setEditing({ id: item.id, week: laid!.first });
  };
  const edit = (id: string, week: string): void => setEditing((now) => (now?.id === id ? null : { id, week }));
  const trouble = around.data?.trouble && !around.isFetching ? around.data.trouble : null;
  const putOn = (): void => {
    setEditing(null);
    put.on.mutate(undefined, { onSuccess: ({ progress, series: now }) => {
      heading.current?.focus();
      if (now?.put && progress?.done === progress?.of) notify({ text: t('series.put.all', { count: progress?.of }), undo: () => put.off.mutateAsync() });
    } });
  };
  return (
    <>
      <p className={layout.unseen} role="status" aria-live="polite">{said}</p>
      <SeriesOnCalendar communityId={communityId} page={page} put={put} />
      {mayChange && <SeriesNext communityId={communityId} next={nextInSeries(weeks, page.calendar !== null)} onGo={(laid) => edit(laid.item.id, weeks.find(({ days }) => days.some(({ day }) => day === laid.day))!.first)} onAdd={add} />}
      {trouble && <ProblemMessage error={new ApiError({ type: 'about:blank', title: '', status: 503, correlationId: '', ...trouble })} retry={() => void around.refetch()} intent="warning" />}
      {around.isError && <ProblemMessage error={around.error} retry={() => void around.refetch()} intent="warning" />}
      {draft.state.now === 'refused' && <ProblemMessage error={draft.state.why} retry={() => void draft.save()} />}
      <Section
        title={t('series.count', { count: activities.length })}
        aside={mayChange && (
          <div className={layout.row} data-print="hide">
            <SaveWords state={draft.state} />
            <Button onClick={add}>{t('series.add')}</Button>
          </div>
        )}
      >
        <div ref={heading} tabIndex={-1} style={{ outline: 'none' }} className={styles.legend}>
          <span className={layout.quiet}>
            {t('series.zone', { zone: zoneName(`${startsOn}T12:00:00Z`, clock) })} {timeZone !== series.timeZone && t('series.plannedIn', { zone: series.timeZone })}
          </span>
          {rhythmKinds.filter((kind) => activities.some((each) => each.kind === kind)).map((kind) => <span key={kind} className={styles.legendItem}><KindShape kind={kind} /><span className={layout.quiet}>{t(`rhythm.kinds.${kind}`)}</span></span>)}
          {(around.data?.existing.length ?? 0) > 0 && <span className={styles.legendItem}><span className={`${styles.existing} ${styles.sample}`} aria-hidden="true" /><span className={layout.quiet}>{t('series.existing')}</span></span>}
        </div>
        {around.data && <SeriesCountries communityId={communityId} around={around.data} mayChange={mayChange} />}
        {mayChange && <p className={layout.quiet} data-print="hide">{t('series.how')}</p>}
        {activities.length === 0 && <p className={layout.text}>{t('series.allLeftOut')}</p>}
        <SeriesWeeks
          weeks={weeks} mayChange={mayChange} editing={editing && edited ? editing : null} onEdit={edit} onMove={move} onLeaveOut={remove}
          form={edited && mayChange && <SeriesForm laid={edited} startsOn={startsOn} timeZone={series.timeZone} onChange={change} onMove={(days) => move(edited, days)} onLeaveOut={() => remove(edited)} onClose={close} />}
        />
        {mayChange && page.calendar !== null && activities.length > 0 && (
          <div className={layout.stackTight} data-print="hide">
            <p className={layout.text}>{t('series.put.says', { count: activities.length, calendar: page.calendar })}</p>
            <div><Button appearance="primary" disabledFocusable={put.on.isPending || draft.state.now !== 'saved'} onClick={putOn}>{t('series.put.on')}</Button></div>
          </div>
        )}
        <p className={layout.quiet}>{t('series.changed', { name: series.changedBy.displayName, day: dayWords.long(series.changedAt.slice(0, 10)) })}</p>
      </Section>
    </>
  );
}

function SaveWords({ state }: { state: SeriesSaveState }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const words = { saved: 'create.saved', saving: 'create.saving', 'kept-here': 'create.savedHere', refused: 'series.notSaved' } as const;
  return <span className={layout.quiet} role="status">{t(words[state.now])}</span>;
}
