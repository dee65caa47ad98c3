import { implement, type Route } from '../platform/http/implement.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { listColumnPage, readBoard, readOpportunity } from './board-read-model.ts';
import { changeOpportunity, linkOpportunity, moveOpportunity, proposeOpportunity } from './change-opportunity.ts';
import * as contract from './opportunity-contract.ts';

export function opportunityRoutes(services: Services): Route[] {
  const { database, clock } = services;
  const today = (): string => clock().toISOString().slice(0, 10);
  const pageOf = (actor: Actor, id: string) => database.inTenant(actor.tenantId, (trx) => readOpportunity(trx, actor, id, today()));
  return [
    implement(contract.getBoard, ({ actor }) => database.inTenant(actor.tenantId, (trx) => readBoard(trx, actor, today()))),
    implement(contract.listBoardColumn, ({ actor, params, query }) => database.inTenant(actor.tenantId, (trx) => listColumnPage(trx, actor, params.stage, query, today()))),
    implement(contract.getOpportunity, ({ actor, params }) => pageOf(actor, params.opportunityId)),
    implement(contract.proposeOpportunity, async ({ actor, params: { opportunityId }, body }) => {
      await proposeOpportunity(services, actor, opportunityId, body);
      return pageOf(actor, opportunityId);
    }),
    implement(contract.changeOpportunity, async ({ actor, params: { opportunityId }, body }) => {
      await changeOpportunity(services, actor, opportunityId, body);
      return pageOf(actor, opportunityId);
    }),
    implement(contract.moveOpportunity, async ({ actor, params: { opportunityId }, body }) => {
      await moveOpportunity(services, actor, opportunityId, body);
      return pageOf(actor, opportunityId);
    }),
    implement(contract.linkOpportunity, async ({ actor, params: { opportunityId }, body }) => {
      await linkOpportunity(services, actor, opportunityId, body.communityId);
      return pageOf(actor, opportunityId);
    }),
  ];
}
