import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { coordinatorCreates, employeeJoins, firmComesToLife, leadImports, managerAnswers, must, sheetOver } from './support/demo-steps.ts';
import { explain } from './support/ending.ts';
import { root } from './support/environment.ts';
import { startWorld, type World } from './support/temporary-world.ts';
import type { Cast } from './support/who-to-try.ts';

/** `npm run demo`: the three journeys, an import, and the communities that `npm start` begins with, without a browser, in a sandbox of its own that is forgotten afterwards. */
const shared = path.resolve(root, process.env.SHARED ?? '../shared');
const kubernetes = { tenant: path.join(shared, 'data/tenants/kubernetes.json'), sheet: path.join(shared, 'data/communities/kubernetes.csv') };
const name = 'Learning from commissioning';
let failed = 0;

async function step(title: string, work: () => Promise<void>): Promise<void> {
  console.log(`\n${title}`);
  try {
    await work();
  } catch (error) {
    failed += 1;
    console.log(`  NOT SO: ${explain(error)}`);
  }
}
const say = (line: string) => console.log(`  ${line}`);

async function within(changes: Record<string, string>, play: (world: World, cast: Cast) => Promise<void>): Promise<void> {
  const world = await startWorld(changes);
  try {
    must(world.sandbox.cast !== null, 'the tenant has people in teams');
    await play(world, world.sandbox.cast!);
  } finally {
    await world.stop();
  }
}

try {
  await within({ SANDBOX_TENANT: '' }, async (world, cast) => {
    let communityId = '';
    await step('A coordinator creates a community and ties it to what exists', async () => { communityId = await coordinatorCreates(world, cast, name, say); });
    await step('A manager answers the card', () => managerAnswers(world, cast, communityId, name, say));
    await step('An employee opens the page, joins and shares it', () => employeeJoins(world, cast, communityId, name, say));
    await step('The firm’s people bring in what they have done', () => firmComesToLife(world, say));
    await step('A programme lead imports a sheet', async () => {
      const lead = cast.programmeLead!;
      const { value: teams } = await world.graph<{ value: { displayName: string }[] }>(lead.userPrincipalName, '/me/joinedTeams');
      const rows = teams.map(({ displayName }) => ({ displayName, coordinator: cast.coordinator.userPrincipalName, sponsor: cast.manager!.userPrincipalName }));
      await leadImports(world, cast, sheetOver(rows), rows.length + 1, 1, say);
    });
  });
  if (existsSync(kubernetes.sheet)) {
    await within({ SANDBOX_TENANT: kubernetes.tenant }, async (world, cast) => {
      await step('A programme lead imports the 35 communities of the Kubernetes project', () => leadImports(world, cast, readFileSync(kubernetes.sheet, 'utf8'), 35, 0, say));
    });
  } else {
    console.log(`\nThe Kubernetes sheet was not imported: there is no ${kubernetes.sheet} (SHARED names the folder).`);
  }
} catch (error) {
  failed += 1;
  console.error(explain(error));
}
console.log(failed === 0 ? '\nAll of it was so.' : `\n${failed} step(s) did not come out as they have to.`);
process.exit(failed === 0 ? 0 : 1);
