import { communityStore } from '../communities/community-store.ts';
import { BadInputError, ConflictError } from '../platform/errors.ts';
import { isGraphFailure } from '../platform/graph/graph-error.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import type { Settings } from '../platform/settings.ts';
import { nameRefusal } from '../ties/place-names.ts';
import { tiesStore } from '../ties/ties-store.ts';
import { demandAdding } from './add-items.ts';

/** SharePoint's addresses in Microsoft's clouds. */
const sharePoint = ['https://*.sharepoint.com', 'https://*.sharepoint.us', 'https://*.sharepoint.cn'];

/** Where browsers bring files to: SharePoint, or what stands in for Microsoft 365. */
export function uploadOriginsOf({ graphUrl }: Pick<Settings, 'graphUrl'>): string[] {
  const { origin, hostname } = new URL(graphUrl);
  return /(^|\.)(microsoft\.com|microsoft\.us|chinacloudapi\.cn)$/.test(hostname) ? sharePoint : [origin];
}

/**
 * Opens a way for the person's browser to bring a file to a tied place, in their name (docs/decisions/0019). Asked for
 * twice, nothing is there twice: nothing lies there before the browser sent the last piece.
 * @throws NotFoundError, NotAllowedError, CommunityClosedError, BadInputError, ConflictError, and what Graph says
 */
export async function beginUpload(services: Services, actor: Actor, communityId: string, { tieId, name, keepBoth }: { tieId: string; name: string; keepBoth: boolean }, signal: AbortSignal): Promise<{ uploadUrl: string }> {
  const { tenantId } = actor;
  const ties = await services.database.inTenant(tenantId, async (trx) => {
    await demandAdding(trx, actor, communityId);
    await communityStore.holdOpen(trx, tenantId, communityId);
    return tiesStore.list(trx, tenantId, communityId);
  });
  const target = ties.find(({ id }) => id === tieId)?.target;
  if (target?.kind !== 'library' && target?.kind !== 'folder') throw new BadInputError([{ field: '/tieId', refused: 'no-such-place-to-upload' }]);
  if (nameRefusal('folder', name.slice(0, 120)) !== null || /^\s|\s$/.test(name)) throw new BadInputError([{ field: '/name', refused: 'file-name-not-taken' }]);
  try {
    const session = await services.graph.asPerson(actor).call('createUploadSession', {
      params: { driveId: target.driveId, itemId: target.kind === 'folder' ? target.itemId : 'root', name }, body: { item: { '@microsoft.graph.conflictBehavior': keepBoth ? 'rename' : 'fail' } },
    }, { signal });
    return { uploadUrl: session.uploadUrl! };
  } catch (error) {
    if (isGraphFailure(error, 'conflict')) throw new ConflictError({ code: 'file-name-taken', values: { name } });
    throw error;
  }
}
