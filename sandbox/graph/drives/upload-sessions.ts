import { randomUUID } from 'node:crypto';
import { defineArea } from '../../kernel/state.ts';
import { graphError } from '../graph-operation.ts';
import type { ConflictBehavior } from './change-items.ts';
import type { Author } from './drive-store.ts';

/** A large file on its way, piece by piece: Microsoft, "driveItem: createUploadSession". */
export interface UploadSession {
  id: string;
  driveId: string;
  /** The folder and name it goes to, or the item whose content it replaces. */
  target: { parentId: string, name: string } | { itemId: string };
  conflictBehavior: ConflictBehavior;
  author: Author;
  expires: number;
  /** Known from the first piece on. */
  total: number | null;
  received: Uint8Array[];
  receivedBytes: number;
}

export const uploadSessionsArea = defineArea('uploadSessions', () => new Map<string, UploadSession>());

const lifetime = 24 * 60 * 60 * 1000;
const unit = 320 * 1024;
const largestPiece = 60 * 1024 * 1024;

export function newSession(session: Pick<UploadSession, 'driveId' | 'target' | 'conflictBehavior' | 'author'>, now: number): UploadSession {
  return { ...session, id: randomUUID(), expires: now + lifetime, total: null, received: [], receivedBytes: 0 };
}

/** What an upload URL answers while bytes are missing. */
export function progressOf(session: UploadSession): Record<string, unknown> {
  return {
    expirationDateTime: new Date(session.expires).toISOString(),
    nextExpectedRanges: [session.total === null ? `${session.receivedBytes}-` : `${session.receivedBytes}-${session.total - 1}`],
  };
}

/**
 * Takes one piece, named by its `Content-Range` (`bytes 0-327679/1000000`).
 * @returns the whole file when this was the last piece, else null
 * @throws GraphError 400, 413, or 416 for a piece that came already or does not follow
 */
export function receivePiece(session: UploadSession, contentRange: string | undefined, piece: Uint8Array): Uint8Array | null {
  const found = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(contentRange ?? '');
  if (!found) throw graphError(400, 'invalidRequest', 'The Content-Range header is missing or malformed.');
  const [first, last, total] = found.slice(1).map(Number) as [number, number, number];
  if (last - first + 1 !== piece.length || last >= total) throw graphError(400, 'invalidRequest', 'The Content-Range header does not fit the length of the content.');
  if (piece.length >= largestPiece) throw graphError(413, 'requestTooLarge', 'The fragment is larger than the largest that is taken, which is below 60 MiB.');
  if (session.total !== null && session.total !== total) throw graphError(400, 'invalidRequest', 'The declared length of the file changed between fragments.');
  if (first < session.receivedBytes) throw outOfRange('fragmentOverlap', 'The uploaded fragment overlaps with data that has already been received.');
  if (first > session.receivedBytes) throw outOfRange('fragmentOutOfOrder', 'The uploaded fragment does not follow the data that has been received.');
  if (last + 1 < total && piece.length % unit !== 0) throw graphError(400, 'invalidRequest', 'The length of every fragment but the last must be a multiple of 320 KiB.');
  session.total = total;
  session.received.push(new Uint8Array(piece));
  session.receivedBytes += piece.length;
  return session.receivedBytes === total ? Buffer.concat(session.received) : null;
}

function outOfRange(detail: string, message: string) {
  return graphError(416, 'invalidRange', message, { inner: { code: detail } });
}
