import { mayCreateCommunity } from '../communities/communities-policy.ts';
import { coordinatesSome, hasOwnOnBoard } from '../launch/board-read-model.ts';
import { maySeeBoard } from '../launch/opportunity-policy.ts';
import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import { maySeeBrokenTies } from '../ties/ties-policy.ts';
import * as contract from './membership-contract.ts';
import { joinCommunity, leaveCommunity, takeBackLeaving } from './participate.ts';
import { mayCheckPermissions } from '../permissions/permissions-policy.ts';
import { describeMe, findMyManager, searchPeople } from './people-directory.ts';
import * as personal from './personal-data-contract.ts';
import { eraseData, exportData } from './personal-data.ts';
import { findPhotos } from './photos.ts';

export function membershipRoutes(services: Services): Route[] {
  return [
    implement(contract.getMe, async ({ actor, language, signal }) => ({
      person: await describeMe(services, actor, language, { signal }),
      roles: [...actor.roles],
      abilities: { createCommunity: mayCreateCommunity(actor), importCommunities: actor.roles.includes('ProgrammeLead'), checkPermissions: mayCheckPermissions(actor), seeBrokenTies: maySeeBrokenTies(actor), seeBoard: await services.database.inTenant(actor.tenantId, async (trx) => maySeeBoard(actor, await coordinatesSome(trx, actor)) || hasOwnOnBoard(trx, actor)) },
    })),
    implement(contract.getMyManager, async ({ actor, signal }) => ({ manager: await findMyManager(services, actor, { signal }) })),
    implement(contract.searchPeople, async ({ actor, query, signal }) => ({ items: await searchPeople(services, actor, query.search, { signal }) })),
    implement(personal.exportMyData, ({ actor }) => exportData(services, actor)),
    implement(personal.eraseMyData, async ({ actor }) => {
      await eraseData(services, actor);
      return undefined;
    }),
    implement(contract.getPhotos, async ({ actor, query, signal }) => ({ items: await findPhotos(services, actor, query.ids, { signal }) }), { freshForSeconds: 3_600 }),
    implement(contract.joinCommunity, ({ actor, params, body }) => (body?.asBefore ? takeBackLeaving : joinCommunity)(services, actor, params.communityId, body?.timeZone)),
    implement(contract.leaveCommunity, ({ actor, params }) => leaveCommunity(services, actor, params.communityId)),
  ];
}
