import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import { askToLookAfter } from './ask-to-look-after.ts';
import { lookAfter } from './look-after.ts';
import { readSpread } from './read-spread.ts';
import * as contract from './stewardship-contract.ts';

export function stewardshipRoutes(services: Services): Route[] {
  return [
    implement(contract.askToLookAfter, async ({ actor, params, body, signal }) => {
      await askToLookAfter(services, actor, params.communityId, body, signal);
      return undefined;
    }),
    implement(contract.getStewardshipSpread, ({ actor, params }) => readSpread(services, actor, params.communityId)),
    implement(contract.lookAfterIssue, ({ actor, params }) => lookAfter(services, actor, params.communityId, { kind: 'issue', id: params.issueId }, true)),
    implement(contract.stopLookingAfterIssue, ({ actor, params }) => lookAfter(services, actor, params.communityId, { kind: 'issue', id: params.issueId }, false)),
    implement(contract.lookAfterActivity, ({ actor, params }) => lookAfter(services, actor, params.communityId, { kind: 'activity', id: params.activityId }, true)),
    implement(contract.stopLookingAfterActivity, ({ actor, params }) => lookAfter(services, actor, params.communityId, { kind: 'activity', id: params.activityId }, false)),
    implement(contract.lookAfterStep, ({ actor, params }) => lookAfter(services, actor, params.communityId, { kind: 'step', id: params.stepId }, true)),
    implement(contract.stopLookingAfterStep, ({ actor, params }) => lookAfter(services, actor, params.communityId, { kind: 'step', id: params.stepId }, false)),
  ];
}
