import type { Drive, DriveItem } from '@microsoft/microsoft-graph-types';
import { isGraphFailure } from '../platform/graph/graph-error.ts';
import { graphCall, type GraphCall, type GraphListPage, type GraphSession, type Outcome } from '../platform/graph/graph.ts';
import type { GraphAnswer } from '../platform/graph/operations.ts';
import type { Services } from '../platform/services.ts';
import { fileSeen } from '../practice/file-seen.ts';
import { libraryStore } from '../practice/library-store.ts';
import type { GraphItem } from '../practice/practice.ts';
import { wantTexts } from '../practice/texts/texts-jobs.ts';
import { folderNames } from '../ties/check-ties.ts';
import type { TieSeen } from '../ties/ties.ts';
import type { Tie } from '../ties/ties-contract.ts';
import { tiesStore } from '../ties/ties-store.ts';
import { type Following, libraryNameEveryMs } from './following.ts';
import { demandAnswers, observe, patience, sound, valueOf } from './looking.ts';

/** What tells what changed in a library that was looked at before and, if its turn has come, what it is called; to be sent in a batch. */
export const libraryCalls = (following: Following & { deltaLink: string }, now: Date) => [
  { ...graphCall('listDriveItems', { params: { driveId: following.graphId } }), link: following.deltaLink },
  ...(isNamed(following, now) ? [graphCall('getDrive', { params: { driveId: following.graphId } })] as const : []),
] as const;
export type LibraryAnswers = readonly [Outcome<GraphAnswer<'listDriveItems'>>, Outcome<GraphAnswer<'getDrive'>>?];
export interface LibraryGiven { answers: LibraryAnswers; allSound: boolean }

/** Whether a library is also looked at itself, for its name: its turn comes by the clock. */
function isNamed({ deltaLink, lookedAt }: Following, now: Date): boolean {
  const period = (at: Date) => Math.floor(at.getTime() / libraryNameEveryMs);
  return deltaLink === null || !lookedAt || period(lookedAt) !== period(now);
}

/**
 * What changed in a library since the last look: its tied folders are followed by id, wherever they were moved.
 * @param given the answers of `libraryCalls`, when they came with others, and whether all that is tied is known as sound: then a look that finds no change tells nothing new
 * @returns the link to go on from
 */
export async function lookAtLibrary(services: Services, session: GraphSession, tenantId: string, following: Following, given?: LibraryGiven): Promise<string | null> {
  const { graphId: driveId, groupId, deltaLink } = following;
  const ofDrive = (tie: Tie) => (tie.target.kind === 'library' || tie.target.kind === 'folder') && tie.target.driveId === driveId;
  const tiedFolders = async () => {
    const ties = await services.database.inTenant(tenantId, (trx) => tiesStore.listOfGroup(trx, tenantId, groupId));
    return [...new Set(ties.filter(ofDrive).flatMap(({ target }) => (target.kind === 'folder' ? [target.itemId] : [])))];
  };
  const named = isNamed(following, services.clock());
  const ofItself = given?.answers[1];
  let drive: Drive | null = null;
  let changes: Awaited<ReturnType<typeof changesSince>>;
  const folders = new Map<string, Outcome<DriveItem>>();
  try {
    changes = await changesSince(session, driveId, deltaLink, given?.answers[0]);
    // Delta tells neither paths nor what lies in a folder that was renamed or moved, so all tied ones are asked for.
    const asked = named || changes.ofFolders ? await tiedFolders() : [];
    const calls = [...(named && !ofItself ? [graphCall('getDrive', { params: { driveId } })] : []), ...asked.map((itemId) => graphCall('getDriveItem', { params: { driveId, itemId } }))] as GraphCall[];
    const answers = [...(ofItself ? [ofItself] : []), ...demandAnswers(calls.length > 0 ? await session.batch(calls, patience) : [])];
    if (named) drive = valueOf(answers.shift() as Outcome<Drive>);
    for (const [index, itemId] of asked.entries()) folders.set(itemId, answers[index] as Outcome<DriveItem>);
  } catch (error) {
    if (isGraphFailure(error, 'not-found')) await observe(services, tenantId, groupId, (current) => new Map(current.filter(ofDrive).map((tie) => [tie.id, { state: 'lost', reason: 'deleted' }])));
    throw error;
  }
  const isQuiet = given?.allSound && !named && !changes.ofFolders;
  if (!isQuiet) await observe(services, tenantId, groupId, (current) => {
    const seen = new Map<string, TieSeen>();
    for (const tie of current.filter(ofDrive)) {
      if (tie.target.kind === 'library') seen.set(tie.id, { ...sound, ...(drive?.name ? { name: drive.name } : {}), webUrl: drive?.webUrl ?? tie.webUrl });
      const outcome = tie.target.kind === 'folder' ? folders.get(tie.target.itemId) : undefined;
      if (outcome?.ok) seen.set(tie.id, { ...sound, ...folderNames(outcome.value, drive?.name ?? tie.location?.split(' / ')[0] ?? '') });
      else if (outcome && isGraphFailure(outcome.error, 'not-found', 'gone')) seen.set(tie.id, { state: 'lost', reason: 'deleted' });
    }
    return seen;
  });
  if (changes.files.length > 0) {
    await services.database.inTenant(tenantId, async (trx) => {
      await libraryStore.observe(trx, tenantId, changes.files.flatMap((file) => fileSeen(driveId, file) ?? []));
      await libraryStore.noteGone(trx, tenantId, driveId, changes.files.flatMap(({ id, deleted }) => (id && deleted ? [id] : [])), services.clock());
      await wantTexts(services, trx, tenantId);
    });
  }
  return changes.link;
}

/**
 * Whether any folder changed since a delta link, what changed beside, and the link to go on from; the work grows with the
 * change, not with the library. Without a link, or when Graph takes it no more (410: start over), folders
 * count as changed and the library is followed from now on.
 */
async function changesSince(session: GraphSession, driveId: string, deltaLink: string | null, first?: LibraryAnswers[0]): Promise<{ ofFolders: boolean; files: GraphItem[]; link: string | null }> {
  if (deltaLink !== null) {
    try {
      let ofFolders = false;
      // The last word on an item holds.
      const files = new Map<string, GraphItem>();
      let link: string | null = null;
      for await (const page of pagesFrom(session, driveId, deltaLink, first)) {
        ofFolders ||= page.items.some(({ folder, file, deleted }) => folder || (deleted && !file));
        for (const item of page.items) if (item.id && !item.folder) files.set(item.id, item as GraphItem);
        link = page.deltaLink;
      }
      return { ofFolders, files: [...files.values()], link };
    } catch (error) {
      if (!isGraphFailure(error, 'gone', 'bad-request')) throw error;
    }
  }
  let link: string | null = null;
  for await (const page of session.pages('listDriveItems', { params: { driveId }, query: { token: 'latest' } }, patience)) link = page.deltaLink;
  return { ofFolders: true, files: [], link };
}

/** The pages of a delta from its link, of which the first may have come with other answers. */
async function* pagesFrom(session: GraphSession, driveId: string, link: string, first?: LibraryAnswers[0]): AsyncGenerator<GraphListPage<DriveItem>, void, undefined> {
  if (!first) return yield* session.pages('listDriveItems', { link, params: { driveId } }, patience);
  const { value: items, '@odata.nextLink': next, '@odata.deltaLink': deltaLink = null } = valueOf(first);
  yield { items, deltaLink };
  if (next !== undefined) yield* session.pages('listDriveItems', { link: next }, patience);
}
