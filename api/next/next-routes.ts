import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import { getNext } from './next-contract.ts';
import { readNext } from './read-next.ts';

export function nextRoutes({ database, clock }: Services): Route[] {
  return [
    implement(getNext, ({ actor, params, language }) => database.inTenant(actor.tenantId, (trx) => readNext(trx, actor, params.communityId, clock(), language))),
  ];
}
