import type { RhythmKind, RhythmYear, YearActivity } from '../../../api/rhythm/year-contract.ts';
import type { Handler } from './fake-api.ts';
import { idOf } from './builders.ts';

const kinds: readonly RhythmKind[] = ['problem-help', 'story', 'meeting', 'show-and-tell', 'visit', 'meeting', 'social', 'project'];
const subjects: Record<RhythmKind, string> = {
  'problem-help': 'Bring a problem', story: 'What the spring flood taught us', visit: 'Visit to the robot cell', project: 'Checklist in an afternoon', 'show-and-tell': 'Show me how you do it', social: 'Lunch with someone from another team', meeting: 'Welders’ meeting',
};

export function buildYearActivity(number: number, startsAt: string, more: Partial<YearActivity> = {}): YearActivity {
  const kind = more.kind ?? kinds[number % kinds.length]!;
  return {
    eventId: `event-${number}`, id: idOf(21, number), seriesId: null, subject: subjects[kind], startsAt, endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString(), timeZone: 'Europe/Berlin', allDay: false, location: null,
    joinUrl: null, webUrl: `https://outlook.office.com/${number}`, recurring: false, kind, kindBy: 'subject', ...more,
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
  name: 'Welding and joining', asOf: new Date().toISOString(), trouble: null, hasCalendar: true, closedCalendars: 0, cut: false, activities: someActivities(60), abilities: { record: true }, ...more,
});

/** An API that keeps what is said of kinds. */
export function rhythmApi(year: RhythmYear): { handlers: Record<string, Handler> } {
  let shown = year;
  return {
    handlers: {
      getRhythm: () => shown,
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
