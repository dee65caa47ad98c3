import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import { lookAtYear } from './look-at-year.ts';
import { readRhythm } from './rhythm-read-model.ts';
import { sayKind } from './say-kind.ts';
import * as contract from './year-contract.ts';

export function rhythmRoutes(services: Services): Route[] {
  return [
    implement(contract.getRhythm, async ({ actor, params, signal }) => {
      const look = await lookAtYear(services, actor, params.communityId, signal);
      return services.database.inTenant(actor.tenantId, (trx) => readRhythm(trx, actor, params.communityId, look));
    }),
    implement(contract.setActivityKind, async ({ actor, params, body }) => ({ items: await sayKind(services, actor, params.communityId, params.activityId, body) })),
  ];
}
