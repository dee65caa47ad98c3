import type { Intention } from '../ledger/ledger-store.ts';
import { BadInputError, ConflictError } from '../platform/errors.ts';
import { GraphError } from '../platform/graph/graph-error.ts';
import type { GraphOptions, GraphSession } from '../platform/graph/graph.ts';
import type { Actor } from '../platform/identity/actor.ts';
import { cannotSay, isAboutPlace } from './check-ties.ts';
import { aPlace } from './ties.ts';
import type { NewPlace } from './ties-contract.ts';

/** What to make, as the ledger wants it. @param requestId the same again is the same place */
export function toMake(requestId: string, place: NewPlace, content: object, mends: string | null): Intention {
  return { id: crypto.randomUUID(), step: `create-${place.kind}`, mark: requestId, key: requestId, content: { ...content, mends } };
}

/**
 * What the step needs to know, once it is clear that nothing there has the name.
 * @param at JSON pointer to the place in the request, for refusals
 * @throws BadInputError, ConflictError (`name-taken`), what `cannotSay` gives
 */
export async function lookBefore(session: GraphSession, actor: Actor, place: NewPlace, at: string, options: GraphOptions): Promise<object> {
  const named = (name: string | null | undefined) => name?.toLocaleLowerCase() === place.name.toLocaleLowerCase();
  try {
    switch (place.kind) {
      case 'channel': {
        refuseTaken(place, at, (await session.list('listChannels', { params: { teamId: place.groupId } }, options)).some((channel) => named(channel.displayName)));
        return { groupId: place.groupId, name: place.name, description: place.description };
      }
      case 'library': {
        refuseTaken(place, at, (await session.list('listGroupDrives', { params: { groupId: place.groupId } }, options)).some((drive) => named(drive.name)));
        return { groupId: place.groupId, name: place.name };
      }
      case 'folder': {
        const library = (await session.list('listGroupDrives', { params: { groupId: place.groupId } }, options)).find((drive) => drive.id === place.driveId);
        if (!library) throw notThere(`${at}/driveId`, 'library');
        const parentId = place.parentId ?? (await session.call('getDriveRoot', { params: { driveId: place.driveId } }, options)).id ?? '';
        const items = await session.list('listFolderItems', { params: { driveId: place.driveId, itemId: parentId } }, { ...options, limit: 5_000 });
        refuseTaken(place, at, items.some((item) => named(item.name)));
        return { groupId: place.groupId, driveId: place.driveId, parentId, library: library.name ?? '', name: place.name };
      }
      // Names of teams need not be unique; the screens show those of like name before.
      case 'team': return { name: place.name, description: place.description, visibility: place.visibility, ownerId: actor.personId };
    }
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    if (isAboutPlace(error) && place.kind !== 'team') throw place.kind === 'folder' ? notThere(`${at}/driveId`, 'library') : notThere(`${at}/groupId`, 'team');
    throw cannotSay(error);
  }
}

function refuseTaken(place: NewPlace, at: string, taken: boolean): void {
  if (!taken) return;
  throw new ConflictError({ code: 'name-taken', values: { name: place.name, place: aPlace(place.kind) }, fields: [{ field: `${at}/name`, refused: 'name-taken' }] });
}

const notThere = (field: string, what: 'library' | 'team') => new BadInputError([{ field, refused: 'nowhere-to-make-it', values: { context: what } }]);
