import { communityStore } from '../communities/community-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { ConflictError, NotAllowedError, NotFoundError } from '../platform/errors.ts';
import type { Services } from '../platform/services.ts';
import { lookAfterAsInvited } from '../stewardship/look-after.ts';
import { type Invitation, invitationsStore } from './invitations-store.ts';
import type { Becomes } from './members-contract.ts';
import { mayInvite } from './membership-policy.ts';
import { membershipStore } from './membership-store.ts';
import { haveTold } from './tell-member.ts';

type Needs = Pick<Services, 'database' | 'clock' | 'jobs'>;
interface Who { tenantId: string; personId: string }

/** Invites a member; one who is invited to it already stays so. @throws NotFoundError, CommunityClosedError, NotAllowedError, ConflictError */
export async function inviteMember(services: Needs, { tenantId, personId }: Who, communityId: string, invited: { personId: string; becomes: Becomes; handOver: boolean }): Promise<void> {
  const { becomes } = invited;
  await services.database.inTenant(tenantId, async (trx) => {
    await communityStore.holdOpen(trx, tenantId, communityId);
    const them = await membershipStore.find(trx, tenantId, communityId, invited.personId);
    const verdict = mayInvite(await membershipStore.partOf(trx, tenantId, communityId, personId), becomes, { part: them?.part ?? null, knownAs: them?.knownAs ?? [], isMe: invited.personId === personId });
    if (!verdict.allowed) throw verdict.code === 'coordinators-invite' ? new NotAllowedError(verdict) : new ConflictError(verdict);
    const id = await invitationsStore.add(trx, tenantId, { communityId, personId: invited.personId, becomes, handOver: invited.handOver && becomes === 'coordinator', invitedBy: personId }, services.clock());
    if (id) await haveTold(services, trx, { tenantId, what: 'invitation', id });
  });
}

export type Answered = { ok: true; invitation: Invitation } | { ok: false; why: 'gone' } | { ok: false; why: 'answered-before'; state: Invitation['state'] };

/**
 * The invited person's answer, from the tab or the card. The first counts; the same again changes nothing. Whoever
 * handed over steps back in the same transaction, so that there is a coordinator at any moment.
 * @throws CommunityClosedError
 */
export async function answerInvitation(services: Needs, { tenantId, personId }: Who, invitationId: string, accept: boolean, communityId?: string): Promise<Answered> {
  return services.database.inTenant(tenantId, async (trx) => {
    const invitation = await holding(trx, tenantId, invitationId);
    if (invitation?.personId !== personId || (communityId && invitation.communityId !== communityId)) return { ok: false, why: 'gone' };
    const state = accept ? 'accepted' : 'declined';
    if (invitation.state === state) return { ok: true, invitation };
    if (invitation.state !== 'open') return { ok: false, why: 'answered-before', state: invitation.state };
    const now = services.clock();
    const came = invitation.expiresAt !== null && invitation.expiresAt <= now ? 'expired' : accept ? await take(trx, tenantId, invitation, now) : 'declined';
    await invitationsStore.settle(trx, tenantId, invitationId, came, now);
    return came === state ? { ok: true, invitation: { ...invitation, state } } : { ok: false, why: 'answered-before', state: came };
  });
}

/** @throws NotFoundError, NotAllowedError, CommunityClosedError */
export async function withdrawInvitation(services: Needs, { tenantId, personId }: Who, communityId: string, invitationId: string): Promise<void> {
  await services.database.inTenant(tenantId, async (trx) => {
    const invitation = await holding(trx, tenantId, invitationId);
    if (invitation?.communityId !== communityId) throw new NotFoundError('invitation');
    if (!await maySettle(trx, tenantId, invitation, personId)) throw new NotAllowedError({ code: 'coordinators-invite', about: 'back' });
    await invitationsStore.settle(trx, tenantId, invitationId, 'withdrawn', services.clock());
  });
}

/**
 * Takes back, within ten minutes, a no of one's own, or that one took an invitation back: it is open again. Twice changes nothing.
 * @throws NotFoundError, CommunityClosedError, ConflictError
 */
export async function reopenInvitation(services: Needs, { tenantId, personId }: Who, invitationId: string, communityId?: string): Promise<void> {
  await services.database.inTenant(tenantId, async (trx) => {
    const invitation = await holding(trx, tenantId, invitationId);
    const isMine = invitation?.personId === personId;
    if (!invitation || (communityId && invitation.communityId !== communityId) || !(isMine || await maySettle(trx, tenantId, invitation, personId))) throw new NotFoundError('invitation');
    if (invitation.state === 'open') return;
    const ended = invitation.state === (isMine ? 'declined' : 'withdrawn');
    if (!ended || !await invitationsStore.reopen(trx, tenantId, invitationId, services.clock())) throw new ConflictError({ code: 'too-late-to-take-back' });
    // One that was withdrawn before its card was sent is told now.
    if (invitation.toldAt === null) await haveTold(services, trx, { tenantId, what: 'invitation', id: invitationId });
  });
}

/** Whoever may take an invitation back: coordinators any, whoever asked somebody to look after something their own. */
const maySettle = async (trx: TenantTransaction, tenantId: string, { communityId, becomes, invitedBy }: Invitation, personId: string): Promise<boolean> =>
  (becomes === 'steward' && invitedBy === personId) || await membershipStore.partOf(trx, tenantId, communityId, personId) === 'coordinator';

/** The invitation as it stands once its community is held. */
async function holding(trx: TenantTransaction, tenantId: string, invitationId: string): Promise<Invitation | null> {
  const invitation = await invitationsStore.find(trx, tenantId, invitationId);
  if (!invitation) return null;
  await communityStore.holdOpen(trx, tenantId, invitation.communityId);
  return invitationsStore.find(trx, tenantId, invitationId);
}

/** What follows from a yes, and what came of it. */
async function take(trx: TenantTransaction, tenantId: string, invitation: Invitation, now: Date): Promise<'accepted' | 'overtaken' | 'ended'> {
  const { thing } = invitation;
  if (thing) return lookAfterAsInvited(trx, tenantId, { ...invitation, thing }, now);
  await become(trx, tenantId, invitation);
  return 'accepted';
}

async function become(trx: TenantTransaction, tenantId: string, { communityId, personId, becomes, handOver, invitedBy }: Invitation): Promise<void> {
  if (becomes === 'steward') return;
  if (becomes === 'core') {
    // Who came to coordinate meanwhile stays so.
    if (await membershipStore.partOf(trx, tenantId, communityId, personId) !== 'coordinator') await membershipStore.setPart(trx, tenantId, communityId, personId, 'core');
    return;
  }
  if (becomes !== 'coordinator') {
    const { knownAs } = (await membershipStore.find(trx, tenantId, communityId, personId))!;
    return membershipStore.describe(trx, tenantId, communityId, personId, { knownAs: [...new Set([...knownAs, becomes])] });
  }
  await membershipStore.setPart(trx, tenantId, communityId, personId, 'coordinator');
  if (handOver && await membershipStore.partOf(trx, tenantId, communityId, invitedBy) === 'coordinator') await membershipStore.setPart(trx, tenantId, communityId, invitedBy, 'active');
}
