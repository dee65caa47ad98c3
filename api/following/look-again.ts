import type { TenantTransaction } from '../platform/database/database.ts';
import type { Services } from '../platform/services.ts';
import type { TieSeen } from '../ties/ties.ts';
import type { Tie } from '../ties/ties-contract.ts';
import type { Subject } from './following.ts';
import { followingsStore } from './followings-store.ts';

/**
 * What a person does not find may be there and closed to them since they last looked. Where Trellis looks itself it
 * looks once more, in a job, instead of taking their word.
 * @returns what is left to be believed
 */
export async function lookAgain(
  { jobs }: Pick<Services, 'jobs'>, trx: TenantTransaction, tenantId: string, ties: readonly Tie[], seen: ReadonlyMap<string, TieSeen>,
): Promise<ReadonlyMap<string, TieSeen>> {
  const believed = new Map(seen);
  for (const tie of ties) {
    if (seen.get(tie.id)?.state !== 'lost') continue;
    const place = lookedAtAs(tie);
    if ((await followingsStore.find(trx, tenantId, place.subject, place.graphId))?.state !== 'followed') continue;
    believed.delete(tie.id);
    if (tie.state !== 'lost') await jobs.enqueue(trx, 'look-at-place', { tenantId, ...place }, { singletonKey: `${place.subject}/${place.graphId}` });
  }
  return believed;
}

/** Of what is followed, that which a look at shows the place of a tie. */
function lookedAtAs({ target }: Tie): { subject: Subject; graphId: string } {
  return target.kind === 'library' || target.kind === 'folder' ? { subject: 'library', graphId: target.driveId } : { subject: 'team', graphId: target.groupId };
}
