import { z } from 'zod';
import { id, instant, operation } from '../platform/http/operation-contract.ts';
import { activityKind } from '../templates/templates-contract.ts';
import { activity } from './rhythm-contract.ts';

/** The kinds that a rhythm mixes, and the regular meeting that is none of them in particular. */
export const rhythmKind = z.enum([...activityKind.options, 'meeting']);
export type RhythmKind = z.infer<typeof rhythmKind>;

/** An activity with what the community says of it. */
export const yearActivity = activity.extend({
  /** Stays the same when the activity is moved. */
  id,
  /** The same for all of a series; null for a single one. */
  seriesId: id.nullable(),
  kind: rhythmKind,
  /** By whom the kind was said: Trellis, from the subject; or the community, of this one or of its series. */
  kindBy: z.enum(['subject', 'series', 'activity']),
  /** How many came, where the community recorded it; below five for whoever recorded it alone. */
  attended: z.number().int().nullable(),
  /** Whether it stands in the community’s feed. */
  inFeed: z.boolean(),
  /** For members: whether agenda or notes are kept beside it, and how many follow-ups are not done. */
  written: z.boolean(),
  openFollowUps: z.number().int(),
});
export type YearActivity = z.infer<typeof yearActivity>;

export const rhythmYear = z.object({
  name: z.string(),
  /** When Microsoft 365 told; null when it never did. */
  asOf: instant.nullable(),
  trouble: z.object({ code: z.string(), detail: z.string() }).nullable(),
  hasCalendar: z.boolean(),
  /** How many of the tied calendars this person may not see. */
  closedCalendars: z.number().int(),
  /** That a calendar has more than is shown. */
  cut: z.boolean(),
  /** The past twelve months and the next, soonest first. */
  activities: z.array(yearActivity),
  abilities: z.object({ record: z.boolean(), readRecords: z.boolean(), publish: z.boolean() }),
  /** Of the feed: whether this person has an address of it. */
  feed: z.object({ hasAddress: z.boolean() }),
});
export type RhythmYear = z.infer<typeof rhythmYear>;

export const getRhythm = operation({
  name: 'getRhythm', method: 'GET', path: '/api/communities/:communityId/rhythm',
  summary: 'The past and the next twelve months of the community’s activities, as Microsoft 365 shows them to this person, each with its kind.',
  params: z.object({ communityId: id }), response: rhythmYear,
});

export const setActivityKind = operation({
  name: 'setActivityKind', method: 'PUT', path: '/api/communities/:communityId/rhythm/:activityId/kind',
  summary: 'Say of which kind an activity is, or with `series` all of its series. Nothing is written to Microsoft 365.',
  params: z.object({ communityId: id, activityId: id }),
  body: z.object({
    /** Null: what was said is taken back. */
    kind: rhythmKind.nullable(),
    series: z.boolean().default(false),
  }),
  response: z.object({ items: z.array(z.object({ id, kind: rhythmKind, kindBy: yearActivity.shape.kindBy })) }),
});
