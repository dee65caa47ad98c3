import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { fromPglite } from 'pg-boss';
import type { Engine } from './database.ts';
import type { Database } from './schema.ts';

/**
 * PostgreSQL in WebAssembly on a folder (`memory://` for none). One connection, which Kysely and
 * pg-boss take in turns; one process per folder.
 */
export async function openPglite(dataDir: string): Promise<Engine> {
  if (!dataDir.includes('://')) mkdirSync(dirname(dataDir), { recursive: true });
  const pglite = await PGlite.create(dataDir, { extensions: { pg_trgm }, parsers: { 1082: (value: string) => value } });
  const kysely = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) });
  return {
    kysely,
    backend: 'pglite',
    forJobs: fromPglite(pglite),
    inTenant: (tenantId, work) => kysely.transaction().execute(async (trx) => {
      await sql`set local role trellis_api`.execute(trx);
      await sql`select set_config('trellis.tenant', ${tenantId}, true)`.execute(trx);
      return work(trx);
    }),
    close: () => pglite.close(),
  };
}
