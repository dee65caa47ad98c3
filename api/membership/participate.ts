import { communityStore } from '../communities/community-store.ts';
import { ConflictError, NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import type { Part } from './membership-contract.ts';
import { mayLeave } from './membership-policy.ts';
import { membershipStore } from './membership-store.ts';
import { peopleStore } from './people-store.ts';
import { keepMembership, putBack, takeKept } from './take-back.ts';
import { welcomeNewcomer } from './welcome-newcomer.ts';

type Needs = Pick<Services, 'database' | 'clock' | 'jobs'>;

export interface Participation { part: Part | null; memberCount: number }

/**
 * The person joins, as peripheral; one who is in already stays as they are. It needs no Graph, so
 * it works from a card and a message extension too.
 * @throws NotFoundError, CommunityClosedError for one who is not in it
 */
export async function joinCommunity(services: Needs, actor: Actor, communityId: string, timeZone?: string): Promise<Participation> {
  const { tenantId, personId } = actor;
  return services.database.inTenant(tenantId, async (trx) => {
    if (await membershipStore.partOf(trx, tenantId, communityId, personId) === null) await communityStore.holdOpen(trx, tenantId, communityId);
    await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
    if (timeZone) await peopleStore.setTimeZone(trx, tenantId, personId, timeZone);
    const added = await membershipStore.add(trx, tenantId, communityId, [{ personId, part: 'peripheral' }], services.clock());
    if (added > 0) await welcomeNewcomer(services, trx, tenantId, communityId, personId);
    return {
      part: await membershipStore.partOf(trx, tenantId, communityId, personId),
      memberCount: await membershipStore.countMembers(trx, tenantId, communityId) ?? 0,
    };
  });
}

/**
 * The person is again what they were before they left or stepped back, within ten minutes, with all that went with it;
 * later, one who left joins anew. Twice changes nothing.
 * @throws NotFoundError, CommunityClosedError
 */
export async function takeBackLeaving(services: Needs, actor: Actor, communityId: string, timeZone?: string): Promise<Participation> {
  const { tenantId, personId } = actor;
  await services.database.inTenant(tenantId, async (trx) => {
    await communityStore.holdOpen(trx, tenantId, communityId);
    const kept = await takeKept(trx, { tenantId, communityId, personId }, services.clock());
    if (!kept) return;
    const [, [before]] = kept[0]! as [string, [{ part: Part }]];
    const added = await membershipStore.add(trx, tenantId, communityId, [{ personId, part: before.part }], services.clock());
    // Who stepped back may have said other words since.
    if (added > 0) await putBack(trx, { tenantId, communityId, personId }, kept);
    else await membershipStore.setPart(trx, tenantId, communityId, personId, before.part);
  });
  return joinCommunity(services, actor, communityId, timeZone);
}

/**
 * The person leaves; leaving twice changes nothing. Nothing in Microsoft 365 changes. For ten minutes it can be taken back.
 * @throws NotFoundError, ConflictError (`last-coordinator`)
 */
export async function leaveCommunity(services: Needs, actor: Actor, communityId: string): Promise<Participation> {
  const { tenantId, personId } = actor;
  return services.database.inTenant(tenantId, async (trx) => {
    const coordinators = await membershipStore.countCoordinatorsHolding(trx, tenantId, communityId);
    const verdict = mayLeave(await membershipStore.partOf(trx, tenantId, communityId, personId), coordinators);
    if (!verdict.allowed) throw new ConflictError(verdict);
    await keepMembership(trx, { tenantId, communityId, personId }, services.clock());
    await membershipStore.remove(trx, tenantId, communityId, personId);
    const memberCount = await membershipStore.countMembers(trx, tenantId, communityId);
    if (memberCount === undefined) throw new NotFoundError('community');
    return { part: null, memberCount };
  });
}
