import { doWrites } from '../ledger/do-writes.ts';
import { ledgerStore } from '../ledger/ledger-store.ts';
import { BadInputError, ConflictError, NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { changingTies, readTies } from './change-ties.ts';
import { lookBefore, toMake } from './look-before.ts';
import { nameRefusal } from './place-names.ts';
import { aPlace, mostTies } from './ties.ts';
import type { NewPlace } from './ties-contract.ts';

export interface Making { requestId: string; place: NewPlace; mends: string | null }

/**
 * Makes a place where nothing that exists fits, by the person's choice and in their name, and ties
 * the community to it; a tie that it mends points to it instead. A name that is taken is refused
 * with what has it: first what exists (start-up guide U2). Wanted in the ledger before anything is
 * written, so that a crash makes nothing twice and loses nothing.
 * @throws NotFoundError, NotAllowedError, BadInputError, ConflictError (`name-taken`, `too-many-ties`), what `cannotSay` gives
 */
export async function makePlace(services: Services, actor: Actor, communityId: string, { requestId, place, mends }: Making, signal: AbortSignal): Promise<void> {
  const { tenantId, personId } = actor;
  const step = `create-${place.kind}` as const;
  const known = await readTies(services, actor, communityId, (trx) => ledgerStore.isKnown(trx, tenantId, step, requestId));
  if (!known) {
    const refusal = nameRefusal(place.kind, place.name);
    if (refusal) throw new BadInputError([{ field: '/place/name', ...refusal }]);
    const content = await lookBefore(services.graph.asPerson(actor), actor, place, '/place', { signal });
    await changingTies(services, actor, communityId, async (trx, ties) => {
      const mended = mends === null ? null : ties.find((tie) => tie.id === mends);
      if (mended === undefined) throw new NotFoundError('tie');
      if (mended && mended.kind !== place.kind) throw new BadInputError([{ field: '/mends', refused: 'place-of-another-kind', values: { context: mended.kind, given: aPlace(place.kind) } }]);
      if (!mended && ties.length >= mostTies) throw new ConflictError({ code: 'too-many-ties', values: { most: mostTies } });
      await ledgerStore.intend(trx, tenantId, communityId, personId, [toMake(requestId, place, content, mends)], services.clock());
    });
  }
  await doWrites(services, actor, communityId, { again: true, signal });
}
