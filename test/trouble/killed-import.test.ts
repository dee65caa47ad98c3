import { sql } from 'kysely';
import pg from 'pg';
import { getImport, importColumns, type ImportRun, listImports, startImport } from '../../api/import/import-contract.ts';
import { ApiAs } from '../../scripts/support/people.ts';
import { killApiProcesses, startApiProcess } from '../support/api-process.ts';
import { eventually } from '../support/eventually.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { buildTeam, buildTenant, upn } from '../support/tenant-builder.ts';

const names = Array.from({ length: 12 }, (_, index) => `Crew ${String(index + 1).padStart(2, '0')}`);
const csv = [importColumns.join(','), ...names.map((name) => `${name},How the crew does it,professional-discipline,${upn('ben')},${upn('carla')},${name},General,Documents,${name}`)].join('\n');

let sandbox: TestSandbox;
let database: TestDatabase;
beforeEach(async () => {
  [sandbox, database] = await Promise.all([startTestSandbox({ tenant: buildTenant({ teams: names.map((name) => buildTeam(name)) }) }), createTestDatabase()]);
});
afterEach(async () => {
  killApiProcesses();
  await sandbox.stop();
  await database.close();
});

/** Lets the database wait with the community of this name, until it is let go. */
async function holdAt(name: string): Promise<{ reached: () => Promise<void>; letGo: () => Promise<void> }> {
  const holder = new pg.Client({ connectionString: database.url });
  await holder.connect();
  await holder.query(`select pg_advisory_lock(7);
    create function hold() returns trigger language plpgsql as $$ begin
      if new.name = '${name}' then perform pg_advisory_xact_lock(7); end if;
      return new;
    end $$;
    create trigger hold before insert on communities for each row execute function hold()`);
  return {
    reached: () => eventually(async () => {
      const { rowCount } = await holder.query("select from pg_locks where locktype = 'advisory' and objid = 7 and not granted");
      expect(rowCount).toBe(1);
    }),
    letGo: () => holder.end(),
  };
}

/** The API in the name of the programme lead. */
async function asLead(url: string): Promise<ApiAs> {
  return new ApiAs(url, await sandbox.tokenFor(upn('anna')));
}

const ended = (api: ApiAs, run: ImportRun) => eventually(async () => {
  const found = await api.call(getImport, { params: { importId: run.id } });
  expect(found.state).not.toBe('running');
  return found;
});

async function counts(): Promise<Record<string, number>> {
  const tables = ['communities', 'charters', 'memberships', 'ties', 'sponsorships', 'sponsorship_cards'];
  const { rows: [row] } = await sql<Record<string, number>>`select ${sql.raw(tables.map((table) => `(select count(*)::int from ${table}) as ${table}`).join(', '))}`.execute(database.engine.kysely);
  return row!;
}

describe('an import whose process is killed in the middle', () => {
  it('keeps what was created; the sheet sent again completes it, and nothing is there twice', async () => {
    const first = await startApiProcess(sandbox, database);
    // The seventh row is half done; those looked at with it are done, by others that go on beside it.
    const hold = await holdAt('Crew 07');
    const begun = await (await asLead(first.url)).call(startImport, { body: { csv, dryRun: false } });
    await hold.reached();
    await eventually(async () => expect(await counts()).toMatchObject({ communities: 11 }));
    first.child.kill('SIGKILL');
    await first.ended;
    await hold.letGo();

    const second = await startApiProcess(sandbox, database);
    const api = await asLead(second.url);
    // For a while nobody can know that the process is dead.
    await expect(api.call(startImport, { body: { csv, dryRun: false } })).rejects.toMatchObject({ status: 409, problem: { code: 'import-running' } });
    await sql`update imports set beat_at = now() - interval '1 minute'`.execute(database.engine.kysely);
    expect(await ended(api, begun)).toMatchObject({ state: 'stopped', total: 12, done: 11, created: 11, secondsLeft: null });
    expect(await counts()).toMatchObject({ communities: 11, charters: 11, sponsorships: 11 });
    expect((await api.call(listImports)).items.map(({ id, state }) => [id, state])).toEqual([[begun.id, 'stopped']]);
    sandbox.journal.clear();

    const again = await api.call(startImport, { body: { csv, dryRun: false } });
    expect(again.id).toBe(begun.id);
    expect(await ended(api, again)).toMatchObject({ state: 'finished', total: 12, done: 12, created: 12, unchanged: 0, refused: 0 });
    // What is done is not looked at again.
    expect(sandbox.journal.entries.filter(({ path }) => /^\/v1\.0\/teams\/[^/]+\/channels/.test(path))).toHaveLength(1);
    expect(await counts()).toEqual({ communities: 12, charters: 12, memberships: 12, ties: 48, sponsorships: 12, sponsorship_cards: 12 });
    const { rows } = await sql<{ name: string }>`select name from communities order by name`.execute(database.engine.kysely);
    expect(rows.map(({ name }) => name)).toEqual(names);
  }, 60_000);
});
