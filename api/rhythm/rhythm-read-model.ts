import type { Part } from '../membership/membership-contract.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Tie } from '../ties/ties-contract.ts';
import { feedStore } from './feed-store.ts';
import { proposeKind } from './kinds.ts';
import { shownAttended } from './record.ts';
import { recordsStore } from './records-store.ts';
import { mayPublish, mayRecord } from './rhythm-policy.ts';
import { rhythmStore } from './rhythm-store.ts';
import { activitiesOf, type SeenActivity, type SeenYear } from './seen-year.ts';
import type { RhythmKind, RhythmYear, YearActivity } from './year-contract.ts';

/** A year that a person saw, with what the community says of it. @throws NotFoundError */
export async function readRhythm(trx: TenantTransaction, { tenantId, personId }: Actor, communityId: string, { year, calendars }: { year: SeenYear; calendars: readonly Tie[] }): Promise<Omit<RhythmYear, 'trouble'>> {
  const community = await trx.selectFrom('communities as c').leftJoin('memberships as m', (join) => join.onRef('m.tenant_id', '=', 'c.tenant_id').onRef('m.community_id', '=', 'c.id').on('m.person_id', '=', personId))
    .select(['c.name', 'c.closed_at', 'm.part']).where('c.tenant_id', '=', tenantId).where('c.id', '=', communityId).executeTakeFirst();
  if (!community) throw new NotFoundError('community');
  const kinds = await rhythmStore.kinds(trx, tenantId, communityId);
  const beside = await recordsStore.summaries(trx, tenantId, communityId);
  const published = await feedStore.published(trx, tenantId, communityId);
  const hasAddress = await feedStore.hasAddress(trx, tenantId, communityId, personId);
  const isMember = community.part !== null;
  const sights = calendars.flatMap(({ id }) => year.ties[id] ?? []);
  return {
    name: community.name, hasCalendar: calendars.length > 0,
    asOf: sights.map(({ asOf }) => asOf).sort()[0] ?? null,
    closedCalendars: sights.filter(({ sight }) => sight === 'closed').length, cut: sights.some(({ cut }) => cut),
    activities: activitiesOf(year, calendars).map((activity) => {
      const kept = beside.get(activity.id);
      return { ...activity, ...kindOf(activity, kinds), attended: kept ? shownAttended(kept, personId) : null, inFeed: published.has(activity.seriesId ?? activity.id), written: isMember && (kept?.written ?? false), openFollowUps: isMember ? kept?.open ?? 0 : 0 };
    }),
    feed: { hasAddress },
    abilities: { readRecords: isMember, publish: community.closed_at === null && mayPublish(community.part as Part | null).allowed, record: community.closed_at === null && mayRecord(community.part as Part | null).allowed },
  };
}

/** The kind of an activity: what the community said of it, else of its series, else what its subject tells. */
export function kindOf({ id, seriesId, subject }: Pick<SeenActivity, 'id' | 'seriesId' | 'subject'>, kinds: ReadonlyMap<string, RhythmKind>): Pick<YearActivity, 'kind' | 'kindBy'> {
  const own = kinds.get(id);
  if (own) return { kind: own, kindBy: 'activity' };
  const ofSeries = seriesId === null ? undefined : kinds.get(seriesId);
  return ofSeries ? { kind: ofSeries, kindBy: 'series' } : { kind: proposeKind(subject), kindBy: 'subject' };
}
