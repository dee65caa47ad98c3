import { sql } from 'kysely';
import { membershipStore } from '../membership/membership-store.ts';
import { peopleStore } from '../membership/people-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { NotAllowedError, NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import type { Stage } from './communities-contract.ts';
import { communityStore } from './community-store.ts';
import type { StageChange } from './stage-contract.ts';
import { maySetStage } from './stage-policy.ts';

/**
 * Puts a community at another stage and notes who did so; at the stage it has already, nothing changes.
 * @throws NotFoundError, NotAllowedError, CommunityClosedError
 */
export async function setStage({ database, clock }: Pick<Services, 'database' | 'clock'>, actor: Actor, communityId: string, stage: Stage): Promise<void> {
  const { tenantId, personId } = actor;
  await database.inTenant(tenantId, async (trx) => {
    if (!await communityStore.isThere(trx, tenantId, communityId)) throw new NotFoundError('community');
    const verdict = maySetStage(await membershipStore.partOf(trx, tenantId, communityId, personId));
    if (!verdict.allowed) throw new NotAllowedError(verdict);
    await communityStore.holdOpen(trx, tenantId, communityId);
    await putAtStage(trx, actor, communityId, stage, clock());
  });
}

/** Puts a community, which is held, at a stage, and notes who did so. */
export async function putAtStage(trx: TenantTransaction, { tenantId, personId, displayName }: Actor, communityId: string, stage: Stage, now: Date): Promise<void> {
  const before = await communityStore.setStage(trx, tenantId, communityId, stage);
  if (before === stage) return;
  await peopleStore.rememberName(trx, tenantId, personId, displayName);
  await trx.insertInto('stage_changes').values({ tenant_id: tenantId, community_id: communityId, stage, before, person_id: personId, at: now }).execute();
}

/** Most changes of stage that are shown. */
const shownChanges = 20;

/** The latest changes of a community's stage, newest first. @throws NotFoundError */
export async function listStageChanges(trx: TenantTransaction, tenantId: string, communityId: string): Promise<StageChange[]> {
  if (!await communityStore.isThere(trx, tenantId, communityId)) throw new NotFoundError('community');
  const rows = await trx.selectFrom('stage_changes as s')
    .leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 's.tenant_id').onRef('p.id', '=', 's.person_id'))
    .select(['s.stage', 's.before', 's.at', 's.person_id', sql<string>`coalesce(p.display_name, '')`.as('name')])
    .where('s.tenant_id', '=', tenantId).where('s.community_id', '=', communityId).orderBy('s.at', 'desc').orderBy('s.id', 'desc').limit(shownChanges).execute();
  return rows.map((row) => ({ stage: row.stage as Stage, before: row.before as Stage, at: row.at.toISOString(), by: { id: row.person_id, displayName: row.name } }));
}
