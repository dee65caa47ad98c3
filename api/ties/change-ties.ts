import { communityStore } from '../communities/community-store.ts';
import { membershipStore } from '../membership/membership-store.ts';
import { peopleStore } from '../membership/people-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { BadInputError, ConflictError, NotAllowedError, NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { readTieCheck, tieChecks, TiesRefusedError } from './check-ties.ts';
import { type FoundTie, mostTies, sameTarget, aPlace } from './ties.ts';
import type { Tie, TieTarget } from './ties-contract.ts';
import { mayChangeTies } from './ties-policy.ts';
import { tiesStore } from './ties-store.ts';

/** What of `Services` changing ties takes. */
type Needed = Pick<Services, 'database' | 'graph' | 'clock'>;

/**
 * Ties a community to one more place, which the person must be able to see: looked up in Graph in
 * their name. Two who tie the same place at once make one tie.
 * @throws NotFoundError, NotAllowedError, ConflictError (`community-closed`, `too-many-ties`), TiesRefusedError, what `cannotSay` gives when Graph could not say
 */
export async function addTie(services: Needed, actor: Actor, communityId: string, target: TieTarget, signal: AbortSignal): Promise<Tie> {
  await readTies(services, actor, communityId, async () => undefined);
  const found = await lookUp(services, actor, target, signal);
  return changingTies(services, actor, communityId, async (trx, ties) => {
    const there = ties.find((tie) => sameTarget(tie.target, target));
    if (there) return there;
    if (ties.length >= mostTies) {
      throw new ConflictError({ code: 'too-many-ties', values: { most: mostTies } });
    }
    await tiesStore.add(trx, actor.tenantId, communityId, [found], { personId: actor.personId, now: services.clock() });
    return need((await tiesStore.list(trx, actor.tenantId, communityId)).find((tie) => sameTarget(tie.target, target)));
  });
}

/**
 * Points a tie to another place of the same kind. What was known of the tie stays in its history.
 * @throws as `addTie`; BadInputError for another kind, ConflictError (`tied-already`) for a place of another tie
 */
export async function pointTieElsewhere(services: Needed, actor: Actor, communityId: string, tieId: string, target: TieTarget, signal: AbortSignal): Promise<Tie> {
  await readTies(services, actor, communityId, async (_trx, ties) => {
    const { kind } = need(ties.find((each) => each.id === tieId));
    if (kind !== target.kind) {
      throw new BadInputError([{ field: '/target/kind', refused: 'tie-of-another-kind', values: { context: kind, given: aPlace(target.kind) } }]);
    }
  });
  const found = await lookUp(services, actor, target, signal);
  return changingTies(services, actor, communityId, async (trx, ties) => {
    const tie = need(ties.find((each) => each.id === tieId));
    const there = ties.find((each) => sameTarget(each.target, target));
    if (there?.id === tieId) return there;
    if (there) throw new ConflictError({ code: 'tied-already', values: { name: there.name } });
    await tiesStore.pointElsewhere(trx, actor.tenantId, communityId, tie, found, { personId: actor.personId, now: services.clock() });
    return need((await tiesStore.list(trx, actor.tenantId, communityId)).find((each) => each.id === tieId));
  });
}

/** Makes a tie the home of its kind. @throws NotFoundError, NotAllowedError */
export async function makeTieHome(services: Needed, actor: Actor, communityId: string, tieId: string): Promise<Tie> {
  return changingTies(services, actor, communityId, async (trx, ties) => {
    const tie = need(ties.find((each) => each.id === tieId));
    if (!tie.isHome) await tiesStore.makeHome(trx, actor.tenantId, communityId, tie, { personId: actor.personId, now: services.clock() });
    return { ...tie, isHome: true };
  });
}

/**
 * Drops a tie; dropping it again does nothing.
 * @param alsoWanted what is to be written to Microsoft 365 because of it; nothing unless the person asked for it
 * @throws NotFoundError, NotAllowedError
 */
export async function dropTie(services: Needed, actor: Actor, communityId: string, tieId: string, alsoWanted: (trx: TenantTransaction, tie: Tie) => Promise<void>): Promise<void> {
  await changingTies(services, actor, communityId, async (trx, ties) => {
    const tie = ties.find((each) => each.id === tieId);
    if (!tie) return;
    await alsoWanted(trx, tie);
    await tiesStore.drop(trx, actor.tenantId, communityId, tie, { personId: actor.personId, now: services.clock() });
  });
}

/**
 * The community's ties, for those who may change them.
 * @throws NotFoundError when there is no such community, NotAllowedError
 */
export async function readTies<T>(services: Needed, actor: Actor, communityId: string, read: (trx: TenantTransaction, ties: Tie[]) => Promise<T>): Promise<T> {
  return withTies(services, actor, communityId, 'look', read);
}

/** Runs `work` while nobody else changes the community. @throws NotFoundError, NotAllowedError, CommunityClosedError */
export async function changingTies<T>(services: Needed, actor: Actor, communityId: string, work: (trx: TenantTransaction, ties: Tie[]) => Promise<T>): Promise<T> {
  return withTies(services, actor, communityId, 'hold', async (trx, ties) => {
    await peopleStore.rememberName(trx, actor.tenantId, actor.personId, actor.displayName);
    return work(trx, ties);
  });
}

async function withTies<T>(services: Needed, { tenantId, personId }: Actor, communityId: string, how: 'look' | 'hold', work: (trx: TenantTransaction, ties: Tie[]) => Promise<T>): Promise<T> {
  return services.database.inTenant(tenantId, async (trx) => {
    if (!await communityStore.isThere(trx, tenantId, communityId)) throw new NotFoundError('community');
    const verdict = mayChangeTies(await membershipStore.partOf(trx, tenantId, communityId, personId));
    if (!verdict.allowed) throw new NotAllowedError(verdict);
    if (how === 'hold') await communityStore.holdOpen(trx, tenantId, communityId);
    return work(trx, await tiesStore.list(trx, tenantId, communityId));
  });
}

async function lookUp(services: Needed, actor: Actor, target: TieTarget, signal: AbortSignal): Promise<FoundTie> {
  const verdict = readTieCheck(target, await services.graph.asPerson(actor).batch(tieChecks(target), { signal }));
  if ('refusal' in verdict) throw new TiesRefusedError([{ field: '/target', ...verdict.refusal }], 'ties.nothingChanged');
  return verdict.found;
}

function need<T>(found: T | undefined): T {
  if (found === undefined) throw new NotFoundError('tie');
  return found;
}
