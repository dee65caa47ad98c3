import { existsSync, mkdirSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { Kysely, PGliteDialect, sql } from 'kysely';
import { fromPglite } from 'pg-boss';
import type { Engine } from './database.ts';
import type { Database } from './schema.ts';

const extensions = { pg_trgm, unaccent };
const packages = fileURLToPath(new URL('../../../node_modules/', import.meta.url));

/**
 * PostgreSQL in WebAssembly on a folder (`memory://` for none). One connection, which Kysely and
 * pg-boss take in turns; one process per folder.
 */
export async function openPglite(dataDir: string): Promise<Engine> {
  if (!dataDir.includes('://') && !existsSync(join(dataDir, 'PG_VERSION'))) {
    mkdirSync(dirname(dataDir), { recursive: true });
    await preparePglite().then((template) => copyWhole(template, dataDir)).catch(() => {
      // Without the prepared copy (a read-only installation, say) the database is made in place, which only takes longer.
    });
  }
  // Calendar days (1082) stay text, as the contracts have them.
  const pglite = await PGlite.create(dataDir, { extensions, parsers: { 1082: (value: string) => value } });
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

/** All of a folder or nothing: half a database could not be opened, now or at the next start. */
async function copyWhole(from: string, to: string): Promise<void> {
  const unfinished = `${to}-${process.pid}`;
  try {
    await cp(from, unfinished, { recursive: true });
    await rename(unfinished, to);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/**
 * The folder of an empty database to copy, made once for each version of PGlite: making one takes
 * seconds, copying it a moment. Several processes may do this at once.
 */
export async function preparePglite(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packages, '@electric-sql/pglite/package.json'), 'utf8')) as { version: string };
  const cache = join(packages, '.cache/trellis');
  const template = join(cache, `pglite-${version}`);
  if (existsSync(template)) return template;
  await mkdir(cache, { recursive: true });
  const unfinished = join(cache, `pglite-${version}-${process.pid}`);
  await rm(unfinished, { recursive: true, force: true });
  const pglite = await PGlite.create(unfinished, { extensions });
  await pglite.close();
  // PostgreSQL keeps single files to itself; the API may run as another user than the one who installed it.
  for (const file of await readdir(unfinished, { recursive: true, withFileTypes: true })) if (file.isFile()) await chmod(join(file.parentPath, file.name), 0o644);
  await rename(unfinished, template).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true });
    if ((await readdir(template).catch(() => [])).length === 0) throw error;
  });
  return template;
}
