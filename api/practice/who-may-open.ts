import type { DriveItem } from '@microsoft/microsoft-graph-types';
import type { Trouble } from '../communities/happening.ts';
import { freshForMs } from '../communities/happening.ts';
import { toTrouble } from '../communities/look-around.ts';
import { ConsentNeededError } from '../platform/errors.ts';
import { GraphError } from '../platform/graph/graph-error.ts';
import { graphCall, type GraphCall, type Outcome } from '../platform/graph/graph.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { isAboutPlace } from '../ties/check-ties.ts';
import { type FileSeen, fileSeen } from './file-seen.ts';
import { libraryStore } from './library-store.ts';
import type { GraphItem } from './practice.ts';
import { type Sight, sightsStore } from './sights-store.ts';

/** What somebody waits for Graph, at most; and how many files one round trip asks about. */
const deadlineMs = 6_000;
const perTrip = 20;
const dayMs = 86_400_000;

/** Something over a file or, without one, over a link. */
interface OverFile { driveId: string | null; fileId: string | null; /** When Microsoft 365 last said that this person may open the file itself; null when never. */ openAt: Date | null }

/**
 * Looks, as the person, at the libraries of these communities that they have not looked at for a day: without that
 * nothing is known of what they may open there.
 * @throws ConsentNeededError when Microsoft 365 wants the person's consent first
 */
export async function lookAtLibraries(services: Services, actor: Actor, communityIds: readonly string[], signal: AbortSignal): Promise<Trouble | null> {
  const { tenantId, personId } = actor;
  const now = services.clock();
  const drives = await services.database.inTenant(tenantId, (trx) => sightsStore.librariesToLookAt(trx, tenantId, personId, communityIds, now, perTrip));
  const { sights, trouble } = await ask(services, actor, drives.map((driveId) => ({ driveId, fileId: '', call: graphCall('getDrive', { params: { driveId } }) as GraphCall })), signal);
  await services.database.inTenant(tenantId, (trx) => sightsStore.note(trx, tenantId, personId, sights, now));
  return trouble;
}

/**
 * Of these, what the person may open now: links, files that Microsoft 365 showed them within five minutes, and those
 * that it shows them when asked, in one round trip. What it says is noted, a new name too. Where it does not answer, a
 * file that it showed them within a day stays, and others are withheld.
 * @throws ConsentNeededError
 */
export async function keepWhatOpens<T extends OverFile>(services: Services, actor: Actor, found: readonly T[], signal: AbortSignal): Promise<{ open: T[]; files: Map<string, FileSeen>; withheld: number; trouble: Trouble | null }> {
  const { tenantId, personId } = actor;
  const now = services.clock();
  const youngerThan = (each: OverFile, age: number): boolean => each.openAt !== null && now.getTime() - each.openAt.getTime() < age;
  const doubtful = found.filter((each) => each.driveId !== null && !youngerThan(each, freshForMs)).slice(0, perTrip);
  const asked = doubtful.map(({ driveId, fileId }) => ({ driveId: driveId!, fileId: fileId!, call: graphCall('getDriveItem', { params: { driveId: driveId!, itemId: fileId! } }) as GraphCall }));
  const { sights, answers, trouble } = await ask(services, actor, asked, signal);
  const files = new Map(answers.flatMap(({ driveId, value }) => { const file = fileSeen(driveId, value as DriveItem as GraphItem); return file ? [[keyOf(file), file] as const] : []; }));
  if (sights.length > 0) {
    await services.database.inTenant(tenantId, async (trx) => {
      await sightsStore.note(trx, tenantId, personId, sights, now);
      await libraryStore.observe(trx, tenantId, [...files.values()]);
    });
  }
  const said = new Map(sights.map((sight) => [keyOf(sight), sight.isOpen]));
  const opens = (each: T): boolean | undefined => (each.driveId === null ? true : said.get(keyOf(each)) ?? (youngerThan(each, dayMs) || undefined));
  return { open: found.filter(opens), files, withheld: found.filter((each) => opens(each) === undefined).length, trouble };
}

export const keyOf = ({ driveId, fileId }: { driveId: string | null; fileId: string | null }): string => `${driveId} ${fileId}`;

async function ask(services: Services, actor: Actor, asked: readonly { driveId: string; fileId: string; call: GraphCall }[], signal: AbortSignal): Promise<{ sights: Sight[]; answers: { driveId: string; value: unknown }[]; trouble: Trouble | null }> {
  const sights: Sight[] = [];
  const answers: { driveId: string; value: unknown }[] = [];
  if (asked.length === 0) return { sights, answers, trouble: null };
  let outcomes: Outcome<unknown>[];
  try {
    outcomes = await services.graph.asPerson(actor).batch(asked.map(({ call }) => call), { signal, deadlineMs });
  } catch (error) {
    if (error instanceof GraphError) return { sights, answers, trouble: toTrouble(error) };
    if (error instanceof ConsentNeededError && error.cause instanceof GraphError) return { sights, answers, trouble: error.told };
    throw error;
  }
  let trouble: Trouble | null = null;
  for (const [index, outcome] of outcomes.entries()) {
    const { driveId, fileId } = asked[index]!;
    if (outcome.ok) {
      sights.push({ driveId, fileId, isOpen: true });
      answers.push({ driveId, value: outcome.value });
    } else if (isAboutPlace(outcome.error)) sights.push({ driveId, fileId, isOpen: false });
    else trouble ??= toTrouble(outcome.error);
  }
  return { sights, answers, trouble };
}
