import { ConsentNeededError } from '../platform/errors.ts';
import { GraphError } from '../platform/graph/graph-error.ts';
import { maxBatch } from '../platform/graph/graph-batch.ts';
import { graphCall, type GraphCall, type GraphSession, type Outcome } from '../platform/graph/graph.ts';
import type { Services } from '../platform/services.ts';
import { tiesStore } from '../ties/ties-store.ts';
import { laterOn } from './follow-one.ts';
import { dueAfter, type Following, subscriptionMs } from './following.ts';
import { followingsStore } from './followings-store.ts';
import { type LibraryAnswers, libraryCalls, lookAtLibrary } from './look-at-library.ts';
import { lookAtMembers, lookAtTeam, type MembersAnswer, membersCalls, type TeamAnswers, teamCalls } from './look-at-team.ts';
import { patience } from './looking.ts';

declare module '../platform/jobs/jobs.ts' {
  interface JobData {
    /** See to several at once, which were followed well until now. */
    'follow-together': { tenantId: string; places: Place[] };
  }
}

type Place = Pick<Following, 'subject' | 'graphId'>;

interface Looking {
  services: Services; session: GraphSession; tenantId: string;
  /** Libraries of which a tie is not sound. */
  inTrouble: ReadonlySet<string>;
}

/** What one look shows: a library, or of a team what is due of it. `settle` takes the answers to its calls, all of them well, and says what is to be noted. */
interface Unit {
  followings: readonly Following[];
  calls: readonly GraphCall[];
  settle(answers: readonly Outcome<unknown>[], looking: Looking): Promise<{ deltaLink: string | null; expiresAt: Date | null }>;
}

/** Whether seeing to it takes no more than its part of a batch: it has its subscription or its delta link, and was followed with it until now. */
export const goesWell = ({ state, subject, deltaLink, subscriptionId }: Following): boolean => state === 'followed' && (subject === 'library' ? deltaLink : subscriptionId) !== null;

/** What is due and goes well, in heaps that fit into a batch each. */
export function inHeaps(followings: readonly Following[], now: Date): Place[][] {
  const heaps: Place[][] = [];
  let room = 0;
  for (const { calls, followings: some } of unitsOf(followings, now)) {
    if (calls.length > room) {
      heaps.push([]);
      room = maxBatch;
    }
    heaps.at(-1)!.push(...some.map(({ subject, graphId }) => ({ subject, graphId })));
    room -= calls.length;
  }
  return heaps;
}

/**
 * Does for several what `followOne` does for one, in one round trip: renews their subscriptions and looks at them. What
 * turns out not to go well is left to a job of its own; after trouble that passes it is due again soon.
 */
export async function followTogether(services: Services, tenantId: string, places: readonly Place[]): Promise<void> {
  const { database, clock } = services;
  const session = services.graph.asApp(tenantId);
  const lookedAt = clock();
  const { known, inTrouble } = await database.inTenant(tenantId, async (trx) => ({
    known: await followingsStore.findAll(trx, tenantId, places),
    inTrouble: await tiesStore.librariesInTrouble(trx, tenantId, places.flatMap(({ subject, graphId }) => (subject === 'library' ? [graphId] : []))),
  }));
  const units = unitsOf(known.filter(goesWell), lookedAt);
  if (units.length === 0) return;
  const asked = await session.batch(units.flatMap(({ calls }) => calls), patience).catch((error: unknown) => error);
  if (!Array.isArray(asked)) return leaveAlone(services, tenantId, units.flatMap(({ followings }) => followings), asked);
  const answers: Outcome<unknown>[] = asked;
  const seen: Parameters<typeof followingsStore.noteFollowed>[2][number][] = [];
  for (const { followings, calls, settle } of units) {
    const own = answers.splice(0, calls.length);
    try {
      for (const answer of own) if (!answer.ok) throw answer.error;
      const { expiresAt, deltaLink } = await settle(own, { services, session, tenantId, inTrouble });
      seen.push(...followings.map((following) => ({ following, lookedAt, deltaLink, expiresAt, dueAt: dueAfter({ ...following, expiresAt }, clock()) })));
    } catch (error) {
      await leaveAlone(services, tenantId, followings, error);
    }
  }
  await database.inTenant(tenantId, (trx) => followingsStore.noteFollowed(trx, tenantId, seen));
}

/** What could not be seen to with others: each by itself, now or when trouble has passed. @throws what is not Graph's trouble */
async function leaveAlone(services: Services, tenantId: string, followings: readonly Following[], error: unknown): Promise<void> {
  const notSimple = error instanceof ConsentNeededError || (error instanceof GraphError && !error.passing);
  for (const following of followings) {
    const { subject, graphId } = following;
    if (!notSimple) await laterOn(services, tenantId, following, error);
    else await services.database.inTenant(tenantId, (trx) => services.jobs.enqueue(trx, 'follow-place', { tenantId, subject, graphId }, { singletonKey: `${subject}/${graphId}` }));
  }
}

/** What is of one team is looked at in one go. */
function unitsOf(followings: readonly Following[], now: Date): Unit[] {
  const [libraries, ofTeams] = [followings.filter(({ subject }) => subject === 'library'), followings.filter(({ subject }) => subject !== 'library')];
  return [...libraries.map((library) => libraryUnit(library, now)), ...[...Map.groupBy(ofTeams, ({ groupId }) => groupId)].map(([groupId, some]) => teamUnit(groupId, some, now))];
}

function libraryUnit(following: Following, now: Date): Unit {
  return {
    followings: [following], calls: libraryCalls({ ...following, deltaLink: following.deltaLink! }, now) as readonly GraphCall[],
    settle: async (answers, { services, session, tenantId, inTrouble }) => ({
      deltaLink: await lookAtLibrary(services, session, tenantId, following, { answers: answers as unknown as LibraryAnswers, allSound: !inTrouble.has(following.graphId) }), expiresAt: null,
    }),
  };
}

function teamUnit(groupId: string, followings: readonly Following[], now: Date): Unit {
  const subjects = new Set(followings.map(({ subject }) => subject));
  const expiresAt = new Date(now.getTime() + subscriptionMs);
  const renewing = followings.map(({ subscriptionId }) => graphCall('renewSubscription', { params: { subscriptionId: subscriptionId! }, body: { expirationDateTime: expiresAt.toISOString() } }));
  const team = subjects.has('team') || subjects.has('channels') ? teamCalls(groupId) : [];
  const members = subjects.has('members') ? membersCalls(groupId) : [];
  return {
    followings, calls: [...renewing, ...team, ...members] as readonly GraphCall[],
    async settle(answers, { services, session, tenantId }) {
      if (team.length > 0) await lookAtTeam(services, session, tenantId, groupId, answers.slice(renewing.length, renewing.length + team.length) as unknown as TeamAnswers);
      if (members.length > 0) await lookAtMembers(services, session, tenantId, groupId, answers.at(-1) as MembersAnswer);
      return { deltaLink: null, expiresAt };
    },
  };
}
