import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { ImportRow, ImportRun } from './import-contract.ts';
import type { KeptRow } from './parse-sheet.ts';

/** A run that has not said for this long that it is at work was interrupted. */
export const silenceMs = 20_000;

/** The import was stopped, or taken up by somebody else: whoever worked on it ends. */
export class NotMyTurnError extends Error {
  readonly code = 'not-my-turn';
  constructor() {
    super('The import was stopped, or goes on elsewhere.');
    this.name = 'NotMyTurnError';
  }
}

/** Whose turn it is to work on an import. */
export interface Turn { tenantId: string; importId: string; worker: string }

const columns = ['id', 'state', 'dry_run', 'total', 'started_at', 'finished_at', 'beat_at', 'ends_at'] as const;

const underWay = (trx: TenantTransaction, tenantId: string, now: Date) =>
  trx.selectFrom('imports').select('id').where('tenant_id', '=', tenantId).where('state', '=', 'running').where('beat_at', '>', new Date(now.getTime() - silenceMs));

/** Imports and what became of their rows. Every method works in the transaction of the tenant it is given. */
export const importStore = {
  async insert(trx: TenantTransaction, { tenantId, importId, worker }: Turn, run: { startedBy: string; dryRun: boolean; total: number; sheet: string; at: Date }): Promise<void> {
    await trx.insertInto('imports').values({
      tenant_id: tenantId, id: importId, worker, started_by: run.startedBy, state: 'running', dry_run: run.dryRun,
      total: run.total, sheet: run.sheet, started_at: run.at, finished_at: null, beat_at: run.at, ends_at: null,
    }).execute();
  },

  /** Starts of one person follow one another, until the end of the transaction. */
  async waitForTurn(trx: TenantTransaction, tenantId: string, personId: string): Promise<void> {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`import ${tenantId} ${personId}`}, 0))`.execute(trx);
  },

  async isRunning(trx: TenantTransaction, tenantId: string, personId: string, now: Date): Promise<boolean> {
    return await underWay(trx, tenantId, now).where('started_by', '=', personId).executeTakeFirst() !== undefined;
  },

  /** Whether anybody's import is under way. */
  async isAnyRunning(trx: TenantTransaction, tenantId: string, now: Date): Promise<boolean> {
    return await underWay(trx, tenantId, now).executeTakeFirst() !== undefined;
  },

  /** The newest run of this very sheet that did not come to its end. */
  async findInterrupted(trx: TenantTransaction, tenantId: string, personId: string, { sheet, dryRun }: { sheet: string; dryRun: boolean }): Promise<string | null> {
    const run = await trx.selectFrom('imports').select('id')
      .where('tenant_id', '=', tenantId).where('started_by', '=', personId).where('state', '!=', 'finished').where('dry_run', '=', dryRun).where('sheet', '=', sheet)
      .orderBy('started_at', 'desc').executeTakeFirst();
    return run?.id ?? null;
  },

  /** Gives an import to a new worker, with its sheet and the rows that are done. */
  async takeUp(trx: TenantTransaction, { tenantId, importId, worker }: Turn, at: Date): Promise<{ sheet: string; dryRun: boolean; done: ReadonlySet<number> }> {
    const run = await trx.updateTable('imports').set({ state: 'running', worker, beat_at: at, finished_at: null, ends_at: null })
      .where('tenant_id', '=', tenantId).where('id', '=', importId).returning(['sheet', 'dry_run']).executeTakeFirstOrThrow();
    const rows = await trx.selectFrom('import_rows').select('row_number').where('tenant_id', '=', tenantId).where('import_id', '=', importId).execute();
    return { sheet: run.sheet ?? '', dryRun: run.dry_run, done: new Set(rows.map((row) => row.row_number)) };
  },

  /**
   * Says that the worker is at work, and what became of some rows.
   * @throws NotMyTurnError when the import is no longer its own
   */
  async note(trx: TenantTransaction, { tenantId, importId, worker }: Turn, rows: readonly KeptRow[], at: Date, endsAt?: Date | null): Promise<void> {
    const mine = await trx.updateTable('imports').set({ beat_at: at, ...(endsAt === undefined ? {} : { ends_at: endsAt }) })
      .where('tenant_id', '=', tenantId).where('id', '=', importId).where('worker', '=', worker).where('state', '=', 'running').executeTakeFirst();
    if (mine.numUpdatedRows === 0n) throw new NotMyTurnError();
    if (rows.length === 0) return;
    await trx.insertInto('import_rows').values(rows.map((row) => ({
      tenant_id: tenantId, import_id: importId, row_number: row.row, outcome: row.outcome, content: JSON.stringify(row),
    }))).execute();
  },

  /** Ends the worker's turn; the sheet of a finished import is not needed any more. */
  async settle(trx: TenantTransaction, { tenantId, importId, worker }: Turn, state: 'finished' | 'stopped', at: Date): Promise<void> {
    await trx.updateTable('imports').set({ state, finished_at: at, beat_at: at, ends_at: null, ...(state === 'finished' ? { sheet: null } : {}) })
      .where('tenant_id', '=', tenantId).where('id', '=', importId).where('worker', '=', worker).where('state', '=', 'running').execute();
  },

  /** Its worker notices with the next row. */
  async stop(trx: TenantTransaction, tenantId: string, importId: string, startedBy: string, at: Date): Promise<void> {
    await trx.updateTable('imports').set({ state: 'stopped', finished_at: at, ends_at: null })
      .where('tenant_id', '=', tenantId).where('id', '=', importId).where('started_by', '=', startedBy).where('state', '=', 'running').execute();
  },

  /** A run as its starter sees it; anybody else's is not found. A silent one shows as stopped. */
  async findById(trx: TenantTransaction, tenantId: string, importId: string, startedBy: string, now: Date): Promise<ImportRun | null> {
    const run = await trx.selectFrom('imports').select(columns)
      .where('tenant_id', '=', tenantId).where('id', '=', importId).where('started_by', '=', startedBy).executeTakeFirst();
    return run ? shown(run, await countsOf(trx, tenantId, [importId]), now) : null;
  },

  /** The newest imports of a person, newest first. */
  async listLatest(trx: TenantTransaction, tenantId: string, startedBy: string, limit: number, now: Date): Promise<ImportRun[]> {
    const runs = await trx.selectFrom('imports').select(columns)
      .where('tenant_id', '=', tenantId).where('started_by', '=', startedBy).orderBy('started_at', 'desc').orderBy('id').limit(limit).execute();
    if (runs.length === 0) return [];
    const counts = await countsOf(trx, tenantId, runs.map(({ id }) => id));
    return runs.map((run) => shown(run, counts, now));
  },

  /** Takes a person's names off what is kept of sheets: their rows, and those that wait to go on. */
  async unname(trx: TenantTransaction, tenantId: string, names: readonly string[]): Promise<void> {
    const wanted = names.filter((name) => name.trim() !== '');
    if (wanted.length === 0) return;
    const like = sql`any (${wanted.map((name) => `%${JSON.stringify(name).slice(1, -1).replace(/[\\%_]/g, '\\$&')}%`)}::text[])`;
    const theirs = new RegExp(`(?<![\\p{L}\\p{N}._-])(?:${wanted.map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|')})(?![\\p{L}\\p{N}_-])`, 'giu');
    const without = (text: string): string => text.replace(theirs, '');
    const rows = await trx.selectFrom('import_rows').select(['import_id', 'row_number', 'content']).where('tenant_id', '=', tenantId).where(sql<boolean>`content::text ilike ${like}`).execute();
    for (const { import_id: importId, row_number: row, content } of rows) {
      const kept = content as KeptRow;
      const cleared: KeptRow = { ...kept, sponsorAsked: kept.sponsorAsked && (without(kept.sponsorAsked) || null), refusals: kept.refusals.map((each) => ({ ...each, value: without(each.value) })) };
      await trx.updateTable('import_rows').set({ content: JSON.stringify(cleared) }).where('tenant_id', '=', tenantId).where('import_id', '=', importId).where('row_number', '=', row).execute();
    }
    const sheets = await trx.selectFrom('imports').select(['id', 'sheet']).where('tenant_id', '=', tenantId).where(sql<boolean>`sheet ilike ${like}`).execute();
    for (const { id, sheet } of sheets) await trx.updateTable('imports').set({ sheet: without(sheet!) }).where('tenant_id', '=', tenantId).where('id', '=', id).execute();
  },

  /** Forgets imports that began before a time, with their rows and sheets. */
  async forget(trx: TenantTransaction, tenantId: string, before: Date): Promise<void> {
    await trx.deleteFrom('imports').where('tenant_id', '=', tenantId).where('started_at', '<', before).where('beat_at', '<', before).execute();
  },

  /** Rows done so far, in the sheet's order, after row number `after`. */
  async listRows(trx: TenantTransaction, tenantId: string, importId: string, query: { after: number; limit: number; outcome?: string }): Promise<KeptRow[]> {
    let rows = trx.selectFrom('import_rows').select('content')
      .where('tenant_id', '=', tenantId).where('import_id', '=', importId).where('row_number', '>', query.after);
    if (query.outcome) rows = rows.where('outcome', '=', query.outcome);
    const found = await rows.orderBy('row_number').limit(query.limit).execute();
    return found.map((row) => row.content as KeptRow);
  },
};

interface StoredRun { id: string; state: string; dry_run: boolean; total: number; started_at: Date; finished_at: Date | null; beat_at: Date; ends_at: Date | null }
type Counts = readonly { import_id: string; outcome: string; count: number }[];

async function countsOf(trx: TenantTransaction, tenantId: string, importIds: readonly string[]): Promise<Counts> {
  return trx.selectFrom('import_rows').select(['import_id', 'outcome', sql<number>`count(*)::int`.as('count')])
    .where('tenant_id', '=', tenantId).where('import_id', 'in', importIds).groupBy(['import_id', 'outcome']).execute();
}

function shown(run: StoredRun, counts: Counts, now: Date): ImportRun {
  const count = (...outcomes: ImportRow['outcome'][]) =>
    counts.filter((each) => each.import_id === run.id && (outcomes as string[]).includes(each.outcome)).reduce((sum, each) => sum + each.count, 0);
  const silent = run.state === 'running' && now.getTime() - run.beat_at.getTime() > silenceMs;
  const state = silent ? 'stopped' : (run.state as ImportRun['state']);
  return {
    id: run.id,
    state,
    dryRun: run.dry_run,
    startedAt: run.started_at.toISOString(),
    finishedAt: (silent ? run.beat_at : run.finished_at)?.toISOString() ?? null,
    secondsLeft: state === 'running' && run.ends_at ? Math.max(1, Math.ceil((run.ends_at.getTime() - now.getTime()) / 1_000)) : null,
    total: run.total,
    done: count('would-create', 'created', 'unchanged', 'refused'),
    created: count('would-create', 'created'),
    unchanged: count('unchanged'),
    refused: count('refused'),
  };
}
