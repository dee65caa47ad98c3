import type { GraphItem } from './practice.ts';
import type { PracticeItem } from './practice-contract.ts';
import { webAddress } from '../platform/web-address.ts';

/** A file as Microsoft 365 showed it, in what a practice item keeps of it. */
export interface FileSeen { driveId: string; fileId: string; title: string; webUrl: string | null; modifiedAt: string | null; modifiedBy: string | null }

/** Longest title that a file's name makes. */
const longestTitle = 200;

/** A file's name as a title: without the ending that says its type. */
export function titleOf(fileName: string): string {
  return (fileName.replace(/(?<=.)\.[a-z0-9]{1,8}$/i, '').trim() || fileName).slice(0, longestTitle).toWellFormed();
}

/** What an answer of Graph says of a file; null for a folder, or what has no name. */
export function fileSeen(driveId: string, item: GraphItem): FileSeen | null {
  if (!item.id || !item.name || item.folder || item.deleted) return null;
  const modified = Date.parse(item.lastModifiedDateTime ?? '');
  return {
    driveId, fileId: item.id, title: titleOf(item.name), webUrl: webAddress(item.webUrl),
    modifiedAt: Number.isNaN(modified) ? null : new Date(modified).toISOString(), modifiedBy: item.lastModifiedBy?.user?.displayName ?? null,
  };
}

export const seenAsItem = ({ driveId, itemId, name, webUrl, modifiedAt, modifiedBy }: PracticeItem): FileSeen => ({ driveId, fileId: itemId, title: titleOf(name), webUrl, modifiedAt, modifiedBy });
