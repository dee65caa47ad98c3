import { Button, mergeClasses } from '@fluentui/react-components';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity } from '../../api/rhythm/rhythm-contract.ts';
import { clocksDiffer, formatTimeRange, formatWeekday, leafOf, zoneName } from '../shared/dates.ts';
import { linkInTeams } from '../shared/HostLink.tsx';
import { useHost } from '../shared/host.ts';
import { useLayout } from '../shared/layout.styles.ts';
import { useClock } from '../shared/use-clock.ts';
import { useActivityStyles } from './NextActivities.styles.ts';

/** The nearest matter most; the others are a press away. */
const shownAtFirst = 4;

/** Coming activities in the reader's zone, which is named; the meeting's own time stands below where it differs. */
export function NextActivities({ activities }: { activities: readonly Activity[] }) {
  const look = useActivityLook();
  const { styles, layout, t, clock } = look;
  const [all, setAll] = useState(false);
  const [first] = activities;
  if (!first) return <p className={layout.text}>{t('rhythm.none')}</p>;
  return (
    <>
      <ul className={styles.list}>
        {(all ? activities : activities.slice(0, shownAtFirst)).map((activity) => <li key={`${activity.eventId} ${activity.startsAt}`}>{activityItem(activity, look)}</li>)}
      </ul>
      {activities.length > shownAtFirst && (
        <div><Button appearance="subtle" aria-expanded={all} onClick={() => setAll(!all)} data-print="hide">{all ? t('common.showLess') : t('rhythm.showAll', { count: activities.length })}</Button></div>
      )}
      <p className={layout.quiet}>{t('rhythm.zone', { zone: zoneName(first.startsAt, clock) })}</p>
    </>
  );
}

/** What is alike in all rows of a list of activities: asked for once, as there may be forty. */
export function useActivityLook() {
  const styles = useActivityStyles();
  const layout = useLayout();
  const { t } = useTranslation();
  const clock = useClock();
  const host = useHost();
  return useMemo(() => ({ styles, subjectLink: mergeClasses(styles.subject, styles.link), layout, t, clock, host }), [styles, layout, t, clock, host]);
}
export type ActivityLook = ReturnType<typeof useActivityLook>;

/** One activity in the reader's zone. */
export function activityItem(activity: Activity, { styles, subjectLink, layout, t, clock, host }: ActivityLook): ReactNode {
  // A whole day is a day on the calendar of its own zone, not an instant.
  const shown = activity.allDay ? { ...clock, timeZone: activity.timeZone } : clock;
  const leaf = leafOf(activity.startsAt, shown);
  const more = [activity.location, activity.recurring ? t('rhythm.recurring') : null].filter(Boolean).join(' · ');
  const link = linkInTeams(host, activity.webUrl);
  const join = linkInTeams(host, activity.joinUrl);
  const theirs = { locale: clock.locale, timeZone: activity.timeZone };
  return (
    <div className={styles.item}>
      <div className={styles.leaf} aria-hidden="true">
        <span className={styles.day}>{leaf.day}</span>
        {leaf.month}
      </div>
      <div className={styles.words}>
        {link ? <a {...link} className={subjectLink}>{activity.subject}</a> : <span className={styles.subject}>{activity.subject}</span>}
        <time dateTime={activity.startsAt}>
          {formatWeekday(activity.startsAt, shown)}, {activity.allDay ? t('rhythm.allDay') : formatTimeRange(activity.startsAt, activity.endsAt, clock)}
        </time>
        {!activity.allDay && clocksDiffer(activity.startsAt, clock.timeZone, activity.timeZone) && (
          <span className={layout.quiet}>{t('rhythm.theirs', { time: formatTimeRange(activity.startsAt, activity.endsAt, theirs), zone: zoneName(activity.startsAt, theirs) })}</span>
        )}
        {more && <span className={layout.quiet}>{more}</span>}
        {join && <a {...join} className={styles.link}>{t('rhythm.join')}<span className={layout.unseen}>{`: ${activity.subject}`}</span></a>}
      </div>
    </div>
  );
}
