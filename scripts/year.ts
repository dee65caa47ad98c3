import { parseArgs } from 'node:util';
import { startTestPostgres } from '../test/support/test-postgres.ts';
import { explain } from './support/ending.ts';
import { textTable } from './support/text-table.ts';

/**
 * `npm run year`: a year in the life of an invented organisation, day by day on a clock that is moved on, and at its end
 * what Trellis shows against what is so, item by item. Exit status 1 when the two differ.
 */
const { values } = parseArgs({ options: { seed: { type: 'string' }, communities: { type: 'string' }, people: { type: 'string' }, days: { type: 'string' }, pace: { type: 'string' } } });
const number = (text: string | undefined, standard: number) => (text !== undefined && /^\d+$/.test(text) ? Number(text) : standard);
const options = { seed: number(values.seed, Date.now() % 1_000_000), communities: number(values.communities, 500), people: number(values.people, 30_000), days: number(values.days, 365), pace: number(values.pace, 1) };

const postgres = await startTestPostgres();
try {
  process.env.TRELLIS_TEST_POSTGRES = postgres.url;
  console.log(`Seed ${options.seed}: ${options.communities} communities, ${options.people} people, ${options.days} days${options.pace === 1 ? '' : `, everything ${options.pace} times as often`}. The same seed gives the same year.`);
  const { runYear } = await import('../bench/year/run-year.ts');
  const began = performance.now();
  const { happened, compared, deviations, requests, requestsPerCommunityAndHour } = await runYear(options, (line) => console.log(`${((performance.now() - began) / 1_000).toFixed(0).padStart(5)} s  ${line}`));
  const sorted = (counts: ReadonlyMap<string, number>) => [...counts].sort(([a], [b]) => a.localeCompare(b));
  const differing = (what: string) => deviations.filter((each) => each.what === what).length;
  console.log(`\n${textTable(['what happened', 'times'], sorted(happened).map(([what, times]) => [what, String(times)]))}`);
  console.log(`\n${textTable(['what was compared', 'items', 'differ'], sorted(compared).map(([what, items]) => [what, String(items), String(differing(what))]))}`);
  for (const { what, detail } of deviations.slice(0, 50)) console.log(`DIFFERS  ${what}: ${detail}`);
  const items = [...compared.values()].reduce((sum, each) => sum + each, 0);
  console.log(`\n${items} items compared, ${deviations.length} differ. ${requests} requests to Graph, ${requestsPerCommunityAndHour.toFixed(3)} for each community and hour without storms. ${((performance.now() - began) / 1_000).toFixed(0)} s.`);
  process.exitCode = deviations.length === 0 ? 0 : 1;
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
} finally {
  await postgres.stop();
}
process.exit();
