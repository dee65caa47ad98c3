import { mergeClasses } from '@fluentui/react-components';
import { createContext, memo, use, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { RhythmKind } from '../../api/rhythm/year-contract.ts';
import { formatMonth } from '../shared/dates.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useClock } from '../shared/use-clock.ts';
import { KindShape, shapes, useKindColors } from './KindShape.tsx';
import { rhythmKinds, type Month } from './year.ts';
import { useYearStyles } from './YearPicture.styles.ts';

/** Where a day stands on the strip of its month: every month is drawn as 31 days wide, so that the same day is at the same place. */
const across = (day: number): string => `${((day - 0.5) / 31) * 100}%`;
const markHeight = 13;
const scaleDays = [1, 8, 15, 22, 29];

interface Props {
  months: readonly Month[];
  /** `2026-11-24` */
  today: string;
  onChoose: (month: string) => void;
}

/** The name of the month that is chosen. Told past the picture, which stays as it is but for the buttons. */
export const ChosenMonth = createContext('');

/** A year on a page: a line for each month, a mark for each activity, with the shape of its kind. What it shows stands in a table, too. */
export const YearPicture = memo(function YearPicture({ months, today, onChoose }: Props) {
  const styles = useYearStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const prefix = useId().replaceAll(/[^\w-]/g, '');
  return (
    <div className={layout.stack}>
      <svg width="0" height="0" style={{ position: 'absolute' }} aria-hidden="true">
        <defs>{rhythmKinds.map((kind) => <path key={kind} id={`${prefix}-${kind}`} d={shapes[kind]} />)}</defs>
      </svg>
      <Legend months={months} />
      <div>
        <Scale />
        <ol className={styles.months} aria-label={t('rhythm.year.months')}>
          {months.map((month) => (
            <MonthLine key={month.name} month={month} prefix={prefix} today={today.startsWith(month.name) ? Number(today.slice(8)) : null} onChoose={onChoose} />
          ))}
        </ol>
      </div>
      <details>
        <summary className={styles.summary} data-print="hide">{t('rhythm.year.asTable')}</summary>
        <YearTable months={months} />
      </details>
    </div>
  );
});

const Scale = memo(function Scale() {
  const styles = useYearStyles();
  const layout = useLayout();
  return (
    <div className={styles.head} aria-hidden="true">
      <span />
      <span className={styles.scale}>{scaleDays.map((day) => <span key={day} className={mergeClasses(styles.dayNumber, layout.quiet)} style={{ insetInlineStart: across(day) }}>{day}</span>)}</span>
    </div>
  );
});

const Legend = memo(function Legend({ months }: Pick<Props, 'months'>) {
  const styles = useYearStyles();
  const { t } = useTranslation();
  const counts = countKinds(months.flatMap(({ placed }) => placed));
  return (
    <ul className={styles.legend} aria-label={t('rhythm.year.legend')}>
      {rhythmKinds.map((kind) => (
        <li key={kind} className={mergeClasses(styles.legendItem, counts[kind] === 0 && styles.none)}><KindShape kind={kind} /> {t('rhythm.year.kindCount', { kind: t(`rhythm.kinds.${kind}`), count: counts[kind] })}</li>
      ))}
    </ul>
  );
});

interface LineProps { month: Month; prefix: string; today: number | null; onChoose: (month: string) => void }

function MonthLine(props: LineProps) {
  const styles = useYearStyles();
  return (
    <li className={styles.month}>
      <MonthButton month={props.month} className={styles.name} onChoose={props.onChoose} />
      <MonthStrip {...props} />
    </li>
  );
}

const MonthButton = memo(function MonthButton({ month, className, onChoose }: Pick<LineProps, 'month' | 'onChoose'> & { className: string }) {
  return <button type="button" className={className} aria-pressed={use(ChosenMonth) === month.name} onClick={() => onChoose(month.name)}><MonthName month={month} /></button>;
});

const MonthName = memo(function MonthName({ month: { name, placed } }: { month: Month }) {
  const styles = useYearStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const { locale } = useClock();
  return (
    <>
      <span>{formatMonth(name, locale, 'short')}</span>
      {placed.length > 0 && <span className={styles.count}>{placed.length}</span>}
      <span className={layout.unseen}>{placed.length > 0 ? t('rhythm.year.activities', { count: placed.length }) : t('rhythm.year.nothing')}</span>
    </>
  );
});

function MonthStrip({ month, prefix, today, onChoose }: LineProps) {
  const styles = useYearStyles();
  const colors = useKindColors();
  const { marks, height } = placeMarks(month);
  return (
    <svg className={styles.strip} height={height} aria-hidden="true" onClick={() => onChoose(month.name)}>
      {scaleDays.slice(1).map((day) => <line key={day} className={styles.week} x1={across(day - 0.5)} x2={across(day - 0.5)} y1="0" y2="100%" />)}
      {today !== null && <line className={styles.today} x1={across(today)} x2={across(today)} y1="0" y2="100%" />}
      {marks.map(({ kind, day, y }, index) => <use key={index} href={`#${prefix}-${kind}`} x={across(day)} y={y} className={mergeClasses(styles.mark, colors[kind])} />)}
      {marks.map(({ attended, day, y }, index) => attended !== null && <text key={index} className={styles.came} x={across(day)} y={y} dx="9" dy="4">{attended}</text>)}
    </svg>
  );
}

interface Mark { kind: RhythmKind; attended: number | null; day: number; y: number }

/** The marks of a month; those of one day stand on one another. */
function placeMarks({ placed }: Month): { marks: Mark[]; height: number } {
  const onDay = new Map<number, number>();
  const days = new Set(placed.map(({ day }) => day));
  const marks = placed.map(({ activity: { kind, attended }, day }) => {
    const below = onDay.get(day) ?? 0;
    onDay.set(day, below + 1);
    // The number stands beside its mark, if nothing else does.
    return { kind, attended: days.has(day + 1) || days.has(day + 2) ? null : attended, day, y: 15 + below * markHeight };
  });
  return { marks, height: 30 + (Math.max(1, ...onDay.values()) - 1) * markHeight };
}

const YearTable = memo(function YearTable({ months }: { months: readonly Month[] }) {
  const styles = useYearStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const { locale } = useClock();
  const hasCame = months.some(({ placed }) => placed.some(({ activity }) => activity.attended !== null));
  return (
    // Wider than a phone: it scrolls by itself, with the keyboard too.
    <div className={styles.tableFrame} tabIndex={0} role="group" aria-label={t('rhythm.year.table')}>
      <table className={styles.table}>
        <caption className={layout.unseen}>{t('rhythm.year.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('rhythm.year.monthHead')}</th>
            {rhythmKinds.map((kind) => <th key={kind} scope="col">{t(`rhythm.kinds.${kind}`)}</th>)}
            <th scope="col">{t('rhythm.year.all')}</th>
            {hasCame && <th scope="col">{t('rhythm.record.parts.attended')}</th>}
          </tr>
        </thead>
        <tbody>
          {months.map((month) => {
            const counts = countKinds(month.placed);
            return (
              <tr key={month.name}>
                <th scope="row">{formatMonth(month.name, locale)}</th>
                {rhythmKinds.map((kind) => <td key={kind}>{counts[kind]}</td>)}
                <td>{month.placed.length}</td>
                {hasCame && <td>{month.placed.flatMap(({ activity: { attended } }) => (attended === null ? [] : [attended])).join(', ')}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
});

function countKinds(placed: Month['placed']): Record<RhythmKind, number> {
  const counts = Object.fromEntries(rhythmKinds.map((kind) => [kind, 0])) as Record<RhythmKind, number>;
  for (const { activity } of placed) counts[activity.kind] += 1;
  return counts;
}
