import { callerId, changesContent, directoryArea, needGroup, needGroupContent, seesContent } from '../directory/directory-area.ts';
import { graphError, type GraphCall } from '../graph-operation.ts';
import { teamsArea } from '../teams/teams-area.ts';
import { childNamed, drivesArea, drivesOf, type Author, type StoredDrive, type StoredItem } from './drive-store.ts';

export const accessDenied = () => graphError(403, 'accessDenied', 'Access denied');
export const itemNotFound = () => graphError(404, 'itemNotFound', 'The resource could not be found.');
export const invalidRequest = (message: string) => graphError(400, 'invalidRequest', message);

/**
 * The drive that the path names, by its id or as a group's.
 * @throws GraphError 404, or 403 when the group is not one whose files the caller may see
 */
export function needDrive(call: GraphCall): StoredDrive {
  const id = call.params['drive-id'];
  if (id === undefined) {
    const [first] = drivesOf(call.state, needGroupContent(call, call.params['group-id']!, accessDenied));
    if (!first) throw itemNotFound();
    return first;
  }
  const drive = drivesArea.of(call.state).byId.get(id);
  const group = drive && directoryArea.of(call.state).groups.get(drive.groupId);
  if (!drive || drive.isDeleted || !group) throw itemNotFound();
  if (!seesContent(call, group)) throw accessDenied();
  return drive;
}

/** The same, for changes: people must be in the group. */
export function needDriveToChange(call: GraphCall): StoredDrive {
  const drive = needDrive(call);
  const group = needGroup(call, drive.groupId);
  if (!changesContent(call, group)) throw accessDenied();
  const person = callerId(call);
  // The site of a team that was archived so: members read only.
  if (teamsArea.of(call.state).get(group.id)?.isSiteReadOnly && person !== null && !group.owners.has(person)) throw accessDenied();
  return drive;
}

/** The item that the path names: the root, by id, by path below either. @throws GraphError 404 */
export function needItem(call: GraphCall, drive: StoredDrive): StoredItem {
  const start = startOf(call, drive);
  const item = namesIn(call).reduce<StoredItem | undefined>((parent, name) => parent && childNamed(drive, parent, name), start);
  if (!item) throw itemNotFound();
  return item;
}

/** Where the path begins (root or an item by id), and the names that follow it. */
export function startOf(call: GraphCall, drive: StoredDrive): StoredItem {
  const id = call.params['item-id'];
  const item = id === undefined || id === 'root' ? drive.items.get(drive.rootId)! : drive.items.get(id);
  if (!item || item.isDeleted) throw itemNotFound();
  return item;
}

export function namesIn(call: GraphCall): string[] {
  return (call.params['item-path'] ?? '').split('/').filter((name) => name !== '');
}

export function authorOf({ caller }: GraphCall): Author {
  return caller.kind === 'person' ? { user: caller.person.id } : { app: caller.app.clientId, name: caller.app.displayName };
}

/** @throws GraphError 400 for a name that SharePoint does not take */
export function checkName(name: unknown): string {
  if (typeof name !== 'string' || name.trim() === '' || name.length > 255 || /["*:<>?/\\|]/.test(name) || /^\s|[\s.]$/.test(name)) {
    throw invalidRequest('The provided name cannot be used: it is empty, too long, or has characters that SharePoint does not take.');
  }
  return name;
}

/** @throws GraphError 412 when `If-Match` names another version of the item */
export function checkMatch(call: GraphCall, presented: Record<string, unknown>): void {
  const wanted = call.headers['if-match'];
  if (wanted !== undefined && wanted !== '*' && wanted !== presented.eTag && wanted !== presented.cTag) {
    throw graphError(412, 'preconditionFailed', 'The item was changed by someone else: its eTag is not the one given in If-Match.');
  }
}
