import { randomUUID } from 'node:crypto';
import { driveId, stableId } from '../../tenant/stable-id.ts';
import { changesContent, directoryArea, seesContent, type Group } from '../directory/directory-area.ts';
import { siteId, siteOf } from '../directory/group-site.ts';
import { badRequest, bodyObject, created, graphOperation, type GraphCall, type GraphOperation } from '../graph-operation.ts';
import { collection, entity } from '../odata-collection.ts';
import { accessDenied, authorOf, invalidRequest, itemNotFound } from './drive-access.ts';
import { presentDrive } from './drive-presenter.ts';
import { nameTaken } from './change-items.ts';
import { addLibrary, drivesOf, type StoredDrive } from './drive-store.ts';

const readSites = ['Sites.Read.All', 'Sites.ReadWrite.All'];
const readDrives = ['Files.Read.All', 'Files.ReadWrite.All', ...readSites];
const service = 'sharepoint';
const listing = { select: true, orderby: true, top: 999, expand: ['drive'] } as const;

/** The sites of groups and their document libraries, as lists and as drives. Other lists a site does not have here. */
export const siteOperations: GraphOperation[] = [
  graphOperation({
    method: 'GET', path: '/sites/{site-id}', delegated: readSites, application: readSites, service, query: { select: true },
    handle: call => entity(call, siteOf(needSite(call), call.baseUrl), 'sites/$entity'),
  }),
  graphOperation({
    method: 'GET', path: '/sites/{site-id}/drive', delegated: readDrives, application: readDrives, service, query: { select: true },
    handle: call => entity(call, presentDrive(call, drivesOf(call.state, needSite(call))[0] ?? missing()), 'drives/$entity'),
  }),
  graphOperation({
    method: 'GET', path: '/sites/{site-id}/drives', delegated: readDrives, application: readDrives, service, query: { select: true, orderby: true, top: 999 },
    handle: call => collection(call, drivesOf(call.state, needSite(call)).map(drive => presentDrive(call, drive)), { context: 'drives' }),
  }),
  graphOperation({
    method: 'GET', path: '/sites/{site-id}/lists', delegated: readSites, application: readSites, service, query: listing,
    handle: call => {
      const group = needSite(call);
      return collection(call, drivesOf(call.state, group).map(drive => presentList(call, group, drive)), { context: `sites('${siteId(group)}')/lists`, expand: row => withDrive(call, row) });
    },
  }),
  graphOperation({
    method: 'GET', path: '/sites/{site-id}/lists/{list-id}', delegated: readSites, application: readSites, service, query: { select: true, expand: ['drive'] },
    handle: call => {
      const group = needSite(call);
      return entity(call, withDrive(call, presentList(call, group, needLibrary(call, group))), `sites('${siteId(group)}')/lists/$entity`);
    },
  }),
  graphOperation({
    method: 'GET', path: '/sites/{site-id}/lists/{list-id}/drive', delegated: readDrives, application: readDrives, service, query: { select: true },
    handle: call => entity(call, presentDrive(call, needLibrary(call, needSite(call))), 'drives/$entity'),
  }),
  graphOperation({
    method: 'POST', path: '/sites/{site-id}/lists', delegated: ['Sites.Manage.All'], application: ['Sites.Manage.All', 'Sites.ReadWrite.All'], service,
    handle: call => {
      const group = needSite(call);
      if (!changesContent(call, group)) throw accessDenied();
      const { displayName, name = displayName, list } = bodyObject(call);
      if ((list as { template?: unknown } | undefined)?.template !== 'documentLibrary') throw badRequest('Only lists of the template documentLibrary are made here.', 'invalidRequest');
      if (typeof name !== 'string' || name.trim() === '' || name.length > 255) throw invalidRequest('The displayName of a list has 1 to 255 characters.');
      if (drivesOf(call.state, group).some(drive => drive.name.toLowerCase() === name.trim().toLowerCase())) throw nameTaken();
      const drive = addLibrary(call.state, group, { id: driveId('library', group.id, randomUUID()), name: name.trim() }, authorOf(call), new Date(call.now()).toISOString());
      return created({ '@odata.context': `${call.baseUrl}/$metadata#sites('${siteId(group)}')/lists/$entity`, ...presentList(call, group, drive) });
    },
  }),
];

/** The group whose site the path names. @throws GraphError 404, or 403 for people who may not look into it */
function needSite(call: GraphCall): Group {
  const id = call.params['site-id']!.toLowerCase();
  const group = [...directoryArea.of(call.state).groups.values()].find(each => siteId(each).toLowerCase() === id);
  if (!group) throw itemNotFound();
  if (!seesContent(call, group)) throw accessDenied();
  return group;
}

function needLibrary(call: GraphCall, group: Group): StoredDrive {
  const sought = call.params['list-id']!.toLowerCase();
  const drive = drivesOf(call.state, group).find(each => listId(each) === sought || each.name.toLowerCase() === sought);
  return drive ?? missing();
}

function missing(): never {
  throw itemNotFound();
}

function listId(drive: StoredDrive): string {
  return stableId('list', drive.id);
}

function presentList(call: GraphCall, group: Group, drive: StoredDrive): Record<string, unknown> {
  const shown = presentDrive(call, drive);
  return {
    createdDateTime: drive.createdDateTime, description: '', eTag: `"${listId(drive)},0"`, id: listId(drive), lastModifiedDateTime: shown.lastModifiedDateTime,
    name: drive.name, webUrl: shown.webUrl, displayName: drive.name, createdBy: shown.createdBy, lastModifiedBy: shown.createdBy, parentReference: { siteId: siteId(group) },
    list: { contentTypesEnabled: false, hidden: false, template: 'documentLibrary' },
  };
}

function withDrive(call: GraphCall, row: Record<string, unknown>): Record<string, unknown> {
  if (call.query.expand.length === 0) return row;
  const drive = drivesOf(call.state, needSite(call)).find(each => listId(each) === row.id)!;
  return { ...row, drive: presentDrive(call, drive) };
}
