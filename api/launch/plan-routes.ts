import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import { addLaunchStep, changeLaunchStep, readPlan, setLaunchDate } from './change-plan.ts';
import * as contract from './plan-contract.ts';

export function planRoutes(services: Services): Route[] {
  return [
    implement(contract.getLaunchPlan, ({ actor, params, language }) => readPlan(services, actor, params.communityId, language)),
    implement(contract.setLaunchDate, ({ actor, params, body, language, signal }) => setLaunchDate(services, actor, params.communityId, body, { language, signal })),
    implement(contract.addLaunchStep, ({ actor, params, body, language }) => addLaunchStep(services, actor, params.communityId, params.stepId, body, language)),
    implement(contract.changeLaunchStep, ({ actor, params, body, language }) => changeLaunchStep(services, actor, params.communityId, params.stepId, body, language)),
  ];
}
