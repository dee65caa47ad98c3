import { needGroupContent } from '../directory/directory-area.ts';
import { bodyObject, created, graphError, graphOperation, noContent, ok, type GraphAnswer, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { collection, entity, selected } from '../odata-collection.ts';
import { createFolder, deleteItem, folderAt, moveItem, nameTaken, readConflictBehavior, replaceContent, writeFile, type Act } from './change-items.ts';
import { delta } from './delta.ts';
import { authorOf, checkMatch, checkName, invalidRequest, itemNotFound, namesIn, needDrive, needDriveToChange, needItem, startOf } from './drive-access.ts';
import { presentDrive, presentItem } from './drive-presenter.ts';
import { childNamed, childrenOf, drivesOf, originOf, withDescendants, type StoredDrive, type StoredItem } from './drive-store.ts';
import { downloadUrl } from './pre-authenticated.ts';
import { newSession, progressOf, uploadSessionsArea } from './upload-sessions.ts';

const readers = ['Files.Read.All', 'Files.ReadWrite.All', 'Sites.Read.All', 'Sites.ReadWrite.All'] as const;
const writers = ['Files.ReadWrite.All', 'Sites.ReadWrite.All'] as const;
const drivePaths = ['/drives/{drive-id}', '/groups/{group-id}/drive', '/groups/{group-id}/drives/{drive-id}'];
/** How an item is named below a drive; what follows comes after the last colon of a path. */
const itemPaths = ['/root', '/items/{item-id}', '/root:/{item-path*}', '/items/{item-id}:/{item-path*}'];
const listing = { select: true, orderby: true, top: 999, count: false, pageSize: 200, expand: ['listItem', 'thumbnails'] } as const;
const one = { select: true } as const;
/** SharePoint orders items by these only: Microsoft, "Using query parameters to change the shape of a response" (OneDrive API). */
const children = { ...listing, orderby: ['name', 'url'] } as const;
/** The largest file that one PUT may bring: Microsoft, "Upload small files". */
const largestSimpleUpload = 250 * 1024 * 1024;

type Method = GraphOperation['method'];

function onDrive(method: Method, suffix: string, query: GraphOperation['query'], answer: (call: GraphCall, drive: StoredDrive) => GraphAnswer): GraphOperation[] {
  return drivePaths.map((path) => operation(method, `${path}${suffix}`, query, (call) => {
    if (method === 'GET') return answer(call, needDrive(call));
    const drive = needDriveToChange(call);
    const before = drive.change;
    const given = answer(call, drive);
    if (drive.change !== before) call.events.emit('graphChanged', { kind: 'drive', changeType: 'updated', driveId: drive.id });
    return given;
  }));
}

function onItem(method: Method, suffix: string, query: GraphOperation['query'], answer: (call: GraphCall, drive: StoredDrive) => GraphAnswer): GraphOperation[] {
  return itemPaths.flatMap((path) => onDrive(method, suffix !== '' && path.includes(':') ? `${path}:${suffix}` : `${path}${suffix}`, query, answer));
}

function operation(method: Method, path: string, query: GraphOperation['query'], handle: (call: GraphCall) => GraphAnswer): GraphOperation {
  const allowed = method === 'GET' ? readers : writers;
  return graphOperation({ method, path, delegated: allowed, application: allowed, service: 'sharepoint', query, handle });
}

/** Graph's operations on the document libraries of groups. */
export const driveOperations: GraphOperation[] = [
  operation('GET', '/groups/{group-id}/drives', { select: true, orderby: true, top: 999 }, (call) => {
    const group = needGroupContent(call, call.params['group-id']!, () => graphError(403, 'accessDenied', 'Access denied'));
    return collection(call, drivesOf(call.state, group).map((drive) => presentDrive(call, drive)), { context: `groups('${group.id}')/drives` });
  }),
  ...onDrive('GET', '', one, (call, drive) => entity(call, presentDrive(call, drive), 'drives/$entity')),

  ...onItem('GET', '', one, (call, drive) => {
    const shown = presentItem(call, drive, needItem(call, drive));
    if (call.headers['if-none-match'] === shown.eTag) return { status: 304, body: null };
    return entity(call, shown, `drives('${drive.id}')/items/$entity`);
  }),
  ...onItem('GET', '/children', children, (call, drive) => {
    const parent = needItem(call, drive);
    return items(call, drive, parent.isFolder ? childrenOf(drive, parent) : []);
  }),
  ...onItem('GET', '/content', {}, (call, drive) => {
    const item = needItem(call, drive);
    if (item.isFolder) throw invalidRequest('A folder has no content.');
    return { status: 302, headers: { Location: downloadUrl(call, drive.id, item.id) }, body: null };
  }),
  ...['/root/delta', "/root/delta(token='{token}')", '/root/delta()'].flatMap((suffix) => onDrive('GET', suffix, { select: true, top: 999 }, delta)),
  ...['', '/root', '/items/{item-id}'].flatMap((path) => ["(q='{q*}')", "(query='{q*}')"].flatMap((text) => onDrive('GET', `${path}/search${text}`, listing, search))),

  ...onItem('PUT', '/content', {}, putContent),
  ...onItem('POST', '/children', one, (call, drive) => {
    const body = bodyObject(call);
    const parent = needItem(call, drive);
    if (!parent.isFolder) throw invalidRequest('A file cannot hold other items.');
    if (body.folder === undefined) throw invalidRequest('Only folders are made this way: the body needs the folder property.');
    const behavior = readConflictBehavior(body['@microsoft.graph.conflictBehavior'], 'fail');
    const folder = createFolder(drive, parent, checkName(body.name), behavior, actOf(call));
    return created(inContext(call, drive, folder));
  }),
  ...onItem('POST', '/createUploadSession', {}, createUploadSession),
  ...onItem('PATCH', '', {}, (call, drive) => {
    const item = needItem(call, drive);
    checkMatch(call, presentItem(call, drive, item));
    const body = bodyObject(call);
    const reference = body.parentReference as { id?: string, driveId?: string } | undefined;
    if (reference?.driveId !== undefined && reference.driveId !== drive.id) throw invalidRequest('An item cannot be moved to another drive this way.');
    const parent = reference?.id === undefined ? undefined : drive.items.get(reference.id === 'root' ? drive.rootId : reference.id);
    if (reference?.id !== undefined && (!parent || parent.isDeleted)) throw itemNotFound();
    moveItem(drive, item, { name: body.name === undefined ? undefined : checkName(body.name), parent }, actOf(call));
    return ok(inContext(call, drive, item));
  }),
  ...onItem('DELETE', '', {}, (call, drive) => {
    const item = needItem(call, drive);
    checkMatch(call, presentItem(call, drive, item));
    deleteItem(drive, item, actOf(call));
    return noContent();
  }),
];

function items(call: GraphCall, drive: StoredDrive, found: StoredItem[]): GraphAnswer {
  return collection(call, found.map((item) => presentItem(call, drive, item)), { context: `drives('${drive.id}')/items` });
}

/** Items whose name, title or text has every word that is sought, as the beginning of a word. */
function search(call: GraphCall, drive: StoredDrive): GraphAnswer {
  const words = wordsOf(call.params.q!.replaceAll("''", "'"));
  const within = withDescendants(drive, startOf(call, drive)).slice(1);
  return items(call, drive, within.filter((item) => {
    const origin = originOf(call.state, drive, item);
    const uploaded = item.bytes !== null && /\.(md|txt|csv|html|json)$/i.test(item.name) ? Buffer.from(item.bytes).toString() : '';
    const text = wordsOf([item.name, origin?.title, origin?.content, origin?.document && JSON.stringify(origin.document), uploaded].filter(Boolean).join(' '));
    return words.length > 0 && words.every((word) => text.some((each) => each.startsWith(word)));
  }));
}

function wordsOf(text: string): string[] {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** Into the item that the path names; a path's missing file, and folders on the way to it, are made. */
function putContent(call: GraphCall, drive: StoredDrive): GraphAnswer {
  if (call.bytes.length > largestSimpleUpload) throw graphError(413, 'requestTooLarge', 'Files above 250 MB need an upload session.');
  const names = namesIn(call);
  const start = startOf(call, drive);
  const behavior = readConflictBehavior(call.url.searchParams.get('@microsoft.graph.conflictBehavior') ?? undefined, 'replace');
  if (names.length === 0) {
    if (start.isFolder) throw invalidRequest('A folder has no content.');
    checkMatch(call, presentItem(call, drive, start));
    replaceContent(drive, start, call.bytes, actOf(call));
    return ok(inContext(call, drive, start));
  }
  const folder = folderAt(drive, start, names.slice(0, -1), actOf(call));
  const existing = childNamed(drive, folder, names.at(-1)!);
  if (existing) checkMatch(call, presentItem(call, drive, existing));
  const { item, isNew } = writeFile(drive, folder, names.at(-1)!, call.bytes, behavior, actOf(call));
  return isNew ? created(inContext(call, drive, item)) : ok(inContext(call, drive, item));
}

function createUploadSession(call: GraphCall, drive: StoredDrive): GraphAnswer {
  const properties = (call.body as { item?: Record<string, unknown> } | undefined)?.item ?? {};
  const conflictBehavior = readConflictBehavior(properties['@microsoft.graph.conflictBehavior'], 'fail');
  const names = namesIn(call);
  const start = startOf(call, drive);
  if (names.length === 0 && start.isFolder) throw invalidRequest('An upload session needs the name of a file.');
  const session = newSession({
    driveId: drive.id, conflictBehavior, author: authorOf(call),
    target: names.length === 0 ? { itemId: start.id } : { parentId: folderAt(drive, start, names.slice(0, -1), actOf(call)).id, name: checkName(names.at(-1)) },
  }, call.now());
  if ('parentId' in session.target && conflictBehavior === 'fail' && childNamed(drive, drive.items.get(session.target.parentId)!, session.target.name)) throw nameTaken();
  uploadSessionsArea.of(call.state).set(session.id, session);
  return ok({
    '@odata.context': `${call.baseUrl}/$metadata#microsoft.graph.uploadSession`,
    uploadUrl: `${new URL(call.baseUrl).origin}/upload/${session.id}`,
    ...progressOf(session),
  });
}

function inContext(call: GraphCall, drive: StoredDrive, item: StoredItem): Record<string, unknown> {
  return { '@odata.context': `${call.baseUrl}/$metadata#drives('${drive.id}')/items/$entity`, ...selected(call, presentItem(call, drive, item)) };
}

function actOf(call: GraphCall): Act {
  return { author: authorOf(call), now: new Date(call.now()).toISOString() };
}
