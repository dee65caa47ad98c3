import { randomUUID } from 'node:crypto';
import type { SandboxEventEmitter } from '../../kernel/events.ts';
import type { SandboxRequest, SandboxResponse, SandboxRoute } from '../../kernel/router.ts';
import type { TenantState } from '../../kernel/state.ts';
import { mediaTypeOf } from '../../tenant/files/file-content.ts';
import { directoryArea } from '../directory/directory-area.ts';
import { graphErrorBody } from '../graph-endpoint.ts';
import { GraphError, graphError } from '../graph-operation.ts';
import { nameTaken, replaceContent, writeFile } from './change-items.ts';
import { bytesOf, childNamed, drivesArea, drivesOf, type StoredDrive, type StoredItem } from './drive-store.ts';
import { libraryFolder, presentItem, type Setting } from './drive-presenter.ts';
import { readDownload } from './pre-authenticated.ts';
import { progressOf, receivePiece, uploadSessionsArea, type UploadSession } from './upload-sessions.ts';

/** What these routes need of the sandbox. `url` is known once it listens. */
export interface ContentHost { readonly url: string; readonly state: TenantState; readonly events: SandboxEventEmitter; now(): number }

/** Addresses of SharePoint itself, which want no token: downloads, upload sessions, and files as a browser opens them. */
export function contentRoutes(host: ContentHost): SandboxRoute[] {
  return [
    { method: 'GET', path: '/download/{token}', handle: (request) => answer(host, () => download(host, request)) },
    { method: 'GET', path: '/sites/{site}/{library}/{path*}', handle: (request) => answer(host, () => open(host, request)) },
    { method: 'OPTIONS', path: '/upload/{session-id}', handle: () => fromAnywhere({ status: 204 }) },
    { method: 'GET', path: '/upload/{session-id}', handle: (request) => fromAnywhere(answer(host, () => ({ status: 200, body: progressOf(sessionOf(host, request)) }))) },
    { method: 'PUT', path: '/upload/{session-id}', handle: (request) => fromAnywhere(answer(host, () => receive(host, request))) },
    { method: 'DELETE', path: '/upload/{session-id}', handle: (request) => fromAnywhere(answer(host, () => cancel(host, request))) },
  ];
}

/** An address that wants no token is asked by pages of any origin, as SharePoint lets them (Microsoft, "driveItem: createUploadSession"). */
const fromAnywhere = (response: SandboxResponse): SandboxResponse => ({
  ...response, headers: { ...response.headers, 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'GET, PUT, DELETE', 'Access-Control-Allow-Headers': 'content-range, content-type' },
});

const notFound = () => graphError(404, 'itemNotFound', 'The resource could not be found.');

function download(host: ContentHost, request: SandboxRequest): SandboxResponse {
  const found = readDownload(request.params.token!, host.now());
  if (!found) throw graphError(401, 'unauthenticated', 'The download address is no longer good.');
  const drive = drivesArea.of(host.state).byId.get(found.driveId);
  const item = drive?.items.get(found.itemId);
  if (!drive || !item || item.isDeleted) throw notFound();
  return file(host, drive, item, request);
}

/** The page of a file in the browser shows the file itself. */
function open(host: ContentHost, request: SandboxRequest): SandboxResponse {
  const { site, library, path } = request.params as { site: string, library: string, path: string };
  const group = [...directoryArea.of(host.state).groups.values()].find((each) => each.mailNickname.toLowerCase() === site.toLowerCase());
  const drive = group && drivesOf(host.state, group).find((each) => libraryFolder(each).toLowerCase() === library.toLowerCase());
  if (!drive) throw notFound();
  const item = path.split('/').filter((name) => name !== '').reduce<StoredItem | undefined>((parent, name) => parent && childNamed(drive, parent, name), drive.items.get(drive.rootId));
  if (!item || item.isFolder) throw notFound();
  return file(host, drive, item, request);
}

/** A file or, as `Range: bytes=0-99` asks, a part of it. */
function file(host: ContentHost, drive: StoredDrive, item: StoredItem, request: SandboxRequest): SandboxResponse {
  const bytes = bytesOf(host.state, drive, item);
  const headers = {
    'Content-Type': mediaTypeOf(item.name), 'Accept-Ranges': 'bytes', 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': 'sandbox',
    'Content-Disposition': `inline; filename*=UTF-8''${encodeURIComponent(item.name)}`,
  };
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  if (!range) return { status: 200, headers, body: bytes };
  const first = Number(range[1]);
  const last = Math.min(range[2] ? Number(range[2]) : Infinity, bytes.length - 1);
  if (first > last) return { status: 416, headers: { 'Content-Range': `bytes */${bytes.length}` } };
  return { status: 206, headers: { ...headers, 'Content-Range': `bytes ${first}-${last}/${bytes.length}` }, body: bytes.subarray(first, last + 1) };
}

function sessionOf(host: ContentHost, request: SandboxRequest): UploadSession {
  const session = uploadSessionsArea.of(host.state).get(request.params['session-id']!);
  if (!session || session.expires <= host.now()) throw graphError(404, 'itemNotFound', 'The upload session was not found: it is over, or its time has run out.');
  return session;
}

function receive(host: ContentHost, request: SandboxRequest): SandboxResponse {
  const session = sessionOf(host, request);
  request.note.write = true;
  const whole = receivePiece(session, request.headers['content-range']?.toString(), request.body);
  if (whole === null) return { status: 202, body: progressOf(session) };
  uploadSessionsArea.of(host.state).delete(session.id);
  const { item, isNew, drive } = complete(host, session, whole);
  host.events.emit('graphChanged', { kind: 'drive', changeType: 'updated', driveId: drive.id });
  const setting: Setting = { state: host.state, baseUrl: `${host.url}/v1.0`, now: () => host.now() };
  return { status: isNew ? 201 : 200, body: presentItem(setting, drive, item) };
}

function complete(host: ContentHost, { driveId, target, conflictBehavior, author }: UploadSession, bytes: Uint8Array): { drive: StoredDrive, item: StoredItem, isNew: boolean } {
  const act = { author, now: new Date(host.now()).toISOString() };
  const drive = drivesArea.of(host.state).byId.get(driveId);
  const place = drive?.items.get('itemId' in target ? target.itemId : target.parentId);
  if (!drive || !place || place.isDeleted) throw notFound();
  if ('itemId' in target) {
    replaceContent(drive, place, bytes, act);
    return { drive, item: place, isNew: false };
  }
  if (conflictBehavior === 'fail' && childNamed(drive, place, target.name)) throw nameTaken();
  return { drive, ...writeFile(drive, place, target.name, bytes, conflictBehavior, act) };
}

function cancel(host: ContentHost, request: SandboxRequest): SandboxResponse {
  uploadSessionsArea.of(host.state).delete(sessionOf(host, request).id);
  request.note.write = true;
  return { status: 204 };
}

/** Refusals have Graph's form here too. */
function answer(host: ContentHost, work: () => SandboxResponse): SandboxResponse {
  try {
    return work();
  } catch (problem) {
    if (!(problem instanceof GraphError)) throw problem;
    const id = randomUUID();
    return { status: problem.status, headers: problem.headers, body: graphErrorBody(problem, { requestId: id, clientRequestId: id }, host.now()) };
  }
}
