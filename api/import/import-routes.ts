import { NotFoundError } from '../platform/errors.ts';
import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import { getImport, listImportRows, startImport } from './import-contract.ts';
import { demandImport } from './import-policy.ts';
import { importStore } from './import-store.ts';
import { parseSheet } from './parse-sheet.ts';
import { beginImport } from './begin-import.ts';

/** A sheet of 8,000,000 characters, in UTF-8 and as a JSON string. */
const sheetBytes = 20_000_000;

export function importRoutes(services: Services): Route[] {
  return [
    implement(startImport, ({ actor, body, correlationId }) => {
      demandImport(actor);
      return beginImport(services, actor, parseSheet(body.csv), body.dryRun, correlationId);
    }, { bodyLimit: sheetBytes }),

    implement(getImport, async ({ actor, params }) => {
      demandImport(actor);
      const run = await services.database.inTenant(actor.tenantId, (trx) => importStore.findById(trx, actor.tenantId, params.importId, actor.personId, services.clock()));
      if (!run) throw new NotFoundError('import');
      return run;
    }),

    implement(listImportRows, async ({ actor, params, query }) => {
      demandImport(actor);
      return services.database.inTenant(actor.tenantId, async (trx) => {
        const run = await importStore.findById(trx, actor.tenantId, params.importId, actor.personId, services.clock());
        if (!run) throw new NotFoundError('import');
        return { items: await importStore.listRows(trx, actor.tenantId, params.importId, query) };
      });
    }),
  ];
}
