import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import { addTie, dropTie, makeTieHome, pointTieElsewhere, readTies } from './change-ties.ts';
import { listFolders } from './folders.ts';
import { listMyTeams, listPlaces } from './places.ts';
import * as contract from './ties-contract.ts';
import { demandBrokenTies } from './ties-policy.ts';
import { listBrokenTiesPage, listTieHistoryPage } from './ties-read-model.ts';

export function tiesRoutes(services: Services): Route[] {
  const { database } = services;
  return [
    implement(contract.listMyTeams, async ({ actor, signal }) => ({ items: await listMyTeams(services.graph.asPerson(actor), { signal }) })),
    implement(contract.listPlaces, ({ actor, params, signal }) => listPlaces(services.graph.asPerson(actor), params.groupId, { signal })),
    implement(contract.listFolders, ({ actor, params, query, signal }) => listFolders(services.graph.asPerson(actor), { ...params, ...query }, { signal })),
    implement(contract.listTies, async ({ actor, params }) => ({ items: await readTies(services, actor, params.communityId, async (_trx, ties) => ties) })),
    implement(contract.listTieHistory, ({ actor, params, query }) =>
      readTies(services, actor, params.communityId, (trx) => listTieHistoryPage(trx, actor.tenantId, params.communityId, query))),
    implement(contract.addTie, ({ actor, params, body, signal }) => addTie(services, actor, params.communityId, body.target, signal)),
    implement(contract.makeTieHome, ({ actor, params }) => makeTieHome(services, actor, params.communityId, params.tieId)),
    implement(contract.pointTieElsewhere, ({ actor, params, body, signal }) => pointTieElsewhere(services, actor, params.communityId, params.tieId, body.target, signal)),
    implement(contract.dropTie, async ({ actor, params }) => {
      await dropTie(services, actor, params.communityId, params.tieId);
      return undefined;
    }),
    implement(contract.listBrokenTies, ({ actor, query }) => {
      demandBrokenTies(actor);
      return database.inTenant(actor.tenantId, (trx) => listBrokenTiesPage(trx, actor.tenantId, query));
    }),
  ];
}
