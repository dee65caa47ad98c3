import { charterStore } from '../charter/charter-store.ts';
import { communityStore } from '../communities/community-store.ts';
import { readTiesToLookAt } from '../communities/community-read-model.ts';
import { NotFoundError, whyNot } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import type { Language } from '../platform/words.ts';
import type { LibraryItem, PracticeLibrary } from './library-contract.ts';
import { mayAddItems } from './library-policy.ts';
import { type ItemFilter, listItemsPage } from './library-read-model.ts';
import { readLibrary } from './next-in-practice.ts';
import { readTexts } from './texts/read-texts.ts';
import { textsStore } from './texts/texts-store.ts';
import { keepWhatOpens, keyOf, lookAtLibraries } from './who-may-open.ts';
import type { Trouble } from '../communities/happening.ts';

/** One page of a community's practice items that this person may open, as Microsoft 365 says now. @throws NotFoundError, ConsentNeededError */
export async function listItems(
  services: Services, actor: Actor, communityId: string, query: ItemFilter & { cursor?: string | undefined; limit: number }, signal: AbortSignal,
): Promise<{ items: LibraryItem[]; next: string | null; withheld: number; trouble: Trouble | null }> {
  if (!await services.database.inTenant(actor.tenantId, (trx) => communityStore.isThere(trx, actor.tenantId, communityId))) throw new NotFoundError('community');
  const looked = await lookAtLibraries(services, actor, [communityId], signal);
  const { found, next } = await services.database.inTenant(actor.tenantId, (trx) => listItemsPage(trx, actor, communityId, query, services.clock()));
  const { open, files, withheld, trouble } = await keepWhatOpens(services, actor, found, signal);
  const items = open.map((each) => {
    const file = files.get(keyOf(each));
    return file ? { ...each.item, webUrl: file.webUrl ?? each.item.webUrl, modifiedAt: file.modifiedAt, modifiedBy: file.modifiedBy } : each.item;
  });
  return { items, next, withheld, trouble: trouble ?? looked };
}

/** What is around the list: filters, what is useful to do next, files that are no items yet. @throws NotFoundError, ConsentNeededError */
export async function lookAround(services: Services, actor: Actor, communityId: string, language: Language, signal: AbortSignal): Promise<PracticeLibrary> {
  const { tenantId, personId } = actor;
  const now = services.clock();
  await lookAtLibraries(services, actor, [communityId], signal);
  return services.database.inTenant(tenantId, async (trx) => {
    const seen = await readTiesToLookAt(trx, tenantId, personId, communityId);
    const charter = await charterStore.findCurrent(trx, tenantId, communityId);
    if (!seen || !charter) throw new NotFoundError('community');
    const part = seen.myPart;
    const verdict = mayAddItems(part);
    const isOpen = (await trx.selectFrom('communities').select('closed_at').where('tenant_id', '=', tenantId).where('id', '=', communityId).executeTakeFirstOrThrow()).closed_at === null;
    const mayAdd = isOpen && verdict.allowed;
    const library = await readLibrary(trx, actor, communityId, { part, mayAdd, charter, ties: seen.ties, snapshot: seen.snapshot, now });
    const textsWait = isOpen && await textsStore.isAnyDue(trx, tenantId, { communityId, personId }, now);
    const opened = seen.ties.filter(({ id, target, state }) => (target.kind === 'library' || target.kind === 'folder') && state === 'sound' && seen.snapshot?.ties[id]?.sight === 'open');
    const uploadTo = mayAdd ? opened.map(({ id, name }) => ({ tieId: id, name })) : [];
    const issues = charter.keyIssues.map(({ id, title, state }) => ({ id, title, state }));
    return {
      ...library, issues, uploadTo, textsWait,
      abilities: { add: mayAdd }, whyNotAdd: whyNot(verdict, language),
    };
  });
}

/** Files whose text one request reads: someone waits for nothing, but their browser holds the request. */
const textsAtOnce = 5;

/** Reads some texts that Trellis may not read by itself, in the person's name. @throws NotFoundError */
export async function readTextsOf(services: Services, actor: Actor, communityId: string, signal: AbortSignal): Promise<{ read: number; more: boolean }> {
  const { tenantId, personId } = actor;
  const seen = await services.database.inTenant(tenantId, (trx) => readTiesToLookAt(trx, tenantId, personId, communityId));
  if (!seen) throw new NotFoundError('community');
  const { read, more } = await readTexts(services, services.graph.asPerson(actor), tenantId, { communityId, personId }, textsAtOnce, signal);
  return { read, more };
}
