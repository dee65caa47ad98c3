import { stableId } from '../../tenant/stable-id.ts';
import { mediaTypeOf } from '../../tenant/files/file-content.ts';
import { directoryArea, type Group } from '../directory/directory-area.ts';
import { siteId } from '../directory/group-site.ts';
import type { GraphCall } from '../graph-operation.ts';
import { bytesOf, childCount, lastChangeOf, originOf, pathOf, sizeOfItem, type Author, type StoredDrive, type StoredItem } from './drive-store.ts';
import { downloadUrl } from './pre-authenticated.ts';
import { quickXorHash } from './quick-xor-hash.ts';

type Presented = Record<string, unknown>;
/** What presenting needs of a call; upload sessions have no Graph call. */
export type Setting = Pick<GraphCall, 'state' | 'baseUrl' | 'now'>;

export function presentDrive(setting: Setting, drive: StoredDrive): Presented {
  const group = groupOf(setting, drive);
  const root = drive.items.get(drive.rootId)!;
  const used = sizeOfItem(setting.state, drive, root);
  const total = 27_487_790_694_400;
  return {
    id: drive.id,
    name: drive.name,
    description: '',
    driveType: 'documentLibrary',
    webUrl: libraryUrl(setting, drive, group),
    createdDateTime: drive.createdDateTime,
    lastModifiedDateTime: new Date(lastChangeOf(setting.state, drive)).toISOString(),
    createdBy: identity(setting, root.createdBy),
    owner: { group: { id: group.id, displayName: group.displayName, email: group.mail } },
    quota: { deleted: 0, remaining: total - used, state: 'normal', total, used },
  };
}

export function presentItem(setting: Setting, drive: StoredDrive, item: StoredItem): Presented {
  const group = groupOf(setting, drive);
  const guid = stableId('driveItem', drive.id, item.id).toUpperCase();
  const site = siteId(group);
  const base = {
    createdDateTime: item.createdDateTime,
    eTag: `"{${guid}},${item.version}"`,
    id: item.id,
    lastModifiedDateTime: item.lastModifiedDateTime,
    name: item.name,
    webUrl: [libraryUrl(setting, drive, group), ...pathOf(drive, item).map(encodeURIComponent)].join('/'),
    cTag: `"c:{${guid}},${item.contentVersion}"`,
    size: sizeOfItem(setting.state, drive, item),
    createdBy: identity(setting, item.createdBy),
    lastModifiedBy: identity(setting, item.lastModifiedBy),
    parentReference: parentReference(drive, item, site),
    fileSystemInfo: { createdDateTime: item.createdDateTime, lastModifiedDateTime: item.lastModifiedDateTime },
  };
  if (item.isFolder) return { ...base, ...(item.parentId === null ? { root: {} } : {}), folder: { childCount: childCount(drive, item) } };
  return {
    '@microsoft.graph.downloadUrl': downloadUrl(setting, drive.id, item.id),
    ...base,
    file: { mimeType: mediaTypeOf(item.name), ...hashesOf(setting, drive, item) },
    shared: { scope: 'users' },
  };
}

/** An item as delta tells of it: Microsoft, "driveItem: delta", leaves out the path (a renamed folder's items are not told of) and the cTag. */
export function presentInDelta(setting: Setting, drive: StoredDrive, item: StoredItem): Presented {
  const shown = presentItem(setting, drive, item);
  return { ...without(shown, 'cTag'), parentReference: without(shown.parentReference as Presented, 'path') };
}

const without = (presented: Presented, name: string): Presented => Object.fromEntries(Object.entries(presented).filter(([key]) => key !== name));

/** An item that is no more, as delta tells of it: without its name. */
export function presentDeleted(drive: StoredDrive, item: StoredItem): Presented {
  return {
    id: item.id, deleted: { state: 'deleted' }, parentReference: { driveId: drive.id, driveType: 'documentLibrary', id: item.parentId },
    ...(item.isFolder ? { folder: { childCount: 0 } } : { file: { mimeType: mediaTypeOf(item.name) } }),
  };
}

function parentReference(drive: StoredDrive, item: StoredItem, site: string): Presented {
  if (item.parentId === null) return { driveType: 'documentLibrary', driveId: drive.id, siteId: site };
  const parent = drive.items.get(item.parentId)!;
  const path = [`/drives/${drive.id}/root:`, ...pathOf(drive, parent).map(encodeURIComponent)].join('/');
  return { driveType: 'documentLibrary', driveId: drive.id, id: parent.id, name: parent.parentId === null ? drive.name : parent.name, path, siteId: site };
}

function identity(setting: Setting, author: Author): Presented {
  if ('app' in author) return { application: { id: author.app, displayName: author.name } };
  const user = directoryArea.of(setting.state).users.get(author.user);
  return { user: { id: author.user, displayName: user?.displayName ?? '', ...(user?.mail ? { email: user.mail } : {}) } };
}

export function groupOf(setting: Pick<Setting, 'state'>, drive: StoredDrive): Group {
  return directoryArea.of(setting.state).groups.get(drive.groupId)!;
}

/** The library's page in the browser. It lies at the sandbox itself, so that a link to a file opens the file. */
function libraryUrl(setting: Pick<Setting, 'baseUrl'>, drive: StoredDrive, group: Group): string {
  return `${new URL(setting.baseUrl).origin}/sites/${encodeURIComponent(group.mailNickname)}/${encodeURIComponent(libraryFolder(drive))}`;
}

/** SharePoint calls the folder of the first library "Shared Documents". */
export function libraryFolder(drive: StoredDrive): string {
  return drive.name === 'Documents' ? 'Shared Documents' : drive.name;
}

const hashes = new WeakMap<StoredItem, { contentVersion: number; hash: string }>();

/** Graph leaves out a hash it does not have; here, that of a file which the tenant file describes but does not hold. */
function hashesOf(setting: Setting, drive: StoredDrive, item: StoredItem): Presented {
  const origin = originOf(setting.state, drive, item);
  if (item.bytes === null && origin?.content === undefined && origin?.document === undefined) return {};
  let known = hashes.get(item);
  if (known?.contentVersion !== item.contentVersion) {
    hashes.set(item, known = { contentVersion: item.contentVersion, hash: quickXorHash(bytesOf(setting.state, drive, item)) });
  }
  return { hashes: { quickXorHash: known.hash } };
}
