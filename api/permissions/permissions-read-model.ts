import type { TenantTransaction } from '../platform/database/database.ts';

/** The teams that open communities are tied to, themselves or with something of theirs, by name. */
export async function listTiedTeams(trx: TenantTransaction, tenantId: string): Promise<{ groupId: string; name: string }[]> {
  const rows = await trx.selectFrom('ties as t')
    .innerJoin('communities as c', (join) => join.onRef('c.tenant_id', '=', 't.tenant_id').onRef('c.id', '=', 't.community_id').on('c.closed_at', 'is', null))
    .select(['t.group_id', 't.kind', 't.name']).distinct().where('t.tenant_id', '=', tenantId).orderBy('t.group_id').execute();
  const names = new Map<string, string>();
  // A team's own name where it is tied itself; else that of what lies in it.
  for (const { group_id, kind, name } of rows) if (kind === 'team' || !names.has(group_id)) names.set(group_id, name);
  return [...names].map(([groupId, name]) => ({ groupId, name })).sort((a, b) => a.name.localeCompare(b.name));
}
