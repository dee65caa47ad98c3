import type { DriveItem } from '@microsoft/microsoft-graph-types';
import { z } from 'zod';
import { GraphError } from '../platform/graph/graph-error.ts';
import { fromCursor, toCursor } from '../platform/http/page-cursor.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { cannotSay, isAboutPlace } from '../ties/check-ties.ts';
import { tiesStore } from '../ties/ties-store.ts';
import type { Tie } from '../ties/ties-contract.ts';
import { demandAdding } from './add-items.ts';
import { libraryStore } from './library-store.ts';
import { type GraphItem, toPracticeItems } from './practice.ts';
import type { PracticeItem } from './practice-contract.ts';

/** So many files are enough for one page; Graph's pages are taken whole. */
const enough = 20;
/** Graph's pages that one of ours looks through at most: what is an item already can lie before what is none. */
const mostPages = 5;

/** Where a page begins: at which tie, and within it at which of Graph's pages. */
const place = z.tuple([z.guid(), z.string().max(3_000)]);

/**
 * The files of a community's libraries and folders that are no practice items, as this person sees them in Microsoft 365:
 * all of them, page by page, also what was dismissed or taken out before. Places that do not open to the person are left out.
 * @throws NotFoundError, NotAllowedError, and what Graph says when it cannot be asked
 */
export async function listFilesOfLibraries(
  services: Services, actor: Actor, communityId: string, cursor: string | undefined, signal: AbortSignal,
): Promise<{ items: PracticeItem[]; next: string | null }> {
  const { tenantId } = actor;
  const ties = await services.database.inTenant(tenantId, async (trx) => {
    await demandAdding(trx, actor, communityId);
    return (await tiesStore.list(trx, tenantId, communityId)).filter(({ kind }) => kind === 'library' || kind === 'folder');
  });
  const session = services.graph.asPerson(actor);
  const items: PracticeItem[] = [];
  let [tieId, after] = fromCursor(cursor, place) ?? [ties[0]?.id, ''];
  for (let pages = 0; pages < mostPages && items.length < enough; pages += 1) {
    const at = ties.findIndex(({ id }) => id === tieId);
    if (at < 0) return { items, next: null };
    const page = await filesPage(ties[at]!, after);
    const known = await services.database.inTenant(tenantId, (trx) => libraryStore.amongItems(trx, tenantId, communityId, page.files));
    items.push(...page.files.filter(({ driveId, itemId }) => !known.has(`${driveId} ${itemId}`)));
    [tieId, after] = page.next === null ? [ties[at + 1]?.id, ''] : [tieId, page.next];
  }
  return { items, next: tieId === undefined ? null : toCursor([tieId, after]) };

  async function filesPage({ target }: Tie, from: string): Promise<{ files: PracticeItem[]; next: string | null }> {
    if (target.kind !== 'library' && target.kind !== 'folder') return { files: [], next: null };
    const { driveId } = target;
    const options = { signal, after: from || undefined };
    try {
      const page = target.kind === 'library'
        ? await session.page('listDriveItems', { params: { driveId } }, options)
        : await session.page('listFolderItems', { params: { driveId, itemId: target.itemId } }, options);
      return { files: toPracticeItems(driveId, page.items as DriveItem[] as GraphItem[]), next: page.next };
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      if (isAboutPlace(error)) return { files: [], next: null };
      throw cannotSay(error);
    }
  }
}
