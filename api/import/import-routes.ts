import { NotFoundError, whyWords } from '../platform/errors.ts';
import { implement, type Route } from '../platform/http/implement.ts';
import type { Services } from '../platform/services.ts';
import { continueImport, getImport, type ImportRun, listImportRows, listImports, startImport, stopImport } from './import-contract.ts';
import { demandImport } from './import-policy.ts';
import { importStore } from './import-store.ts';
import { parseSheet } from './parse-sheet.ts';
import { beginImport, goOnWithImport } from './begin-import.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { TenantTransaction } from '../platform/database/database.ts';

/** A sheet of 8,000,000 characters, in UTF-8 and as a JSON string. */
const sheetBytes = 20_000_000;
/** Imports that are listed. */
const shownImports = 10;

export function importRoutes(services: Services): Route[] {
  const found = async (trx: TenantTransaction, actor: Actor, importId: string): Promise<ImportRun> => {
    const run = await importStore.findById(trx, actor.tenantId, importId, actor.personId, services.clock());
    if (!run) throw new NotFoundError('import');
    return run;
  };
  return [
    implement(startImport, ({ actor, body, correlationId, language }) => {
      demandImport(actor);
      return beginImport(services, actor, { sheet: body.csv, rows: parseSheet(body.csv), dryRun: body.dryRun }, { correlationId, language });
    }, { bodyLimit: sheetBytes }),

    implement(continueImport, ({ actor, params, correlationId, language }) => {
      demandImport(actor);
      return goOnWithImport(services, actor, params.importId, { correlationId, language });
    }),

    implement(stopImport, ({ actor, params }) => {
      demandImport(actor);
      return services.database.inTenant(actor.tenantId, async (trx) => {
        await importStore.stop(trx, actor.tenantId, params.importId, actor.personId, services.clock());
        return found(trx, actor, params.importId);
      });
    }),

    implement(listImports, ({ actor }) => {
      demandImport(actor);
      return services.database.inTenant(actor.tenantId, async (trx) => ({ items: await importStore.listLatest(trx, actor.tenantId, actor.personId, shownImports, services.clock()) }));
    }),

    implement(getImport, ({ actor, params }) => {
      demandImport(actor);
      return services.database.inTenant(actor.tenantId, (trx) => found(trx, actor, params.importId));
    }),

    implement(listImportRows, ({ actor, params, query, language }) => {
      demandImport(actor);
      return services.database.inTenant(actor.tenantId, async (trx) => {
        await found(trx, actor, params.importId);
        const rows = await importStore.listRows(trx, actor.tenantId, params.importId, query);
        return { items: rows.map((row) => ({ ...row, refusals: row.refusals.map((each) => ({ row: each.row, column: each.column, value: each.value, ...whyWords(each, language) })) })) };
      });
    }),
  ];
}
