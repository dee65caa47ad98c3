import { AsyncLocalStorage } from 'node:async_hooks';
import { CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect, PostgresDriver, type PostgresDialectConfig } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Engine } from './database.ts';
import type { Database } from './schema.ts';

/** Dates stay calendar days (`2026-11-23`), as PGlite and the contracts have them; node-postgres would make them local midnights. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.DATE, (value: string) => value);

const tenantOfTransaction = new AsyncLocalStorage<string>();

/** Begins, takes on the role and names the tenant in one round trip. */
class TenantDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection, settings: Parameters<PostgresDriver['beginTransaction']>[1]): Promise<void> {
    const tenantId = tenantOfTransaction.getStore();
    if (!tenantId) return super.beginTransaction(connection, settings);
    await connection.executeQuery(CompiledQuery.raw(`begin; set local role trellis_api; set local trellis.tenant = '${tenantId}'`));
  }
}

class TenantDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver() {
    return new TenantDriver(this.#config);
  }
}

/** PostgreSQL 15 or later. Connections that break while idle are logged and replaced. */
export function openPostgres(connectionString: string, poolSize: number, logger: Logger): Engine {
  const pool = new pg.Pool({ connectionString, max: poolSize, connectionTimeoutMillis: 3_000, idleTimeoutMillis: 30_000, keepAlive: true, types, application_name: 'trellis' });
  const lost = (error: Error) => logger.warn({ code: 'code' in error ? error.code : undefined }, 'a database connection was lost');
  pool.on('error', () => undefined);
  // The pool hears its idle connections only; one that breaks in use, between two statements, would end the process.
  pool.on('connect', (client) => client.on('error', lost));
  const kysely = new Kysely<Database>({ dialect: new TenantDialect({ pool }) });
  return {
    kysely,
    backend: 'postgres',
    forJobs: { executeSql: (text, values) => pool.query(text, values) },
    inTenant: (tenantId, work) => tenantOfTransaction.run(tenantId, () => kysely.transaction().execute((trx) => tenantOfTransaction.exit(() => work(trx)))),
    close: () => kysely.destroy(),
  };
}
