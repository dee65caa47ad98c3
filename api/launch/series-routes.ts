import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import * as contract from './series-contract.ts';
import { beginSeries, changeSeries, lookAroundSeries, readSeries } from './series-plan.ts';

export function seriesRoutes(services: Services): Route[] {
  return [
    implement(contract.getSeries, ({ actor, params }) => readSeries(services, actor, params.communityId)),
    implement(contract.beginSeries, ({ actor, params, body }) => beginSeries(services, actor, params.communityId, body)),
    implement(contract.changeSeries, ({ actor, params, body }) => changeSeries(services, actor, params.communityId, body)),
    implement(contract.getSeriesSurroundings, ({ actor, params, language, signal }) => lookAroundSeries(services, actor, params.communityId, { language, signal })),
  ];
}
