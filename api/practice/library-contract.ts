import { z } from 'zod';
import { day, id, instant, operation, page, pageQuery } from '../platform/http/operation-contract.ts';
import { writtenText } from '../platform/http/written-text.ts';
import { keyIssueState } from '../charter/charter-contract.ts';
import { practiceItem, practiceKind } from './practice-contract.ts';
import { unsearchedReasons } from './texts/file-text.ts';

const communityParams = z.object({ communityId: id });
const itemParams = z.object({ communityId: id, itemId: id });
const graphId = z.string().min(1).max(300);
const byWhom = z.object({ id, displayName: z.string() });

/** Longest texts and lists of an item; the tab knows them too. */
export const itemLimits = { title: 200, summary: 2_000, topic: 40, topics: 10, issues: 10 } as const;
/** Most items added at once, and most on one page: as many files as one round trip to Graph takes. */
export const mostAtOnce = 20;

const title = writtenText().max(itemLimits.title);
const topic = writtenText().min(1).max(itemLimits.topic);
const words = {
  summary: writtenText().max(itemLimits.summary),
  topics: z.array(topic).max(itemLimits.topics),
  /** The day from which somebody should read it again. */
  reviewOn: day.nullable(),
  /** Key issues of the charter that it answers. */
  issueIds: z.array(id).max(itemLimits.issues),
};

/** Where something lies: a file of a tied library, known by ids that stay through renaming and moving, or an address elsewhere. */
const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('file'), driveId: graphId, fileId: graphId }),
  z.object({ kind: z.literal('link') }),
]);

/** `stale`: its review date is past. `orphaned`: its steward left the community. `gone`: Microsoft 365 says that its file was deleted. */
export const itemState = z.enum(['stale', 'orphaned', 'gone']);
export type ItemState = z.infer<typeof itemState>;

/** Something of the community's practice, as this person may open it. */
export const libraryItem = z.object({
  id,
  kind: practiceKind,
  title: z.string(),
  /** Whether somebody wrote the title; else it follows the file’s name. */
  titleGiven: z.boolean(),
  summary: z.string(),
  topics: z.array(z.string()),
  steward: byWhom.extend({ isMember: z.boolean(), isMe: z.boolean() }).nullable(),
  reviewOn: day.nullable(),
  source,
  webUrl: z.url().nullable(),
  /** Of a file: when and by whom it was last changed. */
  modifiedAt: instant.nullable(),
  modifiedBy: z.string().nullable(),
  issueIds: z.array(id),
  states: z.array(itemState),
  /** Why the text of its file is not searched, or not all of it; told to those who may edit it. */
  unsearched: z.enum(unsearchedReasons).nullable(),
  addedBy: byWhom,
  addedAt: instant,
  abilities: z.object({ edit: z.boolean(), lookAfter: z.boolean(), giveUp: z.boolean(),
    /** Ask a member to look after it. */
    ask: z.boolean() }),
});
export type LibraryItem = z.infer<typeof libraryItem>;

const trouble = z.object({ code: z.string(), detail: z.string() }).nullable();

export const listLibraryItems = operation({
  name: 'listLibraryItems', method: 'GET', path: '/api/communities/:communityId/practice/items',
  summary: 'Practice items that this person may open, by title. Files are asked of Microsoft 365 in the person’s name; `withheld` counts those of the page that it could not be asked about now.',
  params: communityParams,
  query: pageQuery.extend({
    limit: z.coerce.number().int().min(1).max(mostAtOnce).default(mostAtOnce),
    kind: practiceKind.optional(), topic: topic.optional(), stewardId: id.optional(), state: itemState.optional(),
    /** This one alone. */
    itemId: id.optional(),
  }),
  response: page(libraryItem).extend({ withheld: z.number().int(), trouble }),
});

/** A useful thing to do with the library, for those who may do it. */
export const nextForLibrary = z.object({
  what: z.enum(['replace-gone', 'read-again', 'find-steward', 'answer-issue', 'look-at-new']),
  /** The first of these things: the item, or the key issue. */
  itemId: id.nullable(), issueId: id.nullable(), title: z.string().nullable(),
  /** How many there are. */
  count: z.number().int().min(1),
});
export type NextForLibrary = z.infer<typeof nextForLibrary>;

const counted = z.object({ value: z.string(), count: z.number().int() });

export const getPracticeLibrary = operation({
  name: 'getPracticeLibrary', method: 'GET', path: '/api/communities/:communityId/practice',
  summary: 'What is around the list of items: its filters, the next useful things to do, files that are no items yet, and what this person may do.',
  params: communityParams,
  response: z.object({
    kinds: z.array(counted), topics: z.array(counted), stewards: z.array(byWhom.extend({ count: z.number().int() })),
    issues: z.array(z.object({ id, title: z.string(), state: keyIssueState })),
    next: z.array(nextForLibrary),
    /** Files of the tied libraries that Microsoft 365 showed this person lately and that are no items. */
    proposed: z.array(practiceItem),
    /** Libraries and folders that the community is tied to and that Microsoft 365 opened to this person, to bring a file to. */
    uploadTo: z.array(z.object({ tieId: id, name: z.string() })),
    /** Whether there are files whose text waits to be read in this person’s name. */
    textsWait: z.boolean(),
    abilities: z.object({ add: z.boolean() }),
    whyNotAdd: z.object({ code: z.string(), detail: z.string(), remedy: z.string() }).nullable(),
  }),
});
export type PracticeLibrary = z.infer<(typeof getPracticeLibrary)['response']>;

export const listFilesOfLibraries = operation({
  name: 'listFilesOfLibraries', method: 'GET', path: '/api/communities/:communityId/practice/files',
  summary: 'All files of the tied libraries and folders that are no practice items, as Microsoft 365 shows them to this person; also what was dismissed, or taken out. A page can hold a few hundred, or none though more follow.',
  params: communityParams, query: z.object({ cursor: z.string().max(5_000).optional() }), response: page(practiceItem),
});

export const beginUpload = operation({
  name: 'beginUpload', method: 'POST', path: '/api/communities/:communityId/practice/uploads',
  summary: 'Open a way for this person’s browser to bring a file to a tied library or folder, by Graph’s upload session: pieces are sent to `uploadUrl` without a token. A file of that name that lies there is told with 409, unless both are to be kept. Nothing lies there before the last piece came; then it is added like any other file.',
  params: communityParams, body: z.object({ tieId: id, name: z.string().min(1).max(250), keepBoth: z.boolean().default(false) }), response: z.object({ uploadUrl: z.url() }), status: 201,
});

export const readPracticeTexts = operation({
  name: 'readPracticeTexts', method: 'POST', path: '/api/communities/:communityId/practice/texts',
  summary: 'Read the text of some files that are practice items, in this person’s name, so that it is found: of libraries that Trellis may not read by itself. `more` says whether others wait.',
  params: communityParams, response: z.object({ read: z.number().int(), more: z.boolean() }),
});

const newWords = {
  kind: practiceKind.optional(), summary: words.summary.default(''), topics: words.topics.default([]), reviewOn: words.reviewOn.default(null), issueIds: words.issueIds.default([]),
  /** That the person who adds it looks after it. */
  lookAfter: z.boolean().default(false),
};
export const newItem = z.discriminatedUnion('source', [
  /** Without a title it is called what its file is called, also when that changes. */
  z.object({ source: z.literal('file'), driveId: graphId, fileId: graphId, title: title.default(''), ...newWords }),
  z.object({ source: z.literal('link'), url: z.url({ protocol: /^https$/ }).max(2_000), title: title.min(1), ...newWords }),
]);
export type NewItem = z.infer<typeof newItem>;

export const addLibraryItems = operation({
  name: 'addLibraryItems', method: 'POST', path: '/api/communities/:communityId/practice/items',
  summary: 'Add files of the tied libraries, or links, as practice items: all or none. What is an item already stays as it is; one that was removed is one again. Nothing is written to Microsoft 365.',
  params: communityParams, body: z.object({ items: z.array(newItem).min(1).max(mostAtOnce) }), response: z.object({ items: z.array(libraryItem) }), status: 201,
});

export const editLibraryItem = operation({
  name: 'editLibraryItem', method: 'PUT', path: '/api/communities/:communityId/practice/items/:itemId',
  summary: 'Say what an item is. An empty title of a file means its file’s name.',
  params: itemParams, body: z.object({ kind: practiceKind, title, ...words }), response: libraryItem,
});
export type ItemWords = z.infer<(typeof editLibraryItem)['body']>;

export const removeLibraryItem = operation({
  name: 'removeLibraryItem', method: 'DELETE', path: '/api/communities/:communityId/practice/items/:itemId',
  summary: 'Take an item out of the library; its file stays as it is. It can be put back.', params: itemParams, response: z.undefined(), status: 204,
});

export const restoreLibraryItem = operation({
  name: 'restoreLibraryItem', method: 'PUT', path: '/api/communities/:communityId/practice/items/:itemId/place',
  summary: 'Put an item back that was taken out, as it was.', params: itemParams, response: libraryItem,
});

export const lookAfterItem = operation({
  name: 'lookAfterItem', method: 'PUT', path: '/api/communities/:communityId/practice/items/:itemId/steward',
  summary: 'Become the steward of an item that has none. Members say so of themselves; nobody says it of another.', params: itemParams, response: libraryItem,
});

export const stopLookingAfter = operation({
  name: 'stopLookingAfter', method: 'DELETE', path: '/api/communities/:communityId/practice/items/:itemId/steward',
  summary: 'No longer look after an item; coordinators and core group may also end it for one who left.', params: itemParams, response: libraryItem,
});

export const dismissProposedFile = operation({
  name: 'dismissProposedFile', method: 'PUT', path: '/api/communities/:communityId/practice/dismissals',
  summary: 'Say that a file of the library is no practice item, so that it is proposed no more; or, with `dismissed` false, that it may be.',
  params: communityParams, body: z.object({ driveId: graphId, fileId: graphId, dismissed: z.boolean() }), response: z.undefined(), status: 204,
});
