import { Button, Field, Input, Select, Textarea } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { moveDay, windowOfSeries } from '../../api/launch/series-times-contract.ts';
import type { RhythmKind } from '../../api/rhythm/year-contract.ts';
import { rhythmKinds } from '../rhythm/year.ts';
import { clocksDiffer, zoneName } from '../shared/dates.ts';
import { InnerForm } from '../shared/InnerForm.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { useClock } from '../shared/use-clock.ts';
import type { Laid } from './series-layout.ts';
import type { SeriesItem } from './series-queries.ts';
import { useLaidWords } from './series-words.ts';
import { useWeeksStyles } from './SeriesWeeks.styles.ts';

interface Props { laid: Laid; startsOn: string; timeZone: string; onChange: (item: SeriesItem) => void; onMove: (days: number) => void; onLeaveOut: () => void; onClose: () => void }

/** What an activity of the series says; every change holds at once. */
export function SeriesForm({ laid, startsOn, timeZone, onChange, onMove, onLeaveOut, onClose }: Props) {
  const styles = useWeeksStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const words = useLaidWords();
  const { item } = laid;
  const { from, to } = windowOfSeries(startsOn);
  const title = useRef<HTMLInputElement>(null);
  useEffect(() => title.current?.focus(), [item.id]);
  const change = (next: Partial<SeriesItem>): void => onChange({ ...item, ...next });
  const warnings = words.warnings(laid);
  return (
    <InnerForm label={t('series.form.label', { title: words.title(laid) })} className={styles.form} onSubmit={onClose}>
      <div className={layout.stack}>
        <Field label={t('series.form.title')}>
          <Input ref={title} value={item.title} maxLength={200} onChange={(_, { value }) => change({ title: value })} />
        </Field>
        <div className={styles.fields}>
          <Field className={styles.fieldMin} label={t('series.form.kind')}>
            <Select value={item.kind} onChange={(_, { value }) => change({ kind: value as RhythmKind })}>
              {rhythmKinds.map((kind) => <option key={kind} value={kind}>{t(`rhythm.kinds.${kind}`)}</option>)}
            </Select>
          </Field>
          <Field className={styles.fieldMin} label={t('series.form.day')}>
            <Input type="date" min={from} max={moveDay(to, -1)} value={item.day} onChange={(_, { value }) => { if (value >= from && value < to) change({ day: value }); }} />
          </Field>
          <Field className={styles.fieldMin} label={t('series.form.time')}>
            <Input type="time" value={item.time} onChange={(_, { value }) => { if (/^\d\d:\d\d$/.test(value)) change({ time: value }); }} />
          </Field>
          <Field className={styles.fieldMin} label={t('series.form.minutes')}>
            <Select value={String(item.minutes)} onChange={(_, { value }) => change({ minutes: Number(value) })}>
              {lengths(item.minutes).map((minutes) => <option key={minutes} value={minutes}>{t('series.form.length', { count: minutes })}</option>)}
            </Select>
          </Field>
        </div>
        <p className={layout.quiet}>
          {t('series.form.zone', { zone: zoneName(laid.startsAt, { ...clock, timeZone }) })}
          {clocksDiffer(laid.startsAt, clock.timeZone, timeZone) && ` ${t('series.form.yours', { when: words.when(laid) })}`}
        </p>
        <Field label={t('series.form.about')}>
          <Textarea value={item.about} maxLength={1_000} rows={2} resize="vertical" onChange={(_, { value }) => change({ about: value })} />
        </Field>
        {warnings.length > 0 && <ul className={layout.plainList}>{warnings.map((warning) => <li key={warning}><p className={layout.text}><strong>{warning}</strong></p></li>)}</ul>}
        <div className={layout.row}>
          {([-7, -1, 1, 7] as const).map((days) => <Button key={days} size="small" onClick={() => onMove(days)}>{t(`series.form.move.${days}`)}</Button>)}
        </div>
        <div className={layout.row}>
          <Button appearance="primary" onClick={onClose}>{t('series.form.close')}</Button>
          <Button onClick={onLeaveOut}>{t('series.form.leaveOut')}</Button>
        </div>
      </div>
    </InnerForm>
  );
}

const usual = [15, 30, 45, 60, 75, 90, 120, 150, 180, 240, 300, 360, 420, 480];
const lengths = (minutes: number): number[] => (usual.includes(minutes) ? usual : [...usual, minutes].sort((a, b) => a - b));
