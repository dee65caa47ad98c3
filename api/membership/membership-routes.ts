import { mayCreateCommunity } from '../communities/communities-policy.ts';
import { coordinatesSome } from '../launch/board-read-model.ts';
import { maySeeBoard } from '../launch/opportunity-policy.ts';
import { NotFoundError } from '../platform/errors.ts';
import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import { maySeeBrokenTies } from '../ties/ties-policy.ts';
import * as contract from './membership-contract.ts';
import { listMembersPage } from './membership-read-model.ts';
import { joinCommunity, leaveCommunity } from './participate.ts';
import { mayCheckPermissions } from '../permissions/permissions-policy.ts';
import { describeMe, findMyManager, searchPeople } from './people-directory.ts';

export function membershipRoutes(services: Services): Route[] {
  return [
    implement(contract.getMe, async ({ actor, signal }) => ({
      person: await describeMe(services, actor, { signal }),
      roles: [...actor.roles],
      abilities: { createCommunity: mayCreateCommunity(actor), importCommunities: actor.roles.includes('ProgrammeLead'), checkPermissions: mayCheckPermissions(actor), seeBrokenTies: maySeeBrokenTies(actor), seeBoard: maySeeBoard(actor, await services.database.inTenant(actor.tenantId, (trx) => coordinatesSome(trx, actor))) },
    })),
    implement(contract.getMyManager, async ({ actor, signal }) => ({ manager: await findMyManager(services, actor, { signal }) })),
    implement(contract.searchPeople, async ({ actor, query, signal }) => ({ items: await searchPeople(services, actor, query.search, { signal }) })),
    implement(contract.listMembers, async ({ actor, params, query }) => {
      const page = await services.database.inTenant(actor.tenantId, (trx) => listMembersPage(trx, actor.tenantId, params.communityId, query));
      if (!page) throw new NotFoundError('community');
      return page;
    }),
    implement(contract.joinCommunity, ({ actor, params }) => joinCommunity(services, actor, params.communityId)),
    implement(contract.leaveCommunity, ({ actor, params }) => leaveCommunity(services, actor, params.communityId)),
  ];
}
