import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Services } from '../platform/services.ts';
import { chooseHost, type HostCandidate } from './hosting.ts';
import { haveTold } from './tell-member.ts';

/** The host hears of a newcomer when these say what they seek, or after so long: first things first, but not too late. */
const tellAfterSeconds = 15 * 60;

/** Gives the newcomer, who has just joined, a host; the community is held, so that hosts take turns also when many join at once. */
export async function welcomeNewcomer(services: Pick<Services, 'clock' | 'jobs'>, trx: TenantTransaction, tenantId: string, communityId: string, personId: string): Promise<void> {
  const now = services.clock();
  const candidates = await findCandidates(trx, tenantId, communityId);
  const me = await trx.selectFrom('people').select(['time_zone', 'department']).where('tenant_id', '=', tenantId).where('id', '=', personId).executeTakeFirst();
  const host = chooseHost({ personId, timeZone: me?.time_zone ?? null, department: me?.department ?? null }, candidates, now);
  if (!host) return;
  const id = randomUUID();
  await trx.insertInto('member_welcomes').values({ tenant_id: tenantId, id, community_id: communityId, person_id: personId, host_id: host.personId, at: now }).execute();
  await haveTold(services, trx, { tenantId, what: 'welcome', id }, tellAfterSeconds);
}

/** The host is told now, if they were not before. */
export async function tellHostNow(services: Pick<Services, 'jobs'>, trx: TenantTransaction, tenantId: string, communityId: string, personId: string): Promise<void> {
  const row = await trx.selectFrom('member_welcomes').select('id').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('person_id', '=', personId).where('told_at', 'is', null).executeTakeFirst();
  if (row) await haveTold(services, trx, { tenantId, what: 'welcome', id: row.id });
}

async function findCandidates(trx: TenantTransaction, tenantId: string, communityId: string): Promise<HostCandidate[]> {
  const { rows } = await sql<{ person_id: string; hosts: boolean; time_zone: string | null; department: string | null; last_at: Date | null }>`
    select m.person_id, m.hosts, p.time_zone, p.department,
      (select max(w.at) from member_welcomes w where w.tenant_id = m.tenant_id and w.community_id = m.community_id and w.host_id = m.person_id) as last_at
    from memberships m left join people p on p.tenant_id = m.tenant_id and p.id = m.person_id
    where m.tenant_id = ${tenantId} and m.community_id = ${communityId} and (m.hosts or m.part = 'coordinator') and m.gone_at is null`.execute(trx);
  return rows.map((row) => ({ personId: row.person_id, volunteers: row.hosts, timeZone: row.time_zone, department: row.department, lastAt: row.last_at }));
}
