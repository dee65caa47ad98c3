import { z } from 'zod';
import { day, id, instant, operation } from '../platform/http/operation-contract.ts';
import { writtenText } from '../platform/http/written-text.ts';
import { activity } from '../rhythm/rhythm-contract.ts';
import { rhythmKind } from '../rhythm/year-contract.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const timeZone = z.string().max(64);

/** As ISO 3166 has it, such as `PT`. */
const country = z.string().regex(/^[A-Z]{2}$/);

/** Most activities of a series. */
export const maxSeries = 40;

/** One activity of a series that is still being laid out: day and hour are those of a clock in the series' zone. */
export const seriesActivity = z.object({
  id, kind: rhythmKind,
  /** Empty while somebody writes it. */
  title: writtenText().max(200),
  /** What it is for; goes with it on the calendar. */
  about: writtenText().max(1_000),
  day, time, minutes: z.number().int().min(15).max(480),
});
export type SeriesActivity = z.infer<typeof seriesActivity>;

/** A series of a community's activities (start-up guide G5), the first or a further one: three months, laid out before they go on the calendar. */
export const series = z.object({
  startsOn: day,
  /** Of whoever began it: the hours are this zone's, through summer and winter. */
  timeZone,
  activities: z.array(seriesActivity),
  changedBy: z.object({ id, displayName: z.string() }), changedAt: instant,
  /** Since when it is on the calendar, or on its way there; null for a draft. */
  put: z.object({ by: z.object({ id, displayName: z.string() }), at: instant }).nullable(),
});
export type Series = z.infer<typeof series>;

const said = z.object({ detail: z.string(), remedy: z.string() });

export const seriesPage = z.object({
  name: z.string(),
  series: series.nullable(),
  /** Whether these are a community's first months, or more of one that has met before. */
  first: z.boolean(),
  /** When the series after this one would begin; null until it may be laid out: towards the end of this one. */
  next: z.object({ startsOn: day }).nullable(),
  /** What begins: the template's name, and its proposal for the beat. */
  template: z.object({ name: z.string(), rhythm: z.string() }).nullable(),
  /** The calendar on which it would go; null while the community is tied to none. */
  calendar: z.string().nullable(),
  /** Of one that is on the calendar: how many of its activities are there, and why the others are not. */
  progress: z.object({
    done: z.number().int(), of: z.number().int(), trouble: said.nullable(),
    /** By which event each activity is on the calendar: there it may have been moved since. */
    events: z.array(z.object({ activityId: id, eventId: z.string() })),
  }).nullable(),
  /** Why Microsoft 365 refused to have it on the calendar, when it did last. */
  refused: said.nullable(),
  /** Activities that are still to be taken off the calendar. */
  toTakeOff: z.number().int(),
  /** False for a community that is closed. */
  mayChange: z.boolean(),
});
export type SeriesPage = z.infer<typeof seriesPage>;

const params = z.object({ communityId: id });

export const getSeries = operation({
  name: 'getSeries', method: 'GET', path: '/api/communities/:communityId/series',
  summary: 'The series of activities, the first or a further one, as coordinators and core group lay it out.', params, response: seriesPage,
});

export const beginSeries = operation({
  name: 'beginSeries', method: 'PUT', path: '/api/communities/:communityId/series',
  summary: 'Lay out a series of three months: the first from the template, a further one from what happened. One that is there already stays as it is, unless it is the one that `follows` names and its time is nearly over; what of it is on the calendar stays there.',
  params, body: z.object({ startsOn: day, time, timeZone,
    /** On which day the series began that this one follows; null where there is none. */
    follows: day.nullable().default(null) }), response: seriesPage,
});

export const changeSeries = operation({
  name: 'changeSeries', method: 'PATCH', path: '/api/communities/:communityId/series',
  summary: 'Add, move and change activities of the series, and leave some out; what is not named stays as others have it.',
  params, body: z.object({ changed: z.array(seriesActivity).max(maxSeries), left: z.array(id).max(maxSeries) }), response: seriesPage,
});

export const putSeriesOn = operation({
  name: 'putSeriesOn', method: 'POST', path: '/api/communities/:communityId/series/calendar',
  summary: 'Put the whole series on the community’s calendar, or what of it is missing there. All or none: what Microsoft 365 refuses in the middle is taken off again.',
  params, response: seriesPage,
});

export const takeSeriesOff = operation({
  name: 'takeSeriesOff', method: 'DELETE', path: '/api/communities/:communityId/series/calendar',
  summary: 'Take what is to come of the series off the calendar; it is a draft again.', params, response: seriesPage,
});

export const setSeriesCountries = operation({
  name: 'setSeriesCountries', method: 'PUT', path: '/api/communities/:communityId/series/countries',
  summary: 'Say whose public holidays are looked at while a series is laid out; null: those of the countries in which the directory has the members.',
  params, body: z.object({ countries: z.array(country).max(20).nullable() }), status: 204, response: z.undefined(),
});

/** What stands around a series, as this person may know it. */
export const seriesSurroundings = z.object({
  /** On the community's own calendars. */
  existing: z.array(activity.pick({ eventId: true, subject: true, startsAt: true, endsAt: true, allDay: true })),
  /** Of the person's other communities, as far as they looked at them lately. */
  mine: z.array(z.object({ communityId: id, community: z.string(), subject: z.string(), startsAt: instant, endsAt: instant })),
  /** Times at which five members or more have something in another community. */
  others: z.array(z.object({ startsAt: instant, endsAt: instant, members: z.number().int() })),
  /** Public holidays of whole countries. */
  holidays: z.array(z.object({ day, name: z.string(), country })),
  /** Whose holidays these are: said by the community, or of the countries in which the directory has its people; else nobody knows. */
  countries: z.object({ of: z.array(country), from: z.enum(['community', 'directory', 'nobody']) }),
  /** Countries that can be chosen. */
  knownCountries: z.array(country),
  trouble: z.object({ code: z.string(), detail: z.string() }).nullable(),
});
export type SeriesSurroundings = z.infer<typeof seriesSurroundings>;

export const getSeriesSurroundings = operation({
  name: 'getSeriesSurroundings', method: 'GET', path: '/api/communities/:communityId/series/surroundings',
  summary: 'What is on the calendars of the community already while its series takes place, and what would clash with it.',
  params, response: seriesSurroundings,
});
