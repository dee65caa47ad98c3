import { createCommunity, getCommunity, getHappening } from '../api/communities/communities-contract.ts';
import { followOne } from '../api/following/follow-one.ts';
import { followingsStore } from '../api/following/followings-store.ts';
import { channelThreadId, driveId, driveItemId } from '../sandbox/tenant/stable-id.ts';
import { buildTeam, buildTenant, people, upn } from '../test/support/tenant-builder.ts';
import { type ClockedWorld, startClockedWorld } from './support/clocked-world.ts';
import type { Measure } from './support/world.ts';

const sizes = [1_000, 10_000, 100_000] as const;
const amounts = [1, 10, 100, 1_000] as const;
/** How often each is measured: the least disturbed counts. */
const rounds = 3;
const visits = 5;
const hour = 3_600_000;
/** Of a list, Graph gives so many a page. */
const pageSize = 200;

/**
 * Files changed in libraries of a thousand to a hundred thousand: what a look by Trellis itself asks of Graph, is answered, and
 * takes, by how many changed and how many there are; and that a person's visit finds one with one request, too, two after very many.
 */
export async function measureLibraryChange(): Promise<Measure> {
  const world = await startClockedWorld(buildTenant({ teams: sizes.map((size) => teamWith(nameOf(size), size)) }));
  try {
    const communities = new Map<number, string>();
    for (const size of sizes) communities.set(size, await communityOf(world, nameOf(size)));
    for (const size of sizes) await look(world, nameOf(size));
    const visitsInTurn = async (by: string) => {
      const visited = { requests: 0, found: 0 };
      for (let time = 0; time < visits; time += 1) {
        await world.pass(hour);
        const changed = await change(world, nameOf(100_000), 1, `${by}-${time}`);
        const { requests, names } = await visit(world, communities.get(100_000)!);
        visited.requests = Math.max(visited.requests, requests);
        if (names.includes(changed)) visited.found += 1;
      }
      return visited;
    };
    const quiet = await visitsInTurn('visit');
    let round = 0;
    const table: (Seen & { size: number; changed: number })[] = [];
    for (const changed of amounts) {
      // In turns, so that what the machine does meanwhile meets all of them.
      const seen = new Map<number, Seen[]>(sizes.map((size) => [size, []]));
      for (let time = 0; time < rounds; time += 1) {
        round += 1;
        for (const size of sizes) {
          await world.pass(hour);
          await change(world, nameOf(size), changed, `round-${round}`);
          seen.get(size)!.push(await look(world, nameOf(size)));
        }
      }
      for (const [size, all] of seen) table.push({ size, changed, requests: Math.max(...all.map(({ requests }) => requests)), items: Math.max(...all.map(({ items }) => items)), ms: Math.min(...all.map(({ ms }) => ms)) });
    }
    // What changed within thirty days fills many pages by now.
    const busy = await visitsInTurn('late-visit');
    const at = (size: number, changed: number) => table.find((each) => each.size === size && each.changed === changed)!;
    const least = (changed: number) => at(1_000, changed);
    const slower = Math.max(...amounts.map((changed) => at(100_000, changed).ms / least(changed).ms));
    const isSame = table.every(({ changed, requests, items }) => requests === least(changed).requests && items === least(changed).items);
    const pages = table.every(({ changed, requests, items }) => requests <= Math.ceil(changed / pageSize) + 1 && items <= changed * 4);
    return {
      path: 'changed files in a library: 1, 10, 100 and 1,000 of them, among 1,000, 10,000 and 100,000',
      target: 'one among 100,000 found with 1 request, by a look and by a visit; requests and items answered are those of the change alone, whatever the size of the library, and so is the time (at most 2 times); a visit after thousands of changes takes at most 2',
      value: `${amounts.map((changed) => `${changed} changed: ${least(changed).requests} ${least(changed).requests === 1 ? 'request' : 'requests'}, ${least(changed).items} items, ${sizes.map((size) => at(size, changed).ms.toFixed(0)).join(' / ')} ms`).join('; ')} (a look; ms by size); ${isSame ? 'the same requests and items in each' : 'not the same in each'}; time at most ${slower.toFixed(1)} times; a visit takes ${quiet.requests} round trip and finds it in ${quiet.found} of ${visits}; after thousands of changes ${busy.requests}, and in ${busy.found} of ${visits}`,
      reached: at(100_000, 1).requests === 1 && quiet.requests === 1 && busy.requests <= 2 && quiet.found + busy.found === 2 * visits && isSame && pages && slower <= 2,
      numbers: { slower, visitRequests: quiet.requests, visitsFound: quiet.found, busyVisitRequests: busy.requests, busyVisitsFound: busy.found, ...Object.fromEntries(table.flatMap(({ size, changed, requests, items, ms }) => [[`requests ${changed} of ${size}`, requests], [`items ${changed} of ${size}`, items], [`ms ${changed} of ${size}`, ms]])) },
    };
  } finally {
    await world.stop();
  }
}

const nameOf = (size: number) => `Library of ${size}`;

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

/** A member renames the first files; gives the name of the last. */
async function change({ sandbox }: ClockedWorld, name: string, files: number, by: string): Promise<string> {
  const token = await sandbox.personToken(upn('ben'));
  for (let file = 0; file < files - 1; file += 1) await rename(file);
  return rename(files - 1);

  async function rename(file: number): Promise<string> {
    const renamed = `${by}-${file}.md`;
    const answer = await sandbox.graph(token, `/drives/${driveId('bench', name)}/items/${itemId(name, file)}`, { method: 'PATCH', body: { name: renamed } });
    if (answer.status !== 200) throw new Error(`A file was not renamed: ${JSON.stringify(answer.body)}`);
    return renamed;
  }
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
async function visit(world: ClockedWorld, communityId: string): Promise<{ requests: number; names: string[] }> {
  const asked = { as: upn('ben'), params: { communityId } };
  await world.api.request(getCommunity, asked);
  world.roundTrips();
  const { body } = await world.api.request(getHappening, asked);
  return { requests: world.roundTrips(), names: body.practice.map(({ name }) => name) };
}
