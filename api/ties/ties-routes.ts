import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import { listMyTeams, listPlaces } from './places.ts';
import * as contract from './ties-contract.ts';

export function tiesRoutes(services: Services): Route[] {
  return [
    implement(contract.listMyTeams, async ({ actor, signal }) => ({ items: await listMyTeams(services.graph.asPerson(actor), { signal }) })),
    implement(contract.listPlaces, ({ actor, params, signal }) => listPlaces(services.graph.asPerson(actor), params.groupId, { signal })),
  ];
}
