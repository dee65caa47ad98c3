import { randomUUID } from 'node:crypto';
import { findByNameAndTeam } from '../communities/find-by-name-and-team.ts';
import { ConflictError, NotFoundError, ProblemError } from '../platform/errors.ts';
import { bulkShare } from '../platform/graph/budget/meter.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { type Language, languages } from '../platform/words.ts';
import { templatesIn } from '../templates/templates.ts';
import { importCommunity } from './import-community.ts';
import type { ImportRun } from './import-contract.ts';
import { importStore, NotMyTurnError, silenceMs, type Turn } from './import-store.ts';
import { parseSheet, type SheetRow } from './parse-sheet.ts';
import { type ImportDoors, runImport } from './run-import.ts';
import { teamsPerSecond } from './sheet-lookups.ts';
import { templateWords } from './template-words.ts';
import { TimeLeft } from './time-left.ts';

/** The request that began the work: by which the log finds it, and the language of whoever sent it. */
interface Asked { correlationId: string; language: Language }

/** How often a run says that it is at work. */
const beatMs = silenceMs / 4;

/** What is to be done of an import. */
interface Work { turn: Turn; rows: SheetRow[]; dryRun: boolean }

/**
 * Notes an import and lets it run on in this process, with the token that came with the request, in memory only. A
 * sheet whose import was interrupted goes on where it stood. It does not wait for it: `getImport` says how far it is.
 * @throws ConflictError `import-running` while another import of the same person runs
 */
export async function beginImport(services: Services, actor: Actor, { sheet, rows, dryRun }: { sheet: string; rows: SheetRow[]; dryRun: boolean }, asked: Asked): Promise<ImportRun> {
  const { tenantId, personId } = actor;
  return start(services, actor, asked, async (trx) => {
    await demandNoneRuns(trx, actor, services.clock());
    const interrupted = await importStore.findInterrupted(trx, tenantId, personId, { sheet, dryRun });
    if (interrupted) return takeUp(trx, tenantId, interrupted, services.clock());
    const turn: Turn = { tenantId, importId: randomUUID(), worker: randomUUID() };
    await importStore.insert(trx, turn, { startedBy: personId, dryRun, total: rows.length, sheet, at: services.clock() });
    return { turn, rows, dryRun };
  });
}

/**
 * The same for an import that was interrupted, from the sheet that is kept. One that runs is left as it is.
 * @throws ConflictError `import-finished`, or `import-running` while another import of the same person runs
 */
export async function goOnWithImport(services: Services, actor: Actor, importId: string, asked: Asked): Promise<ImportRun> {
  return start(services, actor, asked, async (trx) => {
    const run = await importStore.findById(trx, actor.tenantId, importId, actor.personId, services.clock());
    if (!run) throw new NotFoundError('import');
    if (run.state === 'finished') throw new ConflictError({ code: 'import-finished' });
    if (run.state === 'running') return run;
    await demandNoneRuns(trx, actor, services.clock());
    return takeUp(trx, actor.tenantId, importId, services.clock());
  });
}

/** Begins the work that a transaction decides on; starts of one person follow one another. */
async function start(services: Services, actor: Actor, asked: Asked, decide: (trx: TenantTransaction) => Promise<Work | ImportRun>): Promise<ImportRun> {
  const { tenantId, personId } = actor;
  const { run, work } = await services.database.inTenant(tenantId, async (trx) => {
    await importStore.waitForTurn(trx, tenantId, personId);
    const decided = await decide(trx);
    if (!('turn' in decided)) return { run: decided, work: null };
    return { run: (await importStore.findById(trx, tenantId, decided.turn.importId, personId, services.clock()))!, work: decided };
  });
  if (work) void workOn(services, actor, work, asked);
  return run;
}

async function demandNoneRuns(trx: TenantTransaction, { tenantId, personId }: Actor, now: Date): Promise<void> {
  if (await importStore.isRunning(trx, tenantId, personId, now)) {
    throw new ConflictError({ code: 'import-running' });
  }
}

async function takeUp(trx: TenantTransaction, tenantId: string, importId: string, at: Date): Promise<Work> {
  const turn: Turn = { tenantId, importId, worker: randomUUID() };
  const { sheet, dryRun, done } = await importStore.takeUp(trx, turn, at);
  return { turn, dryRun, rows: parseSheet(sheet).filter(({ row }) => !done.has(row)) };
}

async function workOn(services: Services, actor: Actor, { turn, rows, dryRun }: Work, { correlationId, language }: Asked): Promise<void> {
  const { tenantId, importId } = turn;
  const { database, clock, settings } = services;
  const logger = services.logger.child({ correlationId, importId });
  const stopping = new AbortController();
  const timeLeft = new TimeLeft();
  const perSecond = teamsPerSecond({ people: settings.tenantPeople }, bulkShare);
  /** When the rest is likely to be done. */
  let endsAt: Date | null = null;
  const beat = setInterval(() => {
    database.inTenant(tenantId, (trx) => importStore.note(trx, turn, [], clock(), endsAt))
      .catch((error: unknown) => { if (error instanceof NotMyTurnError) stopping.abort(error); });
  }, beatMs);
  beat.unref();

  const doors: ImportDoors = {
    importerId: actor.personId,
    graph: services.graph.asPerson(actor),
    templates: languages.flatMap(templatesIn),
    templateWords,
    findExisting: (name, groupId) => database.inTenant(tenantId, (trx) => findByNameAndTeam(trx, tenantId, name, groupId)),
    create: (row, told) => importCommunity(services, actor, row, language, async (trx, result) => {
      const done = told(result);
      await importStore.note(trx, turn, [done], clock());
      return done;
    }),
    async note(rows, { done, left }) {
      const now = performance.now();
      timeLeft.note(done, now);
      const ms = timeLeft.left(left.rows, (left.teams / perSecond) * 1_000, now);
      endsAt = ms === null ? null : new Date(clock().getTime() + ms);
      await database.inTenant(tenantId, (trx) => importStore.note(trx, turn, rows, clock(), endsAt));
    },
  };
  let end: 'finished' | 'stopped' = 'finished';
  try {
    await runImport(rows, dryRun, doors, stopping.signal);
    logger.info({ rows: rows.length, dryRun }, 'import finished');
  } catch (error) {
    end = 'stopped';
    // The code says enough; messages may hold names from the sheet.
    logger.warn({ reason: error instanceof ProblemError || error instanceof NotMyTurnError ? error.code : (error as Error)?.name }, 'import stopped');
  } finally {
    clearInterval(beat);
  }
  await database.inTenant(tenantId, (trx) => importStore.settle(trx, turn, end, clock()))
    .catch(() => logger.warn('an import could not be noted as ended; it will show as stopped'));
}
