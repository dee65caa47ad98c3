import { inBrief, NotFoundError } from '../platform/errors.ts';
import { lookAgain } from '../following/look-again.ts';
import { doWrites } from '../ledger/do-writes.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { noteFilesSeen } from '../practice/note-files-seen.ts';
import { noteTabs, pinnedBefore, readTabs, tabCalls } from '../ties/removed-tabs.ts';
import { planReminders } from '../rhythm/reminders/plan-reminders.ts';
import { tiesStore } from '../ties/ties-store.ts';
import { mayFinish } from './communities-policy.ts';
import { communityStore } from './community-store.ts';
import { happeningOf, readTiesToLookAt } from './community-read-model.ts';
import { asOfOf, type Happening, isStale } from './happening.ts';
import { happeningsStore } from './happenings-store.ts';
import { lookAround } from './look-around.ts';
import type { Language } from '../platform/words.ts';

/** What a page waits for Graph, at most. */
const deadlineMs = 6_000;

/**
 * What happens in a community, as this person may see it: from what is known when that is younger
 * than five minutes, else asked in one round trip. When Graph does not answer, what is known stays,
 * with its age and the trouble named.
 *
 * A visit of a coordinator also finishes what is open in Microsoft 365, and looks whether the community's tab is still where it was pinned.
 * @throws NotFoundError, and ConsentNeededError when Microsoft 365 wants the person's consent first
 */
export async function refreshHappening(services: Services, actor: Actor, communityId: string, language: Language, signal: AbortSignal): Promise<Happening> {
  const { tenantId, personId } = actor;
  const read = () => services.database.inTenant(tenantId, async (trx) => {
    const found = await readTiesToLookAt(trx, tenantId, personId, communityId);
    if (!found) throw new NotFoundError('community');
    const tieIds = found.ties.map((tie) => tie.id);
    return { ...found, tieIds, stale: isStale(found.snapshot, tieIds, services.clock()) };
  });
  const known = await read();
  const sees = mayFinish(known.myPart);
  const finishing = known.hasOpenWrites && sees;
  if (finishing) await doWrites(services, actor, communityId, { again: false, signal });
  if (!known.stale && !finishing) return happeningOf(known.snapshot, known.ties, services.clock());

  const now = services.clock();
  const pinned = sees ? pinnedBefore(known.tabs, now) : [];
  const session = services.graph.asPerson(actor);
  const view = await lookAround(session, known.ties, known.snapshot, { personId, tiedBy: known.tiedBy, ownMembers: known.ownMembers, own: { mark: communityId, eventIds: known.ownEvents } }, now, { signal, deadlineMs }, tabCalls(pinned));
  const tabs = await readTabs(session, services.settings, communityId, pinned, view.beside, { signal, deadlineMs });
  const ties = known.ties.map((tie) => ({ ...tie, state: view.seen.get(tie.id)?.state ?? tie.state }));
  await services.database.inTenant(tenantId, async (trx) => {
    // Deleted while Graph was asked.
    if (!await communityStore.isThere(trx, tenantId, communityId)) throw new NotFoundError('community');
    await happeningsStore.save(trx, tenantId, communityId, personId, view.snapshot, asOfOf(view.snapshot, known.tieIds) ?? new Date(0));
    await tiesStore.observe(trx, tenantId, await lookAgain(services, trx, tenantId, known.ties, view.seen), now);
    await noteFilesSeen(trx, tenantId, personId, view.snapshot, known.ties, now);
    await noteTabs(trx, tenantId, communityId, tabs, now);
    await planReminders(trx, actor, communityId, now);
  });
  return happeningOf(view.snapshot, ties, now, inBrief(view.trouble, language));
}
