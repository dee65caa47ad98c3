import { randomUUID } from 'node:crypto';
import { driveItemId } from '../../tenant/stable-id.ts';
import { graphError } from '../graph-operation.ts';
import { checkName, invalidRequest } from './drive-access.ts';
import { changed, childNamed, displace, newItem, place, withDescendants, type Author, type StoredDrive, type StoredItem } from './drive-store.ts';

/** What to do when the name is taken: Microsoft, "@microsoft.graph.conflictBehavior". */
export type ConflictBehavior = 'fail' | 'replace' | 'rename';

export interface Act { author: Author; now: string }

export const nameTaken = () => graphError(409, 'nameAlreadyExists', 'The specified item name already exists.');

/** @throws GraphError 400 */
export function readConflictBehavior(value: unknown, standard: ConflictBehavior): ConflictBehavior {
  if (value === undefined || value === null) return standard;
  if (value === 'fail' || value === 'replace' || value === 'rename') return value;
  throw invalidRequest(`'${String(value)}' is not a conflict behavior.`);
}

/** Makes a folder. With `replace`, an existing folder is left as it is. @throws GraphError 409 */
export function createFolder(drive: StoredDrive, parent: StoredItem, name: string, behavior: ConflictBehavior, act: Act): StoredItem {
  const existing = childNamed(drive, parent, checkName(name));
  if (existing?.isFolder && behavior === 'replace') return existing;
  return add(drive, parent, existing ? otherName(drive, parent, name, behavior) : name, true, act);
}

/** The folder below `start` that the names lead to; missing ones are made. @throws GraphError 400 when a file is in the way */
export function folderAt(drive: StoredDrive, start: StoredItem, names: string[], act: Act): StoredItem {
  return names.reduce((folder, name) => {
    const existing = childNamed(drive, folder, name);
    if (existing && !existing.isFolder) throw invalidRequest('The path leads through a file.');
    return existing ?? add(drive, folder, checkName(name), true, act);
  }, start);
}

/**
 * Writes a file into a folder.
 * @returns the item, and whether it is new
 * @throws GraphError 409 when the name is taken and must not be replaced
 */
export function writeFile(drive: StoredDrive, parent: StoredItem, name: string, bytes: Uint8Array, behavior: ConflictBehavior, act: Act): { item: StoredItem, isNew: boolean } {
  if (!parent.isFolder) throw invalidRequest('A file cannot hold other items.');
  const existing = childNamed(drive, parent, checkName(name));
  if (existing && behavior === 'replace') {
    if (existing.isFolder) throw nameTaken();
    replaceContent(drive, existing, bytes, act);
    return { item: existing, isNew: false };
  }
  const item = add(drive, parent, existing ? otherName(drive, parent, name, behavior) : name, false, act);
  item.bytes = new Uint8Array(bytes);
  return { item, isNew: true };
}

export function replaceContent(drive: StoredDrive, item: StoredItem, bytes: Uint8Array, { author, now }: Act): void {
  item.bytes = new Uint8Array(bytes);
  item.contentVersion += 1;
  changed(drive, item, author, now);
}

/** Renames or moves. @throws GraphError 400, 404, 409 */
export function moveItem(drive: StoredDrive, item: StoredItem, to: { name?: string, parent?: StoredItem }, { author, now }: Act): void {
  if (item.parentId === null) throw invalidRequest('The root cannot be renamed or moved.');
  const parent = to.parent ?? drive.items.get(item.parentId)!;
  const name = to.name === undefined ? item.name : checkName(to.name);
  if (!parent.isFolder || withDescendants(drive, item).includes(parent)) throw invalidRequest('The item cannot be moved there.');
  const existing = childNamed(drive, parent, name);
  if (existing && existing !== item) throw nameTaken();
  displace(drive, item);
  item.name = name;
  item.parentId = parent.id;
  place(drive, item);
  changed(drive, item, author, now);
}

/** Deletes the item and what lies in it. */
export function deleteItem(drive: StoredDrive, item: StoredItem, { author, now }: Act): void {
  if (item.parentId === null) throw invalidRequest('The root cannot be deleted.');
  for (const each of withDescendants(drive, item)) {
    changed(drive, each, author, now);
    displace(drive, each);
    each.isDeleted = true;
    each.bytes = each.bytes === null ? null : new Uint8Array();
  }
}

function add(drive: StoredDrive, parent: StoredItem, name: string, isFolder: boolean, { author, now }: Act): StoredItem {
  const item = newItem(driveItemId(drive.id, randomUUID()), parent.id, name, isFolder, author, now);
  drive.change += 1;
  item.change = drive.change;
  if (!isFolder) item.bytes = new Uint8Array();
  place(drive, item);
  return item;
}

/** `report.md` → `report 1.md`, the first that is free. */
function otherName(drive: StoredDrive, parent: StoredItem, name: string, behavior: ConflictBehavior): string {
  if (behavior !== 'rename') throw nameTaken();
  const [, stem = name, extension = ''] = /^(.+?)(\.[^.]+)?$/.exec(name) ?? [];
  for (let number = 1; ; number += 1) {
    const other = `${stem} ${number}${extension}`;
    if (!childNamed(drive, parent, other)) return other;
  }
}
