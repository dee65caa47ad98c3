import { z } from 'zod';
import { person } from '../membership/membership-contract.ts';
import { openWrite } from '../ledger/ledger-contract.ts';
import { id, instant, operation, page, pageQuery } from '../platform/http/operation-contract.ts';
import { writtenText } from '../platform/http/written-text.ts';

export const tieKind = z.enum(['team', 'channel', 'library', 'folder', 'calendar']);
export type TieKind = z.infer<typeof tieKind>;

/** Graph ids that are not GUIDs: channel threads, drives, items. */
const graphId = z.string().min(1).max(400);

/**
 * Which events of a calendar that several communities share are a community's: those of a category,
 * or its `own`, which Trellis put there for it. Absent: all of them.
 */
export const calendarPart = z.discriminatedUnion('by', [
  z.object({ by: z.literal('category'), category: writtenText().min(1).max(255) }),
  z.object({ by: z.literal('own') }),
]);
export type CalendarPart = z.infer<typeof calendarPart>;

/**
 * What a community is tied to. `groupId` is the Microsoft 365 group behind the team; a group
 * has one calendar, so the group's id is the calendar's.
 */
export const tieTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('team'), groupId: id }),
  z.object({ kind: z.literal('channel'), groupId: id, channelId: graphId }),
  z.object({ kind: z.literal('library'), groupId: id, driveId: graphId }),
  z.object({ kind: z.literal('folder'), groupId: id, driveId: graphId, itemId: graphId }),
  z.object({ kind: z.literal('calendar'), groupId: id, part: calendarPart.optional() }),
]);
export type TieTarget = z.infer<typeof tieTarget>;

/**
 * `sound`: found when last looked. `archived`: there, but its team or channel is closed to changes.
 * `lost`: Microsoft 365 said that it is gone. What one person may not see is never stored.
 */
export const tieState = z.enum(['sound', 'archived', 'lost']);
export type TieState = z.infer<typeof tieState>;

/** Why a tie is not sound. `deleted`: Microsoft 365 told so. `not-there`: people who saw it before find it no more. */
export const tieReason = z.enum(['deleted', 'not-there', 'archived']);
export type TieReason = z.infer<typeof tieReason>;

export const tie = z.object({
  id,
  kind: tieKind,
  target: tieTarget,
  /** Its name when last looked. */
  name: z.string(),
  /** Of a folder: where it lies, such as `Documents / Cases`. */
  location: z.string().nullable(),
  webUrl: z.url().nullable(),
  state: tieState,
  stateReason: tieReason.nullable(),
  stateSince: instant,
  /** The one of its kind that things go to unless somebody says otherwise: where the tab is, where new activities are put. */
  isHome: z.boolean(),
});
export type Tie = z.infer<typeof tie>;

/** A tie as one person may see it: without name, location and address where the place is not for everybody and Microsoft 365 did not show it to them. */
export const shownTie = tie.extend({ name: z.string().nullable() });
export type ShownTie = z.infer<typeof shownTie>;

/** What became of a tie: done by a person, or told by Microsoft 365. */
export const tieWhat = z.enum(['tied', 'renamed', 'moved', 'archived', 'reopened', 'lost', 'restored', 'pointed-elsewhere', 'made-home', 'dropped', 'tab-removed', 'app-removed', 'part-chosen']);
export type TieWhat = z.infer<typeof tieWhat>;

export const tieHappening = z.object({
  id: z.string(), tieId: id, kind: tieKind, what: tieWhat,
  /** The place's name after it. */
  name: z.string(),
  /** Its name or location before, where that changed. */
  before: z.string().nullable(),
  /** Null where Microsoft 365 told. */
  by: person.pick({ id: true, displayName: true }).nullable(),
  at: instant,
});

const communityParams = z.object({ communityId: id });
const tieParams = communityParams.extend({ tieId: id });

export const listTies = operation({
  name: 'listTies', method: 'GET', path: '/api/communities/:communityId/ties',
  summary: 'What a community is tied to, the earliest first; for those who may change it.',
  params: communityParams, response: z.lazy(() => tiesOverview),
});

/** The community's tab that is no longer in a tied channel, because somebody removed it, or Trellis from the whole team; since when that is known. */
export const removedTab = z.object({ tieId: id, what: z.enum(['tab', 'app']), since: instant });
export type RemovedTab = z.infer<typeof removedTab>;

/** A community's ties for those who change them. */
export const tiesOverview = z.object({
  /** The earliest first. */
  items: z.array(tie),
  /** Ids of the channels' ties in which Trellis pinned the community's tab. */
  pinned: z.array(id),
  /** Tabs that somebody removed; until they are pinned again, or left out. */
  removed: z.array(removedTab),
  /** Other communities that are tied to the same calendars. */
  shared: z.array(z.object({ tieId: id, communities: z.array(z.object({ id, name: z.string() })) })),
  /** Ids of the calendars’ ties on which Trellis put activities that are still to come. */
  planned: z.array(id),
  /** What Microsoft 365 has not done yet. */
  unfinished: z.array(openWrite),
});

export const listTieHistory = operation({
  name: 'listTieHistory', method: 'GET', path: '/api/communities/:communityId/ties/history',
  summary: 'What became of a community’s ties, latest first; also of those dropped since.',
  params: communityParams, query: pageQuery, response: page(tieHappening),
});

export const addTie = operation({
  name: 'addTie', method: 'POST', path: '/api/communities/:communityId/ties',
  summary: 'Tie a community to one more place that the signed-in person can see. A place that is tied already stays as it is.',
  params: communityParams, body: z.object({ target: tieTarget }), response: tie, status: 201,
});

export const makeTieHome = operation({
  name: 'makeTieHome', method: 'PUT', path: '/api/communities/:communityId/ties/:tieId/home',
  summary: 'Make a tie the home of its kind.', params: tieParams, response: tie,
});

export const pointTieElsewhere = operation({
  name: 'pointTieElsewhere', method: 'PUT', path: '/api/communities/:communityId/ties/:tieId/target',
  summary: 'Mend a tie: point it to another place of the same kind. Its history stays.',
  params: tieParams, body: z.object({ target: tieTarget }), response: tie,
});

export const chooseCalendarPart = operation({
  name: 'chooseCalendarPart', method: 'PUT', path: '/api/communities/:communityId/ties/:tieId/part',
  summary: 'Say which events of a tied calendar are the community’s. Nothing changes in the calendar.',
  params: tieParams, body: z.object({ /** Null: all of them. */ part: calendarPart.nullable() }), response: tie,
});

export const dropTie = operation({
  name: 'dropTie', method: 'DELETE', path: '/api/communities/:communityId/ties/:tieId',
  summary: 'Drop a tie. Nothing changes in the team, library or calendar; with `removeAdded`, what Trellis itself added there is taken away: its tab, its own events to come.',
  params: tieParams, query: z.object({ removeAdded: z.stringbool().default(false) }), response: z.undefined(), status: 204,
});

export const pinTab = operation({
  name: 'pinTab', method: 'PUT', path: '/api/communities/:communityId/ties/:tieId/tab',
  summary: 'Pin the community’s tab in a tied channel, and add Trellis to its team if need be.', params: tieParams, response: tiesOverview,
});

export const removeTab = operation({
  name: 'removeTab', method: 'DELETE', path: '/api/communities/:communityId/ties/:tieId/tab',
  summary: 'Remove the tab that Trellis pinned in a tied channel; one that somebody removed already is left out.', params: tieParams, response: tiesOverview,
});

const placeName = writtenText().min(1).max(128);

/** A place to be made where nothing that exists fits. */
export const newPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('channel'), groupId: id, name: placeName, description: writtenText().max(1_024).default('') }),
  /** In the library itself, or in one of its folders. */
  z.object({ kind: z.literal('folder'), groupId: id, driveId: graphId, parentId: graphId.nullable().default(null), name: placeName }),
  z.object({ kind: z.literal('library'), groupId: id, name: placeName }),
  z.object({ kind: z.literal('team'), name: placeName, description: writtenText().max(1_024).default(''), visibility: z.enum(['Public', 'Private']).default('Public') }),
]);
export type NewPlace = z.output<typeof newPlace>;

export const makePlace = operation({
  name: 'makePlace', method: 'POST', path: '/api/communities/:communityId/places',
  summary: 'Make a channel, folder, library or team and tie the community to it. The same `requestId` again makes nothing more. What takes long is in `unfinished`.',
  params: communityParams,
  body: z.object({
    requestId: id, place: newPlace,
    /** The tie that it mends: a lost one of the same kind, which will point to the new place. */
    mends: id.nullable().default(null),
  }),
  response: tiesOverview, status: 202,
});

export const listBrokenTies = operation({
  name: 'listBrokenTies', method: 'GET', path: '/api/ties/broken',
  summary: 'Ties of all communities whose place is gone, the latest first; for programme leads.',
  query: pageQuery,
  response: page(z.object({
    tie: shownTie, community: z.object({ id, name: z.string() }), coordinators: z.array(person.pick({ id: true, displayName: true })),
  })),
});

export const team = z.object({ groupId: id, displayName: z.string(), description: z.string().nullable() });
export const listMyTeams = operation({
  name: 'listMyTeams', method: 'GET', path: '/api/places/teams',
  summary: 'The teams that the signed-in person is in, by name.',
  response: z.object({ items: z.array(team) }),
});

export const places = z.object({
  team: team.extend({ webUrl: z.url().nullable() }),
  channels: z.array(z.object({ channelId: graphId, displayName: z.string(), webUrl: z.url().nullable() })),
  libraries: z.array(z.object({ driveId: graphId, name: z.string(), webUrl: z.url().nullable() })),
  /** The group's calendar; null when the person may not see it. */
  calendar: z.object({ groupId: id, name: z.string() }).nullable(),
});
export type Places = z.infer<typeof places>;

export const listPlaces = operation({
  name: 'listPlaces', method: 'GET', path: '/api/places/teams/:groupId',
  summary: 'What a community can be tied to in one team: its channels, libraries and calendar, as the person sees them.',
  params: z.object({ groupId: id }), response: places,
});

export const lookAtCalendar = operation({
  name: 'lookAtCalendar', method: 'GET', path: '/api/places/teams/:groupId/calendar',
  summary: 'What events of a team’s calendar can be told apart by, as the signed-in person sees them, and which communities are tied to it.',
  params: z.object({ groupId: id }),
  /** The community’s name. */
  query: z.object({ name: writtenText().max(120).default('') }),
  response: z.object({
    /** The most used first. */
    categories: z.array(z.string()),
    communities: z.array(z.object({ id, name: z.string() })),
    /** What to begin with; null for all events. */
    proposed: calendarPart.nullable(),
  }),
});

export const folder = z.object({ itemId: graphId, name: z.string(), webUrl: z.url().nullable() });
export const listFolders = operation({
  name: 'listFolders', method: 'GET', path: '/api/places/libraries/:driveId/folders',
  summary: 'The folders in a library, or in one of its folders, as the person sees them. A page may be short, even empty, while more are to come: Microsoft 365 mixes folders and files.',
  params: z.object({ driveId: graphId }),
  query: z.object({
    /** The folder to look into; the library itself when absent. */
    itemId: graphId.optional(),
    /** The link that Microsoft 365 gives to its next page is long. */
    cursor: z.string().max(4_000).optional(),
  }),
  response: page(folder),
});
