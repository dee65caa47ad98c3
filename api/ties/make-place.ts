import { doWrites } from '../ledger/do-writes.ts';
import { type Intention, ledgerStore } from '../ledger/ledger-store.ts';
import { BadInputError, ConflictError, NotFoundError } from '../platform/errors.ts';
import { GraphError } from '../platform/graph/graph-error.ts';
import type { GraphOptions, GraphSession } from '../platform/graph/graph.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { changingTies, readTies } from './change-ties.ts';
import { cannotSay, isAboutPlace } from './check-ties.ts';
import { nameRefusal } from './place-names.ts';
import { mostTies, tieNoun } from './ties.ts';
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
    const content = await lookBefore(services.graph.asPerson(actor), actor, place, { signal });
    await changingTies(services, actor, communityId, async (trx, ties) => {
      const mended = mends === null ? null : ties.find((tie) => tie.id === mends);
      if (mended === undefined) throw new NotFoundError('tie');
      if (mended && mended.kind !== place.kind) throw new BadInputError([{ field: '/mends', reason: `This tie is to a ${tieNoun[mended.kind]}, and a ${tieNoun[place.kind]} is to be made.`, remedy: `Make a ${tieNoun[mended.kind]}, or mend the tie another way.` }]);
      if (!mended && ties.length >= mostTies) throw new ConflictError({ code: 'too-many-ties', detail: `A community has at most ${mostTies} ties.`, remedy: 'Drop one that is not needed any more first.' });
      const wanted: Intention = { id: crypto.randomUUID(), step, mark: requestId, key: requestId, content: { ...content, mends } };
      await ledgerStore.intend(trx, tenantId, communityId, personId, [wanted], services.clock());
    });
  }
  await doWrites(services, actor, communityId, { again: true, signal });
}

/** What the step needs to know, once it is clear that nothing there has the name. */
async function lookBefore(session: GraphSession, actor: Actor, place: NewPlace, options: GraphOptions): Promise<object> {
  const named = (name: string | null | undefined) => name?.toLocaleLowerCase() === place.name.toLocaleLowerCase();
  try {
    switch (place.kind) {
      case 'channel': {
        refuseTaken(place, (await session.list('listChannels', { params: { teamId: place.groupId } }, options)).some((channel) => named(channel.displayName)));
        return { groupId: place.groupId, name: place.name, description: place.description };
      }
      case 'library': {
        refuseTaken(place, (await session.list('listGroupDrives', { params: { groupId: place.groupId } }, options)).some((drive) => named(drive.name)));
        return { groupId: place.groupId, name: place.name };
      }
      case 'folder': {
        const library = (await session.list('listGroupDrives', { params: { groupId: place.groupId } }, options)).find((drive) => drive.id === place.driveId);
        if (!library) throw notThere('/place/driveId', 'library');
        const parentId = place.parentId ?? (await session.call('getDriveRoot', { params: { driveId: place.driveId } }, options)).id ?? '';
        const items = await session.list('listFolderItems', { params: { driveId: place.driveId, itemId: parentId } }, { ...options, limit: 5_000 });
        refuseTaken(place, items.some((item) => named(item.name)));
        return { groupId: place.groupId, driveId: place.driveId, parentId, library: library.name ?? '', name: place.name };
      }
      // Names of teams need not be unique; the screens show those of like name before.
      case 'team': return { name: place.name, description: place.description, visibility: place.visibility, ownerId: actor.personId };
    }
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    if (isAboutPlace(error) && place.kind !== 'team') throw notThere(place.kind === 'folder' ? '/place/driveId' : '/place/groupId', place.kind === 'folder' ? 'library' : 'team');
    throw cannotSay(error);
  }
}

function refuseTaken(place: NewPlace, taken: boolean): void {
  if (!taken) return;
  throw new ConflictError({
    code: 'name-taken', detail: `There is “${place.name}” already.`, remedy: `Tie the ${tieNoun[place.kind]} that is there, or choose another name.`,
    fields: [{ field: '/place/name', reason: 'This name is taken.', remedy: 'Tie what is there, or choose another name.' }],
  });
}

const notThere = (field: string, noun: string) => new BadInputError([{ field, reason: `This ${noun} is not there, or you may not see it.`, remedy: `Choose another ${noun}.` }]);
