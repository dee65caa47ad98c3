import { announcementToTell, noteAnnouncement } from '../launch/announce-launch.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { JobData } from '../platform/jobs/jobs.ts';
import type { Services } from '../platform/services.ts';
import type { Bot, OutgoingCard } from '../teams/bot.ts';
import { PerhapsPostedError, PersonNotReachedError } from '../teams/person-not-reached-error.ts';
import { noteSharingTold, sharingToTell } from '../launch/sharing-card.ts';
import { introductionToTell } from './introduce-oneself.ts';
import { invitationToTell } from './member-card.ts';
import { pairToTell } from './pair-card.ts';
import { successionToTell } from './succession-card.ts';
import { welcomeToTell } from './welcome-card.ts';

declare module '../platform/jobs/jobs.ts' {
  interface JobData {
    /** Something that a member hears of by card, and finds in the tab in any case. */
    'tell-member': { tenantId: string; what: 'invitation' | 'welcome' | 'succession' | 'pair' | 'introduction' | 'announcement' | 'sharing'; id: string };
  }
}
export type Telling = JobData['tell-member'];

/** To whom, or in which channel, and what. */
export type ToTell = { personId: string; make: (recipient: { teamsUserId: string }) => OutgoingCard } | { channelId: string; make: () => OutgoingCard };
/** Null when it is told, or there is nothing to tell any more. */
type Load = (services: Services, trx: TenantTransaction, tenantId: string, id: string) => Promise<ToTell | null>;
type Note = (trx: TenantTransaction, tenantId: string, id: string, told: { at: Date } | { not: string }) => Promise<void>;

const tellings: Record<Telling['what'], { load: Load; note: Note }> = {
  announcement: { load: announcementToTell, note: noteAnnouncement },
  introduction: { load: introductionToTell, note: noteIn('member_introductions') },
  invitation: { load: invitationToTell, note: noteIn('member_invitations') },
  pair: { load: pairToTell, note: noteIn('pair_members') },
  sharing: { load: sharingToTell, note: noteSharingTold },
  succession: { load: successionToTell, note: noteIn('succession_asks') },
  welcome: { load: welcomeToTell, note: noteIn('member_welcomes') },
};

/** What became of the card stands on the row that it was about. */
function noteIn(table: 'member_invitations' | 'member_welcomes' | 'succession_asks' | 'pair_members' | 'member_introductions'): Note {
  return async (trx, tenantId, id, told) => {
    await trx.updateTable(table).set('at' in told ? { told_at: told.at, not_told: null } : { not_told: told.not }).where('tenant_id', '=', tenantId).where('id', '=', id).execute();
  };
}

/** Has somebody told, in the transaction that makes it necessary; now, or after a while. */
export async function haveTold({ jobs }: Pick<Services, 'jobs'>, trx: TenantTransaction, telling: Telling, startAfterSeconds = 0): Promise<void> {
  await jobs.enqueue(trx, 'tell-member', telling, { startAfterSeconds });
}

/** The same for many at once. */
export async function haveAllTold({ jobs }: Pick<Services, 'jobs'>, trx: TenantTransaction, tellings: readonly Telling[]): Promise<void> {
  await jobs.enqueueAll(trx, 'tell-member', tellings);
}

export async function startMemberJobs(services: Services, bot: Bot): Promise<void> {
  await services.jobs.work('tell-member', (telling) => tell(services, bot, telling));
}

/** What cannot be delivered is noted beside what it was about; what may work later is tried again by the job. */
async function tell(services: Services, bot: Bot, { tenantId, what, id }: Telling): Promise<void> {
  const { database, clock } = services;
  const { load, note } = tellings[what];
  const found = await database.inTenant(tenantId, (trx) => load(services, trx, tenantId, id));
  if (!found) return;
  try {
    if ('channelId' in found) await bot.postInChannel(tenantId, found.channelId, found.make);
    else await bot.sendToPerson(tenantId, found.personId, found.make);
  } catch (error) {
    const reason = error instanceof PersonNotReachedError ? error.reason : error instanceof PerhapsPostedError ? error.code : 'service-unavailable';
    await database.inTenant(tenantId, (trx) => note(trx, tenantId, id, { not: reason }));
    if (reason === 'service-unavailable') throw error;
    services.logger.info({ reason, what }, 'a member could not be told');
    return;
  }
  await database.inTenant(tenantId, (trx) => note(trx, tenantId, id, { at: clock() }));
}
