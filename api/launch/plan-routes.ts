import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import { announceLaunch, sayAnnouncementIsThere } from './announce-launch.ts';
import { addLaunchStep, changeLaunchStep, setLaunchDate } from './change-plan.ts';
import * as contract from './plan-contract.ts';
import { readPlan } from './plan-read-model.ts';
import { sayLaunched } from './say-launched.ts';
import { putLaunchEvent, takeLaunchEventOff } from './put-launch-event.ts';

export function planRoutes(services: Services): Route[] {
  return [
    implement(contract.getLaunchPlan, ({ actor, params, language }) => readPlan(services, actor, params.communityId, language)),
    implement(contract.setLaunchDate, ({ actor, params, body, language, signal }) => setLaunchDate(services, actor, params.communityId, body, { language, signal })),
    implement(contract.addLaunchStep, ({ actor, params, body, language }) => addLaunchStep(services, actor, params.communityId, params.stepId, body, language)),
    implement(contract.changeLaunchStep, ({ actor, params, body, language }) => changeLaunchStep(services, actor, params.communityId, params.stepId, body, language)),
    implement(contract.putLaunchEvent, ({ actor, params, body, language, signal }) => putLaunchEvent(services, actor, params.communityId, body, { language, signal })),
    implement(contract.takeLaunchEventOff, ({ actor, params, language, signal }) => takeLaunchEventOff(services, actor, params.communityId, { language, signal })),
    implement(contract.announceLaunch, ({ actor, params, body, language }) => announceLaunch(services, actor, params.communityId, body.words, language)),
    implement(contract.sayAnnouncementIsThere, ({ actor, params, language }) => sayAnnouncementIsThere(services, actor, params.communityId, language)),
    implement(contract.sayLaunched, ({ actor, params, body, language }) => sayLaunched(services, actor, params.communityId, body.launched, language)),
  ];
}
