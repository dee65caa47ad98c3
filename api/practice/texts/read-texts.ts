import type { DriveItem } from '@microsoft/microsoft-graph-types';
import { ConsentNeededError } from '../../platform/errors.ts';
import { GraphError } from '../../platform/graph/graph-error.ts';
import { graphCall, type GraphCall, type GraphSession, type Outcome } from '../../platform/graph/graph.ts';
import type { Services } from '../../platform/services.ts';
import { isAboutPlace } from '../../ties/check-ties.ts';
import { type FileSeen, fileSeen } from '../file-seen.ts';
import { libraryStore } from '../library-store.ts';
import type { GraphItem } from '../practice.ts';
import { type FileText, largestFile, readableEnding } from './file-text.ts';
import { createTextReader, type TextReader } from './text-reader.ts';
import { type ItemFile, type ReadFile, textsStore, type Whose } from './texts-store.ts';

/** What one takes in hand is read by another after this long, if nothing came of it. */
export const inHandMs = 15 * 60_000;
const dayMs = 86_400_000;
/** A job that takes longer than two minutes is tried again. */
const longestMs = 45_000;
const patience = { deadlineMs: 60_000, priority: 'bulk' } as const;

/** Files asked about in one round trip; what is read is kept together, as it is quicker, unless it becomes as much as this. */
export const inHand = 20;
const keptTogether = 4 * 1024 * 1024;

/**
 * Reads the text of files that are practice items and were not read since they changed: as many as are said, and none is begun after a while.
 * @returns how many were seen to, whether there are more, and whether trouble came between: then they are due again when nobody has them in hand
 */
export async function readTexts(services: Services, session: GraphSession, tenantId: string, whose: Whose, most: number, signal: AbortSignal): Promise<{ read: number; more: boolean; inTrouble: boolean }> {
  const { database, clock } = services;
  const began = performance.now();
  const reader = createTextReader();
  let unkept: SeenTo = { done: [], notHad: [] };
  let [taken, read, inTrouble] = [0, 0, false];
  const keep = async (): Promise<void> => {
    const { done, notHad } = unkept;
    unkept = { done: [], notHad: [] };
    read += done.length;
    if (done.length + notHad.length > 0) await database.inTenant(tenantId, async (trx) => {
      const now = clock();
      await libraryStore.observe(trx, tenantId, done.map(({ seen }) => seen));
      await textsStore.keep(trx, tenantId, done.map(({ file }) => file), now);
      await textsStore.postpone(trx, tenantId, notHad, new Date(now.getTime() + dayMs));
    });
  };
  try {
    while (taken < most && performance.now() - began < longestMs) {
      const now = clock();
      const files = await database.inTenant(tenantId, (trx) => textsStore.takeDue(trx, tenantId, whose, now, new Date(now.getTime() + inHandMs), Math.min(inHand, most - taken)));
      if (files.length === 0) break;
      taken += files.length;
      await readEach(session, reader, files, unkept, signal);
      if (unkept.done.reduce((sum, { file }) => sum + file.text.text.length, 0) > keptTogether) await keep();
    }
  } catch (error) {
    if (!(error instanceof GraphError || error instanceof ConsentNeededError)) throw error;
    services.logger.info({ code: error.code }, 'the texts of files could not be read just now');
    inTrouble = true;
  } finally {
    await reader.close();
  }
  // What was read before trouble came stays read; the others stay in hand, and are due again after it.
  await keep();
  return { read, more: !inTrouble && taken > 0 && await database.inTenant(tenantId, (trx) => textsStore.isAnyDue(trx, tenantId, whose, clock())), inTrouble };
}

interface SeenTo { done: { seen: FileSeen; file: ReadFile }[]; notHad: ItemFile[] }

async function readEach(session: GraphSession, reader: TextReader, files: readonly ItemFile[], { done, notHad }: SeenTo, signal: AbortSignal): Promise<void> {
  // What a file is called and how long it is comes first: most of what cannot be read is never fetched.
  const looked = await session.batch(files.map(({ driveId, fileId }) => graphCall('getDriveItem', { params: { driveId, itemId: fileId } })) as GraphCall[], { ...patience, signal }) as Outcome<DriveItem>[];
  for (const [index, file] of files.entries()) {
    const outcome = looked[index]!;
    if (!outcome.ok && !isAboutPlace(outcome.error)) throw outcome.error;
    const read = outcome.ok ? await readOne(session, reader, file, outcome.value as GraphItem, signal) : null;
    if (read) done.push(read);
    else notHad.push(file);
  }
}

async function readOne(session: GraphSession, reader: TextReader, { driveId, fileId }: ItemFile, item: GraphItem, signal: AbortSignal): Promise<{ seen: FileSeen; file: ReadFile } | null> {
  const seen = fileSeen(driveId, item);
  if (!seen) return null;
  const ending = readableEnding(item.name!);
  const nothing = (unsearched: FileText['unsearched']): FileText => ({ text: '', words: [], unsearched });
  const textOf = async (): Promise<FileText> => {
    // A picture, say: nobody misses its text.
    if (!ending) return nothing(null);
    if ((item.size ?? 0) > largestFile) return nothing('too-large');
    const bytes = await session.call('getFileContent', { params: { driveId, itemId: fileId } }, { ...patience, signal });
    return bytes === null ? nothing('too-large') : reader.read(ending, bytes);
  };
  try {
    return { seen, file: { driveId, fileId, ofChange: seen.modifiedAt, text: await textOf() } };
  } catch (error) {
    if (error instanceof GraphError && isAboutPlace(error)) return null;
    throw error;
  }
}
