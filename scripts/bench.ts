import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { measureDirectorySearch } from '../bench/directory-search.ts';
import { measureGraphBudget } from '../bench/graph-budget.ts';
import { measureImport } from '../bench/import-sheet.ts';
import { measureImportAtScale } from '../bench/import-at-scale.ts';
import { measureIndexing } from '../bench/indexing.ts';
import { measureLibraryChange } from '../bench/library-change.ts';
import { measureMessageExtension } from '../bench/message-extension.ts';
import { measureOpenPage } from '../bench/open-page.ts';
import { measureSteadyState } from '../bench/steady-state.ts';
import { measurePracticeSearch } from '../bench/practice-search.ts';
import { measureRhythmYear } from '../bench/rhythm-year.ts';
import { measureTab } from '../bench/tab-size.ts';
import { measureTabTime } from '../bench/tab-time.ts';
import { measureTwoProcesses } from '../bench/two-processes.ts';
import { type BenchWorld, type Measure, residentMb, startBenchWorld } from '../bench/support/world.ts';
import { buildTab } from './support/build-tab.ts';
import { explain } from './support/ending.ts';
import { root } from './support/environment.ts';
import { textTable } from './support/text-table.ts';

async function measureResident(world: BenchWorld): Promise<Measure> {
  const resident = residentMb(world.apiPid);
  return { path: 'API process on PostgreSQL, after all of this', target: 'below 300 MB resident', value: `${resident.toFixed(0)} MB`, reached: resident < 300, numbers: { resident } };
}

/** `npm run bench [-- WORD]`: a table, and a JSON file in `bench/results/`; with a word, only what is named so. Exit status 1 when a target is missed. */
const wanted = process.argv[2] ?? '';
/** On one world of 10,000 communities, in this order. */
const onOneWorld: Record<string, (world: BenchWorld) => Promise<Measure>> = {
  'open-page': measureOpenPage, 'message-extension': measureMessageExtension, 'directory-search': measureDirectorySearch, 'practice-search': measurePracticeSearch, 'two-processes': measureTwoProcesses, 'graph-budget': measureGraphBudget, resident: measureResident,
};
/** Each on a world of its own; null when something that it needs is not there. */
const alone: Record<string, () => Promise<Measure | null>> = {
  'import-sheet': measureImport, 'import-at-scale': measureImportAtScale, 'library-change': measureLibraryChange, indexing: measureIndexing, 'steady-state': measureSteadyState, 'tab-size': measureTab, 'tab-time': measureTabTime, 'rhythm-year': measureRhythmYear,
};

const measures: Measure[] = [];
const chosen = <T>(all: Record<string, T>): [string, T][] => Object.entries(all).filter(([name]) => name.includes(wanted));
try {
  const together = chosen(onOneWorld);
  if (together.length > 0) {
    const world = await startBenchWorld();
    try {
      for (const [, measure] of together) measures.push(await measure(world));
    } finally {
      await world.stop();
    }
  }
  await buildTab();
  for (const [name, measure] of chosen(alone)) {
    const measured = await measure();
    if (measured) measures.push(measured);
    else console.log(`${name} was not measured: there is no data folder (SHARED).`);
  }
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
