import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import { communityPageOf } from './community-read-model.ts';
import { listStageChanges, setStage } from './set-stage.ts';
import * as contract from './stage-contract.ts';

export function stageRoutes(services: Services): Route[] {
  return [
    implement(contract.setStage, async ({ actor, params: { communityId }, body, language }) => {
      await setStage(services, actor, communityId, body.stage);
      return communityPageOf(services, actor, communityId, language);
    }),
    implement(contract.listStageChanges, async ({ actor, params }) => ({
      items: await services.database.inTenant(actor.tenantId, (trx) => listStageChanges(trx, actor.tenantId, params.communityId)),
    })),
  ];
}
