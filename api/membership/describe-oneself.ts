import type { output } from 'zod';
import { communityStore } from '../communities/community-store.ts';
import { ConflictError, NotAllowedError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import type { describeMyself } from './members-contract.ts';
import { mayChooseLevel, mayDescribe } from './membership-policy.ts';
import { membershipStore } from './membership-store.ts';
import { wishPairing } from './pair-members.ts';
import { peopleStore } from './people-store.ts';
import { keepMembership } from './take-back.ts';
import { tellHostNow } from './welcome-newcomer.ts';

type Needs = Pick<Services, 'database' | 'clock' | 'jobs'>;
export type Words = output<(typeof describeMyself)['body']>;

/** The member says what they offer and seek, what they are known as, and their time zone. @throws NotFoundError, CommunityClosedError, NotAllowedError */
export async function describeOneself(services: Needs, actor: Actor, communityId: string, { timeZone, ...words }: Words): Promise<void> {
  const { tenantId, personId } = actor;
  await services.database.inTenant(tenantId, async (trx) => {
    await communityStore.holdOpen(trx, tenantId, communityId);
    const verdict = mayDescribe(await membershipStore.partOf(trx, tenantId, communityId, personId));
    if (!verdict.allowed) throw new NotAllowedError(verdict);
    await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
    await peopleStore.setTimeZone(trx, tenantId, personId, timeZone);
    await membershipStore.describe(trx, tenantId, communityId, personId, words);
    if (words.pairs) await wishPairing(services, trx, tenantId, communityId);
    if (words.seeks.length > 0) await tellHostNow(services, trx, tenantId, communityId, personId);
  });
}

/** The member takes part actively, or at the edge; what they give up so can be taken back for ten minutes. @throws NotFoundError, CommunityClosedError, NotAllowedError, ConflictError (`last-coordinator`) */
export async function chooseLevel({ database, clock }: Needs, actor: Actor, communityId: string, part: 'active' | 'peripheral'): Promise<void> {
  const { tenantId, personId } = actor;
  await database.inTenant(tenantId, async (trx) => {
    await communityStore.holdOpen(trx, tenantId, communityId);
    const coordinators = await membershipStore.countCoordinatorsHolding(trx, tenantId, communityId);
    const before = await membershipStore.partOf(trx, tenantId, communityId, personId);
    const verdict = mayChooseLevel(before, coordinators);
    if (!verdict.allowed) throw verdict.code === 'last-coordinator' ? new ConflictError(verdict) : new NotAllowedError(verdict);
    if (before === part) return;
    await keepMembership(trx, { tenantId, communityId, personId }, clock());
    await membershipStore.setPart(trx, tenantId, communityId, personId, part);
  });
}
