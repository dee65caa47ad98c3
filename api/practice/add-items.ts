import type { DriveItem } from '@microsoft/microsoft-graph-types';
import { charterStore } from '../charter/charter-store.ts';
import { issuesStore } from '../charter/issues-store.ts';
import { communityStore } from '../communities/community-store.ts';
import { membershipStore } from '../membership/membership-store.ts';
import { peopleStore } from '../membership/people-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { BadInputError, NotAllowedError, NotFoundError } from '../platform/errors.ts';
import type { RefusedField } from '../platform/errors.ts';
import { graphCall, type GraphCall, type Outcome } from '../platform/graph/graph.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { cannotSay, isAboutPlace } from '../ties/check-ties.ts';
import { tiesStore } from '../ties/ties-store.ts';
import { type FileSeen, fileSeen } from './file-seen.ts';
import type { LibraryItem, NewItem } from './library-contract.ts';
import { mayAddItems } from './library-policy.ts';
import { findItems } from './library-read-model.ts';
import { libraryStore } from './library-store.ts';
import { type GraphItem, practiceKindOf } from './practice.ts';
import { sightsStore } from './sights-store.ts';
import { wantTexts } from './texts/texts-jobs.ts';

/** Most items of a community. */
const mostItems = 10_000;
/** Most links that a key issue takes from practice items. */
const mostAnswers = 100;

/**
 * Adds files of the tied libraries, and links, as practice items: all or none. Files are looked up in the person's
 * name. What is an item already stays as it is; one that was removed is there again.
 * @throws NotFoundError, NotAllowedError, CommunityClosedError, BadInputError, and what Graph says when it cannot be asked
 */
export async function addItems(services: Services, actor: Actor, communityId: string, items: readonly NewItem[], signal: AbortSignal): Promise<LibraryItem[]> {
  const { tenantId, personId } = actor;
  const libraries = await services.database.inTenant(tenantId, async (trx) => {
    await demandAdding(trx, actor, communityId);
    const ties = await tiesStore.list(trx, tenantId, communityId);
    return ties.flatMap(({ target }): Library[] => (target.kind === 'library' || target.kind === 'folder' ? [{ driveId: target.driveId, folderId: target.kind === 'folder' ? target.itemId : null }] : []));
  });
  const files = await lookUp(services, actor, items, libraries, signal);
  const now = services.clock();
  return services.database.inTenant(tenantId, async (trx) => {
    await communityStore.holdOpen(trx, tenantId, communityId);
    await demandAdding(trx, actor, communityId);
    if (await libraryStore.count(trx, tenantId, communityId) + items.length > mostItems) throw new BadInputError([{ field: '/items', refused: 'library-full', values: { most: mostItems } }]);
    await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
    const rows = items.map((item, index) => {
      const file = files[index] ?? null;
      return {
        kind: item.kind ?? practiceKindOf(file?.name ?? item.title), title: item.title || file!.seen.title, titleGiven: item.title !== '', summary: item.summary, topics: distinct(item.topics),
        reviewOn: item.reviewOn, stewardId: item.lookAfter ? personId : null, file: file?.seen ?? null, url: item.source === 'link' ? item.url : null,
      };
    });
    const ids = await libraryStore.add(trx, tenantId, communityId, rows, { personId, now });
    await sightsStore.note(trx, tenantId, personId, files.flatMap((file) => (file ? [{ driveId: file.seen.driveId, fileId: file.seen.fileId, isOpen: true }] : [])), now);
    for (const [index, item] of items.entries()) await answer(trx, actor, communityId, { id: ids[index]!, file: files[index]?.seen ?? null }, item.issueIds, now, `/items/${index}/issueIds`);
    if (files.some(Boolean)) await wantTexts(services, trx, tenantId);
    return (await findItems(trx, actor, ids, now)).map(({ item }) => item);
  });
}

/** Links an item to key issues of the charter as it stands, beside those that it answers already. @throws BadInputError */
export async function answer(
  trx: TenantTransaction, { tenantId, personId }: Actor, communityId: string, item: { id: string; file: Pick<FileSeen, 'driveId' | 'fileId'> | null }, issueIds: readonly string[], now: Date, field: string,
): Promise<void> {
  if (issueIds.length === 0) return;
  const charter = await charterStore.findCurrent(trx, tenantId, communityId);
  for (const issueId of issueIds) {
    if (!charter?.keyIssues.some(({ id }) => id === issueId)) throw new BadInputError([{ field, refused: 'key-issue-gone' }]);
    const target = item.file ? { kind: 'file' as const, placeId: item.file.driveId, graphId: item.file.fileId } : { kind: 'link' as const, placeId: '', graphId: item.id };
    const links = await issuesStore.listLinks(trx, tenantId, communityId, [issueId]);
    const isNew = !links.some(({ kind, placeId, graphId }) => kind === target.kind && placeId === target.placeId && graphId === target.graphId);
    if (isNew && links.length >= mostAnswers) throw new BadInputError([{ field, refused: 'too-many-links', values: { count: links.length } }]);
    await issuesStore.link(trx, tenantId, communityId, { issueId, startsAt: null, ...target }, { personId, now });
  }
}

export const distinct = (topics: readonly string[]): string[] => [...new Map(topics.map((topic) => [topic.toLowerCase(), topic])).values()];

/** @throws NotFoundError, NotAllowedError */
export async function demandAdding(trx: TenantTransaction, { tenantId, personId }: Actor, communityId: string): Promise<void> {
  if (!await communityStore.isThere(trx, tenantId, communityId)) throw new NotFoundError('community');
  const verdict = mayAddItems(await membershipStore.partOf(trx, tenantId, communityId, personId));
  if (!verdict.allowed) throw new NotAllowedError(verdict);
}

interface Library { driveId: string; folderId: string | null }

/** Of each item its file as Microsoft 365 shows it to the person; null for a link. */
async function lookUp(services: Services, actor: Actor, items: readonly NewItem[], libraries: readonly Library[], signal: AbortSignal): Promise<({ seen: FileSeen; name: string } | null)[]> {
  const wanted = items.flatMap((item, index) => (item.source === 'file' ? [{ item, index }] : []));
  if (wanted.length === 0) return items.map(() => null);
  const outcomes = await services.graph.asPerson(actor).batch(wanted.map(({ item }) => graphCall('getDriveItem', { params: { driveId: item.driveId, itemId: item.fileId } }) as GraphCall), { signal }) as Outcome<DriveItem>[];
  const found: ({ seen: FileSeen; name: string } | null)[] = items.map(() => null);
  const refused: RefusedField[] = [];
  for (const [at, { item, index }] of wanted.entries()) {
    const outcome = outcomes[at]!;
    if (!outcome.ok && !isAboutPlace(outcome.error) && outcome.error.failure !== 'bad-request') throw cannotSay(outcome.error);
    const file = outcome.ok ? outcome.value : null;
    const seen = file && fileSeen(item.driveId, file as GraphItem);
    const lies = libraries.some(({ driveId, folderId }) => driveId === item.driveId && (folderId === null || folderId === file?.parentReference?.id));
    if (seen && lies) found[index] = { seen, name: file.name! };
    else refused.push({ field: `/items/${index}`, refused: seen ? 'file-outside-ties' : 'no-such-file' });
  }
  if (refused.length > 0) throw new BadInputError(refused);
  return found;
}
