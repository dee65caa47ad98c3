import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { measureDirectorySearch } from '../bench/directory-search.ts';
import { measureGraphBudget } from '../bench/graph-budget.ts';
import { measureImport } from '../bench/import-sheet.ts';
import { measureMessageExtension } from '../bench/message-extension.ts';
import { measureOpenPage } from '../bench/open-page.ts';
import { measureTab } from '../bench/tab-size.ts';
import { measureTabTime } from '../bench/tab-time.ts';
import { type Measure, residentMb, startBenchWorld } from '../bench/support/world.ts';
import { explain } from './support/ending.ts';
import { root } from './support/environment.ts';
import { textTable } from './support/text-table.ts';

/** `npm run bench`: a table, and a JSON file in `bench/results/`. Exit status 1 when a target is missed. */
const measures: Measure[] = [];
try {
  const world = await startBenchWorld();
  try {
    for (const measure of [measureOpenPage, measureMessageExtension, measureDirectorySearch, measureGraphBudget]) measures.push(await measure(world));
    const resident = residentMb(world.apiPid);
    measures.push({ path: 'API process on PostgreSQL, after all of this', target: 'below 300 MB resident', value: `${resident.toFixed(0)} MB`, reached: resident < 300, numbers: { resident } });
  } finally {
    await world.stop();
  }
  const imported = await measureImport();
  if (imported) measures.push(imported);
  else console.log('The import was not measured: there is no data folder (SHARED).');
  measures.push(await measureTab(), await measureTabTime());
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
for (const measure of measures) console.log(`${measure.reached ? 'reached' : 'MISSED '}  ${measure.path}\n         ${measure.value}\n         wanted: ${measure.target}`);
console.log(`\n${textTable(['', 'path', 'value'], measures.map((each) => [each.reached ? 'ok' : 'no', each.path, each.value]))}`);
mkdirSync(path.join(root, 'bench/results'), { recursive: true });
const file = path.join(root, 'bench/results', `${new Date().toISOString().replaceAll(':', '-')}.json`);
writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), node: process.version, cores: os.availableParallelism(), measures }, null, 2)}\n`);
console.log(`\nAll numbers: ${path.relative(root, file)}`);
process.exit(process.exitCode ?? (measures.every((each) => each.reached) ? 0 : 1));
