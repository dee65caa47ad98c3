import { inBrief } from '../platform/errors.ts';
import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import { assessOpportunity, editCriteria, findEvidence, readCriteria } from './assess-opportunity.ts';
import * as contract from './criteria-contract.ts';

export function criteriaRoutes(services: Services): Route[] {
  return [
    implement(contract.getCriteria, ({ actor }) => services.database.inTenant(actor.tenantId, (trx) => readCriteria(trx, actor))),
    implement(contract.editCriteria, ({ actor, body }) => editCriteria(services, actor, body.items, body.basedOnVersion)),
    implement(contract.assess, ({ actor, params, body }) => assessOpportunity(services, actor, params, body)),
    implement(contract.findEvidence, async ({ actor, params, signal, language }) => {
      const { trouble, ...found } = await findEvidence(services, actor, params.opportunityId, signal);
      return { ...found, trouble: inBrief(trouble, language) };
    }),
  ];
}
