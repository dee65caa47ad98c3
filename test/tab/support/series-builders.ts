import type { SeriesActivity, SeriesPage, SeriesSurroundings } from '../../../api/launch/series-contract.ts';
import { moveDay } from '../../../api/launch/series-times-contract.ts';
import type { Handler } from './fake-api.ts';
import { idOf } from './builders.ts';

const subjects: readonly [SeriesActivity['kind'], string][] = [
  ['problem-help', 'Bring a problem: seams on thin sheet'], ['story', 'How we did it'], ['visit', 'Visit to the robot cell'], ['meeting', 'Welding and joining'], ['project', 'One checklist for all sites'], ['show-and-tell', 'What I built'], ['social', 'Breakfast'],
];

/** So many activities, one every `every` days. */
export const someSeries = (count: number, { from = '2027-01-13', every = 9 } = {}): SeriesActivity[] => Array.from({ length: count }, (_, index) => {
  const [kind, title] = subjects[index % subjects.length]!;
  return { id: idOf(31, index), kind, title, about: 'Someone brings a real problem and leaves with ideas.', day: moveDay(from, index * every), time: '15:00', minutes: 60 };
});

export const buildSeries = (activities: SeriesActivity[] = someSeries(9), more: Partial<SeriesPage> = {}): SeriesPage => ({
  name: 'Welding and joining', calendar: 'Manufacturing', mayChange: true, progress: null, refused: null, toTakeOff: 0, first: true, next: null, template: { name: 'Professional discipline', rhythm: 'An hour every three weeks' },
  series: { startsOn: '2027-01-12', timeZone: 'Europe/Berlin', activities, changedBy: { id: idOf(1, 0), displayName: 'Amara Lindqvist' }, changedAt: '2026-11-24T10:00:00Z', put: null }, ...more,
});

export const buildSurroundings = (more: Partial<SeriesSurroundings> = {}): SeriesSurroundings => ({
  existing: [0, 1, 2, 3].map((index) => ({ eventId: `e${index}`, subject: 'Shift handover', startsAt: `2027-0${index < 2 ? 1 : 2}-${index % 2 === 0 ? '19' : '26'}T08:00:00Z`, endsAt: `2027-0${index < 2 ? 1 : 2}-${index % 2 === 0 ? '19' : '26'}T09:00:00Z`, allDay: false })),
  mine: [], others: [], holidays: [{ day: '2027-03-26', name: 'Good Friday', country: 'DE' }, { day: '2027-03-29', name: 'Easter Monday', country: 'DE' }], countries: { of: ['DE', 'PT'], from: 'directory' }, knownCountries: ['DE', 'FR', 'PT', 'SG'], trouble: null, ...more,
});

/** An API that keeps the series as it is changed. */
export function seriesApi(page: SeriesPage, around = buildSurroundings()): { handlers: Record<string, Handler>; current: () => SeriesPage } {
  let shown = page;
  const put = (activities: SeriesActivity[]): SeriesPage => (shown = { ...shown, series: { ...shown.series!, activities } });
  return {
    current: () => shown,
    handlers: {
      getSeries: () => shown,
      getSeriesSurroundings: () => around,
      putSeriesOn: () => {
        const { activities } = shown.series!;
        return (shown = { ...shown, series: { ...shown.series!, put: { by: { id: idOf(1, 0), displayName: 'Amara Lindqvist' }, at: '2026-11-24T10:00:00Z' } }, progress: { done: activities.length, of: activities.length, trouble: null, events: activities.map(({ id }) => ({ activityId: id, eventId: `event ${id}` })) } });
      },
      setSeriesCountries: ({ body }) => { around = { ...around, countries: { of: (body as { countries: string[] | null }).countries ?? [], from: 'community' } }; },
      takeSeriesOff: () => (shown = { ...shown, series: { ...shown.series!, put: null }, progress: null }),
      beginSeries: ({ body }) => {
        const { startsOn, follows } = body as { startsOn: string; follows: string | null };
        return (shown = { ...shown, next: null, first: shown.first && follows === null, progress: null, series: follows === null ? buildSeries().series : { ...buildSeries(someSeries(6, { from: startsOn, every: 14 })).series!, startsOn } });
      },
      changeSeries: ({ body }) => {
        const { changed, left } = body as { changed: SeriesActivity[]; left: string[] };
        const gone = new Set([...left, ...changed.map(({ id }) => id)]);
        return put([...shown.series!.activities.filter(({ id }) => !gone.has(id)), ...changed]);
      },
    },
  };
}
