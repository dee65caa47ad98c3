import { membershipStore } from '../membership/membership-store.ts';
import { communityStore } from '../communities/community-store.ts';
import { readTiesToLookAt } from '../communities/community-read-model.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { ConflictError, NotAllowedError, NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import type { Tie } from '../ties/ties-contract.ts';
import { hashOf, newSecret } from './feed.ts';
import { feedStore } from './feed-store.ts';
import { mayPublish, mayRecord } from './rhythm-policy.ts';
import { rhythmStore } from './rhythm-store.ts';
import { holdActivity } from './say-kind.ts';
import { activitiesOf, currentSight, type SeenYear } from './seen-year.ts';

type Needs = Pick<Services, 'database' | 'clock' | 'settings'>;

/**
 * Puts an activity, with all of its series, into the community's feed, or takes it out; twice changes nothing.
 * @returns the ids of the activities that are in the feed with it, or no longer
 * @throws NotFoundError, NotAllowedError, CommunityClosedError
 */
export async function publishActivity({ database, clock }: Needs, actor: Actor, communityId: string, activityId: string, published: boolean): Promise<string[]> {
  const { tenantId, personId } = actor;
  return database.inTenant(tenantId, async (trx) => {
    const { activity, seen } = await holdActivity(trx, actor, communityId, activityId);
    const verdict = mayPublish(await membershipStore.partOf(trx, tenantId, communityId, personId));
    if (!verdict.allowed) throw new NotAllowedError(verdict);
    const sourceId = activity.seriesId ?? activity.id;
    const all = seen.filter((each) => (each.seriesId ?? each.id) === sourceId);
    if (published) {
      const { ties } = (await readTiesToLookAt(trx, tenantId, personId, communityId))!;
      const year = await rhythmStore.findYear(trx, tenantId, communityId, personId);
      const tie = ties.find((each) => currentSight(year, each)?.activities.some(({ id }) => id === activity.id))!;
      await feedStore.publish(trx, tenantId, communityId, { id: sourceId, groupId: tie.target.groupId }, { personId, now: clock() });
      await feedStore.replaceTimes(trx, tenantId, communityId, [sourceId], all, clock());
    } else await feedStore.withdraw(trx, tenantId, communityId, sourceId);
    return all.map(({ id }) => id);
  });
}

/** Brings what is published up to date with what one who may publish saw just now. What lies in a calendar that they do not see stays as it was. */
export async function renewPublished(trx: TenantTransaction, { tenantId, personId }: Actor, communityId: string, calendars: readonly Tie[], year: SeenYear, now: Date): Promise<void> {
  if (!mayPublish(await membershipStore.partOf(trx, tenantId, communityId, personId)).allowed) return;
  const published = await feedStore.published(trx, tenantId, communityId);
  if (published.size === 0) return;
  const seenNow = calendars.filter(({ id }) => { const sight = year.ties[id]; return sight?.sight === 'open' && !sight.cut && Date.parse(sight.asOf) === now.getTime(); });
  const groups = new Set(seenNow.map(({ target }) => target.groupId));
  const sources = new Set([...published].flatMap(([sourceId, groupId]) => (groups.has(groupId) ? [sourceId] : [])));
  await feedStore.replaceTimes(trx, tenantId, communityId, [...sources], activitiesOf(year, seenNow).filter(({ id, seriesId }) => sources.has(seriesId ?? id)), now);
}

/** Makes an address of the person's own; an earlier one of theirs ends, which they can take back. @throws NotFoundError, NotAllowedError for one who is no member, CommunityClosedError */
export async function makeFeedAddress({ database, clock, settings }: Needs, { tenantId, personId }: Actor, communityId: string): Promise<string> {
  const secret = newSecret();
  await database.inTenant(tenantId, async (trx) => {
    await holdForMember(trx, tenantId, communityId, personId);
    await feedStore.saveAddress(trx, tenantId, communityId, personId, hashOf(secret), clock());
  });
  return `${settings.publicUrl}/api/feeds/${secret}.ics`;
}

/** Ends the person's address at once; for ten minutes they alone can take that back. Twice changes nothing. @throws NotFoundError */
export async function revokeFeedAddress({ database, clock }: Needs, { tenantId, personId }: Actor, communityId: string): Promise<void> {
  await database.inTenant(tenantId, async (trx) => {
    if (!await communityStore.isThere(trx, tenantId, communityId)) throw new NotFoundError('community');
    await feedStore.endAddress(trx, tenantId, communityId, personId, clock());
  });
}

/** The address that the person ended within ten minutes is theirs again; one that was made in its place ends. @throws NotFoundError, NotAllowedError, CommunityClosedError, ConflictError */
export async function bringBackFeedAddress({ database, clock }: Needs, { tenantId, personId }: Actor, communityId: string): Promise<void> {
  await database.inTenant(tenantId, async (trx) => {
    await holdForMember(trx, tenantId, communityId, personId);
    if (!await feedStore.bringBackAddress(trx, tenantId, communityId, personId, clock())) throw new ConflictError({ code: 'too-late-to-take-back' });
  });
}

async function holdForMember(trx: TenantTransaction, tenantId: string, communityId: string, personId: string): Promise<void> {
  if (!await communityStore.isThere(trx, tenantId, communityId)) throw new NotFoundError('community');
  await communityStore.holdOpen(trx, tenantId, communityId);
  const verdict = mayRecord(await membershipStore.partOf(trx, tenantId, communityId, personId));
  if (!verdict.allowed) throw new NotAllowedError(verdict);
}
