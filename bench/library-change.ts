import { createCommunity, getCommunity, getHappening } from '../api/communities/communities-contract.ts';
import { followOne } from '../api/following/follow-one.ts';
import { followingsStore } from '../api/following/followings-store.ts';
import { channelThreadId, driveId, driveItemId } from '../sandbox/tenant/stable-id.ts';
import { buildTeam, buildTenant, people, upn } from '../test/support/tenant-builder.ts';
import { type ClockedWorld, startClockedWorld } from './support/clocked-world.ts';
import { type Measure, percentile } from './support/world.ts';

const large = 100_000;
const small = 100;
const rounds = 10;
/** Changed at once in the end. */
const many = 100;
const hour = 3_600_000;

/** One file changed in a library of 100,000 and in one of 100: what a look by Trellis itself and a person's visit ask of Graph, and how long they take. */
export async function measureLibraryChange(): Promise<Measure> {
  const world = await startClockedWorld(buildTenant({ teams: [teamWith('Large', large), teamWith('Small', small)] }));
  try {
    const communities = { Large: await communityOf(world, 'Large'), Small: await communityOf(world, 'Small') };
    for (const name of ['Large', 'Small']) await look(world, name);
    const looks = { Large: [] as Seen[], Small: [] as Seen[] };
    const visits = { Large: [] as Seen[], Small: [] as Seen[] };
    let found = 0;
    for (let round = 0; round < rounds; round += 1) {
      for (const name of ['Large', 'Small'] as const) {
        await world.pass(hour);
        const changed = await change(world, name, round);
        looks[name].push(await look(world, name));
        const { seen, names } = await visit(world, communities[name]);
        visits[name].push(seen);
        if (names.includes(changed)) found += 1;
      }
    }
    const most = (all: Seen[]) => Math.max(...all.map(({ requests }) => requests));
    await world.pass(hour);
    for (let file = 0; file < many; file += 1) await change(world, 'Large', 1_000 + file);
    const afterMany = await look(world, 'Large');
    const ms = (all: Seen[]) => percentile(all.map((each) => each.ms).toSorted((a, b) => a - b), 0.5);
    const items = Math.max(...looks.Large.map((each) => each.items));
    const asked = Math.max(most(looks.Large), most(visits.Large));
    return {
      path: `one changed file among ${large.toLocaleString('en')}, against one among ${small}`,
      target: 'found with 1 request, by a look and by a visit; what is answered grows with the change (a file and the folders above it), not with the library',
      value: `${most(looks.Large)} request a look, which answers ${items} items (${Math.max(...looks.Small.map((each) => each.items))} at the small one; ${afterMany.items} after ${many} changes, ${afterMany.requests} request); ${most(visits.Large)} a visit; found in ${found} of ${rounds * 2}; a look ${ms(looks.Large).toFixed(0)} ms against ${ms(looks.Small).toFixed(0)} ms, of which the sandbox, which goes through all its items, takes most`,
      reached: asked === 1 && found === rounds * 2 && items <= 4 && afterMany.items <= many * 4 && afterMany.requests <= 2,
      numbers: { lookRequests: most(looks.Large), visitRequests: most(visits.Large), found, changes: rounds * 2, items, itemsAfterMany: afterMany.items, requestsAfterMany: afterMany.requests, lookMs: ms(looks.Large), smallLookMs: ms(looks.Small), visitMs: ms(visits.Large), smallVisitMs: ms(visits.Small) },
    };
  } finally {
    await world.stop();
  }
}

interface Seen { requests: number; ms: number; /** How many items Graph answers. */ items: number }

const itemId = (name: string, index: number) => driveItemId('bench', name, String(index));

function teamWith(name: string, files: number) {
  return buildTeam(name, {
    libraries: [{
      id: driveId('bench', name), name: 'Documents',
      items: Array.from({ length: files }, (_, index) => ({
        id: itemId(name, index), name: `note-${index}.md`, path: `Folder ${index % 200}`, size: 100, createdBy: people.ben, createdDateTime: '2025-02-01T10:00:00Z', lastModifiedBy: people.ben, lastModifiedDateTime: '2025-03-01T10:00:00Z',
      })),
    }],
  });
}

async function communityOf({ api }: ClockedWorld, name: string): Promise<string> {
  const groupId = buildTeam(name).id!;
  const { status, body } = await api.request(createCommunity, {
    as: upn('ben'),
    body: {
      requestId: crypto.randomUUID(), templateId: 'professional-discipline', name, about: 'Notes', charter: { domain: 'Notes', forWhom: '', practice: '', waysOfWorking: '', keyIssues: [] },
      ties: [{ kind: 'team', groupId }, { kind: 'channel', groupId, channelId: channelThreadId('built team', name, 'General') }, { kind: 'library', groupId, driveId: driveId('bench', name) }],
    },
  });
  if (status !== 201) throw new Error(`The community was not created: ${JSON.stringify(body)}`);
  return body.id;
}

/** A member renames a file. */
async function change({ sandbox }: ClockedWorld, name: string, round: number): Promise<string> {
  const renamed = `found-${round}.md`;
  const answer = await sandbox.graph(await sandbox.personToken(upn('ben')), `/drives/${driveId('bench', name)}/items/${itemId(name, round * 3)}`, { method: 'PATCH', body: { name: renamed } });
  if (answer.status !== 200) throw new Error(`The file was not renamed: ${JSON.stringify(answer.body)}`);
  return renamed;
}

/** Trellis looks at the library as itself, as it does when its turn comes. */
async function look(world: ClockedWorld, name: string): Promise<Seen> {
  const { services } = world.api;
  const { tenantId } = world.sandbox;
  await services.database.inTenant(tenantId, (trx) => followingsStore.keepUpWithTies(trx, tenantId, services.clock()));
  const following = (await services.database.inTenant(tenantId, (trx) => followingsStore.find(trx, tenantId, 'library', driveId('bench', name))))!;
  const items = following.deltaLink ? await itemsAt(world, following.deltaLink) : 0;
  world.roundTrips();
  const began = performance.now();
  await followOne(services, tenantId, following);
  return { ms: performance.now() - began, requests: world.roundTrips(), items };
}

async function itemsAt({ sandbox }: ClockedWorld, deltaLink: string): Promise<number> {
  const answer = await fetch(deltaLink, { headers: { authorization: `Bearer ${await sandbox.personToken(upn('ben'))}` } });
  return (await answer.json() as { value: unknown[] }).value.length;
}

/** A person opens the page when what was known is old. */
async function visit(world: ClockedWorld, communityId: string): Promise<{ seen: Seen; names: string[] }> {
  const asked = { as: upn('ben'), params: { communityId } };
  await world.api.request(getCommunity, asked);
  world.roundTrips();
  const began = performance.now();
  const { body } = await world.api.request(getHappening, asked);
  return { seen: { ms: performance.now() - began, requests: world.roundTrips(), items: 0 }, names: body.practice.map(({ name }) => name) };
}
