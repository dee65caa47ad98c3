import { randomUUID } from 'node:crypto';
import type { input, output } from 'zod';
import { createCommunity, type CommunityPage } from '../../api/communities/communities-contract.ts';
import type { SandboxOptions } from '../../sandbox/sandbox.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { builtChannels, builtDrives, builtTeams, upn } from '../support/tenant-builder.ts';

export type CreateBody = input<(typeof createCommunity)['body']>;
type CreatedBody = output<(typeof createCommunity)['response']> & { code?: string; fields?: { field: string; reason: string; remedy: string }[]; detail?: string };

/** The API on a sandbox and a database of its own, on one clock that the test sets. */
export interface CommunityWorld {
  sandbox: TestSandbox;
  database: TestDatabase;
  api: TestApi;
  clock: { now: Date };
  create(as: string, changes?: Partial<CreateBody>): Promise<{ status: number; body: CreatedBody }>;
  /** A community of ben's with the four ties of the open team. */
  community(changes?: Partial<CreateBody>): Promise<CommunityPage>;
  /** Graph's writes to teams, libraries and calendars since the last clearing of the journal. That the bot comes to a person, a job's doing at any moment, is none, nor is the envelope of a batch. */
  graphWrites(): string[];
  /** Graph's round trips since the last clearing of the journal. */
  roundTrips(): number;
  close(): Promise<void>;
}

export async function startCommunityWorld(sandboxOptions: Partial<SandboxOptions> = {}): Promise<CommunityWorld> {
  const clock = { now: new Date() };
  const sandbox = await startTestSandbox({ clock: () => clock.now.getTime(), ...sandboxOptions });
  const database = await createTestDatabase();
  const api = await startTestApi({ sandbox, database, overrides: { clock: () => clock.now } });
  const create: CommunityWorld['create'] = async (as, changes = {}) =>
    await api.request(createCommunity, { as, body: buildCommunity(changes) }) as never;
  return {
    sandbox, database, api, clock, create,
    async community(changes = {}) {
      const { status, body } = await create(upn('ben'), changes);
      expect([status, body.code]).toEqual([201, undefined]);
      return body;
    },
    graphWrites: () => sandbox.journal.writes.filter((entry) => entry.path.startsWith('/v1.0/') && !/^\/v1\.0\/(\$batch|users\/)/.test(entry.path)).map((entry) => `${entry.method} ${decodeURIComponent(entry.path.split('?')[0]!)}`),
    roundTrips: () => sandbox.journal.graphRequests.length,
    async close() {
      await api.close();
      await database.close();
      await sandbox.stop();
    },
  };
}

/** The four ties of the open team. */
export const openTies: CreateBody['ties'] = [
  { kind: 'team', groupId: builtTeams.open },
  { kind: 'channel', groupId: builtTeams.open, channelId: builtChannels.help },
  { kind: 'library', groupId: builtTeams.open, driveId: builtDrives.open },
  { kind: 'calendar', groupId: builtTeams.open },
];

export function buildCommunity(changes: Partial<CreateBody> = {}): CreateBody {
  return {
    requestId: randomUUID(), templateId: 'professional-discipline', name: 'Pump people', about: 'Pumps, and what keeps them running',
    charter: { domain: 'Pumps', forWhom: 'Whoever repairs one', practice: 'Cases', waysOfWorking: 'A clinic each week', keyIssues: [{ title: 'Seals fail early' }] },
    ties: openTies, ...changes,
  };
}

/** A first activity a week from now, on the open team's calendar. */
export const firstActivity = (now: Date) => ({ subject: 'First clinic', startsAt: new Date(now.getTime() + 7 * 86_400_000).toISOString(), minutes: 60, timeZone: 'Europe/Berlin' });
