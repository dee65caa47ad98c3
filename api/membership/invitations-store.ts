import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Thing, ThingKind } from '../stewardship/stewardship-contract.ts';
import type { InvitedTo } from './members-contract.ts';
import { canBeTakenBackForMs } from './take-back.ts';

export interface Invitation {
  id: string; communityId: string; personId: string; becomes: InvitedTo; handOver: boolean; invitedBy: string;
  /** `overtaken`: somebody else took it on. `ended`: there was nothing to look after any more. */
  state: 'open' | 'accepted' | 'declined' | 'withdrawn' | 'expired' | 'overtaken' | 'ended'; toldAt: Date | null;
  /** What a steward would look after, an activity with when it begins; and until when the invitation stands. */
  thing: (Thing & { at: Date | null }) | null; expiresAt: Date | null;
}

const columns = ['id', 'community_id', 'person_id', 'becomes', 'hand_over', 'invited_by', 'state', 'told_at', 'thing_kind', 'thing_id', 'thing_at', 'expires_at'] as const;

/** What a row's columns say it is about. */
export const thingOf = ({ thing_kind: kind, thing_id: id, thing_at: at }: { thing_kind: ThingKind | null; thing_id: string | null; thing_at: Date | null }): Invitation['thing'] => (kind && id ? { kind, id, at } : null);

export const invitationsStore = {
  /** Invites; null when the person is invited to it already. */
  async add(trx: TenantTransaction, tenantId: string, { thing, expiresAt, ...invitation }: Pick<Invitation, 'communityId' | 'personId' | 'becomes' | 'handOver' | 'invitedBy'> & Partial<Pick<Invitation, 'thing' | 'expiresAt'>>, now: Date): Promise<string | null> {
    const row = await trx.insertInto('member_invitations').values({
      tenant_id: tenantId, id: randomUUID(), community_id: invitation.communityId, person_id: invitation.personId, becomes: invitation.becomes, hand_over: invitation.handOver,
      invited_by: invitation.invitedBy, invited_at: now, state: 'open',
      ...(thing && expiresAt && { thing_kind: thing.kind, thing_id: thing.id, thing_at: thing.at, expires_at: expiresAt }),
    }).onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'person_id', 'becomes', 'thing_kind', 'thing_id']).where('state', '=', 'open').doNothing()).returning('id').executeTakeFirst();
    return row?.id ?? null;
  },

  async find(trx: TenantTransaction, tenantId: string, id: string): Promise<Invitation | null> {
    const row = await trx.selectFrom('member_invitations').select(columns).where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirst();
    if (!row) return null;
    return {
      id: row.id, communityId: row.community_id, personId: row.person_id, becomes: row.becomes as InvitedTo, handOver: row.hand_over, invitedBy: row.invited_by,
      state: row.state as Invitation['state'], toldAt: row.told_at, thing: thingOf(row), expiresAt: row.expires_at,
    };
  },

  /** What the person was asked about a thing before, the latest first. */
  async askedBefore(trx: TenantTransaction, tenantId: string, communityId: string, personId: string, thing: Thing): Promise<{ state: Invitation['state']; expiresAt: Date; answeredAt: Date | null }[]> {
    const rows = await ofThing(trx, tenantId, communityId, thing).select(['state', 'expires_at', 'answered_at']).where('person_id', '=', personId).orderBy('invited_at', 'desc').limit(20).execute();
    return rows.map((row) => ({ state: row.state as Invitation['state'], expiresAt: row.expires_at!, answeredAt: row.answered_at }));
  },

  /** Invitations of the person to this thing that stood long enough stand no more. */
  async lapse(trx: TenantTransaction, tenantId: string, communityId: string, personId: string, thing: Thing, now: Date): Promise<void> {
    await trx.updateTable('member_invitations').set({ state: 'expired' }).where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '=', personId)
      .where('thing_kind', '=', thing.kind).where('thing_id', '=', thing.id).where('state', '=', 'open').where('expires_at', '<=', now).execute();
  },

  /** Somebody looks after a thing from now on: who was asked about it said yes so, or hears that it is taken. */
  async noteTaken(trx: TenantTransaction, tenantId: string, communityId: string, thing: Thing, personId: string, now: Date): Promise<void> {
    await trx.updateTable('member_invitations').set({ state: sql<string>`case when person_id = ${personId} then 'accepted' else 'overtaken' end`, answered_at: now })
      .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('thing_kind', '=', thing.kind).where('thing_id', '=', thing.id).where('state', '=', 'open').execute();
  },

  async settle(trx: TenantTransaction, tenantId: string, id: string, state: Exclude<Invitation['state'], 'open'>, now: Date): Promise<void> {
    await trx.updateTable('member_invitations').set({ state, answered_at: now }).where('tenant_id', '=', tenantId).where('id', '=', id).where('state', '=', 'open').execute();
  },

  /** One that was declined or withdrawn within the last minutes is open again; false when it is too late, or the person is asked the same anew. */
  async reopen(trx: TenantTransaction, tenantId: string, id: string, now: Date): Promise<boolean> {
    const row = await trx.updateTable('member_invitations as i').set({ state: 'open', answered_at: null }).where('i.tenant_id', '=', tenantId).where('i.id', '=', id)
      .where('i.state', 'in', ['declined', 'withdrawn']).where('i.answered_at', '>', new Date(now.getTime() - canBeTakenBackForMs))
      .where(({ not, exists, selectFrom }) => not(exists(selectFrom('member_invitations as o').select('o.id').whereRef('o.tenant_id', '=', 'i.tenant_id').whereRef('o.community_id', '=', 'i.community_id')
        .whereRef('o.person_id', '=', 'i.person_id').whereRef('o.becomes', '=', 'i.becomes').where(sql<boolean>`o.thing_id is not distinct from i.thing_id`).where('o.state', '=', 'open'))))
      .returning('i.id').executeTakeFirst();
    return row !== undefined;
  },
};

const ofThing = (trx: TenantTransaction, tenantId: string, communityId: string, thing: Thing) => trx.selectFrom('member_invitations')
  .where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('thing_kind', '=', thing.kind).where('thing_id', '=', thing.id);
