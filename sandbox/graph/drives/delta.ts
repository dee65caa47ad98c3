import { selected } from '../odata-collection.ts';
import { graphError, ok, type GraphAnswer, type GraphCall } from '../graph-operation.ts';
import type { StoredDrive, StoredItem } from './drive-store.ts';
import { presentDeleted, presentInDelta } from './drive-presenter.ts';

/** Where a reader of changes stands: all up to `since` (or to the time `from`) is known, pages go up to `until`. */
interface Position { epoch: string; drive: string; since: number; from?: string; until: number; offset: number }

const pageSize = 200;

/**
 * The drive's items at first, then what changed (Microsoft, "driveItem: delta"), with the folders in which it lies unless
 * the header deltaExcludeParent is there. The token may be a time: then, what changed since. A token of another drive or
 * of the tenant before a reset is answered 410: begin again.
 */
export function delta(call: GraphCall, drive: StoredDrive): GraphAnswer {
  const token = call.params.token ?? call.url.searchParams.get('token');
  const here: Position = { epoch: drive.epoch, drive: drive.id, since: drive.change, until: drive.change, offset: 0 };
  if (token === 'latest') return ok({ '@odata.context': context(call), value: [], '@odata.deltaLink': link(call, drive, here) });
  const position: Position = token ? read(call, drive, token) : { ...here, since: -1 };
  const isWhole = position.since < 0 && position.from === undefined;
  const changes = changedSince(drive, position.since).filter((item) => item.change <= position.until)
    .filter((item) => !(isWhole && item.isDeleted) && item.lastModifiedDateTime >= (position.from ?? ''));
  const items = isWhole || call.headers.deltaexcludeparent !== undefined ? changes : withFolders(drive, changes);
  const end = position.offset + (call.query.top ?? pageSize);
  const more = end < items.length;
  return ok({
    '@odata.context': context(call),
    [more ? '@odata.nextLink' : '@odata.deltaLink']: link(call, drive, more ? { ...position, offset: end } : { ...here, since: position.until }),
    value: items.slice(position.offset, end).map((item) => selected(call, item.isDeleted ? presentDeleted(drive, item) : presentInDelta(call, drive, item))),
  });
}

const inOrder = new WeakMap<StoredDrive, { change: number, items: StoredItem[] }>();

/** Items changed after a number, in the order of their changes: found from the end, so that little is looked at when little changed. */
function changedSince(drive: StoredDrive, since: number): StoredItem[] {
  let known = inOrder.get(drive);
  if (known?.change !== drive.change) inOrder.set(drive, known = { change: drive.change, items: [...drive.items.values()].sort((a, b) => a.change - b.change) });
  const { items } = known;
  let first = items.length;
  while (first > 0 && items[first - 1]!.change > since) first -= 1;
  return items.slice(first);
}

/** The items after the folders above them, outermost first, each once. */
function withFolders(drive: StoredDrive, items: readonly StoredItem[]): StoredItem[] {
  const found = new Set<StoredItem>();
  const add = (item: StoredItem) => {
    if (found.has(item)) return;
    const parent = item.parentId === null ? undefined : drive.items.get(item.parentId);
    if (parent) add(parent);
    found.add(item);
  };
  items.forEach(add);
  return [...found];
}

function read(call: GraphCall, drive: StoredDrive, token: string): Position {
  if (/^\d{4}-\d\d-\d\dT/.test(token) && !Number.isNaN(Date.parse(token))) {
    return { epoch: drive.epoch, drive: drive.id, since: -1, from: new Date(token).toISOString(), until: drive.change, offset: 0 };
  }
  const position = parse(token);
  if (position?.epoch === drive.epoch && position.drive === drive.id) {
    return position.offset === 0 ? { ...position, until: drive.change } : position;
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
