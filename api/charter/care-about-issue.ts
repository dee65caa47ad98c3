import { communityStore } from '../communities/community-store.ts';
import { membershipStore } from '../membership/membership-store.ts';
import { peopleStore } from '../membership/people-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { NotAllowedError, NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import type { IssueCare, KeyIssue } from './charter-contract.ts';
import { mayCare } from './charter-policy.ts';
import { charterStore } from './charter-store.ts';
import { issuesStore } from './issues-store.ts';

/**
 * The person says of themselves that they care about a key issue, or no longer do; either twice changes nothing.
 * @throws NotFoundError, NotAllowedError for one who is no member, CommunityClosedError
 */
export async function sayCare({ database, clock }: Pick<Services, 'database' | 'clock'>, actor: Actor, communityId: string, issueId: string, cares: boolean): Promise<IssueCare> {
  const { tenantId, personId } = actor;
  return database.inTenant(tenantId, async (trx) => {
    await demandIssue(trx, tenantId, communityId, issueId);
    // Held before the membership is read: who leaves at the same moment does so before or after this, as a whole.
    await communityStore.holdOpen(trx, tenantId, communityId);
    const verdict = mayCare(await membershipStore.partOf(trx, tenantId, communityId, personId));
    if (!verdict.allowed) throw new NotAllowedError(verdict);
    if (cares) {
      await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
      await issuesStore.care(trx, tenantId, communityId, issueId, personId, clock());
    } else await issuesStore.stopCaring(trx, tenantId, communityId, issueId, personId);
    const [care] = await issuesStore.listCare(trx, tenantId, communityId, [issueId], personId);
    return care!;
  });
}

/** A key issue of the charter as it stands. @throws NotFoundError */
export async function demandIssue(trx: TenantTransaction, tenantId: string, communityId: string, issueId: string): Promise<KeyIssue> {
  const charter = await charterStore.findCurrent(trx, tenantId, communityId);
  const issue = charter?.keyIssues.find(({ id }) => id === issueId);
  if (!issue) throw new NotFoundError(charter ? 'key-issue' : 'community');
  return issue;
}
