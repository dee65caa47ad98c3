import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { ImportRow, ImportRun } from './import-contract.ts';

/** A run that has not said for this long that it is at work was interrupted. */
export const silenceMs = 20_000;

/** Imports and what became of their rows. Every method works in the transaction of the tenant it is given. */
export const importStore = {
  async insert(trx: TenantTransaction, run: { tenantId: string; id: string; startedBy: string; dryRun: boolean; total: number; at: Date }): Promise<void> {
    await trx.insertInto('imports').values({
      tenant_id: run.tenantId, id: run.id, started_by: run.startedBy, state: 'running', dry_run: run.dryRun,
      total: run.total, started_at: run.at, finished_at: null, beat_at: run.at,
    }).execute();
  },

  /** Starts of one person follow one another, until the end of the transaction. */
  async waitForTurn(trx: TenantTransaction, tenantId: string, personId: string): Promise<void> {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`import ${tenantId} ${personId}`}, 0))`.execute(trx);
  },

  async isRunning(trx: TenantTransaction, tenantId: string, personId: string, now: Date): Promise<boolean> {
    const running = await trx.selectFrom('imports').select('id')
      .where('tenant_id', '=', tenantId).where('started_by', '=', personId).where('state', '=', 'running')
      .where('beat_at', '>', new Date(now.getTime() - silenceMs)).executeTakeFirst();
    return running !== undefined;
  },

  /** Notes rows done; also says that the run is still at work. */
  async addRows(trx: TenantTransaction, tenantId: string, importId: string, rows: ImportRow[], at: Date): Promise<void> {
    if (rows.length > 0) {
      await trx.insertInto('import_rows').values(rows.map((row) => ({
        tenant_id: tenantId, import_id: importId, row_number: row.row, outcome: row.outcome, content: JSON.stringify(row),
      }))).execute();
    }
    await trx.updateTable('imports').set({ beat_at: at }).where('tenant_id', '=', tenantId).where('id', '=', importId).execute();
  },

  async settle(trx: TenantTransaction, tenantId: string, importId: string, state: 'finished' | 'stopped', at: Date): Promise<void> {
    await trx.updateTable('imports').set({ state, finished_at: at, beat_at: at })
      .where('tenant_id', '=', tenantId).where('id', '=', importId).execute();
  },

  /** A run as its starter sees it; anybody else's is not found. A silent one shows as stopped. */
  async findById(trx: TenantTransaction, tenantId: string, importId: string, startedBy: string, now: Date): Promise<ImportRun | null> {
    const run = await trx.selectFrom('imports').selectAll()
      .where('tenant_id', '=', tenantId).where('id', '=', importId).where('started_by', '=', startedBy).executeTakeFirst();
    if (!run) return null;
    const counts = await trx.selectFrom('import_rows').select(['outcome', sql<number>`count(*)::int`.as('count')])
      .where('tenant_id', '=', tenantId).where('import_id', '=', importId).groupBy('outcome').execute();
    const count = (...outcomes: ImportRow['outcome'][]) =>
      counts.filter((each) => (outcomes as string[]).includes(each.outcome)).reduce((sum, each) => sum + each.count, 0);
    const silent = run.state === 'running' && now.getTime() - run.beat_at.getTime() > silenceMs;
    return {
      id: run.id,
      state: silent ? 'stopped' : (run.state as ImportRun['state']),
      dryRun: run.dry_run,
      startedAt: run.started_at.toISOString(),
      finishedAt: (silent ? run.beat_at : run.finished_at)?.toISOString() ?? null,
      total: run.total,
      done: count('would-create', 'created', 'unchanged', 'refused'),
      created: count('would-create', 'created'),
      unchanged: count('unchanged'),
      refused: count('refused'),
    };
  },

  /** Rows done so far, in the sheet's order, after row number `after`. */
  async listRows(trx: TenantTransaction, tenantId: string, importId: string, query: { after: number; limit: number; outcome?: string }): Promise<ImportRow[]> {
    let rows = trx.selectFrom('import_rows').select('content')
      .where('tenant_id', '=', tenantId).where('import_id', '=', importId).where('row_number', '>', query.after);
    if (query.outcome) rows = rows.where('outcome', '=', query.outcome);
    const found = await rows.orderBy('row_number').limit(query.limit).execute();
    return found.map((row) => row.content as ImportRow);
  },
};
