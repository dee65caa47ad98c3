import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import * as contract from './next-contract.ts';
import { putAwayStore } from './put-away-store.ts';
import { readNext } from './read-next.ts';

export function nextRoutes({ database, clock }: Services): Route[] {
  return [
    implement(contract.getNext, ({ actor, params, language }) => database.inTenant(actor.tenantId, (trx) => readNext(trx, actor, params.communityId, clock(), language))),
    implement(contract.putAwayNext, ({ actor, params: { communityId, what }, language }) => database.inTenant(actor.tenantId, async (trx) => {
      await putAwayStore.put(trx, actor, communityId, what, clock());
      return readNext(trx, actor, communityId, clock(), language);
    })),
    implement(contract.takeBackNext, ({ actor, params: { communityId, what }, language }) => database.inTenant(actor.tenantId, async (trx) => {
      await putAwayStore.takeBack(trx, actor, communityId, what);
      return readNext(trx, actor, communityId, clock(), language);
    })),
  ];
}
