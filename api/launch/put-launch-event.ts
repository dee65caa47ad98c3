import { doWrites } from '../ledger/do-writes.ts';
import { ledgerStore } from '../ledger/ledger-store.ts';
import { peopleStore } from '../membership/people-store.ts';
import { BadInputError, ConflictError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { stableGuid } from '../platform/stable-guid.ts';
import type { Language } from '../platform/words.ts';
import { isIanaZone } from '../rhythm/rhythm.ts';
import { partOf } from '../ties/ties.ts';
import { holdForPlanner } from './change-plan.ts';
import { withdrawLaunchEvent, writesOfEvent } from './launch-event-withdraw.ts';
import type { LaunchEventToBe, LaunchPlan } from './plan-contract.ts';
import { planOf } from './plan-read-model.ts';
import { planStore } from './plan-store.ts';
import { homeCalendar } from './series-plan.ts';
import { forgetView } from './series-put-on.ts';
import { instantOf } from './series-times-contract.ts';
import type { LaunchEventContent } from './steps/launch-event.ts';

interface Reader { language: Language; signal: AbortSignal }

/**
 * Puts the launch event on the community's calendar. While it is there, or on its way, asking again finds it. Each
 * putting has a mark of its own, so that what was taken off does not come back.
 * @throws NotFoundError, NotAllowedError, CommunityClosedError, ConflictError (`no-launch-plan`, `no-calendar`), BadInputError for what is past or a zone that is unknown
 */
export async function putLaunchEvent(services: Services, actor: Actor, communityId: string, event: LaunchEventToBe, reader: Reader): Promise<LaunchPlan> {
  const { tenantId, personId } = actor;
  if (!isIanaZone(event.timeZone)) throw new BadInputError([{ field: '/timeZone', refused: 'unknown-time-zone' }]);
  const { startsAt } = instantOf(event, event.timeZone);
  await services.database.inTenant(tenantId, async (trx) => {
    await holdForPlanner(trx, actor, communityId);
    if (!await planStore.find(trx, tenantId, communityId)) throw new ConflictError({ code: 'no-launch-plan' });
    if ((await planStore.event(trx, tenantId, communityId)).event) return;
    const calendar = await homeCalendar(trx, tenantId, communityId);
    if (!calendar) throw new ConflictError({ code: 'no-calendar' });
    const now = services.clock();
    if (Date.parse(startsAt) <= now.getTime()) throw new BadInputError([{ field: '/day', refused: 'activity-past', values: { title: event.title } }]);
    await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
    const round = await planStore.putEvent(trx, tenantId, communityId, event, { personId, now });
    const part = partOf(calendar.target);
    const content: LaunchEventContent = {
      groupId: calendar.target.groupId, subject: event.title, about: event.about, startsAt, minutes: event.minutes, timeZone: event.timeZone, online: event.online, kind: 'meeting', round,
      ...(part?.by === 'category' ? { category: part.category } : {}),
    };
    await ledgerStore.intend(trx, tenantId, communityId, personId, [{ id: crypto.randomUUID(), step: 'launch-event', mark: stableGuid(`${communityId}\nlaunch-event\n${round}`), key: `${communityId}/${round}`, content }], now);
  });
  await doWrites(services, actor, communityId, { again: false, signal: reader.signal });
  return shown(services, actor, communityId, reader.language);
}

/** Takes the launch event off the calendar; one that has begun stays. @throws NotFoundError, NotAllowedError, CommunityClosedError, ConflictError (`being-done`) */
export async function takeLaunchEventOff(services: Services, actor: Actor, communityId: string, reader: Reader): Promise<LaunchPlan> {
  const { tenantId } = actor;
  await services.database.inTenant(tenantId, async (trx) => {
    await holdForPlanner(trx, actor, communityId);
    const { event, round } = await planStore.event(trx, tenantId, communityId);
    const now = services.clock();
    if (!event || Date.parse(instantOf(event, event.timeZone).startsAt) <= now.getTime()) return;
    const writes = await writesOfEvent(trx, tenantId, communityId, round);
    if (await ledgerStore.areInHand(trx, tenantId, writes.map(({ id }) => id), now)) throw new ConflictError({ code: 'being-done' });
    await withdrawLaunchEvent(trx, actor, communityId, { now });
  });
  await doWrites(services, actor, communityId, { again: true, signal: reader.signal });
  return shown(services, actor, communityId, reader.language);
}

/** The plan as it is now; what this person knew of the calendar is asked for anew. */
async function shown({ database, clock }: Services, actor: Actor, communityId: string, language: Language): Promise<LaunchPlan> {
  return database.inTenant(actor.tenantId, async (trx) => {
    await forgetView(trx, actor, communityId);
    return planOf(trx, actor, communityId, language, clock());
  });
}
