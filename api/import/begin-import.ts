import { randomUUID } from 'node:crypto';
import { findByNameAndTeam } from '../communities/find-by-name-and-team.ts';
import { ConflictError, ProblemError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { templates } from '../templates/templates.ts';
import { importCommunity } from './import-community.ts';
import type { ImportRun } from './import-contract.ts';
import { importStore, silenceMs } from './import-store.ts';
import type { SheetRow } from './parse-sheet.ts';
import { type ImportDoors, runImport } from './run-import.ts';
import { templateWords } from './template-words.ts';

/** How often a run says that it is at work. */
const beatMs = silenceMs / 4;

/**
 * Notes an import and lets it run on in this process, with the token that came with the request,
 * in memory only. It does not wait for it: `getImport` says how far it is.
 * @throws ConflictError `import-running` while another import of the same person runs
 */
export async function beginImport(services: Services, actor: Actor, rows: SheetRow[], dryRun: boolean, correlationId: string): Promise<ImportRun> {
  const { tenantId, personId } = actor;
  const id = randomUUID();
  const run = await services.database.inTenant(tenantId, async (trx) => {
    await importStore.waitForTurn(trx, tenantId, personId);
    if (await importStore.isRunning(trx, tenantId, personId, services.clock())) {
      throw new ConflictError({ code: 'import-running', detail: 'Your import before this one is still running.', remedy: 'Wait until it has finished, then send this sheet again.' });
    }
    await importStore.insert(trx, { tenantId, id, startedBy: personId, dryRun, total: rows.length, at: services.clock() });
    return importStore.findById(trx, tenantId, id, personId, services.clock());
  });
  void work(services, actor, id, rows, dryRun, correlationId);
  return run!;
}

async function work(services: Services, actor: Actor, importId: string, rows: SheetRow[], dryRun: boolean, correlationId: string): Promise<void> {
  const { tenantId } = actor;
  const { database, clock } = services;
  const logger = services.logger.child({ correlationId, importId });
  const stopping = new AbortController();
  const beat = setInterval(() => {
    database.inTenant(tenantId, (trx) => importStore.addRows(trx, tenantId, importId, [], clock())).catch(() => {});
  }, beatMs);
  beat.unref();

  const doors: ImportDoors = {
    importerId: actor.personId,
    graph: services.graph.asPerson(actor),
    templates: [...templates],
    templateWords,
    findExisting: (name, groupId) => database.inTenant(tenantId, (trx) => findByNameAndTeam(trx, tenantId, name, groupId)),
    create: (row) => importCommunity(services, actor, row),
    note: (done) => database.inTenant(tenantId, (trx) => importStore.addRows(trx, tenantId, importId, done, clock())),
  };
  let end: 'finished' | 'stopped' = 'finished';
  try {
    await runImport(rows, dryRun, doors, stopping.signal);
    logger.info({ rows: rows.length, dryRun }, 'import finished');
  } catch (error) {
    end = 'stopped';
    // The code says enough; messages may hold names from the sheet.
    logger.warn({ reason: error instanceof ProblemError ? error.code : (error as Error)?.name }, 'import stopped');
  } finally {
    clearInterval(beat);
  }
  await database.inTenant(tenantId, (trx) => importStore.settle(trx, tenantId, importId, end, clock()))
    .catch(() => logger.warn('an import could not be noted as ended; it will show as stopped'));
}
