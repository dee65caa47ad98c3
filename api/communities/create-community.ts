import type { User } from '@microsoft/microsoft-graph-types';
import type { z } from 'zod';
import { becomeCommunity, holdOpportunity } from '../launch/change-opportunity.ts';
import type { Person } from '../membership/membership-contract.ts';
import { toPerson } from '../membership/people-directory.ts';
import { BadInputError, ProblemError, type RefusedField } from '../platform/errors.ts';
import { GraphError } from '../platform/graph/graph-error.ts';
import { graphCall, type GraphCall, type Outcome } from '../platform/graph/graph.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import type { Settings } from '../platform/settings.ts';
import { isIanaZone } from '../rhythm/rhythm.ts';
import { findTemplate } from '../templates/templates.ts';
import { doWrites } from '../ledger/do-writes.ts';
import { StepRefusedError } from '../ledger/ledger.ts';
import type { Intention } from '../ledger/ledger-store.ts';
import { pinning } from '../ties/added.ts';
import { cannotSay, isAboutPlace, readTieCheck, repeatedTies, tieChecks, TiesRefusedError } from '../ties/check-ties.ts';
import { lookBefore, toMake } from '../ties/look-before.ts';
import { nameRefusal } from '../ties/place-names.ts';
import { type AppSeen, appChecks, readApp } from '../ties/steps/install-app.ts';
import { type FoundTie, mostTies } from '../ties/ties.ts';
import type { NewPlace, TieTarget } from '../ties/ties-contract.ts';
import type { createCommunity as createOperation } from './communities-contract.ts';
import { communityStore } from './community-store.ts';
import { foundCommunity } from './found-community.ts';
import type { Refusal } from '../platform/words.ts';

export type CreateInput = z.output<(typeof createOperation)['body']>;

/** The person named as sponsor is not in the directory. */
class SponsorUnknownError extends ProblemError {
  constructor() {
    super({
      code: 'sponsor-not-found', status: 422, fields: [{ field: '/sponsor/sponsorId', refused: 'not-in-directory' }],
    });
  }
}

/**
 * Creates a community in the person's name (journey 2): looks up in one round trip that every tie
 * is there for this person, stores everything in one transaction, then does what is to be done in
 * Microsoft 365, places to be made included. Trouble in that last part does not lose the community; it is in its page's
 * `unfinished`. The same request again gives the same community, and finishes what is open.
 *
 * @returns the community's id
 * @throws BadInputError, ConflictError (`name-taken`), TiesRefusedError (422), SponsorUnknownError (422), what `cannotSay` gives when Graph could not say
 */
export async function createCommunity(services: Services, actor: Actor, input: CreateInput, signal: AbortSignal): Promise<string> {
  const { tenantId, personId } = actor;
  const before = await services.database.inTenant(tenantId, (trx) => communityStore.findIdByRequest(trx, tenantId, personId, input.requestId));
  if (before) {
    await doWrites(services, actor, before, { again: true, signal });
    return before;
  }
  const refused = refusedFields(input, personId, services.clock());
  if (refused.length > 0) throw new BadInputError(refused);

  const session = services.graph.asPerson(actor);
  const [{ ties, sponsor, me, app }, toBeMade] = await Promise.all([
    lookUp(services, actor, input, signal),
    Promise.all(input.newPlaces.map(async (place, index) => toMake(crypto.randomUUID(), place, await lookBefore(session, actor, place, `/newPlaces/${index}`, { signal }), null))),
  ]);
  const { communityId } = await services.database.inTenant(tenantId, async (trx) => {
    // Before this person coordinates one community more, which might let them see it.
    const opportunity = input.opportunityId && await holdOpportunity(trx, actor, input.opportunityId);
    const made = await foundCommunity(services, trx, actor, {
      ...input, ties,
      // People with something in common, who have not met as a community yet.
      stage: 'potential',
      members: [{ person: me, part: 'coordinator' }],
      sponsor: sponsor && input.sponsor && { person: sponsor, ask: { whyNow: input.sponsor.whyNow, memberHoursPerMonth: input.sponsor.memberHoursPerMonth, budget: input.sponsor.budget, visibility: input.sponsor.visibility } },
      intentions: (id) => [...intentionsOf(id, input, app), ...toBeMade],
    });
    if (made.founded && opportunity) await becomeCommunity(trx, actor, opportunity, made.communityId, services.clock());
    return made;
  });
  await doWrites(services, actor, communityId, { again: false, signal });
  return communityId;
}

/** What can be refused without asking anybody, with the field that it is about. */
export function refusedFields(input: CreateInput, personId: string, now: Date): RefusedField[] {
  const refused: RefusedField[] = [];
  if (!findTemplate(input.templateId, 'en')) refused.push({ field: '/templateId', refused: 'no-such-template' });
  for (const index of repeatedTies(input.ties)) refused.push({ field: `/ties/${index}`, refused: 'place-twice' });
  refused.push(...refusedNewPlaces(input));
  if (input.pinTab && !input.ties.some((tie) => tie.kind === 'channel')) {
    refused.push({ field: '/pinTab', refused: 'tab-without-channel' });
  }
  if (input.firstActivity) {
    if (!input.ties.some((tie) => tie.kind === 'calendar')) {
      refused.push({ field: '/firstActivity', refused: 'activity-without-calendar' });
    }
    if (!isIanaZone(input.firstActivity.timeZone)) {
      refused.push({ field: '/firstActivity/timeZone', refused: 'unknown-time-zone' });
    }
    if (Date.parse(input.firstActivity.startsAt) <= now.getTime()) {
      refused.push({ field: '/firstActivity/startsAt', refused: 'activity-in-the-past' });
    }
  }
  if (input.sponsor?.sponsorId === personId) {
    refused.push({ field: '/sponsor/sponsorId', refused: 'own-request' });
  }
  return refused;
}

/** A team comes with a channel, a library and a calendar. */
const tiesFor = ({ kind }: NewPlace): number => (kind === 'team' ? 4 : 1);

function refusedNewPlaces({ ties, newPlaces }: CreateInput): RefusedField[] {
  const refused: RefusedField[] = [];
  const known = new Set<string>();
  for (const [index, place] of newPlaces.entries()) {
    const refusal = nameRefusal(place.kind, place.name);
    if (refusal) refused.push({ field: `/newPlaces/${index}/name`, ...refusal });
    const key = JSON.stringify({ ...place, description: '' }).toLocaleLowerCase();
    if (known.has(key)) refused.push({ field: `/newPlaces/${index}`, refused: 'place-made-twice' });
    known.add(key);
  }
  if (newPlaces.reduce((sum, each) => sum + tiesFor(each), ties.length) > mostTies) {
    refused.push({ field: '/newPlaces', refused: 'too-many-places', values: { most: mostTies, team: tiesFor({ kind: 'team' } as NewPlace) } });
  }
  return refused;
}

/**
 * Asks Graph, in one batch as this person, for every tie, the sponsor, the person's own entry and, where the tab is
 * to be pinned, the app: what is seen of it here need not be asked for when the tab is pinned.
 */
async function lookUp(services: Services, actor: Actor, input: CreateInput, signal: AbortSignal): Promise<{ ties: FoundTie[]; sponsor: Person | null; me: Person; app: AppSeen | null }> {
  const calls: GraphCall[] = [];
  const indexes = new Map<string, number>();
  const add = (call: GraphCall): number => {
    const key = JSON.stringify(call);
    const known = indexes.get(key);
    if (known !== undefined) return known;
    indexes.set(key, calls.length);
    return calls.push(call) - 1;
  };
  const meAt = add(graphCall('getMe', {}) as GraphCall);
  const sponsorAt = input.sponsor ? add(graphCall('getUser', { params: { userId: input.sponsor.sponsorId } }) as GraphCall) : null;
  const tiesAt = input.ties.map((target) => tieChecks(target).map(add));
  const channel = input.pinTab ? homeOf(input, 'channel') : undefined;
  const appAt = channel ? appChecks(channel.groupId, services.settings).map((call) => add(call as GraphCall)) : null;
  const outcomes: Outcome<unknown>[] = await services.graph.asPerson(actor).batch(calls, { signal });

  const ties: FoundTie[] = [];
  const refused: ({ field: string } & Refusal)[] = [];
  for (const [index, target] of input.ties.entries()) {
    const verdict = readTieCheck(target, tiesAt[index]!.map((at) => outcomes[at]!));
    if ('found' in verdict) ties.push(verdict.found);
    else refused.push({ field: `/ties/${index}`, ...verdict.refusal });
  }
  if (refused.length > 0) throw new TiesRefusedError(refused);

  const me = outcomes[meAt]!;
  return {
    ties,
    sponsor: sponsorAt === null ? null : personIn(outcomes[sponsorAt]!),
    app: appAt && appIn(appAt.map((at) => outcomes[at]!), services.settings),
    // Without an answer, the token's name serves.
    me: (me.ok && toPerson(me.value as User)) || { id: actor.personId, displayName: actor.displayName, jobTitle: null, department: null },
  };
}

function personIn(outcome: Outcome<unknown>): Person {
  if (!outcome.ok && !isAboutPlace(outcome.error)) throw cannotSay(outcome.error);
  const person = outcome.ok ? toPerson(outcome.value as User) : null;
  if (!person) throw new SponsorUnknownError();
  return person;
}

/** The app as it was seen; null when that was not told, so that pinning looks for itself and says what is wrong. */
function appIn(outcomes: Outcome<unknown>[], settings: Settings): AppSeen | null {
  try {
    return readApp(outcomes as unknown as Parameters<typeof readApp>[0], settings);
  } catch (error) {
    if (error instanceof GraphError || error instanceof StepRefusedError) return null;
    throw error;
  }
}

/** The first of a kind, which is its home. */
function homeOf<K extends TieTarget['kind']>({ ties }: CreateInput, kind: K): Extract<TieTarget, { kind: K }> | undefined {
  return ties.find((tie): tie is Extract<TieTarget, { kind: K }> => tie.kind === kind);
}

/** The writes to Microsoft 365 that this input asks for, new places aside. Their marks are what Graph, or a look-up, knows them by. */
function intentionsOf(communityId: string, input: CreateInput, app: AppSeen | null): Intention[] {
  const channel = homeOf(input, 'channel');
  const calendar = homeOf(input, 'calendar');
  const { firstActivity } = input;
  // Of a shared calendar, so that it is in the community's part.
  const category = calendar?.part?.by === 'category' ? { category: calendar.part.category } : {};
  return [
    ...(input.pinTab && channel ? pinning(communityId, input.name, channel, app) : []),
    ...(firstActivity && calendar ? [{ id: crypto.randomUUID(), step: 'first-activity' as const, mark: communityId, key: communityId, content: { groupId: calendar.groupId, ...firstActivity, ...category } }] : []),
  ];
}
