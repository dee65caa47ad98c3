import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { TieKind, TieTarget } from '../ties/ties-contract.ts';
import { toTarget } from '../ties/ties.ts';

export interface FoundByNameAndTeam { communityId: string; ties: TieTarget[] }

/** The oldest community of this name (whatever the case) that is tied to this team, with all its ties; or null. */
export async function findByNameAndTeam(trx: TenantTransaction, tenantId: string, name: string, groupId: string): Promise<FoundByNameAndTeam | null> {
  const found = await trx.selectFrom('communities as c')
    .innerJoin('ties as t', (join) => join.onRef('t.tenant_id', '=', 'c.tenant_id').onRef('t.community_id', '=', 'c.id'))
    .select('c.id')
    .where('c.tenant_id', '=', tenantId).where(sql<boolean>`lower(c.name) = lower(${name})`)
    .where('t.kind', '=', 'team').where('t.group_id', '=', groupId)
    .orderBy('c.created_at').orderBy('c.id').limit(1).executeTakeFirst();
  if (!found) return null;
  const ties = await trx.selectFrom('ties').select(['kind', 'group_id', 'graph_id', 'item_id']).where('tenant_id', '=', tenantId).where('community_id', '=', found.id).execute();
  return { communityId: found.id, ties: ties.map((tie) => toTarget(tie.kind as TieKind, tie.group_id, tie.graph_id, tie.item_id)) };
}
