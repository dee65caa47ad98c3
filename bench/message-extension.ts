import { type BenchWorld, type Measure, percentile } from './support/world.ts';

const queries = ['welding', 'hydraulics in', 'leakage', 'comisioning', '', 'safety', 'tunnelling 17', 'energy'];

/** Queries of the message extension while Graph takes every request and never answers. Measured at Teams' side, so with the way there and back. */
export async function measureMessageExtension(world: BenchWorld): Promise<Measure> {
  const teams = world.teams.as(world.sandbox.cast!.employee.id);
  await teams.installApp(world.clientId);
  for (const text of queries) await teams.composeQuery({ text });
  await world.setFaults([{ path: '^/v1\\.0/', hang: true }]);
  const took: number[] = [];
  let without = 0;
  try {
    for (let round = 0; round < 40; round += 1) {
      for (const text of queries) {
        const began = performance.now();
        const answer = await teams.composeQuery({ text });
        took.push(performance.now() - began);
        if (answer.type !== 'result') without += 1;
      }
    }
  } finally {
    await world.setFaults([]);
  }
  took.sort((a, b) => a - b);
  const p99 = percentile(took, 0.99);
  return {
    path: 'message-extension query, same data, Graph not answering', target: 'p99 below 150 ms',
    value: `p99 ${p99.toFixed(0)} ms, p50 ${percentile(took, 0.5).toFixed(0)} ms (${took.length} queries)`,
    reached: p99 < 150 && without === 0, numbers: { p50: percentile(took, 0.5), p99, queries: took.length, withoutResult: without },
  };
}
