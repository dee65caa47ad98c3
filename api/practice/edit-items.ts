import { issuesStore } from '../charter/issues-store.ts';
import { charterStore } from '../charter/charter-store.ts';
import { communityStore } from '../communities/community-store.ts';
import type { Part } from '../membership/membership-contract.ts';
import type { Verdict } from '../platform/errors.ts';
import { membershipStore } from '../membership/membership-store.ts';
import { peopleStore } from '../membership/people-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { BadInputError, NotAllowedError, NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { mayEndStewardship, mayLookAfter } from '../stewardship/stewardship-policy.ts';
import { giveThing } from '../stewardship/things.ts';
import { answer, demandAdding, distinct } from './add-items.ts';
import type { ItemWords, LibraryItem } from './library-contract.ts';
import { mayEditItem } from './library-policy.ts';
import { type FoundItem, findItems } from './library-read-model.ts';
import { libraryStore } from './library-store.ts';
import { keepWhatOpens, keyOf } from './who-may-open.ts';

/**
 * Says what an item is. An empty title of a file means the file's name, now and when it changes.
 * @throws NotFoundError, NotAllowedError, CommunityClosedError, BadInputError
 */
export async function editItem(services: Services, actor: Actor, communityId: string, itemId: string, { issueIds, ...words }: ItemWords, signal: AbortSignal): Promise<LibraryItem> {
  const { found, fileTitle } = await demandOpen(services, actor, communityId, itemId, signal);
  if (words.title === '' && found.driveId === null) throw new BadInputError([{ field: '/title', refused: 'link-without-name' }]);
  return change(services, actor, communityId, itemId, (item, part) => mayEditItem(part, item.steward?.isMe ?? false), async (trx, { item, driveId, fileId }) => {
    const { tenantId } = actor;
    await libraryStore.edit(trx, tenantId, itemId, { ...words, topics: distinct(words.topics), title: words.title || fileTitle, titleGiven: words.title !== '' });
    const current = await charterStore.findCurrent(trx, tenantId, communityId);
    const known = new Set(current?.keyIssues.map(({ id }) => id));
    for (const issueId of item.issueIds.filter((id) => known.has(id) && !issueIds.includes(id))) {
      const links = await issuesStore.listLinks(trx, tenantId, communityId, [issueId]);
      const link = links.find(({ kind, placeId, graphId }) => (driveId === null ? kind === 'link' && graphId === itemId : kind === 'file' && placeId === driveId && graphId === fileId));
      if (link) await issuesStore.unlink(trx, tenantId, communityId, issueId, link.id, services.clock());
    }
    await answer(trx, actor, communityId, { id: itemId, file: driveId === null ? null : { driveId, fileId: fileId! } }, issueIds, services.clock(), '/issueIds');
  });
}

/** Takes an item out, or puts it back as it was; either twice changes nothing. Its file is not touched. @throws NotFoundError, NotAllowedError, CommunityClosedError */
export async function setRemoved(services: Services, actor: Actor, communityId: string, itemId: string, removed: boolean, signal: AbortSignal): Promise<LibraryItem> {
  await demandOpen(services, actor, communityId, itemId, signal);
  return change(services, actor, communityId, itemId, (item, part) => mayEditItem(part, item.steward?.isMe ?? false),
    (trx) => libraryStore.setRemoved(trx, actor.tenantId, itemId, removed ? services.clock() : null), { alsoRemoved: true });
}

/** The person takes an item on, or gives it up. @throws NotFoundError, NotAllowedError, CommunityClosedError */
export async function setStewardship(services: Services, actor: Actor, communityId: string, itemId: string, takes: boolean, signal: AbortSignal): Promise<LibraryItem> {
  await demandOpen(services, actor, communityId, itemId, signal);
  return change(services, actor, communityId, itemId, (item, part) => (takes ? mayLookAfter : mayEndStewardship)(part, item.steward), async (trx) => {
    await peopleStore.rememberName(trx, actor.tenantId, actor.personId, actor.displayName);
    await giveThing(trx, actor.tenantId, communityId, { kind: 'item', id: itemId }, takes ? actor.personId : null, services.clock());
  });
}

/** Says that a file is no practice item, or takes that back. @throws NotFoundError, NotAllowedError, CommunityClosedError */
export async function dismissFile({ database, clock }: Pick<Services, 'database' | 'clock'>, actor: Actor, communityId: string, { dismissed, ...file }: { driveId: string; fileId: string; dismissed: boolean }): Promise<void> {
  const { tenantId, personId } = actor;
  await database.inTenant(tenantId, async (trx) => {
    await demandAdding(trx, actor, communityId);
    await communityStore.holdOpen(trx, tenantId, communityId);
    if (dismissed) await libraryStore.dismiss(trx, tenantId, communityId, file, { personId, now: clock() });
    else await libraryStore.proposeAgain(trx, tenantId, communityId, file);
  });
}

/** An item that the person may open, with its file's name as a title; one whose file is gone, or that a link is, opens to all. @throws NotFoundError */
export async function demandOpen(services: Services, actor: Actor, communityId: string, itemId: string, signal: AbortSignal): Promise<{ found: FoundItem; fileTitle: string }> {
  const [found] = await services.database.inTenant(actor.tenantId, (trx) => findItems(trx, actor, [itemId], services.clock()));
  if (!found || found.communityId !== communityId) throw new NotFoundError('practice-item');
  if (found.item.states.includes('gone') && found.item.abilities.edit) return { found, fileTitle: found.item.title };
  const { open, files } = await keepWhatOpens(services, actor, [{ ...found, openAt: null }], signal);
  // While Microsoft 365 does not answer, what it showed the person lately has to do.
  if (open.length === 0 && (found.openAt === null || services.clock().getTime() - found.openAt.getTime() > 86_400_000)) throw new NotFoundError('practice-item');
  return { found, fileTitle: files.get(keyOf(found))?.title ?? found.item.title };
}

async function change(
  services: Pick<Services, 'database' | 'clock'>, actor: Actor, communityId: string, itemId: string, policy: (item: LibraryItem, part: Part | null) => Verdict,
  work: (trx: TenantTransaction, found: FoundItem) => Promise<void>, { alsoRemoved = false } = {},
): Promise<LibraryItem> {
  const { tenantId, personId } = actor;
  return services.database.inTenant(tenantId, async (trx) => {
    await communityStore.holdOpen(trx, tenantId, communityId);
    // Read once the community is held: two who take the same item on come one after the other.
    const [found] = await findItems(trx, actor, [itemId], services.clock());
    if (!found || found.communityId !== communityId || (found.isRemoved && !alsoRemoved)) throw new NotFoundError('practice-item');
    const verdict = policy(found.item, await membershipStore.partOf(trx, tenantId, communityId, personId));
    if (!verdict.allowed) throw new NotAllowedError(verdict);
    await work(trx, found);
    return (await findItems(trx, actor, [itemId], services.clock()))[0]!.item;
  });
}
