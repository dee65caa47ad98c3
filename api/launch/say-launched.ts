import { putAtStage } from '../communities/set-stage.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import type { Language } from '../platform/words.ts';
import { holdForPlanner } from './change-plan.ts';
import { opportunityStore } from './opportunity-store.ts';
import type { LaunchPlan } from './plan-contract.ts';
import { planOf } from './plan-read-model.ts';
import { planStore } from './plan-store.ts';

/**
 * Says that the launch took place: the community meets from now on, its step is ticked, and the idea that it came from is
 * launched on the board. Said twice it is the same; it can be taken back.
 * @throws NotFoundError, NotAllowedError, CommunityClosedError
 */
export async function sayLaunched({ database, clock }: Pick<Services, 'database' | 'clock'>, actor: Actor, communityId: string, launched: boolean, language: Language): Promise<LaunchPlan> {
  const { tenantId, personId } = actor;
  return database.inTenant(tenantId, async (trx) => {
    await holdForPlanner(trx, actor, communityId);
    const now = clock();
    const [from, to] = launched ? ['potential', 'coalescing'] as const : ['coalescing', 'potential'] as const;
    if (await stageOf(trx, tenantId, communityId) === from) await putAtStage(trx, actor, communityId, to, now);
    await planStore.tickByKey(trx, tenantId, communityId, 'hold-launch', launched ? { personId, now } : null);
    const held = await opportunityStore.holdOf(trx, tenantId, communityId);
    const [before, stage] = launched ? ['preparing', 'launched'] as const : ['launched', 'preparing'] as const;
    if (held?.stage === before) await opportunityStore.move(trx, tenantId, held.id, { before, stage, learned: '' }, { personId, now });
    return planOf(trx, actor, communityId, language, now);
  });
}

async function stageOf(trx: TenantTransaction, tenantId: string, communityId: string): Promise<string> {
  const { stage } = await trx.selectFrom('communities').select('stage').where('tenant_id', '=', tenantId).where('id', '=', communityId).executeTakeFirstOrThrow();
  return stage;
}
