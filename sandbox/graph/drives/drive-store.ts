import { randomUUID } from 'node:crypto';
import { defineArea, type TenantState } from '../../kernel/state.ts';
import { driveId, driveItemId } from '../../tenant/stable-id.ts';
import { contentOf, sizeOf } from '../../tenant/files/file-content.ts';
import type { TenantItem, TenantLibrary } from '../../tenant/tenant-file.ts';
import { directoryArea, type Group } from '../directory/directory-area.ts';

/** Who did something: a person, or an app on its own. */
export type Author = { user: string } | { app: string, name: string };

export interface StoredItem {
  id: string;
  /** Null for the root. */
  parentId: string | null;
  name: string;
  isFolder: boolean;
  createdBy: Author;
  createdDateTime: string;
  lastModifiedBy: Author;
  lastModifiedDateTime: string;
  /** What was uploaded; null for files of the tenant file, which are generated when asked for. */
  bytes: Uint8Array | null;
  /** Counts changes of any kind, and of content: they become eTag and cTag. */
  version: number;
  contentVersion: number;
  /** The drive's change by which the item became what it is. */
  change: number;
  isDeleted: boolean;
}

export interface StoredDrive {
  id: string;
  groupId: string;
  name: string;
  createdDateTime: string;
  rootId: string;
  items: Map<string, StoredItem>;
  /** Number of the latest change. */
  change: number;
}

interface Drives {
  /** Delta tokens of another life of the tenant are no longer good. */
  epoch: string;
  byId: Map<string, StoredDrive>;
}

export const drivesArea = defineArea<Drives>('drives', (tenant, state) => {
  const byId = new Map<string, StoredDrive>();
  for (const group of directoryArea.of(state).groups.values()) {
    const libraries = tenant.teams.find((team) => team.id === group.id)?.libraries ?? [];
    for (const drive of libraries.length > 0 ? libraries.map((library) => driveOf(library, group)) : [emptyDrive(group)]) byId.set(drive.id, drive);
  }
  return { epoch: randomUUID(), byId };
});

/** The drives of a group, its default one first. Groups made since have an empty library, as new teams do. */
export function drivesOf(state: TenantState, group: Group): StoredDrive[] {
  const { byId } = drivesArea.of(state);
  const found = [...byId.values()].filter((drive) => drive.groupId === group.id);
  if (found.length > 0) return found;
  const drive = emptyDrive(group);
  byId.set(drive.id, drive);
  return [drive];
}

function emptyDrive(group: Group): StoredDrive {
  return driveOf({ id: driveId('group', group.id), name: 'Documents', items: [] }, group);
}

function driveOf(library: TenantLibrary, group: Group): StoredDrive {
  const owner: Author = { user: [...group.owners][0] ?? [...group.members][0] ?? '' };
  const root = newItem(driveItemId(library.id, 'root'), null, 'root', true, owner, group.createdDateTime);
  const drive: StoredDrive = {
    id: library.id, groupId: group.id, name: library.name, createdDateTime: group.createdDateTime, rootId: root.id, items: new Map([[root.id, root]]), change: 0,
  };
  for (const item of library.items) {
    const parent = (item.path ?? '').split('/').filter((name) => name !== '').reduce((folder, name) => {
      const existing = childNamed(drive, folder, name);
      if (existing) return existing;
      const made = newItem(driveItemId(library.id, folder.id, name), folder.id, name, true, { user: item.createdBy }, item.createdDateTime);
      drive.items.set(made.id, made);
      return made;
    }, root);
    drive.items.set(item.id, {
      ...newItem(item.id, parent.id, item.name, false, { user: item.createdBy }, item.createdDateTime),
      lastModifiedBy: { user: item.lastModifiedBy }, lastModifiedDateTime: item.lastModifiedDateTime,
    });
  }
  return drive;
}

export function newItem(id: string, parentId: string | null, name: string, isFolder: boolean, author: Author, now: string): StoredItem {
  return {
    id, parentId, name, isFolder, createdBy: author, createdDateTime: now, lastModifiedBy: author, lastModifiedDateTime: now,
    bytes: null, version: 1, contentVersion: 1, change: 0, isDeleted: false,
  };
}

export function childrenOf(drive: StoredDrive, parent: StoredItem): StoredItem[] {
  return [...drive.items.values()].filter((item) => item.parentId === parent.id && !item.isDeleted)
    .sort((a, b) => byName.compare(a.name, b.name));
}

/** Made once: comparing with `localeCompare` and options makes one for each comparison. */
const byName = new Intl.Collator('en', { numeric: true });

/** SharePoint does not tell names apart by capitals. */
export function childNamed(drive: StoredDrive, parent: StoredItem, name: string): StoredItem | undefined {
  const sought = name.toLowerCase();
  return [...drive.items.values()].find((item) => item.parentId === parent.id && !item.isDeleted && item.name.toLowerCase() === sought);
}

/** The item and what lies in it, at any depth. */
export function withDescendants(drive: StoredDrive, item: StoredItem): StoredItem[] {
  return [item, ...(item.isFolder ? childrenOf(drive, item).flatMap((child) => withDescendants(drive, child)) : [])];
}

/** From the root's child down to the item. */
export function pathOf(drive: StoredDrive, item: StoredItem): string[] {
  return item.parentId === null ? [] : [...pathOf(drive, drive.items.get(item.parentId)!), item.name];
}

/** Notes a change of an item: its eTag becomes another, and the drive's delta will tell. */
export function changed(drive: StoredDrive, item: StoredItem, author: Author, now: string): void {
  drive.change += 1;
  item.change = drive.change;
  item.version += 1;
  item.lastModifiedBy = author;
  item.lastModifiedDateTime = now;
}

/** What the tenant file says of an item, unless the content was replaced since. */
export function originOf(state: TenantState, drive: StoredDrive, item: StoredItem): TenantItem | undefined {
  if (item.isFolder || item.bytes !== null) return undefined;
  return state.tenant.teams.find((team) => team.id === drive.groupId)?.libraries.find((library) => library.id === drive.id)?.items.find((each) => each.id === item.id);
}

export function bytesOf(state: TenantState, drive: StoredDrive, item: StoredItem): Uint8Array {
  const origin = originOf(state, drive, item);
  return item.bytes ?? (origin ? contentOf(origin, state.tenant) : new Uint8Array());
}

/** In bytes; a folder is as large as what lies in it. */
export function sizeOfItem(state: TenantState, drive: StoredDrive, item: StoredItem): number {
  if (item.isFolder) return childrenOf(drive, item).reduce((sum, child) => sum + sizeOfItem(state, drive, child), 0);
  const origin = originOf(state, drive, item);
  return item.bytes?.length ?? (origin ? sizeOf(origin, state.tenant) : 0);
}
