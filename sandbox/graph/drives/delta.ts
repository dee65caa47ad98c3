import { selected } from '../odata-collection.ts';
import { graphError, ok, type GraphAnswer, type GraphCall } from '../graph-operation.ts';
import type { StoredDrive, StoredItem } from './drive-store.ts';
import { presentDeleted, presentInDelta } from './drive-presenter.ts';

/**
 * Where a reader of changes stands: all up to `since` (or to the time `from`) is known, pages go up to `until`, the last
 * one ended after an item. Not after a number of items: what changes meanwhile leaves its place, and another would be
 * passed over.
 */
interface Position { epoch: string; drive: string; since: number; from?: string; until: number; after: Mark | null; at: number }
type Place = Pick<StoredItem, 'change' | 'id'>;
/** The item that was told of last: of it and the folders above it that were not told of before, so many were. */
interface Mark extends Place { part: number }

const pageSize = 200;
/** Microsoft does not say how long a token of a drive is good; here, for so long. */
const tokenMilliseconds = 30 * 24 * 60 * 60 * 1000;

/**
 * The drive's items at first, then what changed (Microsoft, "driveItem: delta"), with the folders in which it lies unless
 * the header deltaExcludeParent is there. The token may be a time: then, what changed since. A token of another drive, of
 * the tenant before a reset, or that is too old is answered 410: begin again.
 */
export function delta(call: GraphCall, drive: StoredDrive): GraphAnswer {
  const token = call.params.token ?? call.url.searchParams.get('token');
  const here: Position = { epoch: drive.epoch, drive: drive.id, since: drive.change, until: drive.change, after: null, at: call.now() };
  if (token === 'latest') return answer(call, drive, [], here);
  const position: Position = token ? read(call, drive, token) : { ...here, since: -1 };
  const isWhole = position.since < 0 && position.from === undefined;
  const size = call.query.top ?? pageSize;
  const withFolders = !isWhole && call.headers.deltaexcludeparent === undefined;
  const { after } = position;
  const start: Place = { change: position.since, id: '\uffff' };
  const page: StoredItem[] = [];
  const told = new Set<StoredItem>();
  let mark = after;
  // To tell of no folder twice, what was told of on the pages before is gone through again.
  for (const item of itemsFrom(drive, after === null || withFolders ? start : after)) {
    if (item.change > position.until) break;
    if ((isWhole && item.isDeleted) || item.lastModifiedDateTime < (position.from ?? '')) continue;
    const order = after === null ? 1 : comparePlaces(item, after);
    for (const [index, each] of [...withFolders ? foldersOf(drive, item) : [], item].filter((each) => !told.has(each)).entries()) {
      told.add(each);
      if (order < 0 || (order === 0 && index < after!.part)) continue;
      if (page.length === size) return answer(call, drive, page, { ...position, after: mark });
      page.push(each);
      mark = { change: item.change, id: item.id, part: index + 1 };
    }
  }
  return answer(call, drive, page, { ...here, since: position.until });
}

/** A page; with a mark in the position there are more. */
function answer(call: GraphCall, drive: StoredDrive, page: readonly StoredItem[], position: Position): GraphAnswer {
  return ok({
    '@odata.context': context(call),
    [position.after ? '@odata.nextLink' : '@odata.deltaLink']: link(call, drive, position),
    value: page.map((item) => selected(call, item.isDeleted ? presentDeleted(drive, item) : presentInDelta(call, drive, item))),
  });
}

const inOrder = new WeakMap<StoredDrive, { change: number, items: StoredItem[] }>();

/** The items from a place on, in the order of their changes: where they begin is found by halving, so that little is looked at when little changed. */
function* itemsFrom(drive: StoredDrive, place: Place): Generator<StoredItem> {
  const items = itemsInOrder(drive);
  let [first, end] = [0, items.length];
  while (first < end) {
    const middle = (first + end) >> 1;
    if (comparePlaces(items[middle]!, place) < 0) first = middle + 1;
    else end = middle;
  }
  for (let index = first; index < items.length; index += 1) yield items[index]!;
}

/** Kept between requests; what changed since then goes to its end. */
function itemsInOrder(drive: StoredDrive): StoredItem[] {
  const known = inOrder.get(drive) ?? { change: -1, items: [] };
  if (known.change === drive.change) return known.items;
  const changed = [...drive.items.values()].filter((item) => item.change > known.change).sort(comparePlaces);
  const items = [...known.items.filter((item) => item.change <= known.change), ...changed];
  inOrder.set(drive, { change: drive.change, items });
  return items;
}

function comparePlaces(a: Place, b: Place): number {
  return a.change - b.change || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** The folders above an item, outermost first. */
function foldersOf(drive: StoredDrive, item: StoredItem): StoredItem[] {
  const parent = item.parentId === null ? undefined : drive.items.get(item.parentId);
  return parent ? [...foldersOf(drive, parent), parent] : [];
}

function read(call: GraphCall, drive: StoredDrive, token: string): Position {
  if (/^\d{4}-\d\d-\d\dT/.test(token) && !Number.isNaN(Date.parse(token))) {
    return { epoch: drive.epoch, drive: drive.id, since: -1, from: new Date(token).toISOString(), until: drive.change, after: null, at: call.now() };
  }
  const position = parse(token);
  if (position?.epoch === drive.epoch && position.drive === drive.id && position.at + tokenMilliseconds > call.now()) {
    return position.after === null ? { ...position, until: drive.change } : position;
  }
  throw graphError(410, 'resyncRequired', 'Resync required. Replace any local items with the server\'s version (including deletes) if you\'re sure that the service was up to date with your local changes when you last sync\'d. Upload any local changes that the server doesn\'t know about.', {
    headers: { Location: `${call.baseUrl}/drives/${drive.id}/root/delta` }, inner: { code: 'resyncChangesApplyDifferences' },
  });
}

function parse(token: string): Position | null {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString()) as Position;
  } catch {
    return null;
  }
}

function link(call: GraphCall, drive: StoredDrive, position: Position): string {
  // The options of the first request hold for those that follow.
  const options = ['$select', '$top'].flatMap((name) => (call.url.searchParams.has(name) ? [`${name}=${encodeURIComponent(call.url.searchParams.get(name)!)}&`] : [])).join('');
  return `${call.baseUrl}/drives/${drive.id}/root/delta?${options}token=${Buffer.from(JSON.stringify(position)).toString('base64url')}`;
}

const context = (call: GraphCall) => `${call.baseUrl}/$metadata#Collection(driveItem)`;
