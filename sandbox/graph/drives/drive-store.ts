import { randomUUID } from 'node:crypto';
import { defineArea, type TenantState } from '../../kernel/state.ts';
import { driveId, driveItemId } from '../../tenant/stable-id.ts';
import { contentOf, sizeOf } from '../../tenant/files/file-content.ts';
import type { TenantFile, TenantItem, TenantLibrary } from '../../tenant/tenant-file.ts';
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
  /** What lies in each folder: ids by name in small letters, as SharePoint does not tell names apart by capitals. */
  names: Map<string, Map<string, string>>;
  /** Number of the latest change. */
  change: number;
  /** Delta tokens of another life of the drive are no longer good. */
  epoch: string;
  isDeleted: boolean;
}

interface Drives { byId: Map<string, StoredDrive> }

export const drivesArea = defineArea<Drives>('drives', (tenant, state) => {
  const byId = new Map<string, StoredDrive>();
  for (const group of directoryArea.of(state).groups.values()) {
    const libraries = tenant.teams.find((team) => team.id === group.id)?.libraries ?? [];
    for (const drive of libraries.length > 0 ? libraries.map((library) => driveOf(library, group)) : [emptyDrive(group)]) byId.set(drive.id, drive);
  }
  return { byId };
});

/** The drives of a group, its default one first. Groups made since have an empty library, as new teams do. */
export function drivesOf(state: TenantState, group: Group): StoredDrive[] {
  const { byId } = drivesArea.of(state);
  const found = [...byId.values()].filter((drive) => drive.groupId === group.id);
  if (found.length > 0) return found.filter((drive) => !drive.isDeleted);
  const drive = emptyDrive(group);
  byId.set(drive.id, drive);
  return [drive];
}

/** Forgets what readers of changes know: their next request is answered 410, and they begin again. */
export function forgetChanges(drive: StoredDrive): void {
  drive.epoch = randomUUID();
}

/** Adds an empty library to a group's site. */
export function addLibrary(state: TenantState, group: Group, library: { id: string, name: string }, author: Author, now: string): StoredDrive {
  // The first of the group, if it has none yet, stays its default one.
  drivesOf(state, group);
  const drive = { ...driveOf({ ...library, items: [] }, group), createdDateTime: now };
  Object.assign(drive.items.get(drive.rootId)!, { createdBy: author, lastModifiedBy: author, createdDateTime: now, lastModifiedDateTime: now });
  drivesArea.of(state).byId.set(drive.id, drive);
  return drive;
}

function emptyDrive(group: Group): StoredDrive {
  return driveOf({ id: driveId('group', group.id), name: 'Documents', items: [] }, group);
}

function driveOf(library: TenantLibrary, group: Group): StoredDrive {
  const owner: Author = { user: [...group.owners][0] ?? [...group.members][0] ?? '' };
  const root = newItem(driveItemId(library.id, 'root'), null, 'root', true, owner, group.createdDateTime);
  const drive: StoredDrive = {
    id: library.id, groupId: group.id, name: library.name, createdDateTime: group.createdDateTime, rootId: root.id, items: new Map([[root.id, root]]), names: new Map(), change: 0, epoch: randomUUID(), isDeleted: false,
  };
  for (const item of library.items) {
    const parent = (item.path ?? '').split('/').filter((name) => name !== '').reduce((folder, name) => {
      const existing = childNamed(drive, folder, name);
      if (existing) return existing;
      const made = newItem(driveItemId(library.id, folder.id, name), folder.id, name, true, { user: item.createdBy }, item.createdDateTime);
      place(drive, made);
      return made;
    }, root);
    place(drive, {
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

/** Puts an item where its `parentId` and name say. */
export function place(drive: StoredDrive, item: StoredItem): void {
  drive.items.set(item.id, item);
  if (item.parentId === null) return;
  if (!drive.names.has(item.parentId)) drive.names.set(item.parentId, new Map());
  drive.names.get(item.parentId)!.set(item.name.toLowerCase(), item.id);
}

/** Takes an item from its folder, before it is moved, renamed or deleted. */
export function displace(drive: StoredDrive, item: StoredItem): void {
  if (item.parentId !== null) drive.names.get(item.parentId)?.delete(item.name.toLowerCase());
}

export function childCount(drive: StoredDrive, parent: StoredItem): number {
  return drive.names.get(parent.id)?.size ?? 0;
}

export function childrenOf(drive: StoredDrive, parent: StoredItem): StoredItem[] {
  return [...drive.names.get(parent.id)?.values() ?? []].map((id) => drive.items.get(id)!).sort((a, b) => byName.compare(a.name, b.name));
}

/** Made once: comparing with `localeCompare` and options makes one for each comparison. */
const byName = new Intl.Collator('en', { numeric: true });

/** SharePoint does not tell names apart by capitals. */
export function childNamed(drive: StoredDrive, parent: StoredItem, name: string): StoredItem | undefined {
  const id = drive.names.get(parent.id)?.get(name.toLowerCase());
  return id === undefined ? undefined : drive.items.get(id);
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
  return originsOf(state.tenant).get(drive.id)?.get(item.id);
}

const origins = new WeakMap<TenantFile, Map<string, Map<string, TenantItem>>>();

/** The files of the tenant file, by library and id. */
function originsOf(tenant: TenantFile): Map<string, Map<string, TenantItem>> {
  let found = origins.get(tenant);
  if (!found) {
    const libraries = tenant.teams.flatMap((team) => team.libraries);
    origins.set(tenant, found = new Map(libraries.map((library) => [library.id, new Map(library.items.map((item) => [item.id, item]))])));
  }
  return found;
}

export function bytesOf(state: TenantState, drive: StoredDrive, item: StoredItem): Uint8Array {
  const origin = originOf(state, drive, item);
  return item.bytes ?? (origin ? contentOf(origin, state.tenant) : new Uint8Array());
}

/** In bytes; a folder is as large as what lies in it. */
export function sizeOfItem(state: TenantState, drive: StoredDrive, item: StoredItem): number {
  return item.isFolder ? figuresOf(state, drive).sizes.get(item.id) ?? 0 : sizeOfFile(state, drive, item);
}

/** When anything in the drive was last changed, as ISO instant. */
export function lastChangeOf(state: TenantState, drive: StoredDrive): string {
  return figuresOf(state, drive).latest;
}

interface Figures { change: number; sizes: Map<string, number>; latest: string }
const figures = new WeakMap<StoredDrive, Figures>();

/** Sizes of folders and the time of the last change: counted once after each change, as libraries can be large. */
function figuresOf(state: TenantState, drive: StoredDrive): Figures {
  const known = figures.get(drive);
  if (known?.change === drive.change) return known;
  const sizes = new Map<string, number>();
  let latest = '';
  for (const item of drive.items.values()) {
    if (item.lastModifiedDateTime > latest) latest = item.lastModifiedDateTime;
    if (item.isFolder || item.isDeleted) continue;
    const size = sizeOfFile(state, drive, item);
    for (let id = item.parentId; id !== null; id = drive.items.get(id)!.parentId) sizes.set(id, (sizes.get(id) ?? 0) + size);
  }
  const counted = { change: drive.change, sizes, latest };
  figures.set(drive, counted);
  return counted;
}

function sizeOfFile(state: TenantState, drive: StoredDrive, item: StoredItem): number {
  const origin = originOf(state, drive, item);
  return item.bytes?.length ?? (origin ? sizeOf(origin, state.tenant) : 0);
}
