import { z } from 'zod';
import { NotFoundError } from '../platform/errors.ts';
import { GraphError } from '../platform/graph/graph-error.ts';
import type { GraphOptions, GraphSession } from '../platform/graph/graph.ts';
import { fromCursor, toCursor } from '../platform/http/page-cursor.ts';
import { cannotSay, isAboutPlace } from './check-ties.ts';
import type { listFolders as contract } from './ties-contract.ts';

/** So many folders are enough for one page. */
const enough = 50;
/** Graph's pages that one of ours looks through at most: folders can lie behind thousands of files. */
const mostPages = 5;

const place = z.tuple([z.string().max(3_000)]);

/**
 * The folders of a library, or in one of its folders, as the person sees them, in Graph's order.
 * SharePoint lists folders and files together and filters neither, so the files are left out here.
 * @throws NotFoundError when there is no such place, or not for this person; what `cannotSay` gives when Graph could not say
 */
export async function listFolders(
  session: GraphSession, asked: { driveId: string; itemId?: string | undefined; cursor?: string | undefined }, options: GraphOptions = {},
): Promise<z.input<(typeof contract)['response']>> {
  const { driveId, itemId } = asked;
  const items: { itemId: string; name: string; webUrl: string | null }[] = [];
  let after = fromCursor(asked.cursor, place)?.[0];
  try {
    for (let pages = 0; pages < mostPages && items.length < enough; pages += 1) {
      const page = itemId === undefined
        ? await session.page('listRootItems', { params: { driveId } }, { ...options, after })
        : await session.page('listFolderItems', { params: { driveId, itemId } }, { ...options, after });
      for (const { id, name, webUrl, folder } of page.items) {
        if (id && folder) items.push({ itemId: id, name: name ?? '', webUrl: webUrl ?? null });
      }
      if (page.next === null) return { items, next: null };
      after = page.next;
    }
    return { items, next: after === undefined ? null : toCursor([after]) };
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    if (isAboutPlace(error) || error.failure === 'bad-request') throw new NotFoundError(itemId === undefined ? 'library' : 'folder');
    throw cannotSay(error);
  }
}
