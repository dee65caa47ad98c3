import { Button, Checkbox, Field, Input, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle, mergeClasses, Textarea } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moveDay } from '../../api/launch/series-times-contract.ts';
import { today } from '../rhythm/year.ts';
import { formatTimeRange, formatWeekday, zoneName } from '../shared/dates.ts';
import { HostLink } from '../shared/HostLink.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { LinkButton } from '../shared/LinkButton.tsx';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { Section } from '../shared/Section.tsx';
import { TextLink } from '../shared/TextLink.tsx';
import { useClock } from '../shared/use-clock.ts';
import { useLaunchStyles } from './LaunchPage.styles.ts';
import { useLaunchEvent, type PlanData } from './plan-queries.ts';

/** The event that begins it all: written, put on the tied calendar with its meeting, taken off again. */
export function LaunchEvent({ communityId, plan }: { communityId: string; plan: PlanData }) {
  const styles = useLaunchStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const notify = useNotify();
  const heading = useRef<HTMLDivElement>(null);
  const { put, takeOff } = useLaunchEvent(communityId);
  const { event, eventRefused, toTakeOff, calendar, mayChange } = plan;
  const busy = put.isPending || takeOff.isPending;
  if (!event && !mayChange) return null;
  const off = (): void => takeOff.mutate(undefined, { onSuccess: () => heading.current?.focus() });
  const endsAt = event ? new Date(Date.parse(event.startsAt) + event.minutes * 60_000).toISOString() : '';
  return (
    <Section title={t('plan.event.title')}>
      <div ref={heading} tabIndex={-1} className={mergeClasses(layout.stackTight, styles.state)}>
        {eventRefused && <MessageBar intent="error" layout="multiline" role="alert"><MessageBarBody><MessageBarTitle>{t('plan.event.refused')}</MessageBarTitle>{eventRefused.detail} {eventRefused.remedy}</MessageBarBody></MessageBar>}
        {!event && toTakeOff > 0 && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody><MessageBarTitle>{t('plan.event.toTakeOff')}</MessageBarTitle> {t('plan.event.toTakeOffWhy')}</MessageBarBody>
            <MessageBarActions><Button disabledFocusable={busy} onClick={off}>{t('series.put.takeOffNow')}</Button></MessageBarActions>
          </MessageBar>
        )}
        {event && (
          <>
            <p className={layout.text}><strong>{event.title}</strong><br />{t('series.when', { day: formatWeekday(event.startsAt, clock), time: formatTimeRange(event.startsAt, endsAt, clock) })}</p>
            {event.about && <p className={layout.text}>{event.about}</p>}
            {event.trouble && <MessageBar intent="warning" layout="multiline"><MessageBarBody><MessageBarTitle>{t('plan.event.onItsWay')}</MessageBarTitle>{event.trouble.detail} {event.trouble.remedy}</MessageBarBody></MessageBar>}
            {event.there && <span className={layout.quiet}>{t(event.put.by.displayName ? 'plan.event.putBy' : 'plan.event.put', { name: event.put.by.displayName, day: formatWeekday(event.put.at, clock) })}</span>}
            {event.there && event.online && event.joinUrl === null && <p className={layout.text}>{t('plan.event.noMeeting')}</p>}
            <div className={layout.row} data-print="hide">
              {event.joinUrl && <HostLink url={event.joinUrl}>{t('rhythm.join')}</HostLink>}
              <TextLink to={`/communities/${communityId}/rhythm`}>{t('plan.leadsTo.rhythm')}</TextLink>
              {mayChange && !event.there && <Button disabledFocusable={busy} onClick={() => put.mutate(event)}>{t('common.tryAgain')}</Button>}
              {mayChange && Date.parse(event.startsAt) > Date.now() && <Button appearance="subtle" disabledFocusable={busy} onClick={off}>{t('plan.event.takeOff')}</Button>}
            </div>
          </>
        )}
        {!event && mayChange && calendar === null && (
          <>
            <p className={layout.text}>{t('plan.event.noCalendar')}</p>
            <div><LinkButton to={`/communities/${communityId}/ties`}>{t('series.next.toTies')}</LinkButton></div>
          </>
        )}
        {takeOff.isError && <ProblemMessage error={takeOff.error} />}
      </div>
      {!event && mayChange && calendar !== null && (
        <EventForm
          plan={plan} calendar={calendar} busy={busy} error={put.error} zone={(day) => zoneName(`${day}T12:00:00Z`, clock)}
          onPut={(words) => put.mutate({ ...words, timeZone: clock.timeZone }, { onSuccess: ({ event: now }) => {
            heading.current?.focus();
            if (now?.there) notify({ text: t('plan.event.isThere'), undo: () => takeOff.mutateAsync() });
          } })}
        />
      )}
    </Section>
  );
}

interface Words { title: string; about: string; day: string; time: string; minutes: number; online: boolean }
/** While nobody chose another day, it is that of the launch. */
type Typed = Omit<Words, 'day'> & { day: string | null };
interface FormProps { plan: PlanData; calendar: string; busy: boolean; error: unknown; zone: (day: string) => string; onPut: (words: Words) => void }

function EventForm({ plan, calendar, busy, error, zone, onPut }: FormProps) {
  const styles = useLaunchStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const { timeZone } = useClock();
  const [typed, setTyped] = useState<Typed>(() => ({ title: t('plan.titleOf', { name: plan.name }), about: '', day: null, time: '15:00', minutes: 60, online: true }));
  const words: Words = { ...typed, day: typed.day ?? plan.launchOn ?? moveDay(today(new Date(), timeZone), 14) };
  const set = (more: Partial<Words>): void => setTyped((now) => ({ ...now, ...more }));
  const ready = words.title.trim() !== '' && /^\d{4}-\d\d-\d\d$/.test(words.day) && /^\d\d:\d\d$/.test(words.time) && words.minutes >= 15 && words.minutes <= 480;
  return (
    <form className={styles.form} noValidate onSubmit={(event) => { event.preventDefault(); if (ready && !busy) onPut({ ...words, title: words.title.trim() }); }} data-print="hide">
      <p className={layout.text}>{t('plan.event.says', { calendar })}</p>
      <Field label={t('plan.event.name')}><Input maxLength={200} value={words.title} onChange={(_, { value }) => set({ title: value })} /></Field>
      <Field label={t('plan.event.about')}><Textarea maxLength={1_000} resize="vertical" value={words.about} onChange={(_, { value }) => set({ about: value })} /></Field>
      <div className={layout.row}>
        <Field label={t('plan.event.day')}><Input type="date" value={words.day} onChange={(_, { value }) => set({ day: value })} /></Field>
        <Field label={t('plan.event.time')}><Input type="time" value={words.time} onChange={(_, { value }) => set({ time: value })} /></Field>
        <Field label={t('plan.event.minutes')}><Input type="number" min={15} max={480} step={15} value={String(words.minutes)} onChange={(_, { value }) => set({ minutes: Number(value) })} /></Field>
      </div>
      <p className={layout.quiet}>{t('plan.event.zone', { zone: zone(ready ? words.day : '2027-01-01') })}</p>
      <Checkbox label={t('plan.event.online')} checked={words.online} onChange={(_, { checked }) => set({ online: checked === true })} />
      {error !== null && <ProblemMessage error={error} />}
      <div><Button type="submit" appearance="primary" disabledFocusable={busy || !ready}>{t('plan.event.do')}</Button></div>
    </form>
  );
}
