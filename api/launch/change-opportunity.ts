import { communityStore } from '../communities/community-store.ts';
import { peopleStore } from '../membership/people-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { ConflictError, NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { type Change, changed } from '../rhythm/record.ts';
import { coordinatesSome } from './board-read-model.ts';
import type { BoardStage } from './opportunity-contract.ts';
import { CommunityTakenError, NoCommunityYetError, OpportunityChangedError, OpportunityMovedError } from './opportunity-errors.ts';
import { demandOpportunity } from './opportunity-policy.ts';
import { planStore } from './plan-store.ts';
import { type Opportunity, opportunityStore } from './opportunity-store.ts';

type Needed = Pick<Services, 'database' | 'clock'>;

/** An opportunity that this person may work on, held until the transaction ends. @throws NotFoundError */
export async function holdOpportunity(trx: TenantTransaction, actor: Actor, id: string): Promise<Opportunity> {
  const held = await opportunityStore.hold(trx, actor.tenantId, id);
  if (!held) throw new NotFoundError('opportunity');
  demandOpportunity(actor, { coordinates: await coordinatesSome(trx, actor), proposedBy: held.proposedBy });
  return held;
}

/** Proposes an area as an idea; everybody may. The same id again is the one that is there. @throws NotFoundError when the id is another's */
export async function proposeOpportunity({ database, clock }: Needed, actor: Actor, id: string, words: { name: string; about: string }): Promise<void> {
  const { tenantId, personId } = actor;
  await database.inTenant(tenantId, async (trx) => {
    await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
    if (!await opportunityStore.insert(trx, tenantId, { id, ...words }, { personId, now: clock() })) await holdOpportunity(trx, actor, id);
  });
}

export type OpportunityChanges = { [Part in 'name' | 'about' | 'nextStep' | 'launchOn']?: Change<Opportunity[Part]> };

/** Changes what is said of an opportunity. @throws NotFoundError, OpportunityChangedError, ConflictError for a launch date that is the community's by now */
export async function changeOpportunity({ database }: Needed, actor: Actor, id: string, changes: OpportunityChanges): Promise<void> {
  await database.inTenant(actor.tenantId, async (trx) => {
    const held = await holdOpportunity(trx, actor, id);
    if (changes.launchOn && held.communityId !== null && await planStore.find(trx, actor.tenantId, held.communityId)) throw new ConflictError({ code: 'launch-day-is-the-plans' });
    const after = {
      name: changed(held.name, changes.name), about: changed(held.about, changes.about), nextStep: changed(held.nextStep, changes.nextStep), launchOn: changed(held.launchOn, changes.launchOn),
    };
    const clashing = Object.entries(after).filter(([, value]) => value === undefined).map(([part]) => part);
    if (clashing.length > 0) throw new OpportunityChangedError(clashing);
    await opportunityStore.change(trx, actor.tenantId, id, after as Pick<Opportunity, 'name' | 'about' | 'nextStep' | 'launchOn'>);
  });
}

/**
 * Moves an opportunity; where it is already, nothing changes, so that a second click does nothing. What is launched is a
 * community: without one it cannot be.
 * @throws NotFoundError, OpportunityMovedError, NoCommunityYetError
 */
export async function moveOpportunity({ database, clock }: Needed, actor: Actor, id: string, move: { from: BoardStage; stage: BoardStage; learned: string }): Promise<void> {
  const { tenantId, personId } = actor;
  await database.inTenant(tenantId, async (trx) => {
    const held = await holdOpportunity(trx, actor, id);
    if (held.stage === move.stage) return;
    if (held.stage !== move.from) throw new OpportunityMovedError(await opportunityStore.lastMover(trx, tenantId, id), held.stage);
    if (move.stage === 'launched' && held.communityId === null) throw new NoCommunityYetError();
    await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
    await opportunityStore.move(trx, tenantId, id, { before: held.stage, stage: move.stage, learned: move.stage === 'let-go' ? move.learned : '' }, { personId, now: clock() });
  });
}

/** Says which community an opportunity became, or takes that back. @throws NotFoundError, CommunityTakenError */
export async function linkOpportunity({ database }: Needed, actor: Actor, id: string, communityId: string | null): Promise<void> {
  const { tenantId } = actor;
  await database.inTenant(tenantId, async (trx) => {
    await holdOpportunity(trx, actor, id);
    if (communityId !== null && !await communityStore.isOpen(trx, tenantId, communityId)) throw new NotFoundError('community');
    if (!await opportunityStore.link(trx, tenantId, id, communityId)) throw new CommunityTakenError();
  });
}

/**
 * Within the transaction that founds a community: an opportunity, which is held, became it, unless it became another
 * before. Whatever stage it was at, it is being prepared now.
 */
export async function becomeCommunity(trx: TenantTransaction, { tenantId, personId }: Actor, held: Opportunity, communityId: string, now: Date): Promise<void> {
  if (held.communityId !== null) return;
  await opportunityStore.link(trx, tenantId, held.id, communityId);
  if (held.stage !== 'preparing' && held.stage !== 'launched') await opportunityStore.move(trx, tenantId, held.id, { before: held.stage, stage: 'preparing', learned: '' }, { personId, now });
}
