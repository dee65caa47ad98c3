import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../scripts/support/environment.ts';
import { importSheet } from '../scripts/support/demo-steps.ts';
import { startWorld } from '../scripts/support/temporary-world.ts';
import type { Measure } from './support/world.ts';

const shared = path.resolve(root, process.env.SHARED ?? '../shared');
const tenant = path.join(shared, 'data/tenants/kubernetes.json');

/** Import of the Kubernetes sheet; null when the data folder (SHARED) is not there. */
export async function measureImport(): Promise<Measure | null> {
  if (!existsSync(tenant)) return null;
  const world = await startWorld({ SANDBOX_TENANT: tenant });
  try {
    await world.clearJournal();
    const csv = readFileSync(path.join(shared, 'data/communities/kubernetes.csv'), 'utf8');
    const { created, seconds } = await importSheet(world, world.sandbox.cast!.programmeLead!.id, csv);
    // Parts of a batch count, the batch around them does not.
    const requests = (await world.journal()).filter((entry) => entry.path.startsWith('/v1.0/') && !entry.path.startsWith('/v1.0/$batch')).length;
    return {
      path: 'import of the Kubernetes sheet', target: 'at most 6 Graph requests a community; at most 8 s',
      value: `${(requests / created).toFixed(1)} requests a community, ${seconds.toFixed(1)} s for ${created}`,
      reached: created === 35 && requests / created <= 6 && seconds <= 8, numbers: { requests, created, seconds },
    };
  } finally {
    await world.stop();
  }
}
