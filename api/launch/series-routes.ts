import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import * as contract from './series-contract.ts';
import { beginSeries, changeSeries, lookAroundSeries, readSeries, setSeriesCountries } from './series-plan.ts';
import { putSeriesOn, takeSeriesOff } from './series-put-on.ts';

export function seriesRoutes(services: Services): Route[] {
  return [
    implement(contract.getSeries, ({ actor, params, language }) => readSeries(services, actor, params.communityId, language)),
    implement(contract.beginSeries, ({ actor, params, body, language, signal }) => beginSeries(services, actor, params.communityId, body, { language, signal })),
    implement(contract.changeSeries, ({ actor, params, body, language }) => changeSeries(services, actor, params.communityId, body, language)),
    implement(contract.setSeriesCountries, async ({ actor, params, body }) => {
      await setSeriesCountries(services, actor, params.communityId, body.countries);
      return undefined;
    }),
    implement(contract.putSeriesOn, ({ actor, params, language, signal }) => putSeriesOn(services, actor, params.communityId, { language, signal })),
    implement(contract.takeSeriesOff, ({ actor, params, language, signal }) => takeSeriesOff(services, actor, params.communityId, { language, signal })),
    implement(contract.getSeriesSurroundings, ({ actor, params, language, signal }) => lookAroundSeries(services, actor, params.communityId, { language, signal })),
  ];
}
