import { sql } from 'kysely';
import { readTiesToLookAt } from '../../communities/community-read-model.ts';
import { happeningsStore } from '../../communities/happenings-store.ts';
import type { TenantTransaction } from '../../platform/database/database.ts';
import { startRounds } from '../../platform/jobs/rounds.ts';
import type { Services } from '../../platform/services.ts';
import type { Bot } from '../../teams/bot.ts';
import { rhythmLink, thingLink } from '../../teams/deep-link.ts';
import { PersonNotReachedError } from '../../teams/person-not-reached-error.ts';
import { say } from '../../teams/wording.ts';
import { rhythmStore } from '../rhythm-store.ts';
import { currentSight } from '../seen-year.ts';
import { looksAt } from './calendar-looks.ts';
import { wishOf } from './plan-reminders.ts';
import { reminderCard, type ReminderView } from './reminder-card.ts';
import { activitiesOfLooks, isStillThere } from './reminders.ts';
import { type Reminder, remindersStore } from './reminders-store.ts';

declare module '../../platform/jobs/jobs.ts' {
  interface JobData {
    'send-reminders': { tenantId: string };
  }
}

const everySeconds = 60;
/** Reminders of one round; when there are more, the next follows at once. */
const ofOneRound = 200;
const atOnce = 8;
/** When a bot service that does not answer is tried again. */
const laterMs = 2 * 60_000;
/** Looks of others that are asked whether an activity is still there. */
const othersAsked = 3;

/** Looks every minute which reminders are due. */
export async function startReminding(services: Services, bot: Bot): Promise<void> {
  await startRounds(services, 'send-reminders', { firstAfterSeconds: everySeconds, everySeconds }, async () => (await sendReminders(services, bot, services.settings.tenantId) ? 0 : everySeconds));
}

/** Sends what is due. @returns whether more is */
export async function sendReminders(services: Services, bot: Pick<Bot, 'sendToPerson'>, tenantId: string): Promise<boolean> {
  const due = await services.database.inTenant(tenantId, (trx) => remindersStore.due(trx, tenantId, services.clock(), ofOneRound));
  const left = [...due];
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let reminder = left.shift(); reminder; reminder = left.shift()) await send(services, bot, tenantId, reminder);
  }));
  return due.length === ofOneRound;
}

/**
 * Sends one reminder, once. Teams knows no mark by which it would tell a message that it has from a new one, so the
 * reminder is taken in hand before it is sent: of one that was in hand when the process ended nobody knows whether it came,
 * and it is not sent again. A reminder that may be missing is the lesser evil beside one that comes twice.
 */
async function send(services: Services, bot: Pick<Bot, 'sendToPerson'>, tenantId: string, reminder: Reminder): Promise<void> {
  const { database, clock, logger } = services;
  const inTenant = <T>(work: (trx: TenantTransaction) => Promise<T>) => database.inTenant(tenantId, work);
  const view = await inTenant(async (trx) => {
    const found = await viewOf(services, trx, tenantId, reminder);
    const isTaken = await remindersStore.move(trx, tenantId, reminder, 'planned', typeof found === 'string' ? { state: 'dropped', why: found } : { state: 'sending' });
    return isTaken && typeof found !== 'string' ? found : null;
  });
  if (!view) return;
  try {
    await bot.sendToPerson(tenantId, reminder.personId, () => ({ card: reminderCard(view), summary: say('reminders.summary', { subject: view.subject, community: view.community.name }) }));
    await inTenant((trx) => remindersStore.move(trx, tenantId, reminder, 'sending', { state: 'sent' }));
  } catch (error) {
    if (!(error instanceof PersonNotReachedError)) throw error;
    logger.info({ reason: error.reason }, 'a member could not be reminded');
    await inTenant((trx) => remindersStore.move(trx, tenantId, reminder, 'sending', error.reason === 'service-unavailable'
      ? { state: 'planned', dueAt: new Date(clock().getTime() + laterMs) } : { state: 'dropped', why: error.reason }));
  }
}

/** What a reminder says, by what is known now; else why there is nothing to remind of. */
async function viewOf({ clock, settings }: Pick<Services, 'clock' | 'settings'>, trx: TenantTransaction, tenantId: string, { communityId, personId, eventId, startsAt }: Reminder): Promise<ReminderView | string> {
  const now = clock();
  const found = await readTiesToLookAt(trx, tenantId, personId, communityId);
  const community = await trx.selectFrom('communities as c').innerJoin('memberships as m', (join) => join.onRef('m.tenant_id', '=', 'c.tenant_id').onRef('m.community_id', '=', 'c.id').on('m.person_id', '=', personId))
    .select(['c.id', 'c.name', 'c.closed_at', 'm.gone_at']).where('c.tenant_id', '=', tenantId).where('c.id', '=', communityId).executeTakeFirst();
  if (!found || !community || community.closed_at || community.gone_at) return 'closed-or-gone';
  const year = await rhythmStore.findYear(trx, tenantId, communityId, personId);
  for (const tie of found.ties) {
    const mine = looksAt(tie, found.snapshot, year);
    const activity = activitiesOfLooks(mine).find((each) => each.eventId === eventId && Date.parse(each.startsAt) === startsAt.getTime());
    if (!activity) continue;
    if (!activity.allDay && startsAt <= now) return 'over';
    const since = new Date(Math.min(...mine.map(({ asOf }) => asOf)));
    const others = [
      ...(await happeningsStore.ofOthersSince(trx, tenantId, communityId, personId, since, othersAsked)).flatMap((snapshot) => looksAt(tie, snapshot, null)),
      ...(await rhythmStore.yearsOfOthersSince(trx, tenantId, communityId, personId, since, othersAsked)).flatMap((seen) => looksAt(tie, null, seen)),
    ];
    if (!isStillThere([...mine, ...others], eventId, startsAt) || await isTakenOff(trx, tenantId, communityId, eventId)) return 'cancelled-or-moved';
    const { timeZone } = await wishOf(trx, tenantId, personId, communityId);
    const { subject, allDay, location, joinUrl, webUrl } = activity;
    // The look at a page knows no activity by its id here, that at a year does.
    const seen = currentSight(year, tie)?.activities.find((each) => each.eventId === eventId);
    return {
      subject, startsAt, endsAt: new Date(activity.endsAt), allDay, location, joinUrl, webUrl, timeZone: timeZone ?? activity.timeZone,
      community: { id: community.id, name: community.name }, activityUrl: seen ? thingLink(settings, community, { kind: 'activity', id: seen.id }) : rhythmLink(settings, community),
    };
  }
  return 'not-seen';
}

/** Whether Trellis itself took the activity off the calendar, or is about to. */
async function isTakenOff(trx: TenantTransaction, tenantId: string, communityId: string, eventId: string): Promise<boolean> {
  const row = await trx.selectFrom('graph_writes').select('id').where('tenant_id', '=', tenantId).where('community_id', '=', communityId).where('step', '=', 'remove-activity').where('state', 'in', ['intended', 'done'])
    .where(sql`content ->> 'eventId'`, '=', eventId).limit(1).executeTakeFirst();
  return row !== undefined;
}
