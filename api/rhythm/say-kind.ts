import { communityStore } from '../communities/community-store.ts';
import { readTiesToLookAt } from '../communities/community-read-model.ts';
import { peopleStore } from '../membership/people-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { NotAllowedError, NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { kindOf } from './rhythm-read-model.ts';
import { mayRecord } from './rhythm-policy.ts';
import { rhythmStore } from './rhythm-store.ts';
import { activitiesOf, type SeenActivity } from './seen-year.ts';
import type { RhythmKind, YearActivity } from './year-contract.ts';

/**
 * Says of which kind an activity is, or all of its series, which then holds for each of them; null takes back what was said.
 * @returns the activities of which it was said, as they are now
 * @throws NotFoundError, also for an activity that Microsoft 365 does not show the person; NotAllowedError, CommunityClosedError
 */
export async function sayKind({ database, clock }: Pick<Services, 'database' | 'clock'>, actor: Actor, communityId: string, activityId: string, { kind, series }: { kind: RhythmKind | null; series: boolean }): Promise<Pick<YearActivity, 'id' | 'kind' | 'kindBy'>[]> {
  const { tenantId, personId } = actor;
  return database.inTenant(tenantId, async (trx) => {
    const { activity, seen } = await holdActivity(trx, actor, communityId, activityId);
    const { seriesId } = activity;
    const concerned = series && seriesId !== null ? seen.filter((each) => each.seriesId === seriesId) : [activity];
    const ids = concerned.map(({ id }) => id);
    if (series && seriesId !== null) await rhythmStore.dropKinds(trx, tenantId, communityId, [...ids, seriesId]);
    if (kind === null) await rhythmStore.dropKinds(trx, tenantId, communityId, ids);
    else {
      await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
      await rhythmStore.setKind(trx, tenantId, communityId, series && seriesId !== null ? seriesId : activityId, kind, { personId, now: clock() });
    }
    const kinds = await rhythmStore.kinds(trx, tenantId, communityId);
    return concerned.map((each) => ({ id: each.id, ...kindOf(each, kinds) }));
  });
}

/**
 * An activity among what Microsoft 365 showed the person lately, for one who keeps what stands beside it; the community is held.
 * @throws NotFoundError, NotAllowedError, CommunityClosedError
 */
export async function holdActivity(trx: TenantTransaction, actor: Actor, communityId: string, activityId: string): Promise<{ activity: SeenActivity; seen: SeenActivity[] }> {
  const found = await demandActivity(trx, actor, communityId, activityId);
  await communityStore.holdOpen(trx, actor.tenantId, communityId);
  return found;
}

/** An activity among what Microsoft 365 showed the person lately, for one who may read what stands beside it. @throws NotFoundError, NotAllowedError */
export async function demandActivity(trx: TenantTransaction, { tenantId, personId }: Actor, communityId: string, activityId: string): Promise<{ activity: SeenActivity; seen: SeenActivity[] }> {
  const found = await readTiesToLookAt(trx, tenantId, personId, communityId);
  if (!found) throw new NotFoundError('community');
  const verdict = mayRecord(found.myPart);
  if (!verdict.allowed) throw new NotAllowedError(verdict);
  const seen = activitiesOf(await rhythmStore.findYear(trx, tenantId, communityId, personId), found.ties);
  const activity = seen.find(({ id }) => id === activityId);
  if (!activity) throw new NotFoundError('activity');
  return { activity, seen };
}
