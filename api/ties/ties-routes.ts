import { doWrites } from '../ledger/do-writes.ts';
import { consentAddress, grantedScopes } from '../permissions/granted-scopes.ts';
import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import { intendRemovals, overviewOfTies, pinTabIn, removeTabFrom } from './added.ts';
import { chooseCalendarPart, lookAtCalendar } from './calendars.ts';
import { addTie, dropTie, makeTieHome, pointTieElsewhere, readTies } from './change-ties.ts';
import { findPlaces } from './find-places.ts';
import { listFolders } from './folders.ts';
import { makePlace } from './make-place.ts';
import { makingAbilitiesOf } from './making.ts';
import { listMyTeams, listPlaces } from './places.ts';
import { makingAbilities, proposePlaces } from './proposals-contract.ts';
import * as contract from './ties-contract.ts';
import { demandBrokenTies } from './ties-policy.ts';
import { listBrokenTiesPage, listTieHistoryPage } from './ties-read-model.ts';

export function tiesRoutes(services: Services): Route[] {
  const { database } = services;
  return [
    implement(contract.listMyTeams, async ({ actor, signal }) => ({ items: await listMyTeams(services.graph.asPerson(actor), { signal }) })),
    implement(contract.listPlaces, ({ actor, params, signal }) => listPlaces(services.graph.asPerson(actor), params.groupId, { signal })),
    implement(contract.lookAtCalendar, ({ actor, params, query, signal }) => lookAtCalendar(services, actor, params.groupId, query.name, signal)),
    implement(contract.listFolders, ({ actor, params, query, signal }) => listFolders(services.graph.asPerson(actor), { ...params, ...query }, { signal })),
    implement(proposePlaces, ({ actor, body, signal }) => findPlaces(services.graph.asPerson(actor), body, { signal })),
    implement(makingAbilities, async ({ actor }) => makingAbilitiesOf(await grantedScopes(services, actor), consentAddress(services))),
    implement(contract.listTies, ({ actor, params, language }) => overviewOfTies(services, actor, params.communityId, language)),
    implement(contract.listTieHistory, ({ actor, params, query }) =>
      readTies(services, actor, params.communityId, (trx) => listTieHistoryPage(trx, actor.tenantId, params.communityId, query))),
    implement(contract.addTie, ({ actor, params, body, signal }) => addTie(services, actor, params.communityId, body.target, signal)),
    implement(contract.makeTieHome, ({ actor, params }) => makeTieHome(services, actor, params.communityId, params.tieId)),
    implement(contract.pointTieElsewhere, ({ actor, params, body, signal }) => pointTieElsewhere(services, actor, params.communityId, params.tieId, body.target, signal)),
    implement(contract.chooseCalendarPart, ({ actor, params, body }) => chooseCalendarPart(services, actor, params.communityId, params.tieId, body.part ?? undefined)),
    implement(contract.dropTie, async ({ actor, params: { communityId, tieId }, query, signal }) => {
      await dropTie(services, actor, communityId, tieId, async (trx, tie) => {
        if (query.removeAdded) await intendRemovals(services, trx, actor, communityId, tie.target);
      });
      if (query.removeAdded) await doWrites(services, actor, communityId, { again: false, signal });
      return undefined;
    }),
    implement(contract.pinTab, async ({ actor, params: { communityId, tieId }, language, signal }) => {
      await pinTabIn(services, actor, communityId, tieId, signal);
      return overviewOfTies(services, actor, communityId, language);
    }),
    implement(contract.removeTab, async ({ actor, params: { communityId, tieId }, language, signal }) => {
      await removeTabFrom(services, actor, communityId, tieId, signal);
      return overviewOfTies(services, actor, communityId, language);
    }),
    implement(contract.makePlace, async ({ actor, params: { communityId }, body, language, signal }) => {
      await makePlace(services, actor, communityId, body, signal);
      return overviewOfTies(services, actor, communityId, language);
    }),
    implement(contract.listBrokenTies, ({ actor, query }) => {
      demandBrokenTies(actor);
      return database.inTenant(actor.tenantId, (trx) => listBrokenTiesPage(trx, actor.tenantId, query));
    }),
  ];
}
