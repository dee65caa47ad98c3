import type { ActivityRecord, FollowUp } from '../../../api/rhythm/record-contract.ts';
import type { output } from 'zod';
import type { getReminders } from '../../../api/rhythm/reminders/reminders-contract.ts';
import type { RhythmKind, RhythmYear, YearActivity } from '../../../api/rhythm/year-contract.ts';
import type { Handler } from './fake-api.ts';
import { idOf } from './builders.ts';
import { Refusal } from './fake-api.ts';

const kinds: readonly RhythmKind[] = ['problem-help', 'story', 'meeting', 'show-and-tell', 'visit', 'meeting', 'social', 'project'];
const subjects: Record<RhythmKind, string> = {
  'problem-help': 'Bring a problem', story: 'What the spring flood taught us', visit: 'Visit to the robot cell', project: 'Checklist in an afternoon', 'show-and-tell': 'Show me how you do it', social: 'Lunch with someone from another team', meeting: 'Welders’ meeting',
};

export function buildYearActivity(number: number, startsAt: string, more: Partial<YearActivity> = {}): YearActivity {
  const kind = more.kind ?? kinds[number % kinds.length]!;
  return {
    eventId: `event-${number}`, id: idOf(21, number), seriesId: null, subject: subjects[kind], startsAt, endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString(), timeZone: 'Europe/Berlin', allDay: false, location: null,
    joinUrl: null, webUrl: `https://outlook.office.com/${number}`, recurring: false, kind, kindBy: 'subject', attended: null, inFeed: false, written: false, openFollowUps: 0, ...more,
  };
}

/** So many activities, evenly over the past and the next year. */
export function someActivities(count: number, now = new Date()): YearActivity[] {
  const step = (700 * 86_400_000) / count;
  return Array.from({ length: count }, (_, index) => buildYearActivity(index, new Date(now.getTime() + (index - Math.floor(count / 2) + 0.5) * step).toISOString()));
}

/** Weekly meetings of one series, from ten weeks ago until ten weeks ahead, and a visit. */
export function weeklyMeetings(now = new Date()): YearActivity[] {
  return Array.from({ length: 20 }, (_, index) => buildYearActivity(index, new Date(now.getTime() + (index - 10) * 7 * 86_400_000 + 60_000).toISOString(), { kind: 'meeting', seriesId: idOf(22, 1), recurring: true }));
}

export const buildYear = (more: Partial<RhythmYear> = {}): RhythmYear => ({
  name: 'Welding and joining', asOf: new Date().toISOString(), trouble: null, hasCalendar: true, closedCalendars: 0, cut: false, activities: someActivities(60), feed: { hasAddress: false }, abilities: { record: true, readRecords: true, publish: true }, ...more,
});

export const buildRecord = (more: Partial<ActivityRecord> = {}): ActivityRecord => ({
  agenda: '', notes: '', attended: null, updatedBy: null, updatedAt: null, followUps: [], lookedAfter: { steward: null, abilities: { takeOn: true, giveUp: false, ask: true } }, issues: [{ id: idOf(23, 1), title: 'Warping of thin sheet', linkId: null }], abilities: { record: true, link: true }, ...more,
});

type Reminders = output<(typeof getReminders)['response']>;
export const buildReminders = (more: Partial<Reminders> = {}): Reminders => ({
  comes: 'day-before', regular: false, said: 'nowhere', timeZone: null, next: { at: '2026-12-01T09:00:00Z', subject: 'Visit to the robot cell' }, ...more,
});

/** An API that keeps what is said of kinds, and what is kept beside activities: the same beside all. `saved` stands for what another does just before a first change. */
export function rhythmApi(year: RhythmYear, { record = buildRecord(), saved }: { record?: ActivityRecord; saved?: Partial<ActivityRecord> } = {}): { handlers: Record<string, Handler> } {
  let shown = year;
  let kept = record;
  let others = saved;
  const followUps = (change: (all: FollowUp[]) => FollowUp[]): ActivityRecord => (kept = { ...kept, followUps: change(kept.followUps) });
  return {
    handlers: {
      makeFeedAddress: () => ({ url: 'https://trellis.example/api/feeds/a-secret.ics' }),
      revokeFeedAddress: () => undefined,
      bringBackFeedAddress: () => undefined,
      publishActivity: ({ params, body }) => ({ items: [params['activityId']!], published: (body as { published: boolean }).published }),
      getActivityRecord: () => kept,
      changeActivityRecord: ({ body }) => {
        if (others) {
          kept = { ...kept, ...others };
          others = undefined;
          return new Refusal(409, 'record-changed', { fields: [{ field: '/notes', reason: 'Changed', remedy: 'Choose' }] });
        }
        for (const [part, change] of Object.entries(body as Record<string, { after: unknown }>)) kept = { ...kept, [part]: change.after };
        return kept;
      },
      addFollowUp: ({ params, body }) => followUps((all) => [...all, { id: params['followUpId']!, words: (body as { words: string }).words, owner: null, mine: false, done: false }]),
      changeFollowUp: ({ params, body }) => {
        const { mine, done } = body as { mine?: boolean; done?: boolean };
        return followUps((all) => all.map((each) => (each.id !== params['followUpId'] ? each : {
          ...each, ...(mine === undefined ? {} : { mine, owner: mine ? { id: idOf(1, 0), displayName: 'Amara Lindqvist' } : null }), ...(done === undefined ? {} : { done }),
        })));
      },
      removeFollowUp: ({ params }) => followUps((all) => all.filter(({ id }) => id !== params['followUpId'])),
      linkToIssue: ({ params }) => {
        kept = { ...kept, issues: kept.issues.map((issue) => (issue.id === params['issueId'] ? { ...issue, linkId: idOf(24, 1) } : issue)) };
        return { id: idOf(24, 1), issueId: params['issueId'], kind: 'activity', name: 'Meeting', webUrl: null, startsAt: '2026-11-24T10:00:00Z', allDay: false };
      },
      getRhythm: () => shown,
      getReminders: () => buildReminders(),
      setReminders: ({ body }) => {
        const { comes, regular, timeZone, everywhere } = body as { comes: Reminders['comes']; regular: boolean; timeZone: string; everywhere?: boolean };
        return buildReminders({ comes, regular, timeZone, said: everywhere ? 'everywhere' : 'here', next: comes === 'none' ? null : buildReminders().next });
      },
      setActivityKind: ({ params, body }) => {
        const { kind, series } = body as { kind: RhythmKind | null; series?: boolean };
        const asked = shown.activities.find(({ id }) => id === params['activityId'])!;
        const concerned = shown.activities.filter(({ id, seriesId }) => id === asked.id || (series && seriesId !== null && seriesId === asked.seriesId));
        const items = concerned.map(({ id }) => ({ id, kind: kind ?? 'meeting', kindBy: kind === null ? 'subject' as const : series ? 'series' as const : 'activity' as const }));
        shown = { ...shown, activities: shown.activities.map((each) => ({ ...each, ...items.find(({ id }) => id === each.id) })) };
        return { items };
      },
    },
  };
}
