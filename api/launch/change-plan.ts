import type { output } from 'zod';
import { communityStore } from '../communities/community-store.ts';
import { peopleStore } from '../membership/people-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { ConflictError, NotFoundError } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { stableGuid } from '../platform/stable-guid.ts';
import type { Language } from '../platform/words.ts';
import { changed } from '../rhythm/record.ts';
import { stewardshipStore } from '../stewardship/stewardship-store.ts';
import { findTemplate } from '../templates/templates.ts';
import type * as contract from './plan-contract.ts';
import { type LaunchPlan, mostLaunchSteps } from './plan-contract.ts';
import { dueDay } from './plan.ts';
import { dayOf, dueOf, planOf } from './plan-read-model.ts';
import { type KeptStep, planStore } from './plan-store.ts';
import { countriesOfMembers, holidaysOf } from './series-holidays.ts';
import { demandPlanner } from './series-plan.ts';
import { seriesStore } from './series-store.ts';
import { moveDay } from './series-times-contract.ts';

type Needs = Pick<Services, 'database' | 'clock'>;

/** Others changed the same parts meanwhile; nothing was stored. */
class LaunchPlanChangedError extends ConflictError {
  constructor(parts: readonly string[]) {
    super({ code: 'launch-plan-changed', fields: parts.map((part) => ({ field: `/${part}`, refused: 'changed-meanwhile' as const })) });
  }
}

/**
 * Chooses the day of the launch, or none. Who does so first lays out the template's steps; all that have no day of their
 * own follow. Weekends and the public holidays of where the members work are left out.
 * @throws NotFoundError, NotAllowedError, CommunityClosedError, LaunchPlanChangedError, ConsentNeededError
 */
export async function setLaunchDate(services: Needs & Pick<Services, 'graph'>, actor: Actor, communityId: string, day: { before: string | null; after: string | null }, { language, signal }: { language: Language; signal: AbortSignal }): Promise<LaunchPlan> {
  const { database, clock } = services;
  const { tenantId, personId } = actor;
  await database.inTenant(tenantId, (trx) => demandPlanner(trx, actor, communityId));
  const holidays = day.after === null ? new Set<string>() : await holidaysAround(services, actor, communityId, day.after, { language, signal });
  return database.inTenant(tenantId, async (trx) => {
    await holdForPlanner(trx, actor, communityId);
    const plan = await planStore.find(trx, tenantId, communityId);
    const launchOn = changed(plan?.launchOn ?? null, day);
    if (launchOn === undefined) throw new LaunchPlanChangedError(['after']);
    const now = clock();
    await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
    await planStore.setDay(trx, tenantId, communityId, launchOn, { personId, now });
    if (!plan) await planStore.add(trx, tenantId, communityId, await fromTemplate(trx, tenantId, communityId, language));
    await layOut(trx, tenantId, communityId, launchOn, { today: dayOf(now), holidays });
    return planOf(trx, actor, communityId, language, now);
  });
}

/** Adds a step. @throws NotFoundError, NotAllowedError, CommunityClosedError, ConflictError when there are too many */
export async function addLaunchStep({ database, clock }: Needs, actor: Actor, communityId: string, id: string, { title, about, dueOn }: output<(typeof contract.addLaunchStep)['body']>, language: Language): Promise<LaunchPlan> {
  const { tenantId, personId } = actor;
  return database.inTenant(tenantId, async (trx) => {
    await holdForPlanner(trx, actor, communityId);
    const now = clock();
    const steps = await planStore.steps(trx, tenantId, communityId);
    if (steps.length >= mostLaunchSteps && !steps.some((step) => step.id === id)) throw new ConflictError({ code: 'launch-plan-full', values: { most: mostLaunchSteps } });
    if (!await planStore.find(trx, tenantId, communityId)) throw new ConflictError({ code: 'no-launch-plan' });
    await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
    await planStore.add(trx, tenantId, communityId, [{ id, key: null, role: null, dayOffset: null, position: (steps.at(-1)?.position ?? -1) + 1, title, about, laidOn: null, ownOn: dueOn }]);
    return planOf(trx, actor, communityId, language, now);
  });
}

/** Changes, ticks or leaves out a step; whoever said that they do it may tick it. @throws NotFoundError, NotAllowedError, CommunityClosedError, LaunchPlanChangedError */
export async function changeLaunchStep({ database, clock }: Needs, actor: Actor, communityId: string, id: string, change: output<(typeof contract.changeLaunchStep)['body']>, language: Language): Promise<LaunchPlan> {
  const { tenantId, personId } = actor;
  return database.inTenant(tenantId, async (trx) => {
    if (await isOwnTick(trx, actor, communityId, id, change)) await communityStore.holdOpen(trx, tenantId, communityId);
    else await holdForPlanner(trx, actor, communityId);
    const step = await planStore.step(trx, tenantId, communityId, id);
    if (!step) throw new NotFoundError('launch-step');
    const after = { title: changed(step.title, change.title), about: changed(step.about, change.about), dueOn: changed(dueOf(step), change.dueOn) };
    const clashing = Object.entries(after).filter(([, value]) => value === undefined).map(([part]) => part);
    if (clashing.length > 0) throw new LaunchPlanChangedError(clashing);
    const now = clock();
    const { title, about, dueOn } = after as { title: string; about: string; dueOn: string | null };
    await planStore.change(trx, tenantId, communityId, id, { title, about, ownOn: dueOn === step.laidOn ? null : dueOn, dropped: change.dropped ?? step.dropped });
    if (change.done !== undefined) await planStore.tick(trx, tenantId, communityId, id, change.done ? { personId, now } : null);
    await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
    return planOf(trx, actor, communityId, language, now);
  });
}

async function isOwnTick(trx: TenantTransaction, { tenantId, personId }: Actor, communityId: string, id: string, { done, ...more }: object & { done?: unknown }): Promise<boolean> {
  if (done === undefined || Object.values(more).some((value) => value !== undefined)) return false;
  return (await stewardshipStore.list(trx, tenantId, communityId, 'step', [id])).get(id)?.id === personId;
}

export async function holdForPlanner(trx: TenantTransaction, actor: Actor, communityId: string): Promise<void> {
  await demandPlanner(trx, actor, communityId);
  await communityStore.holdOpen(trx, actor.tenantId, communityId);
}

/** The steps that the community's template proposes, without their days. */
async function fromTemplate(trx: TenantTransaction, tenantId: string, communityId: string, language: Language): Promise<Omit<KeptStep, 'done' | 'dropped'>[]> {
  const { template_id: templateId } = await trx.selectFrom('communities').select('template_id').where('tenant_id', '=', tenantId).where('id', '=', communityId).executeTakeFirstOrThrow();
  return (findTemplate(templateId, language)?.launchSteps ?? []).map(({ key, by, day, title, why }, position) => ({
    id: stableGuid(`${communityId}\nlaunch\n${key}`), key, role: by, dayOffset: day, position, title, about: why, laidOn: null, ownOn: null,
  }));
}

async function layOut(trx: TenantTransaction, tenantId: string, communityId: string, launchOn: string | null, around: { today: string; holidays: ReadonlySet<string> }): Promise<void> {
  const steps = await planStore.steps(trx, tenantId, communityId);
  const earliest = Math.min(0, ...steps.map(({ dayOffset }) => dayOffset ?? 0));
  for (const { id, dayOffset, laidOn } of steps) {
    if (dayOffset === null) continue;
    const day = launchOn === null ? null : dueDay(dayOffset, { launchOn, earliest, ...around });
    if (day !== laidOn) await planStore.lay(trx, tenantId, communityId, id, day);
  }
}

/** Public holidays around a launch: of the countries that the community named for its series, else of where the directory has its people. */
async function holidaysAround(services: Needs & Pick<Services, 'graph'>, actor: Actor, communityId: string, launchOn: string, { language, signal }: { language: Language; signal: AbortSignal }): Promise<Set<string>> {
  const said = await services.database.inTenant(actor.tenantId, (trx) => seriesStore.countries(trx, actor.tenantId, communityId));
  const countries = said ?? await countriesOfMembers(services, actor, communityId, signal);
  return new Set((await holidaysOf(countries, { from: moveDay(launchOn, -150), to: moveDay(launchOn, 90) }, language)).map(({ day }) => day));
}
