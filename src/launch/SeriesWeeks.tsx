import { mergeClasses } from '@fluentui/react-components';
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { daysBetween } from '../../api/launch/series-times-contract.ts';
import { KindShape } from '../rhythm/KindShape.tsx';
import { today } from '../rhythm/year.ts';
import { formatTime, formatTimeRange } from '../shared/dates.ts';
import { readingDirection } from '../shared/i18n.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useClock } from '../shared/use-clock.ts';
import type { Day, Laid, Week } from './series-layout.ts';
import { useDayWords, useLaidWords } from './series-words.ts';
import { useWeeksStyles } from './SeriesWeeks.styles.ts';

/** How far a pointer goes before it drags, in pixels: a click may tremble. */
const tremble = 6;

interface Props {
  weeks: readonly Week[];
  mayChange: boolean;
  /** The activity that is being edited, and the week below which its form stands. */
  editing: { id: string; week: string } | null;
  form: ReactNode;
  onEdit: (id: string, week: string) => void;
  onMove: (laid: Laid, days: number) => void;
  onLeaveOut: (laid: Laid) => void;
}

/** Three months by week: each activity is a button that is dragged to another day, or moved with the arrow keys. */
export function SeriesWeeks({ weeks, mayChange, editing, form, onEdit, onMove, onLeaveOut }: Props) {
  const styles = useWeeksStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const dayWords = useDayWords();
  const { timeZone } = useClock();
  const helpId = useId();
  const [now] = useState(() => today(new Date(), timeZone));
  const [target, setTarget] = useState<string | null>(null);
  // What was moved goes to another place of the page, and the focus with it.
  const follow = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (follow.current === null) return;
    document.getElementById(`series-${follow.current}`)?.focus();
    follow.current = null;
  }, [weeks]);
  const columns = mergeClasses(styles.columns, weeks.some(({ days }) => days.slice(5).some((day) => !isEmptyDay(day))) && styles.even);
  const move = (laid: Laid, days: number): void => {
    follow.current = laid.item.id;
    onMove(laid, days);
  };
  return (
    <div>
      {mayChange && <p id={helpId} className={layout.unseen}>{t('series.keys')}</p>}
      <div className={mergeClasses(columns, styles.head)} aria-hidden="true">
        <span />
        {weeks[0]!.days.map(({ day }) => <span key={day} className={mergeClasses(styles.weekday, layout.quiet)}>{dayWords.weekday(day)}</span>)}
      </div>
      <ol className={styles.weeks} aria-label={t('series.weeks')}>
        {weeks.map((week) => (
          <li key={week.first} className={styles.week}>
            <div className={mergeClasses(columns, styles.line)}>
              <div className={styles.weekName}>
                <span className={styles.onlyWide} aria-hidden="true">{dayWords.short(week.first)}</span>
                <span className={styles.onlyNarrow}>{t('series.weekOf', { day: dayWords.short(week.first) })}</span>
              </div>
              {week.days.map((day, index) => (
                <DayCell key={day.day} day={day} weekend={index > 4} isToday={day.day === now} isPast={day.day < now} isTarget={day.day === target}>
                  {day.laid.map((laid) => (
                    <Card
                      key={laid.item.id} laid={laid} helpId={mayChange ? helpId : undefined} isOpen={editing?.id === laid.item.id} mayChange={mayChange}
                      onEdit={() => onEdit(laid.item.id, week.first)} onMove={(days) => move(laid, days)} onLeaveOut={() => onLeaveOut(laid)} onOver={setTarget}
                    />
                  ))}
                </DayCell>
              ))}
            </div>
            {editing?.week === week.first && form}
          </li>
        ))}
      </ol>
    </div>
  );
}

const isEmptyDay = ({ laid, existing, holidays }: Pick<Day, 'laid' | 'existing' | 'holidays'>): boolean => laid.length === 0 && existing.length === 0 && holidays.length === 0;

function DayCell({ day: { day, laid, existing, holidays }, weekend, isToday, isPast, isTarget, children }: { day: Day; weekend: boolean; isToday: boolean; isPast: boolean; isTarget: boolean; children: ReactNode }) {
  const styles = useWeeksStyles();
  const { t } = useTranslation();
  const clock = useClock();
  const dayWords = useDayWords();
  const isEmpty = isEmptyDay({ laid, existing, holidays });
  return (
    <div data-day={day} className={mergeClasses(styles.day, isEmpty && styles.emptyDay, (weekend || holidays.length > 0) && styles.weekend, isToday && styles.today, isTarget && styles.target)}>
      <div className={mergeClasses(styles.number, isPast && styles.past)} aria-hidden={isEmpty}>
        <span className={styles.onlyWide}>{Number(day.slice(8))}</span>
        <span className={styles.onlyNarrow}>{dayWords.narrow(day)}</span>
      </div>
      <div className={styles.inDay}>
        {holidays.map(({ name, country }) => <div key={country} className={styles.holiday} dir="auto">{t('series.holiday', { name, country })}</div>)}
        {existing.map((each, index) => <div key={index} className={styles.existing} dir="auto">{each.allDay ? t('rhythm.allDay') : formatTime(each.startsAt, clock)} {each.subject}</div>)}
        {children}
      </div>
    </div>
  );
}

interface CardProps {
  laid: Laid; helpId: string | undefined; isOpen: boolean; mayChange: boolean;
  onEdit: () => void; onMove: (days: number) => void; onLeaveOut: () => void; onOver: (day: string | null) => void;
}

interface Drag { x: number; y: number; began: boolean; over: string | null }

function Card({ laid, helpId, isOpen, mayChange, onEdit, onMove, onLeaveOut, onOver }: CardProps) {
  const styles = useWeeksStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const words = useLaidWords();
  const { item, startsAt, endsAt, day } = laid;
  const drag = useRef<Drag | null>(null);
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const stop = (): void => {
    drag.current = null;
    setAt(null);
    onOver(null);
  };
  // Escape puts it back.
  useEffect(() => {
    if (!at) return undefined;
    const escape = ({ key }: globalThis.KeyboardEvent): void => { if (key === 'Escape') stop(); };
    window.addEventListener('keydown', escape);
    return () => window.removeEventListener('keydown', escape);
  });
  const down = (event: PointerEvent<HTMLButtonElement>): void => {
    // A finger scrolls; on a touch screen the form moves it.
    if (!mayChange || event.button !== 0 || event.pointerType === 'touch') return;
    drag.current = { x: event.clientX, y: event.clientY, began: false, over: null };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLButtonElement>): void => {
    const going = drag.current;
    if (!going) return;
    const by = { x: event.clientX - going.x, y: event.clientY - going.y };
    if (!going.began && Math.hypot(by.x, by.y) < tremble) return;
    going.began = true;
    const over = document.elementsFromPoint(event.clientX, event.clientY).map((element) => element.closest<HTMLElement>('[data-day]')).find((cell) => cell !== null);
    going.over = over?.dataset['day'] ?? null;
    setAt(by);
    onOver(going.over);
  };
  const up = (): void => {
    const going = drag.current;
    stop();
    if (!going) return;
    if (!going.began) return;
    wasDragged.current = true;
    if (going.over !== null && going.over !== day) onMove(daysBetween(day, going.over));
  };
  const wasDragged = useRef(false);
  const click = (): void => {
    // The click that ends a drag is none.
    if (wasDragged.current) wasDragged.current = false;
    else onEdit();
  };
  const press = (event: KeyboardEvent): void => {
    if (!mayChange || event.altKey || event.ctrlKey || event.metaKey) return;
    const forward = readingDirection() === 'rtl' ? -1 : 1;
    const days = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: 7, ArrowUp: -7 }[event.key];
    if (days !== undefined) {
      event.preventDefault();
      onMove(days);
    } else if (event.key === 'Delete') {
      event.preventDefault();
      onLeaveOut();
    }
  };
  return (
    <button
      type="button" id={`series-${item.id}`} aria-describedby={helpId} aria-expanded={isOpen}
      className={mergeClasses(styles.card, words.warnings(laid).length > 0 && styles.warned, isOpen && styles.open, at !== null && styles.dragged)}
      style={at ? { transform: `translate(${at.x}px, ${at.y}px)` } : undefined}
      onClick={click} onKeyDown={press} onPointerDown={down} onPointerMove={onPointerMove} onPointerUp={up} onPointerCancel={stop}
    >
      <KindShape kind={item.kind} />
      <span className={mergeClasses(styles.cardTitle, item.title.trim() === '' && styles.untitled)} dir="auto">{item.title.trim() || t('series.untitled')}</span>
      <span className={styles.cardTime}>{formatTimeRange(startsAt, endsAt, clock)}</span>
      <span className={layout.unseen}>{words.beside(laid)}</span>
    </button>
  );
}
