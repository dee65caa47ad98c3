import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import * as contract from './charter-contract.ts';
import { editCharter } from './edit-charter.ts';

export function charterRoutes(services: Services): Route[] {
  return [
    implement(contract.editCharter, ({ actor, params, body: { basedOnVersion, ...text } }) => editCharter(services, actor, params.communityId, text, basedOnVersion)),
  ];
}
