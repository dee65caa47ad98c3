import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { closeCommunity } from '../../api/communities/closing-contract.ts';
import { createCommunity, type CommunityPage } from '../../api/communities/communities-contract.ts';
import { beginSeries, changeSeries, putSeriesOn, type SeriesPage } from '../../api/launch/series-contract.ts';
import { type LaunchPlan, putLaunchEvent, setLaunchDate } from '../../api/launch/plan-contract.ts';
import { moveDay } from '../../api/launch/series-times-contract.ts';
import type { Operation } from '../../api/platform/http/operation-contract.ts';
import { dropTie, listTies, makePlace, pinTab, type NewPlace, removeTab } from '../../api/ties/ties-contract.ts';
import { buildCommunity, firstActivity } from '../communities/community-world.ts';
import { type ApiProcess, killApiProcesses, startApiProcess } from '../support/api-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { buildTeam, buildTenant, builtChannels, builtDrives, builtTeams, upn } from '../support/tenant-builder.ts';

/**
 * A process is killed (SIGKILL) before and after each write that a use case makes to Graph; another, or
 * the same begun anew, goes on. The points are found while it runs: a write of a new step is met like any
 * other. A use case that is not here yet is added to `useCases`.
 */
interface Api { ask<O extends Operation>(operation: O, params: Record<string, string>, body?: unknown, query?: string): Promise<{ status: number; body: never }> }

interface UseCase {
  name: string;
  /** Asks for it; asked again until it is answered and nothing is open. Gives what is still open. */
  ask(api: Api, world: { communityId: string; channelTie: string; calendarTie: string; requestId: string }): Promise<unknown[]>;
  /** What Graph holds of it in the end: how many of each. */
  held(world: { communityId: string }): Promise<Record<string, number>>;
  expected: Record<string, number>;
  /** Writes that were met before and are to be met again, as this leaves more behind than they did. */
  anew?: RegExp;
  /** At least so many writes, so that a test which meets none says so. */
  writes: number;
}

/** A team in which Trellis is not yet. */
const sealing = buildTeam('Sealing');

let sandbox: TestSandbox;
const graph = async (path: string): Promise<{ value: never[] }> => (await sandbox.graph(await sandbox.personToken(upn('ben')), path)).body;
const count = async (path: string, is: (each: never) => boolean) => (await graph(path)).value.filter(is).length;
const channels = `/teams/${builtTeams.open}/channels`;
const tabs = (communityId: string) => count(`${channels}/${builtChannels.help}/tabs`, (tab: { configuration?: { entityId?: string } }) => tab.configuration?.entityId === communityId);
const installations = () => count(`/teams/${builtTeams.open}/installedApps?$expand=teamsApp`, (each: { teamsApp?: { externalId?: string } }) => each.teamsApp?.externalId === sandbox.app.clientId);
const events = () => count(`/groups/${builtTeams.open}/events?$top=100`, (event: { subject?: string }) => event.subject === 'First clinic');
const named = (name: string) => (each: { name?: string; displayName?: string }) => (each.displayName ?? each.name) === name;

const making = (name: string, place: Record<string, unknown>, path: string, writes: number): UseCase => ({
  name, writes,
  ask: async (api, { communityId, requestId }) => ((await api.ask(makePlace, { communityId }, { requestId, place: { ...place, name } as NewPlace })).body as { unfinished: unknown[] }).unfinished,
  held: async () => ({ there: await count(path, named(name)) }),
  expected: { there: 1 },
});

const useCases: UseCase[] = [
  making('A channel of ours', { kind: 'channel', groupId: builtTeams.open }, channels, 1),
  making('A folder of ours', { kind: 'folder', groupId: builtTeams.open, driveId: builtDrives.open }, `/drives/${builtDrives.open}/root/children`, 1),
  making('A library of ours', { kind: 'library', groupId: builtTeams.open }, `/groups/${builtTeams.open}/drives`, 1),
  making('A team of ours', { kind: 'team' }, '/me/joinedTeams', 2),
  {
    name: 'pinning the tab', writes: 2,
    ask: async (api, { communityId, channelTie }) => ((await api.ask(pinTab, { communityId, tieId: channelTie })).body as { unfinished: unknown[] }).unfinished,
    held: async ({ communityId }) => ({ tabs: await tabs(communityId), installations: await installations() }), expected: { tabs: 1, installations: 1 },
  },
  {
    name: 'taking the tab away', writes: 1,
    ask: async (api, { communityId, channelTie }) => ((await api.ask(removeTab, { communityId, tieId: channelTie })).body as { unfinished: unknown[] }).unfinished,
    held: async ({ communityId }) => ({ tabs: await tabs(communityId), installations: await installations() }), expected: { tabs: 0, installations: 1 },
  },
  {
    // Between its activities, too: the second finds what the first, killed after its write, left.
    name: 'putting a series on the calendar', writes: 1, anew: /\/events$/,
    ask: async (api, { communityId }) => {
      const begun: { status: number; body: SeriesPage } = await api.ask(beginSeries, { communityId }, { startsOn: moveDay(new Date().toISOString().slice(0, 10), 7), time: '15:00', timeZone: 'Europe/Berlin' });
      if (!begun.body.series!.put) await api.ask(changeSeries, { communityId }, { changed: begun.body.series!.activities.slice(0, 2).map((each) => ({ ...each, title: 'Series of ours' })), left: begun.body.series!.activities.slice(2).map(({ id }) => id) });
      const { progress } = (await api.ask(putSeriesOn, { communityId }) as { body: SeriesPage }).body;
      return Array.from({ length: progress!.of - progress!.done });
    },
    held: async () => ({ there: await count(`/groups/${builtTeams.open}/events?$top=100`, (event: { subject?: string }) => event.subject === 'Series of ours') }), expected: { there: 2 },
  },
  {
    // What the series met is met again: it is another event.
    name: 'putting the launch event on the calendar', writes: 1, anew: /\/events$/,
    ask: async (api, { communityId }) => {
      await api.ask(setLaunchDate, { communityId }, { before: null, after: moveDay(new Date().toISOString().slice(0, 10), 40) });
      const { event } = (await api.ask(putLaunchEvent, { communityId }, {
        title: 'Launch of ours', about: '', day: moveDay(new Date().toISOString().slice(0, 10), 40), time: '15:00', minutes: 60, timeZone: 'Europe/Berlin', online: true,
      }) as { body: LaunchPlan }).body;
      return event!.there ? [] : [event];
    },
    held: async () => ({ there: await count(`/groups/${builtTeams.open}/events?$top=100`, (event: { subject?: string }) => event.subject === 'Launch of ours') }), expected: { there: 1 },
  },
  {
    name: 'dropping the calendar with what Trellis put on it', writes: 4,
    ask: async (api, { communityId, calendarTie }) => {
      await api.ask(dropTie, { communityId, tieId: calendarTie }, undefined, '?removeAdded=true');
      return ((await api.ask(listTies, { communityId })).body as { unfinished: unknown[] }).unfinished;
    },
    held: async () => ({ events: await events() }), expected: { events: 0 },
  },
  {
    name: 'creating with the tab pinned and a place made', writes: 3,
    ask: async (api, { requestId }) => ((await api.ask(createCommunity, {}, buildCommunity({
      requestId, name: 'Seal people', pinTab: true, ties: [{ kind: 'channel', groupId: sealing.id!, channelId: sealing.channels![0]!.id! }], newPlaces: [{ kind: 'channel', groupId: sealing.id!, name: 'Seal talk' }],
    }))).body as CommunityPage).unfinished,
    held: async () => ({
      tabs: (await graph(`/teams/${sealing.id}/channels/${sealing.channels![0]!.id}/tabs`)).value.filter((tab: { configuration?: { entityId?: string } }) => tab.configuration?.entityId).length,
      installations: await count(`/teams/${sealing.id}/installedApps?$expand=teamsApp`, (each: { teamsApp?: { externalId?: string } }) => each.teamsApp?.externalId === sandbox.app.clientId),
      channels: await count(`/teams/${sealing.id}/channels`, named('Seal talk')),
    }),
    expected: { tabs: 1, installations: 1, channels: 1 },
  },
  {
    // A tab is pinned first; the same write was met before.
    name: 'closing, and taking away what Trellis added', writes: 1,
    ask: async (api, { communityId, channelTie }) => {
      const pinned: { status: number; body: { unfinished: unknown[] } } = await api.ask(pinTab, { communityId, tieId: channelTie });
      if (pinned.status === 200 && pinned.body.unfinished.length > 0) return pinned.body.unfinished;
      return ((await api.ask(closeCommunity, { communityId }, { removeAdded: true })).body as CommunityPage).unfinished;
    },
    held: async ({ communityId }) => ({ tabs: await tabs(communityId), installations: await installations() }), expected: { tabs: 0, installations: 1 },
  },
];

/** Kills the process that makes a write: the first time it is met before it takes effect, the second time after. */
function killAtEveryWrite(victim: () => ApiProcess): { met: Set<string>; stop(): void } {
  const met = new Set<string>();
  const { faults, journal } = sandbox;
  const [take, add] = [faults.take.bind(faults), journal.add.bind(journal)];
  const isWrite = (method: string, path: string) => method !== 'GET' && path.startsWith('/v1.0/') && !path.startsWith('/v1.0/$batch');
  const kill = (point: string): boolean => {
    if (met.has(point)) return false;
    met.add(point);
    return victim().child.kill('SIGKILL');
  };
  faults.take = (method, path) => (isWrite(method, path) && kill(`before ${method} ${path}`) ? { path, reset: true, delayMs: 0 } : take(method, path));
  journal.add = (entry) => {
    if (entry.write && isWrite(entry.method, entry.path)) kill(`after ${entry.method} ${entry.path}`);
    add(entry);
  };
  return { met, stop: () => { Object.assign(faults, { take }); Object.assign(journal, { add }); } };
}

const folders: string[] = [];
let postgres: TestDatabase | null = null;
beforeEach(async () => { sandbox = await startTestSandbox({ tenant: buildTenant({ teams: [sealing] }) }); });
afterEach(async () => {
  killApiProcesses();
  await sandbox.stop();
  await postgres?.close();
  postgres = null;
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** The processes on one database, and how the next one takes over when one was killed. */
interface Crew { current: ApiProcess; next(): Promise<void> }

async function twoProcesses(): Promise<Crew> {
  postgres = await createTestDatabase();
  const { url, engine } = postgres;
  const crew = { current: await startApiProcess(sandbox, { url }), next: async () => undefined as void };
  const another = () => {
    const starting = startApiProcess(sandbox, { url });
    // The last one may be killed by the end of the test before it listens.
    starting.catch(() => undefined);
    return starting;
  };
  let spare = another();
  crew.next = async () => {
    await crew.current.ended;
    // The steps stay in the dead process' hand for half a minute; and so does its share of the limits for a window; here that time passes at once.
    await sql`update graph_writes set claimed_until = now() - interval '1 second' where claimed_until is not null`.execute(engine.kysely);
    await sql`delete from graph_budgets`.execute(engine.kysely);
    crew.current = await spare;
    spare = another();
  };
  return crew;
}

async function oneProcess(): Promise<Crew> {
  const folder = mkdtempSync(join(tmpdir(), 'trellis-killed-'));
  folders.push(folder);
  const start = () => startApiProcess(sandbox, { dataDir: join(folder, 'data') });
  const crew = { current: await start(), next: async () => undefined as void };
  crew.next = async () => {
    await crew.current.ended;
    crew.current = await start();
  };
  return crew;
}

describe.each([['two processes on PostgreSQL', twoProcesses], ['one process on the embedded database', oneProcess]])('%s, killed before and after each write', (_where, start) => {
  it('make exactly one of each thing, and lose none', async () => {
    const crew = await start();
    const token = await sandbox.tokenFor(upn('ben'));
    const api: Api = {
      async ask(operation, params, body, query = '') {
        const response = await fetch(`${crew.current.url}${operation.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '')}${query}`, {
          method: operation.method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body),
        });
        const text = await response.text();
        return { status: response.status, body: (text ? JSON.parse(text) : undefined) as never };
      },
    };
    const killer = killAtEveryWrite(() => crew.current);
    try {
      /** Asks until it is answered and nothing is open, each time of whoever is alive. */
      const persist = async (ask: () => Promise<unknown[]>): Promise<number> => {
        const before = killer.met.size;
        for (let tries = 0; tries < 20; tries += 1) {
          const open = await ask().catch(async () => { await crew.next(); return null; });
          if (open?.length === 0) return killer.met.size - before;
        }
        throw new TypeError('It was never done.');
      };

      const body = buildCommunity({ firstActivity: firstActivity(new Date()) });
      let page!: CommunityPage;
      const points: Record<string, number> = {
        'creating the community': await persist(async () => {
          page = (await api.ask(createCommunity, {}, body)).body;
          return page.unfinished;
        }),
      };
      expect(await events()).toBe(1);
      const world = { communityId: page.id, channelTie: page.ties.find(({ kind }) => kind === 'channel')!.id, calendarTie: page.ties.find(({ kind }) => kind === 'calendar')!.id };
      for (const useCase of useCases) {
        const requestId = randomUUID();
        for (const point of killer.met) if (useCase.anew?.test(point)) killer.met.delete(point);
        points[useCase.name] = await persist(() => useCase.ask(api, { ...world, requestId }));
        expect({ [useCase.name]: await useCase.held(world) }).toEqual({ [useCase.name]: useCase.expected });
      }
      // Each write was met before and after.
      for (const { name, writes } of useCases) expect([name, points[name]]).toEqual([name, writes * 2]);
      expect(points['creating the community']).toBe(2);
      const { body: ties } = await api.ask(listTies, { communityId: page.id }) as { body: { items: { name: string }[] } };
      for (const { name } of useCases.filter(({ name: each }) => each.startsWith('A '))) expect(ties.items.filter((tie) => tie.name === name).length).toBeGreaterThanOrEqual(1);
    } finally {
      killer.stop();
    }
  }, 600_000);
});
