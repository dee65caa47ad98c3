import { randomUUID } from 'node:crypto';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Becomes } from './members-contract.ts';

export interface Invitation {
  id: string; communityId: string; personId: string; becomes: Becomes; handOver: boolean; invitedBy: string;
  state: 'open' | 'accepted' | 'declined' | 'withdrawn'; toldAt: Date | null;
}

const columns = ['id', 'community_id', 'person_id', 'becomes', 'hand_over', 'invited_by', 'state', 'told_at'] as const;

export const invitationsStore = {
  /** Invites; null when the person is invited to it already. */
  async add(trx: TenantTransaction, tenantId: string, invitation: Pick<Invitation, 'communityId' | 'personId' | 'becomes' | 'handOver' | 'invitedBy'>, now: Date): Promise<string | null> {
    const row = await trx.insertInto('member_invitations').values({
      tenant_id: tenantId, id: randomUUID(), community_id: invitation.communityId, person_id: invitation.personId, becomes: invitation.becomes, hand_over: invitation.handOver,
      invited_by: invitation.invitedBy, invited_at: now, state: 'open',
    }).onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'person_id', 'becomes']).where('state', '=', 'open').doNothing()).returning('id').executeTakeFirst();
    return row?.id ?? null;
  },

  async find(trx: TenantTransaction, tenantId: string, id: string): Promise<Invitation | null> {
    const row = await trx.selectFrom('member_invitations').select(columns).where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirst();
    if (!row) return null;
    return {
      id: row.id, communityId: row.community_id, personId: row.person_id, becomes: row.becomes as Becomes, handOver: row.hand_over, invitedBy: row.invited_by,
      state: row.state as Invitation['state'], toldAt: row.told_at,
    };
  },

  async settle(trx: TenantTransaction, tenantId: string, id: string, state: 'accepted' | 'declined' | 'withdrawn', now: Date): Promise<void> {
    await trx.updateTable('member_invitations').set({ state, answered_at: now }).where('tenant_id', '=', tenantId).where('id', '=', id).where('state', '=', 'open').execute();
  },
};
