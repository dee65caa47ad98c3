import { graphError, ok, type GraphAnswer, type GraphCall } from '../graph-operation.ts';
import { drivesArea, type StoredDrive } from './drive-store.ts';
import { presentDeleted, presentItem } from './drive-presenter.ts';

/** Where a reader of changes stands: all up to `since` is known, pages go up to `until`. */
interface Position { epoch: string; drive: string; since: number; until: number; offset: number }

const pageSize = 200;

/**
 * The drive's items at first, then what changed (Microsoft, "driveItem: delta"). A token of another drive or of the
 * tenant before a reset is answered 410: begin again.
 */
export function delta(call: GraphCall, drive: StoredDrive): GraphAnswer {
  const token = call.params.token ?? call.url.searchParams.get('token');
  const { epoch } = drivesArea.of(call.state);
  const here: Position = { epoch, drive: drive.id, since: drive.change, until: drive.change, offset: 0 };
  if (token === 'latest') return ok({ '@odata.context': context(call), value: [], '@odata.deltaLink': link(call, drive, here) });
  const position = token ? read(call, drive, token) : { ...here, since: -1 };
  const items = [...drive.items.values()].filter((item) => item.change > position.since && item.change <= position.until)
    .filter((item) => position.since >= 0 || !item.isDeleted)
    .sort((a, b) => a.change - b.change);
  const end = position.offset + pageSize;
  const more = end < items.length;
  return ok({
    '@odata.context': context(call),
    [more ? '@odata.nextLink' : '@odata.deltaLink']: link(call, drive, more ? { ...position, offset: end } : { ...here, since: position.until }),
    value: items.slice(position.offset, end).map((item) => item.isDeleted ? presentDeleted(drive, item) : presentItem(call, drive, item)),
  });
}

function read(call: GraphCall, drive: StoredDrive, token: string): Position {
  const position = parse(token);
  if (position?.epoch === drivesArea.of(call.state).epoch && position.drive === drive.id) {
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
  return `${call.baseUrl}/drives/${drive.id}/root/delta?token=${Buffer.from(JSON.stringify(position)).toString('base64url')}`;
}

const context = (call: GraphCall) => `${call.baseUrl}/$metadata#Collection(driveItem)`;
