import { communityStore } from '../communities/community-store.ts';
import { invitationsStore } from '../membership/invitations-store.ts';
import { membershipStore } from '../membership/membership-store.ts';
import { peopleStore } from '../membership/people-store.ts';
import { haveTold } from '../membership/tell-member.ts';
import { ConflictError, NotAllowedError, NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { demandOpen } from '../practice/edit-items.ts';
import { demandActivity } from '../rhythm/say-kind.ts';
import { asksStandForMs, restsForMs } from './stewardship.ts';
import type { Thing } from './stewardship-contract.ts';
import { mayAsk, mayBeAsked } from './stewardship-policy.ts';
import { findThing } from './things.ts';

/**
 * Asks a member to look after something that the one who asks may open; who is asked about it already stays so.
 * @throws NotFoundError, NotAllowedError, CommunityClosedError, ConflictError
 */
export async function askToLookAfter(services: Services, actor: Actor, communityId: string, invited: { personId: string; thing: Thing }, signal: AbortSignal): Promise<void> {
  const { tenantId, personId } = actor;
  const { thing } = invited;
  if (thing.kind === 'item') await demandOpen(services, actor, communityId, thing.id, signal);
  await services.database.inTenant(tenantId, async (trx) => {
    const now = services.clock();
    if (!await communityStore.isThere(trx, tenantId, communityId)) throw new NotFoundError('community');
    const part = await membershipStore.partOf(trx, tenantId, communityId, personId);
    const activity = thing.kind === 'activity' ? (await demandActivity(trx, actor, communityId, thing.id)).activity : null;
    await communityStore.holdOpen(trx, tenantId, communityId);
    const found = await findThing(trx, tenantId, communityId, thing);
    const may = mayAsk(part, found && found.stewardId !== null ? { isMember: true, isMe: found.stewardId === personId } : null);
    if (!may.allowed) throw may.code === 'who-may-ask' ? new NotAllowedError(may) : new ConflictError(may);
    if (!found || (activity && Date.parse(activity.endsAt) < now.getTime())) throw new ConflictError({ code: 'nothing-to-look-after' });
    const them = await membershipStore.find(trx, tenantId, communityId, invited.personId);
    const before = await invitationsStore.askedBefore(trx, tenantId, communityId, invited.personId, thing);
    const stands = before.some(({ state, expiresAt }) => state === 'open' && expiresAt > now);
    const askedLately = before.some(({ state, expiresAt, answeredAt }) => (state === 'declined' && answeredAt !== null && now.getTime() - answeredAt.getTime() < restsForMs)
      || ((state === 'open' || state === 'expired') && expiresAt <= now && now.getTime() - expiresAt.getTime() < restsForMs));
    const asked = mayBeAsked({ isMember: them !== null && !them.gone, isMe: invited.personId === personId, askedLately });
    if (!asked.allowed) throw new ConflictError(asked);
    if (stands) return;
    await invitationsStore.lapse(trx, tenantId, communityId, invited.personId, thing, now);
    await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
    const id = await invitationsStore.add(trx, tenantId, {
      communityId, personId: invited.personId, becomes: 'steward', handOver: false, invitedBy: personId, thing: { ...thing, at: activity ? new Date(activity.startsAt) : null }, expiresAt: new Date(now.getTime() + asksStandForMs),
    }, now);
    if (id) await haveTold(services, trx, { tenantId, what: 'invitation', id });
  });
}
