import { getImport, importColumns, startImport } from '../api/import/import-contract.ts';
import { consentedPermissionSet } from '../api/platform/graph/permissions.ts';
import { buildTeam, buildTenant, people, upn } from '../test/support/tenant-builder.ts';
import { type ClockedWorld, startClockedWorld } from './support/clocked-world.ts';
import type { Measure } from './support/world.ts';

/** `BENCH_COMMUNITIES` says otherwise. */
const communities = Number(process.env.BENCH_COMMUNITIES ?? 1_000);
/** Every interval at which something is renewed or asked (12, 64 and 72 hours) fits into it. */
const hours = 576;
const hour = 3_600_000;

/** Graph requests, as Microsoft's limits count them, of communities that nobody visits and where nothing changes, each tied to a team, a channel, a library and a calendar, and followed. */
export async function measureSteadyState(): Promise<Measure> {
  const names = Array.from({ length: communities }, (_, index) => `Crew ${String(index + 1).padStart(4, '0')}`);
  const teams = names.map((name) => buildTeam(name, { owners: [people.ben], members: [people.anna, people.ben] }));
  const world = await startClockedWorld(buildTenant({ teams }));
  try {
    await importAll(world, names);
    await consent(world, teams.map(({ id }) => id!));
    // A minute at a time until all is followed and quiet.
    do await world.pass(60_000); while (world.roundTrips() > 0);
    const followed = await world.database.engine.kysely.selectFrom('followings').select(({ fn }) => fn.countAll<string>().as('count')).where('state', '=', 'followed').executeTakeFirstOrThrow();
    let requests = 0;
    let roundTrips = 0;
    let most = 0;
    for (let at = 0; at < hours; at += 1) {
      await world.pass(hour);
      const now = world.requests();
      requests += now;
      roundTrips += world.roundTrips();
      most = Math.max(most, now);
    }
    const each = requests / communities / hours;
    return {
      path: `steady state, ${communities.toLocaleString('en')} communities, nothing changed, ${hours} hours on the test's clock`, target: 'fewer than 0.2 Graph requests per community and hour, each part of a batch counted as one; teams, channels, members and library of each followed',
      value: `${each.toFixed(3)} per community and hour (${requests} in all, ${most} in the busiest hour), in ${roundTrips} round trips (${(roundTrips / communities / hours).toFixed(3)}); ${followed.count} places followed`,
      reached: each < 0.2 && Number(followed.count) === communities * 4, numbers: { each, requests, roundTrips, communities, hours, mostInAnHour: most, followed: Number(followed.count) },
    };
  } finally {
    await world.stop();
  }
}

async function importAll(world: ClockedWorld, names: readonly string[]): Promise<void> {
  const as = upn('anna');
  const csv = [importColumns.join(','), ...names.map((name) => `${name},How the crew does it,professional-discipline,${upn('ben')},,${name},General,Documents,${name}`)].join('\n');
  let { body: run } = await world.api.request(startImport, { as, body: { csv } });
  while (run.state === 'running') {
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    ({ body: run } = await world.api.request(getImport, { as, params: { importId: run.id } }));
  }
  if (run.created !== names.length) throw new Error(`${run.created} of ${names.length} communities were imported.`);
}

/** An owner adds Trellis to the teams, which is when they consent. */
async function consent({ sandbox }: ClockedWorld, teamIds: readonly string[]): Promise<void> {
  const token = await sandbox.personToken(upn('ben'));
  const listed = await sandbox.graph(token, `/appCatalogs/teamsApps?$filter=${encodeURIComponent(`externalId eq '${sandbox.app.manifest.id}'`)}`);
  const body = { 'teamsApp@odata.bind': `https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/${(listed.body as { value: { id: string }[] }).value[0]!.id}`, consentedPermissionSet };
  for (const teamId of teamIds) {
    const answer = await sandbox.graph(token, `/teams/${teamId}/installedApps`, { method: 'POST', body });
    if (answer.status >= 300) throw new Error(`Trellis could not be added to a team: ${JSON.stringify(answer.body)}`);
  }
}
