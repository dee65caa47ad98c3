import { Button, Checkbox, makeStyles, mergeClasses, Select, tokens } from '@fluentui/react-components';
import type { TFunction } from 'i18next';
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { RhythmKind, YearActivity } from '../../api/rhythm/year-contract.ts';
import { formatWeekday } from '../shared/dates.ts';
import { InnerForm } from '../shared/InnerForm.tsx';
import { useLayout } from '../shared/layout.styles.ts';
import { useNotify } from '../shared/Notices.tsx';
import { ProblemMessage } from '../shared/ProblemMessage.tsx';
import { useRowButton } from '../shared/row-button.styles.ts';
import { useClock } from '../shared/use-clock.ts';
import { ActivityRecord } from './ActivityRecord.tsx';
import { activityItem, useActivityLook, type ActivityLook } from './NextActivities.tsx';
import { useKindShapes } from './KindShape.tsx';
import { useFeed, useSayKind } from './rhythm-queries.ts';
import { rhythmKinds, type Month } from './year.ts';

const useStyles = makeStyles({
  // Rows of their own on a phone, where they stand below one another: close together.
  facts: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: tokens.spacingHorizontalS },
  kind: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  beside: { paddingInlineStart: '68px', '@media (max-width: 480px)': { paddingInlineStart: 0 } },
});

interface Props { communityId: string; month: Month; /** The activity that a link led to. */ ledTo: string | null; mayRecord: boolean; isMember: boolean; mayPublish: boolean }

/** The activities of one month in order, each with its kind. What is alike in all rows is made here once: a month may have forty. */
export const MonthActivities = memo(function MonthActivities({ communityId, month, ledTo, mayRecord, isMember, mayPublish }: Props) {
  const look = useActivityLook();
  const { layout, t } = look;
  const styles = useStyles();
  const shapes = useKindShapes();
  const rowButton = useRowButton();
  const notify = useNotify();
  const { publish: { mutateAsync } } = useFeed(communityId);
  const publish = useCallback(async ({ id, inFeed, subject }: YearActivity): Promise<void> => {
    const { published } = await mutateAsync({ activityId: id, published: !inFeed });
    notify({ text: t(published ? 'rhythm.feed.put' : 'rhythm.feed.taken', { subject }) });
  }, [mutateAsync, notify, t]);
  const shared: Shared = useMemo(() => ({ communityId, mayRecord, isMember, publish: mayPublish ? publish : null, styles, facts: mergeClasses(styles.facts, styles.beside), shapes, rowButton, look, words: wordsOf(t) }), [communityId, mayRecord, isMember, mayPublish, publish, styles, shapes, rowButton, look, t]);
  if (month.placed.length === 0) return <p className={layout.text}>{t('rhythm.year.emptyMonth')}</p>;
  return (
    <ul className={look.styles.list}>
      {month.placed.map(({ activity }, index) => <Activity key={index} activity={activity} shared={shared} ledHere={activity.id === ledTo} />)}
    </ul>
  );
});

interface Shared {
  communityId: string;
  mayRecord: boolean;
  isMember: boolean;
  /** Puts an activity into the feed, or takes it out; null for those who may not. */
  publish: ((activity: YearActivity) => Promise<void>) | null;
  styles: ReturnType<typeof useStyles>;
  facts: string;
  shapes: ReturnType<typeof useKindShapes>;
  rowButton: string;
  look: ActivityLook;
  words: ReturnType<typeof wordsOf>;
}

/** The words that most rows show: looked up for all of them at once. */
const wordsOf = (t: TFunction) => ({
  kinds: Object.fromEntries(rhythmKinds.map((kind) => [kind, t(`rhythm.kinds.${kind}`)])) as Record<RhythmKind, string>,
  change: t('rhythm.kind.change'), open: t('rhythm.record.open'), openWritten: t('rhythm.record.openWritten'), take: t('rhythm.feed.take'), putIn: t('rhythm.feed.putIn'),
});

const showIt = (row: HTMLLIElement | null): void => row?.focus();

/** What somebody began in a row, and of which activity. */
interface Begun { of: string; asking: boolean; open: boolean; publishing: { error: unknown } | 'going' | null }

/** A row by its place: another month's activity takes it over, for less than a new one costs, and nothing that was begun with the one before. */
const Activity = memo(function Activity({ activity, ledHere, shared: { communityId, mayRecord, isMember, publish, styles, facts, shapes, rowButton, look, words } }: { activity: YearActivity; ledHere: boolean; shared: Shared }) {
  const { layout, t } = look;
  const { id } = activity;
  const fresh: Begun = { of: id, asking: false, open: ledHere && isMember, publishing: null };
  const [kept, setKept] = useState(fresh);
  const { asking, open, publishing } = kept.of === id ? kept : fresh;
  const begin = (change: Partial<Begun>): void => setKept((now) => ({ ...(now.of === id ? now : fresh), ...change }));
  const button = useRef<HTMLButtonElement>(null);
  // The button is there again before it takes the focus; no effect in each of forty rows.
  const close = (): void => {
    flushSync(() => begin({ asking: false }));
    button.current?.focus();
  };
  const publishIt = (): void => {
    if (publishing === 'going') return;
    begin({ publishing: 'going' });
    const end = (how: Begun['publishing']): void => setKept((now) => (now.of === id ? { ...now, publishing: how } : now));
    publish?.(activity).then(() => end(null), (error: unknown) => end({ error }));
  };
  const named = (text: string) => ({ 'aria-label': `${text}: ${activity.subject}`, className: rowButton, 'data-print': 'hide', type: 'button', children: text } as const);
  return (
    <li className={layout.stackTight} {...(ledHere ? { ref: showIt, tabIndex: -1 } : {})}>
      {activityItem(activity, look)}
      <div className={facts}>
        <span className={styles.kind}>{shapes[activity.kind]} {words.kinds[activity.kind]}</span>
        {activity.attended !== null && <span className={layout.quiet}>{t('rhythm.record.came', { count: activity.attended })}</span>}
        {activity.openFollowUps > 0 && <span className={layout.quiet}>{t('rhythm.record.toDo', { count: activity.openFollowUps })}</span>}
        {mayRecord && !asking && <button ref={button} onClick={() => begin({ asking: true })} {...named(words.change)} />}
        {isMember && <button aria-expanded={open} onClick={() => begin({ open: !open })} {...named(activity.written ? words.openWritten : words.open)} />}
        {publish && <button aria-disabled={publishing === 'going'} onClick={publishIt} {...named(activity.inFeed ? words.take : words.putIn)} />}
      </div>
      {publishing && publishing !== 'going' && <div className={styles.beside}><ProblemMessage error={publishing.error} /></div>}
      {open && <div className={styles.beside}><ActivityRecord key={id} communityId={communityId} activity={activity} /></div>}
      {asking && <div className={styles.beside}><KindForm key={id} communityId={communityId} activity={activity} onClose={close} /></div>}
    </li>
  );
});

function KindForm({ communityId, activity, onClose }: { communityId: string; activity: YearActivity; onClose: () => void }) {
  const layout = useLayout();
  const { t } = useTranslation();
  const notify = useNotify();
  const clock = useClock();
  const say = useSayKind(communityId);
  const [kind, setKind] = useState<RhythmKind>(activity.kind);
  const [series, setSeries] = useState(activity.seriesId !== null && activity.kindBy !== 'activity');
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => select.current?.focus(), []);
  const save = (): void => say.mutate({ activity, kind, series }, { onSuccess: () => {
    const before = { activity, kind: activity.kindBy === 'subject' ? null : activity.kind, series: activity.kindBy === 'activity' ? false : series };
    notify({
      text: t(series ? 'rhythm.kind.saidOfSeries' : 'rhythm.kind.said', { subject: activity.subject, kind: t(`rhythm.kinds.${kind}`), day: formatWeekday(activity.startsAt, clock) }),
      undo: () => say.mutateAsync(before),
    });
    onClose();
  } });
  return (
    <InnerForm label={t('rhythm.kind.label', { subject: activity.subject })} className={layout.stackTight} onSubmit={save}>
      <div className={layout.row}>
        <Select ref={select} aria-label={t('rhythm.kind.label', { subject: activity.subject })} value={kind} onChange={(_, { value }) => setKind(value as RhythmKind)}>
          {rhythmKinds.map((each) => <option key={each} value={each}>{t(`rhythm.kinds.${each}`)}</option>)}
        </Select>
        {activity.seriesId !== null && <Checkbox label={t('rhythm.kind.series')} checked={series} onChange={(_, { checked }) => setSeries(checked === true)} />}
      </div>
      <p className={layout.quiet}>{t(`rhythm.kindSays.${kind}`)}</p>
      {say.isError && <ProblemMessage error={say.error} />}
      <div className={layout.row}>
        <Button appearance="primary" disabledFocusable={say.isPending} onClick={save}>{t('common.save')}</Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </InnerForm>
  );
}
