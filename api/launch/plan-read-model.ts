import { sql } from 'kysely';
import { openWrites, stepTrouble } from '../ledger/do-writes.ts';
import { ledgerStore } from '../ledger/ledger-store.ts';
import { membershipStore } from '../membership/membership-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { NotAllowedError, NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import type { Language } from '../platform/words.ts';
import { lookedAfterBy } from '../stewardship/stewardship.ts';
import { stewardshipStore } from '../stewardship/stewardship-store.ts';
import { findTemplate } from '../templates/templates.ts';
import { announcementOf, channelToAnnounceIn } from './announcement-read-model.ts';
import { writesOfEvent } from './launch-event-withdraw.ts';
import { inOrder, leadsTo, nextForLaunch } from './plan.ts';
import type { LaunchPlan } from './plan-contract.ts';
import { type KeptStep, planStore } from './plan-store.ts';
import { homeCalendar } from './series-plan.ts';
import { mayPlanLaunch, mayReadPlan } from './series-policy.ts';
import { instantOf } from './series-times-contract.ts';

/** When a step is due: on the day of its own, else as it follows from the launch date. */
export const dueOf = ({ ownOn, laidOn }: Pick<KeptStep, 'ownOn' | 'laidOn'>): string | null => ownOn ?? laidOn;

export const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

/** The plan for a member. @throws NotFoundError, NotAllowedError */
export async function readPlan({ database, clock }: Pick<Services, 'database' | 'clock'>, actor: Actor, communityId: string, language: Language): Promise<LaunchPlan> {
  return database.inTenant(actor.tenantId, (trx) => planOf(trx, actor, communityId, language, clock()));
}

/** @throws NotFoundError, NotAllowedError for whoever is not in the community */
export async function planOf(trx: TenantTransaction, actor: Actor, communityId: string, language: Language, now: Date): Promise<LaunchPlan> {
  const { tenantId, personId, roles } = actor;
  const community = await trx.selectFrom('communities').select(['name', 'about', 'template_id', 'stage', 'closed_at']).where('tenant_id', '=', tenantId).where('id', '=', communityId).executeTakeFirst();
  if (!community) throw new NotFoundError('community');
  const part = await membershipStore.partOf(trx, tenantId, communityId, personId);
  const verdict = mayReadPlan(part, { roles });
  if (!verdict.allowed) throw new NotAllowedError(verdict);
  const plan = await planStore.find(trx, tenantId, communityId);
  const steps = await planStore.steps(trx, tenantId, communityId);
  const open = community.closed_at === null;
  const stewards = await stewardshipStore.list(trx, tenantId, communityId, 'step', steps.map(({ id }) => id));
  const shown = {
    begun: plan !== null, launchOn: plan?.launchOn ?? null, launched: community.stage !== 'potential',
    steps: inOrder(steps.filter(({ dropped }) => !dropped).map((step) => ({
      id: step.id, title: step.title, about: step.about, role: step.role, leadsTo: step.key && leadsTo[step.key], dueOn: dueOf(step), follows: step.ownOn === null && step.dayOffset !== null, done: step.done,
      lookedAfter: lookedAfterBy(stewards.get(step.id) ?? null, { personId, part, open: open && step.done === null }),
    }))),
    mayChange: open && mayPlanLaunch(part, { roles, isSponsor: false }).allowed,
  };
  return {
    name: community.name, about: community.about, template: findTemplate(community.template_id, language)?.name ?? null, ...shown,
    next: nextForLaunch(shown, dayOf(now)), calendar: (await homeCalendar(trx, tenantId, communityId))?.name ?? null, ...await eventOf(trx, tenantId, communityId, language),
    proposedOn: plan ? null : (await trx.selectFrom('opportunities').select(sql<string | null>`launch_on::text`.as('day')).where('tenant_id', '=', tenantId).where('community_id', '=', communityId).executeTakeFirst())?.day ?? null,
    channel: (await channelToAnnounceIn(trx, tenantId, communityId))?.name ?? null, announcement: await announcementOf(trx, tenantId, communityId, now),
  };
}

/** How the launch event stands with the calendar. */
export async function eventOf(trx: TenantTransaction, tenantId: string, communityId: string, language: Language): Promise<Pick<LaunchPlan, 'event' | 'eventRefused' | 'toTakeOff'>> {
  const { event, put, round, refused } = await planStore.event(trx, tenantId, communityId);
  const writes = event ? await writesOfEvent(trx, tenantId, communityId, round) : [];
  const [trouble] = openWrites(writes, language);
  const done = writes.find(({ state }) => state === 'done');
  const open = await ledgerStore.list(trx, tenantId, communityId, ['intended', 'failed']);
  return {
    event: event && put && {
      ...event, put, startsAt: instantOf(event, event.timeZone).startsAt, there: done !== undefined, trouble: trouble ? { detail: trouble.detail, remedy: trouble.remedy } : null,
      joinUrl: (done?.result as { joinUrl?: string } | undefined)?.joinUrl ?? null,
    },
    eventRefused: refused ? stepTrouble('launch-event', refused, language) : null,
    toTakeOff: open.filter(({ step }) => step === 'remove-activity').length,
  };
}
