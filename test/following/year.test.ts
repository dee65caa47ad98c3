import { runYear } from '../../bench/year/run-year.ts';

/** `npm run year` in small: a week in which as much happens as in half a year. */
it('a year of renames, deletions, restores, leavers and storms ends with a view that is Microsoft 365’s own, item by item', async () => {
  const { happened, compared, deviations } = await runYear({ seed: 1, communities: 12, people: 60, days: 7, pace: 25 });
  expect(deviations).toEqual([]);
  const times = (what: RegExp) => [...happened].filter(([each]) => what.test(each)).reduce((sum, [, count]) => sum + count, 0);
  for (const what of [/renamed/, /deleted/, /restored/, /left the organisation/, /owner/, /notifications lost/, /storm/, /visit/]) expect([what, times(what) > 0]).toEqual([what, true]);
  expect([...compared.values()].reduce((sum, each) => sum + each, 0)).toBeGreaterThan(400);
}, 300_000);
