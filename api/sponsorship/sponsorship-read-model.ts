import { sql } from 'kysely';
import type { z } from 'zod';
import type { Part, Person } from '../membership/membership-contract.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Settings } from '../platform/settings.ts';
import { communityLink } from '../teams/deep-link.ts';
import { say } from '../teams/wording.ts';
import type { Sponsorship, SponsorshipState, sponsorship } from './sponsorship-contract.ts';
import type { SponsorshipFacts } from './sponsorship-policy.ts';
import { type CardCopy, findCard, requestFrom } from './sponsorship-store.ts';
import { earliestReviewDay, latestReviewDay, proposedReviewDay } from './sponsorship.ts';
import type { SponsorshipCardView } from './sponsorship-card.ts';

/** Someone whom the directory has not shown here yet, or who had their name taken off: whoever shows them has a word for it. */
const unknownPerson = (id: string): Person => ({ id, displayName: '', jobTitle: null, department: null });

async function peopleById(trx: TenantTransaction, tenantId: string, ids: (string | null)[]): Promise<(id: string | null) => Person | null> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const rows = await trx.selectFrom('people').selectAll().where('tenant_id', '=', tenantId).where('id', 'in', wanted).execute();
  const known = new Map(rows.map((row) => [row.id, { id: row.id, displayName: row.display_name, jobTitle: row.job_title, department: row.department }]));
  return (id) => (id === null ? null : known.get(id) ?? unknownPerson(id));
}

/**
 * The community's sponsoring as its page shows it: the request that is open or approved, else the
 * latest one; null when nobody was ever asked.
 */
export async function sponsorshipOf(trx: TenantTransaction, tenantId: string, communityId: string): Promise<Sponsorship | null> {
  const row = await trx.selectFrom('sponsorships').selectAll()
    .where('tenant_id', '=', tenantId).where('community_id', '=', communityId)
    .orderBy(sql`case when state in ('asked', 'approved') then 0 else 1 end`).orderBy('asked_at', 'desc').limit(1).executeTakeFirst();
  if (!row) return null;
  const person = await peopleById(trx, tenantId, [row.sponsor_id, row.asked_by, row.decided_by, row.passed_to]);
  const request = requestFrom(row);
  return {
    id: request.id, state: request.state, sponsor: person(request.sponsorId)!, askedBy: person(request.askedBy)!,
    askedAt: request.askedAt.toISOString(), ask: request.ask, commitment: request.commitment, reviewOn: request.reviewOn,
    declineReason: request.declineReason, decidedBy: person(request.decidedBy), decidedAt: request.decidedAt?.toISOString() ?? null,
    passedTo: person(request.passedTo),
    delivery: {
      state: row.delivery_state as z.infer<typeof sponsorship>['delivery']['state'],
      reason: row.delivery_reason as z.infer<typeof sponsorship>['delivery']['reason'],
      since: row.delivery_since.toISOString(),
    },
  };
}

/** What the policy looks at for this person and community, and the open request's id; null when there is no such community. */
export async function sponsorshipFactsOf(
  trx: TenantTransaction, tenantId: string, communityId: string, personId: string,
): Promise<(SponsorshipFacts & { open: { id: string } | null }) | null> {
  const row = await trx.selectFrom('communities as c')
    .leftJoin('memberships as m', (join) => join.onRef('m.tenant_id', '=', 'c.tenant_id').onRef('m.community_id', '=', 'c.id').on('m.person_id', '=', personId))
    .leftJoin('sponsorships as s', (join) => join.onRef('s.tenant_id', '=', 'c.tenant_id').onRef('s.community_id', '=', 'c.id').on('s.state', 'in', ['asked', 'approved']))
    .select(['m.part', 's.id', 's.state', 's.asked_by']).where('c.tenant_id', '=', tenantId).where('c.id', '=', communityId).executeTakeFirst();
  if (!row) return null;
  return {
    myPart: row.part as Part | null,
    open: row.id && row.state && row.asked_by ? { id: row.id, state: row.state as SponsorshipState, askedBy: row.asked_by } : null,
  };
}

/** A copy of a card, and what it shows; null when there is no such copy. */
export async function cardViewOf(
  trx: TenantTransaction, tenantId: string, cardId: string, settings: Settings, now: Date,
): Promise<{ copy: CardCopy; view: SponsorshipCardView } | null> {
  const copy = await findCard(trx, tenantId, cardId);
  if (!copy) return null;
  const row = await trx.selectFrom('sponsorships').selectAll().where('tenant_id', '=', tenantId).where('id', '=', copy.sponsorship_id).executeTakeFirstOrThrow();
  const request = requestFrom(row);
  const community = await trx.selectFrom('communities').select(['id', 'name', 'about'])
    .where('tenant_id', '=', tenantId).where('id', '=', request.communityId).executeTakeFirstOrThrow();
  const person = await peopleById(trx, tenantId, [request.sponsorId, request.askedBy, request.decidedBy, request.passedTo]);
  const known = await trx.selectFrom('conversations').select('teams_user_id')
    .where('tenant_id', '=', tenantId).where('person_id', '=', copy.person_id).execute();
  const called = (id: string): string => person(id)!.displayName || say('common.someone');
  const view = {
    // In the language of whoever reads the card, which is known when it is made.
    request, community, cardId, get sponsor() { return called(request.sponsorId); }, get asker() { return called(request.askedBy); },
    get decidedBy() { return request.decidedBy && called(request.decidedBy); }, get passedTo() { return request.passedTo && called(request.passedTo); },
    pageUrl: communityLink(settings, community), refreshFor: known.map((one) => one.teams_user_id),
    review: { proposed: proposedReviewDay(now), earliest: earliestReviewDay(now), latest: latestReviewDay(now) },
  };
  return { copy, view };
}

/** Those who hear of a decision: the community's coordinators and the one who asked, but not the one who decided. */
export async function peopleToTell(trx: TenantTransaction, tenantId: string, sponsorshipId: string): Promise<string[]> {
  const rows = await trx.selectFrom('sponsorships as s')
    .leftJoin('memberships as m', (join) => join.onRef('m.tenant_id', '=', 's.tenant_id').onRef('m.community_id', '=', 's.community_id').on('m.part', '=', 'coordinator'))
    .select(['s.asked_by', 's.decided_by', 'm.person_id']).where('s.tenant_id', '=', tenantId).where('s.id', '=', sponsorshipId).execute();
  const told = new Set(rows.flatMap((row) => [row.asked_by, row.person_id]).filter((id) => id !== null));
  for (const row of rows) if (row.decided_by) told.delete(row.decided_by);
  return [...told];
}

/** A card that came within this time is why the app was installed; nothing else should be said then. */
const cardIsRecentMs = 3_600_000;

/** Whether a card for this person is on its way or has just come: then that is what they should see, and no welcome. */
export async function hasRecentCard(trx: TenantTransaction, tenantId: string, personId: string, now: Date): Promise<boolean> {
  const row = await trx.selectFrom('sponsorship_cards').select('id').where('tenant_id', '=', tenantId).where('person_id', '=', personId)
    .where((eb) => eb.or([eb('state', '=', 'intended'), eb('intended_at', '>', new Date(now.getTime() - cardIsRecentMs))])).limit(1).executeTakeFirst();
  return row !== undefined;
}
