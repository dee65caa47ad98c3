import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import { checkPermissions } from './check-permissions.ts';
import * as contract from './permissions-contract.ts';
import { demandCheckPermissions } from './permissions-policy.ts';

export function permissionsRoutes(services: Services): Route[] {
  return [
    implement(contract.checkPermissions, ({ actor, language, signal }) => {
      demandCheckPermissions(actor);
      return checkPermissions(services, actor, language, signal);
    }),
  ];
}
