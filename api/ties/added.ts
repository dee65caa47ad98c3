import { z } from 'zod';
import { doWrites, openWrites } from '../ledger/do-writes.ts';
import { type GraphWrite, type Intention, ledgerStore } from '../ledger/ledger-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { BadInputError, ConflictError, NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { changingTies, readTies } from './change-ties.ts';
import { leaveTabOut, removedTabs } from './removed-tabs.ts';
import type { AppSeen } from './steps/install-app.ts';
import type { Tie, TieTarget, tiesOverview } from './ties-contract.ts';
import { tiesStore } from './ties-store.ts';
import type { Language } from '../platform/words.ts';

type ChannelTarget = Extract<TieTarget, { kind: 'channel' }>;

/**
 * The writes that put a community's tab into a channel: its entity id, by which it is known again, is the community's id.
 * @param seen the app as it was seen just now, before the community was there: then each write goes without looking, once
 */
export function pinning(communityId: string, name: string, { groupId, channelId }: ChannelTarget, seen: AppSeen | null = null): Intention[] {
  const install: Intention = { id: crypto.randomUUID(), step: 'install-app', mark: communityId, key: `${communityId}/${groupId}`, content: { groupId, seen } };
  return [install, {
    id: crypto.randomUUID(), step: 'pin-tab', mark: communityId, key: `${communityId}/${channelId}`, content: { groupId, channelId, name, seen }, needs: [install.id],
  }];
}

const pinned = z.object({ groupId: z.string(), channelId: z.string() });
const put = z.object({ groupId: z.string(), startsAt: z.string() });
/** A place, or every place where something was added, also such as the community is tied to no more. */
type Where = TieTarget | 'everywhere';

/** Whether this write pinned a tab in the place. */
const isPinnedIn = (write: GraphWrite, where: Where) =>
  write.step === 'pin-tab' && (where === 'everywhere' || (where.kind === 'channel' && pinned.parse(write.content).channelId === where.channelId));

const putsActivity = ({ step }: GraphWrite): boolean => step === 'first-activity' || step === 'series-activity' || step === 'launch-event';

/** Whether this write put an activity on the place's calendar that is still to come. */
function isPlannedOn(write: GraphWrite, where: Where, now: Date): boolean {
  if (!putsActivity(write) || !(where === 'everywhere' || where.kind === 'calendar')) return false;
  const { groupId, startsAt } = put.parse(write.content);
  return (where === 'everywhere' || groupId === where.groupId) && Date.parse(startsAt) > now.getTime();
}

/**
 * The writes that take away what Trellis itself added to a place: its tab in a channel, its own
 * events to come on a calendar. Nothing else of the place is touched.
 */
export function removals(done: readonly GraphWrite[], where: Where, now: Date): Intention[] {
  return done.flatMap((write): Intention[] => {
    const result = write.result as Record<string, string>;
    const shared = { id: crypto.randomUUID(), mark: write.id, key: `${write.id}/${write.intendedAt.getTime()}` };
    if (isPinnedIn(write, where) && result.tabId) {
      const { groupId, channelId } = pinned.parse(write.content);
      return [{ ...shared, step: 'remove-tab', content: { groupId, channelId, tabId: result.tabId, pinnedBy: write.id } }];
    }
    if (isPlannedOn(write, where, now) && result.eventId) {
      return [{ ...shared, step: 'remove-activity', content: { groupId: put.parse(write.content).groupId, eventId: result.eventId, putBy: write.id } }];
    }
    return [];
  });
}

/** Wants what Trellis added to a place, or everywhere, taken away. */
export async function intendRemovals(services: Pick<Services, 'clock'>, trx: TenantTransaction, { tenantId, personId }: Actor, communityId: string, where: Where): Promise<void> {
  const now = services.clock();
  await ledgerStore.intend(trx, tenantId, communityId, personId, removals(await ledgerStore.list(trx, tenantId, communityId, ['done']), where, now), now);
}

/** What a community is tied to, what Trellis added there, and what is not done yet. @throws NotFoundError, NotAllowedError */
export async function overviewOfTies(services: Services, actor: Actor, communityId: string, language: Language): Promise<z.input<typeof tiesOverview>> {
  return readTies(services, actor, communityId, async (trx, items) => {
    const writes = await ledgerStore.list(trx, actor.tenantId, communityId, ['done', 'intended', 'failed', 'undone']);
    const done = writes.filter((write) => write.state === 'done');
    const withSome = (has: (write: GraphWrite, tie: Tie) => boolean) => items.filter((tie) => done.some((write) => has(write, tie))).map((tie) => tie.id);
    const now = services.clock();
    const shared: { tieId: string; communities: { id: string; name: string }[] }[] = [];
    for (const { id: tieId, target } of items.filter(({ kind }) => kind === 'calendar')) {
      const communities = (await tiesStore.communitiesOn(trx, actor.tenantId, target.groupId)).filter(({ id }) => id !== communityId);
      if (communities.length > 0) shared.push({ tieId, communities });
    }
    return {
      items, shared, pinned: withSome((write, tie) => isPinnedIn(write, tie.target)), removed: removedTabs(writes.filter(({ step }) => step === 'pin-tab'), items),
      planned: withSome((write, tie) => isPlannedOn(write, tie.target, now)), unfinished: openWrites(writes, language),
    };
  });
}

/** Pins the community's tab in a tied channel. @throws NotFoundError, NotAllowedError, BadInputError for what is no channel, ConflictError for one that is gone */
export async function pinTabIn(services: Services, actor: Actor, communityId: string, tieId: string, signal: AbortSignal): Promise<void> {
  await intendFor(services, actor, communityId, tieId, async (trx, tie) => {
    if (tie.state === 'lost') throw new ConflictError({ code: 'tie-lost', values: { name: tie.name } });
    const { name } = await trx.selectFrom('communities').select('name').where('tenant_id', '=', actor.tenantId).where('id', '=', communityId).executeTakeFirstOrThrow();
    return pinning(communityId, name, needChannel(tie));
  });
  await doWrites(services, actor, communityId, { again: true, signal });
}

/** Takes the tab that Trellis pinned in a channel away again. Where somebody removed it already, it is left out. @throws as `pinTabIn` */
export async function removeTabFrom(services: Services, actor: Actor, communityId: string, tieId: string, signal: AbortSignal): Promise<void> {
  await intendFor(services, actor, communityId, tieId, async (trx, tie) => {
    const channel = needChannel(tie);
    await leaveTabOut(trx, actor.tenantId, communityId, channel.channelId);
    return removals(await ledgerStore.list(trx, actor.tenantId, communityId, ['done']), channel, services.clock());
  });
  await doWrites(services, actor, communityId, { again: true, signal });
}

async function intendFor(services: Services, actor: Actor, communityId: string, tieId: string, of: (trx: TenantTransaction, tie: Tie) => Promise<Intention[]>): Promise<void> {
  await changingTies(services, actor, communityId, async (trx, ties) => {
    const tie = ties.find((each) => each.id === tieId);
    if (!tie) throw new NotFoundError('tie');
    await ledgerStore.intend(trx, actor.tenantId, communityId, actor.personId, await of(trx, tie), services.clock());
  });
}

function needChannel({ target }: Tie): ChannelTarget {
  if (target.kind === 'channel') return target;
  throw new BadInputError([{ field: 'path/tieId', refused: 'no-channel' }]);
}
