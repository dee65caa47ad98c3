import { z } from 'zod';
import { type GraphWrite, ledgerStore } from '../ledger/ledger-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { GraphError } from '../platform/graph/graph-error.ts';
import { graphCall, type GraphCall, type GraphOptions, type GraphSession, type Outcome } from '../platform/graph/graph.ts';
import type { GraphAnswer } from '../platform/graph/operations.ts';
import type { Services } from '../platform/services.ts';
import type { Settings } from '../platform/settings.ts';
import { followingsStore } from '../following/followings-store.ts';
import type { RemovedTab, Tie } from './ties-contract.ts';
import { tiesStore } from './ties-store.ts';

/** A tab that Trellis pinned: still there as far as is known, or told to be removed. As the database's JSON gives it. */
export type PinnedTab = Pick<GraphWrite, 'id' | 'state' | 'content' | 'result'> & { settled_at: string };

const pinned = z.object({ groupId: z.string(), channelId: z.string() });
const left = z.object({ tabId: z.string().optional(), removed: z.enum(['tab', 'app']).optional(), noticedAt: z.string().optional() });

/** Teams may show a new tab a little later: so long one that is not listed counts as there. */
const newTabMs = 10 * 60_000;

/** Those of the tabs that Teams lists by now, if they are there. */
export const pinnedBefore = (tabs: readonly PinnedTab[], now: Date): PinnedTab[] => tabs.filter((tab) => Date.parse(tab.settled_at) < now.getTime() - newTabMs);

/** Tabs that somebody removed from channels that the community is tied to, or Trellis from their team, and nobody has seen to yet. */
export function removedTabs(writes: readonly Omit<PinnedTab, 'settled_at'>[], ties: readonly Pick<Tie, 'id' | 'target'>[]): RemovedTab[] {
  return writes.flatMap(({ state, content, result }): RemovedTab[] => {
    const { removed, noticedAt } = state === 'undone' ? left.parse(result) : {};
    const { channelId } = pinned.parse(content);
    const tie = ties.find(({ target }) => target.kind === 'channel' && target.channelId === channelId);
    return tie && removed && noticedAt ? [{ tieId: tie.id, what: removed, since: noticedAt }] : [];
  });
}

/** The calls that tell whether tabs are still where Trellis put them: one for each, to be sent beside others. */
export function tabCalls(tabs: readonly PinnedTab[]): GraphCall[] {
  return tabs.map(({ content }) => {
    const { groupId, channelId } = pinned.parse(content);
    return graphCall('listTabs', { params: { teamId: groupId, channelId } }) as GraphCall;
  });
}

/** What a look showed of one tab. */
export interface TabSeen { write: PinnedTab; is: 'there' | 'tab-removed' | 'app-removed' }

/**
 * Reads the outcomes of `tabCalls`, as far as they were asked; of what this person may not see nothing is concluded.
 * Only of a team where a tab is missed anew is asked whether the app is gone with it.
 */
export async function readTabs(session: GraphSession, settings: Settings, communityId: string, tabs: readonly PinnedTab[], outcomes: readonly Outcome<unknown>[], options: GraphOptions): Promise<TabSeen[]> {
  const seen = tabs.flatMap((write, index): TabSeen[] => {
    const listed = outcomes[index] as Outcome<GraphAnswer<'listTabs'>> | undefined;
    if (!listed?.ok || listed.value['@odata.nextLink']) return [];
    const { tabId } = left.parse(write.result);
    // Whoever pins it in Teams makes another tab of the same entity.
    const isThere = listed.value.value.some((tab) => tab.id === tabId || tab.configuration?.entityId === communityId);
    return [{ write, is: isThere ? 'there' : 'tab-removed' }];
  });
  const missed = seen.filter(({ write, is }) => is !== 'there' && write.state === 'done');
  for (const each of missed) {
    if (await isAppGone(session, settings, pinned.parse(each.write.content).groupId, options)) each.is = 'app-removed';
  }
  return seen;
}

/** Whether Trellis is not in a team; false as well where Graph does not say. */
async function isAppGone(session: GraphSession, { teamsAppId }: Settings, teamId: string, options: GraphOptions): Promise<boolean> {
  try {
    const apps = await session.list('listTeamApps', { params: { teamId }, query: { $expand: 'teamsApp', $filter: `teamsApp/externalId eq '${teamsAppId}'` } }, options);
    return apps.length === 0;
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    return false;
  }
}

/** Stores what a look showed of a community's tabs. Nothing is pinned again: that is for the community's people to say. */
export async function noteTabs(trx: TenantTransaction, tenantId: string, communityId: string, seen: readonly TabSeen[], now: Date): Promise<void> {
  for (const { write, is } of seen) {
    if (is === 'there' && write.state === 'undone') await leaveTabOut(trx, tenantId, communityId, pinned.parse(write.content).channelId);
    if (is !== 'there' && write.state === 'done') await noteRemoved(trx, tenantId, [write.id], is === 'app-removed' ? 'app' : 'tab', now);
  }
}

/**
 * Teams told that Trellis was removed from a team, and its tabs with it. The team's consent went, too:
 * whether it can still be followed is tried at once.
 */
export async function noteAppRemoved({ database, clock }: Pick<Services, 'database' | 'clock'>, tenantId: string, groupId: string): Promise<void> {
  await database.inTenant(tenantId, async (trx) => {
    const now = clock();
    await noteRemoved(trx, tenantId, await ledgerStore.listAddedTo(trx, tenantId, groupId), 'app', now);
    await followingsStore.lookSoon(trx, tenantId, groupId, now);
  });
}

/** Teams told that Trellis was added to a team, which gives its consent with that. */
export async function noteAppAdded({ database, clock }: Pick<Services, 'database' | 'clock'>, tenantId: string, groupId: string): Promise<void> {
  await database.inTenant(tenantId, (trx) => followingsStore.lookSoon(trx, tenantId, groupId, clock()));
}

/** The tab stays out of a channel: nobody need be told of it any more. */
export async function leaveTabOut(trx: TenantTransaction, tenantId: string, communityId: string, channelId: string): Promise<void> {
  await ledgerStore.forgetRemoved(trx, tenantId, communityId, channelId);
}

async function noteRemoved(trx: TenantTransaction, tenantId: string, ids: readonly string[], what: 'tab' | 'app', now: Date): Promise<void> {
  for (const { step, communityId, content } of await ledgerStore.noteRemoved(trx, tenantId, ids, what, now)) {
    if (step !== 'pin-tab') continue;
    const { channelId } = pinned.parse(content);
    const tie = (await tiesStore.list(trx, tenantId, communityId)).find(({ target }) => target.kind === 'channel' && target.channelId === channelId);
    if (tie) await tiesStore.tell(trx, tenantId, communityId, tie, what === 'app' ? 'app-removed' : 'tab-removed', now);
  }
}
