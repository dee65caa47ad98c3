import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import { closeCommunity, deleteCommunity, reopenCommunity } from './close-community.ts';
import * as contract from './closing-contract.ts';
import { communityPageOf } from './community-read-model.ts';

export function closingRoutes(services: Services): Route[] {
  return [
    implement(contract.closeCommunity, async ({ actor, params: { communityId }, body, language, signal }) => {
      await closeCommunity(services, actor, communityId, body, signal);
      return communityPageOf(services, actor, communityId, language);
    }),
    implement(contract.reopenCommunity, async ({ actor, params: { communityId }, language }) => {
      await reopenCommunity(services, actor, communityId);
      return communityPageOf(services, actor, communityId, language);
    }),
    implement(contract.deleteCommunity, async ({ actor, params: { communityId } }) => {
      await deleteCommunity(services, actor, communityId);
      return undefined;
    }),
  ];
}
