import { demandIssue } from '../charter/care-about-issue.ts';
import { communityStore } from '../communities/community-store.ts';
import type { Invitation } from '../membership/invitations-store.ts';
import { planStore } from '../launch/plan-store.ts';
import { membershipStore } from '../membership/membership-store.ts';
import { peopleStore } from '../membership/people-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { ConflictError, NotAllowedError, NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { demandActivity } from '../rhythm/say-kind.ts';
import { lookedAfterBy } from './stewardship.ts';
import type { LookedAfter, Thing } from './stewardship-contract.ts';
import { mayEndStewardship, mayLookAfter } from './stewardship-policy.ts';
import { stewardshipStore } from './stewardship-store.ts';
import { findThing, giveThing } from './things.ts';

/**
 * The person takes a key issue, an activity or a step on, or gives it back; either twice changes nothing.
 * @throws NotFoundError, NotAllowedError, CommunityClosedError, ConflictError for what is settled or done
 */
export async function lookAfter({ database, clock }: Pick<Services, 'database' | 'clock'>, actor: Actor, communityId: string, thing: Thing & { kind: 'issue' | 'activity' | 'step' }, takes: boolean): Promise<LookedAfter> {
  const { tenantId, personId } = actor;
  return database.inTenant(tenantId, async (trx) => {
    if (thing.kind === 'issue') await demandIssue(trx, tenantId, communityId, thing.id);
    else if (thing.kind === 'activity') await demandActivity(trx, actor, communityId, thing.id);
    else if (!await planStore.step(trx, tenantId, communityId, thing.id)) throw new NotFoundError('launch-step');
    // Held before it is read who looks after it: of two who take it on at once, one is told of the other.
    await communityStore.holdOpen(trx, tenantId, communityId);
    const part = await membershipStore.partOf(trx, tenantId, communityId, personId);
    const found = await findThing(trx, tenantId, communityId, thing);
    const stewardId = found?.stewardId ?? null;
    const steward = stewardId === null ? null : { isMember: true, isMe: stewardId === personId };
    const verdict = takes ? mayLookAfter(part, steward) : steward === null ? mayLookAfter(part, null) : mayEndStewardship(part, steward);
    if (!verdict.allowed) throw new NotAllowedError(verdict);
    if (takes && !found) throw new ConflictError({ code: 'nothing-to-look-after' });
    await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
    if (takes !== (steward?.isMe ?? false)) await giveThing(trx, tenantId, communityId, thing, takes ? personId : null, clock());
    return lookedAfterBy((await stewardshipStore.list(trx, tenantId, communityId, thing.kind, [thing.id])).get(thing.id) ?? null, { personId, part, open: found !== null });
  });
}

/** What an accepted invitation comes to: who is still free to look after it does, in place of whoever asked. */
export async function lookAfterAsInvited(trx: TenantTransaction, tenantId: string, { communityId, personId, thing, invitedBy }: Invitation & { thing: NonNullable<Invitation['thing']> }, now: Date): Promise<'accepted' | 'overtaken' | 'ended'> {
  const found = await findThing(trx, tenantId, communityId, thing);
  if (!found || (thing.at !== null && thing.at < now)) return 'ended';
  if (found.stewardId !== null && found.stewardId !== personId && found.stewardId !== invitedBy) return 'overtaken';
  await giveThing(trx, tenantId, communityId, thing, personId, now);
  return 'accepted';
}
