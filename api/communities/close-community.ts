import { doWrites } from '../ledger/do-writes.ts';
import { ledgerStore } from '../ledger/ledger-store.ts';
import { membershipStore } from '../membership/membership-store.ts';
import { peopleStore } from '../membership/people-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { ConflictError, NotAllowedError, NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { haveSponsorTold } from '../sponsorship/tell-sponsor.ts';
import { sponsorshipOf } from '../sponsorship/sponsorship-read-model.ts';
import { withdrawOpenAsk } from '../sponsorship/withdraw-sponsorship.ts';
import { intendRemovals } from '../ties/added.ts';
import { mayClose } from './closing-policy.ts';
import { communityStore } from './community-store.ts';

/**
 * Closes a community: it stays as it is, to be read, until somebody reopens or deletes it. What was
 * asked of a sponsor is taken back, and what Microsoft 365 has not done yet is given up. Nothing is
 * written to Microsoft 365, unless what Trellis itself added is to be taken away; that may be asked
 * for of a closed one, too. The sponsor is told. Closing twice keeps who closed it first.
 * @throws NotFoundError, NotAllowedError, ConflictError (`being-done`) while a write to Microsoft 365 is under way
 */
export async function closeCommunity(services: Services, actor: Actor, communityId: string, { removeAdded }: { removeAdded: boolean }, signal: AbortSignal): Promise<void> {
  const { tenantId, personId } = actor;
  await services.database.inTenant(tenantId, async (trx) => {
    const closedAt = await holdToClose(trx, actor, communityId);
    const now = services.clock();
    if (closedAt === null) {
      await giveUpOpenWrites(trx, tenantId, communityId, now);
      await withdrawOpenAsk(services, trx, actor, communityId);
      await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
      await communityStore.setClosed(trx, tenantId, communityId, { at: now, by: personId });
      await haveSponsorTold(services, trx, { tenantId, communityId, what: 'closed', by: { id: personId, displayName: actor.displayName } });
    }
    if (removeAdded) await intendRemovals(services, trx, actor, communityId, 'everywhere');
  });
  if (removeAdded) await doWrites(services, actor, communityId, { again: false, signal });
}

/** Opens a closed community again. What closing wanted taken away and is still there, stays. @throws as `closeCommunity` */
export async function reopenCommunity(services: Services, actor: Actor, communityId: string): Promise<void> {
  await services.database.inTenant(actor.tenantId, async (trx) => {
    const closedAt = await holdToClose(trx, actor, communityId);
    if (closedAt === null) return;
    await giveUpOpenWrites(trx, actor.tenantId, communityId, services.clock(), closedAt);
    await communityStore.setClosed(trx, actor.tenantId, communityId, null);
    await haveSponsorTold(services, trx, { tenantId: actor.tenantId, communityId, what: 'reopened', by: { id: actor.personId, displayName: actor.displayName } });
  });
}

/**
 * Deletes a closed community with everything known of it here. Nothing is written to Microsoft 365;
 * what is still to be taken away there comes first, because the ledger goes too.
 * @throws NotFoundError when it is deleted already, NotAllowedError, ConflictError (`not-closed`, `unfinished`)
 */
export async function deleteCommunity(services: Services, actor: Actor, communityId: string): Promise<void> {
  const { tenantId } = actor;
  await services.database.inTenant(tenantId, async (trx) => {
    const closedAt = await holdToClose(trx, actor, communityId);
    if (closedAt === null) throw new ConflictError({ code: 'not-closed' });
    if ((await ledgerStore.list(trx, tenantId, communityId, ['intended', 'failed'])).length > 0) {
      throw new ConflictError({ code: 'unfinished' });
    }
    await ledgerStore.forget(trx, tenantId, communityId);
    await communityStore.delete(trx, tenantId, communityId);
  });
}

/** Holds a community for a person who may close it. Since when it is closed; null while it is open. @throws NotFoundError, NotAllowedError */
async function holdToClose(trx: TenantTransaction, { tenantId, personId, roles }: Actor, communityId: string): Promise<Date | null> {
  const held = await communityStore.hold(trx, tenantId, communityId);
  if (!held) throw new NotFoundError('community');
  const part = await membershipStore.partOf(trx, tenantId, communityId, personId);
  const sponsoring = part === 'coordinator' ? null : await sponsorshipOf(trx, tenantId, communityId);
  const verdict = mayClose(part, { roles, isSponsor: sponsoring?.state === 'approved' && sponsoring.sponsor.id === personId });
  if (!verdict.allowed) throw new NotAllowedError(verdict);
  return held.closedAt;
}

/** Gives up the writes that are open: those wanted since a time, or else all but those that take something away. @throws ConflictError when one is under way */
async function giveUpOpenWrites(trx: TenantTransaction, tenantId: string, communityId: string, now: Date, since?: Date): Promise<void> {
  const inHand = await ledgerStore.cancelAll(trx, tenantId, communityId, since ? { since } : { except: ['remove-tab', 'remove-activity'] }, now);
  if (inHand === 0) return;
  throw new ConflictError({ code: 'being-done' });
}
