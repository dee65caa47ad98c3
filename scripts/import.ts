import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { getImport, type ImportRun, type ImportRow, listImportRows, startImport } from '../api/import/import-contract.ts';
import { parseSheet, SheetUnreadableError } from '../api/import/parse-sheet.ts';
import { fieldWords, type RefusedField } from '../api/platform/errors.ts';
import { commandEnvironment } from './support/command-environment.ts';
import { explain } from './support/ending.ts';
import { SettingError } from './support/environment.ts';
import { ApiAs, CallRefusedError } from './support/people.ts';
import { signIn } from './support/sign-in.ts';
import { textTable } from './support/text-table.ts';

/** `npm run import -- FILE.csv [--dry-run] [--as name@domain]`: a sheet of communities. Exit status 0 when no row was refused. */
const usage = 'Usage: npm run import -- FILE.csv [--dry-run] [--as name@domain]';

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'dry-run': { type: 'boolean', default: false }, as: { type: 'string' } } });
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new SettingError(usage);
  process.exitCode = await importSheet(file, values['dry-run'], values.as) ? 0 : 1;
} catch (error) {
  if (error instanceof SheetUnreadableError) console.error(withFields(spoken(error), error.fields));
  else if (error instanceof CallRefusedError) console.error(withFields(error.message, error.problem?.fields));
  else console.error(explain(error));
  process.exitCode = 1;
}

async function importSheet(file: string, dryRun: boolean, as: string | undefined): Promise<boolean> {
  const csv = readSheet(file);
  // What the API would refuse as a whole is said before anybody signs in.
  parseSheet(csv);
  const env = await commandEnvironment();
  const url = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
  const api = new ApiAs(url, await signIn(env, as, console.log));
  let run = await api.call(startImport, { body: { csv, dryRun } }).catch((error: unknown) => { throw unreachable(error) ? new SettingError(`Trellis does not answer at ${url}. Check that it is running, and PUBLIC_URL.`) : error; });
  console.log(run.done > 0 ? `Going on after ${run.done} of ${run.total} rows.` : `${dryRun ? 'Trying' : 'Importing'} ${run.total} rows.`);
  let shown = '';
  while (run.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 250));
    run = await api.call(getImport, { params: { importId: run.id } });
    const far = `${run.done} of ${run.total}`;
    const line = run.secondsLeft === null ? far : `${far}, ${timeLeft(run.secondsLeft)}`;
    if (process.stdout.isTTY) process.stdout.write(`\r${line.padEnd(shown.length)}`);
    else if (!shown.startsWith(far)) console.log(line);
    shown = line;
  }
  if (process.stdout.isTTY) console.log();
  await showRefusals(api, run);
  console.log(`${dryRun ? 'would be created' : 'created'}: ${run.created}, here already: ${run.unchanged}, refused: ${run.refused}`);
  if (run.state === 'stopped') console.error(`It was stopped after ${run.done} of ${run.total} rows. Run it again: it goes on there.`);
  return run.state === 'finished' && run.refused === 0;
}

/** In the coarse steps in which it is known. */
function timeLeft(seconds: number): string {
  if (seconds < 60) return 'less than a minute left';
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? 'about a minute left' : `about ${minutes} minutes left`;
}

async function showRefusals(api: ApiAs, run: ImportRun): Promise<void> {
  const refused: ImportRow[] = [];
  for (let after = 0; refused.length < run.refused;) {
    const { items } = await api.call(listImportRows, { params: { importId: run.id }, query: { after, limit: 500, outcome: 'refused' } });
    if (items.length === 0) break;
    refused.push(...items);
    after = items.at(-1)!.row;
  }
  if (refused.length === 0) return;
  const lines = refused.flatMap((row) => row.refusals.map((each) => [String(each.row), each.column, each.value, each.reason, each.remedy]));
  console.log(`\n${textTable(['row', 'column', 'value', 'why', 'what to do'], lines)}\n`);
}

function readSheet(file: string): string {
  try {
    return readFileSync(path.resolve(process.env.INIT_CWD ?? process.cwd(), file), 'utf8');
  } catch {
    throw new SettingError(`There is no file ${file} that can be read.\n${usage}`);
  }
}

/** `fetch` says no more than this when nobody listens. */
const unreachable = (error: unknown) => error instanceof TypeError && error.message === 'fetch failed';

function spoken(error: SheetUnreadableError): string {
  const { detail, remedy } = error.inWords('en');
  return `${detail} ${remedy}`;
}

/** A refusal with the columns or fields that it names; the sheet itself was named already. */
function withFields(said: string, fields: readonly RefusedField[] = []): string {
  const named = fields.filter(({ field }) => field !== 'csv');
  return named.length === 0 ? said : `${said}\n\n${textTable(['field', 'why', 'what to do'], named.map((each) => fieldWords(each, 'en')).map((each) => [each.field, each.reason, each.remedy]))}`;
}
