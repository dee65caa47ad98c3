import type { output } from 'zod';
import { readTiesToLookAt } from '../../communities/community-read-model.ts';
import type { Snapshot } from '../../communities/happening.ts';
import { peopleStore } from '../../membership/people-store.ts';
import { membershipStore } from '../../membership/membership-store.ts';
import type { TenantTransaction } from '../../platform/database/database.ts';
import { BadInputError, NotAllowedError, NotFoundError } from '../../platform/errors.ts';
import type { Actor } from '../../platform/identity/actor.ts';
import type { Services } from '../../platform/services.ts';
import type { Tie } from '../../ties/ties-contract.ts';
import { isIanaZone } from '../rhythm.ts';
import { mayBeReminded } from '../rhythm-policy.ts';
import { rhythmStore } from '../rhythm-store.ts';
import type { SeenYear } from '../seen-year.ts';
import { looksAt } from './calendar-looks.ts';
import { activitiesOfLooks, remindersOf, unlessSaid } from './reminders.ts';
import type { getReminders, setReminders, Wish } from './reminders-contract.ts';
import { remindersStore } from './reminders-store.ts';

type Needs = Pick<Services, 'database' | 'clock'>;
type Shown = output<(typeof getReminders)['response']>;

/** @throws NotFoundError, NotAllowedError for one who is no member */
export async function readReminders({ database }: Needs, actor: Actor, communityId: string): Promise<Shown> {
  return database.inTenant(actor.tenantId, async (trx) => present(trx, actor, communityId));
}

/** Keeps what a member wishes, and plans by it. @throws NotFoundError, NotAllowedError for one who is no member, BadInputError for a zone that there is not */
export async function wishReminders({ database, clock }: Needs, actor: Actor, communityId: string, { everywhere, timeZone, ...wish }: output<(typeof setReminders)['body']>): Promise<Shown> {
  const { tenantId, personId } = actor;
  if (!isIanaZone(timeZone)) throw new BadInputError([{ field: '/timeZone', refused: 'unknown-time-zone' }]);
  return database.inTenant(tenantId, async (trx) => {
    await demandMember(trx, actor, communityId);
    await remindersStore.saveWish(trx, tenantId, personId, everywhere ? null : communityId, wish, timeZone);
    const concerned = everywhere ? await membershipStore.communitiesOf(trx, tenantId, personId) : [communityId];
    for (const each of concerned) await planReminders(trx, actor, each, clock());
    return present(trx, actor, communityId);
  });
}

/**
 * Plans a member's reminders by what they saw of the community's calendars, now that they looked or wish something else.
 * Nobody else's look adds any: what Microsoft 365 shows one person is shown to no other (docs/decisions/0001).
 */
export async function planReminders(trx: TenantTransaction, { tenantId, personId }: Pick<Actor, 'tenantId' | 'personId'>, communityId: string, now: Date): Promise<void> {
  const found = await readTiesToLookAt(trx, tenantId, personId, communityId);
  if (!found || found.myPart === null) return;
  const { wish, timeZone } = await wishOf(trx, tenantId, personId, communityId);
  const activities = wish.comes === 'none' ? [] : await activitiesSeen(trx, { tenantId, personId }, communityId, found);
  await remindersStore.plan(trx, tenantId, communityId, personId, remindersOf(activities, wish, timeZone, now), now);
}

/** What a person saw of a community's calendars. */
async function activitiesSeen(trx: TenantTransaction, { tenantId, personId }: Pick<Actor, 'tenantId' | 'personId'>, communityId: string, { ties, snapshot }: { ties: readonly Tie[]; snapshot: Snapshot | null }) {
  const year: SeenYear | null = await rhythmStore.findYear(trx, tenantId, communityId, personId);
  return ties.flatMap((tie) => activitiesOfLooks(looksAt(tie, snapshot, year)));
}

/** What holds for a person: what they said here, else of all communities, else what holds for whoever said nothing. */
export async function wishOf(trx: TenantTransaction, tenantId: string, personId: string, communityId: string): Promise<{ wish: Wish; timeZone: string | null; said: Shown['said'] }> {
  const said = await remindersStore.findWish(trx, tenantId, personId, communityId);
  return said ?? { wish: unlessSaid, timeZone: await peopleStore.timeZoneOf(trx, tenantId, personId), said: 'nowhere' };
}

async function present(trx: TenantTransaction, actor: Actor, communityId: string): Promise<Shown> {
  const { tenantId, personId } = actor;
  const found = await demandMember(trx, actor, communityId);
  const { wish, timeZone, said } = await wishOf(trx, tenantId, personId, communityId);
  const next = await remindersStore.next(trx, tenantId, communityId, personId);
  const about = next && (await activitiesSeen(trx, actor, communityId, found)).find(({ eventId, startsAt }) => eventId === next.eventId && Date.parse(startsAt) === next.startsAt.getTime());
  return { ...wish, said, timeZone, next: next && about ? { at: next.dueAt.toISOString(), subject: about.subject } : null };
}

async function demandMember(trx: TenantTransaction, { tenantId, personId }: Actor, communityId: string) {
  const found = await readTiesToLookAt(trx, tenantId, personId, communityId);
  if (!found) throw new NotFoundError('community');
  const verdict = mayBeReminded(found.myPart);
  if (!verdict.allowed) throw new NotAllowedError(verdict);
  return found;
}
