import { type Selectable, sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Database } from '../platform/database/schema.ts';
import type { Commitment, SponsorshipState } from './sponsorship-contract.ts';
import type { SponsorshipAsk, SponsorshipRequest } from './sponsorship.ts';

export type DeliveryReason = 'app-not-installed' | 'blocked-by-person' | 'refused-by-policy' | 'service-unavailable';
export type Delivery =
  | { state: 'waiting'; reason: null }
  | { state: 'delivered'; reason: null }
  | { state: 'unreachable'; reason: DeliveryReason };

/** One copy of a card. Conversation and activity are known once it was sent. */
export type CardCopy = Selectable<Database['sponsorship_cards']>;
export interface SentCard { conversationId: string; activityId: string; serviceUrl: string }

type Row = Selectable<Database['sponsorships']>;

export function requestFrom(row: Row): SponsorshipRequest {
  return {
    id: row.id, communityId: row.community_id, state: row.state as SponsorshipState, version: row.version,
    sponsorId: row.sponsor_id, askedBy: row.asked_by, askedAt: row.asked_at, ask: row.ask as SponsorshipAsk,
    commitment: row.commitment as Commitment | null, reviewOn: row.review_on, declineReason: row.decline_reason,
    decidedBy: row.decided_by, decidedAt: row.decided_at, passedTo: row.passed_to,
  };
}

/** Stores a request; false when this community has an open one by now (of two at once, one comes first). */
export async function insert(trx: TenantTransaction, tenantId: string, request: SponsorshipRequest): Promise<boolean> {
  const row = await trx.insertInto('sponsorships').values({
    tenant_id: tenantId, id: request.id, community_id: request.communityId, state: request.state, version: request.version,
    sponsor_id: request.sponsorId, asked_by: request.askedBy, asked_at: request.askedAt, ask: JSON.stringify(request.ask),
    commitment: null, review_on: null, decline_reason: null, decided_by: null, decided_at: null, passed_to: null,
    delivery_state: 'waiting', delivery_reason: null, delivery_since: request.askedAt,
  }).onConflict((conflict) => conflict.columns(['tenant_id', 'community_id']).where(sql.ref('state'), 'in', sql`('asked', 'approved')`).doNothing()).returning('id').executeTakeFirst();
  return row !== undefined;
}

/**
 * Holds the request until the transaction ends, so that of two answers at once one comes first. Whoever changes
 * its copies as well holds it before them.
 */
export async function findForUpdate(trx: TenantTransaction, tenantId: string, id: string): Promise<SponsorshipRequest | null> {
  const row = await trx.selectFrom('sponsorships').selectAll().where('tenant_id', '=', tenantId).where('id', '=', id).forUpdate().executeTakeFirst();
  return row ? requestFrom(row) : null;
}

/** The request that is asked or approved, if there is one; held until the transaction ends. */
export async function findOpen(trx: TenantTransaction, tenantId: string, communityId: string): Promise<SponsorshipRequest | null> {
  const row = await trx.selectFrom('sponsorships').selectAll()
    .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('state', 'in', ['asked', 'approved']).forUpdate().executeTakeFirst();
  return row ? requestFrom(row) : null;
}

/** People who passed on a request for this community by the same asker. */
export async function passedOnBy(trx: TenantTransaction, tenantId: string, request: SponsorshipRequest): Promise<string[]> {
  const rows = await trx.selectFrom('sponsorships').select('sponsor_id')
    .where('tenant_id', '=', tenantId).where('community_id', '=', request.communityId)
    .where('asked_by', '=', request.askedBy).where('state', '=', 'passed-on').execute();
  return rows.map((row) => row.sponsor_id);
}

export async function update(trx: TenantTransaction, tenantId: string, request: SponsorshipRequest): Promise<void> {
  await trx.updateTable('sponsorships').set({
    state: request.state, version: request.version, commitment: request.commitment && JSON.stringify(request.commitment),
    review_on: request.reviewOn, decline_reason: request.declineReason, decided_by: request.decidedBy, decided_at: request.decidedAt,
    passed_to: request.passedTo,
  }).where('tenant_id', '=', tenantId).where('id', '=', request.id).execute();
}

export async function noteDelivery(trx: TenantTransaction, tenantId: string, id: string, delivery: Delivery, now: Date): Promise<void> {
  await trx.updateTable('sponsorships').set({ delivery_state: delivery.state, delivery_reason: delivery.reason, delivery_since: now })
    .where('tenant_id', '=', tenantId).where('id', '=', id)
    .where((eb) => eb.or([eb('delivery_state', '<>', delivery.state), eb('delivery_reason', 'is distinct from', delivery.reason)])).execute();
}

/** Records that a copy is going to be sent: to the person asked, or to one who is told of the decision. */
export async function intendCard(
  trx: TenantTransaction, tenantId: string, card: { id: string; request: Pick<SponsorshipRequest, 'id' | 'version'>; personId: string; kind: CardCopy['kind'] }, now: Date,
): Promise<void> {
  await trx.insertInto('sponsorship_cards').values({
    tenant_id: tenantId, id: card.id, sponsorship_id: card.request.id, person_id: card.personId, kind: card.kind, state: 'intended',
    conversation_id: null, activity_id: null, service_url: null, shown_version: card.request.version, intended_at: now,
  }).execute();
}

export async function findCard(trx: TenantTransaction, tenantId: string, id: string): Promise<CardCopy | null> {
  return await trx.selectFrom('sponsorship_cards').selectAll().where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirst() ?? null;
}

/** The copies that the person asked got, oldest first. */
export async function asksOf(trx: TenantTransaction, tenantId: string, sponsorshipId: string): Promise<CardCopy[]> {
  return trx.selectFrom('sponsorship_cards').selectAll()
    .where('tenant_id', '=', tenantId).where('sponsorship_id', '=', sponsorshipId).where('kind', '=', 'ask').orderBy('intended_at').execute();
}

export async function noteSent(trx: TenantTransaction, tenantId: string, id: string, sent: SentCard): Promise<void> {
  await trx.updateTable('sponsorship_cards')
    .set({ state: 'sent', conversation_id: sent.conversationId, activity_id: sent.activityId, service_url: sent.serviceUrl })
    .where('tenant_id', '=', tenantId).where('id', '=', id).execute();
}

export async function noteGone(trx: TenantTransaction, tenantId: string, id: string): Promise<void> {
  await trx.updateTable('sponsorship_cards').set({ state: 'gone' }).where('tenant_id', '=', tenantId).where('id', '=', id).execute();
}

/** A copy never goes back to an older state, in whatever order updates come in. */
export async function noteShown(trx: TenantTransaction, tenantId: string, id: string, version: number): Promise<void> {
  await trx.updateTable('sponsorship_cards').set({ shown_version: version })
    .where('tenant_id', '=', tenantId).where('id', '=', id).where('shown_version', '<', version).execute();
}
