import type { Stage } from '../communities/communities-contract.ts';
import { communityStore } from '../communities/community-store.ts';
import { openWrites, stepTrouble } from '../ledger/do-writes.ts';
import { ledgerStore } from '../ledger/ledger-store.ts';
import { membershipStore } from '../membership/membership-store.ts';
import { peopleStore } from '../membership/people-store.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import { BadInputError, ConflictError, inBrief, NotAllowedError, NotFoundError, type RefusedField } from '../platform/errors.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { stableGuid } from '../platform/stable-guid.ts';
import { type Language, sayIn } from '../platform/words.ts';
import { lookAtYear } from '../rhythm/look-at-year.ts';
import { isIanaZone } from '../rhythm/rhythm.ts';
import { kindOf } from '../rhythm/rhythm-read-model.ts';
import { rhythmStore } from '../rhythm/rhythm-store.ts';
import { activitiesOf } from '../rhythm/seen-year.ts';
import { sponsorshipOf } from '../sponsorship/sponsorship-read-model.ts';
import { findTemplate } from '../templates/templates.ts';
import type { Tie } from '../ties/ties-contract.ts';
import { tiesStore } from '../ties/ties-store.ts';
import { type Happened, inFirstMonths, nextStartsOn, proposeNextSeries } from './next-series.ts';
import { maxSeries, type Series, type SeriesActivity, type SeriesPage, type SeriesSurroundings } from './series-contract.ts';
import { countriesOfMembers, holidaysOf, knownCountries } from './series-holidays.ts';
import { mayPlanLaunch } from './series-policy.ts';
import { seriesStore } from './series-store.ts';
import { clashesWith } from './series-surroundings.ts';
import { moveDay, wallTimeOf, windowOfSeries } from './series-times-contract.ts';
import { writesOfRound } from './series-withdraw.ts';
import type { SeriesEvent } from './steps/series-activity.ts';
import { proposeSeries } from './series.ts';

interface Reader { language: Language; signal: AbortSignal }
type Needs = Pick<Services, 'database' | 'clock'>;

/** The series of a community for one who plans it. @throws NotFoundError, NotAllowedError */
export async function readSeries({ database, clock }: Needs, actor: Actor, communityId: string, language: Language): Promise<SeriesPage> {
  return database.inTenant(actor.tenantId, async (trx) => {
    await demandPlanner(trx, actor, communityId);
    return seriesPageOf(trx, actor, communityId, language, clock());
  });
}

/**
 * Lays a series out, unless there is one: the first from the community's template, a further one from what happened. One
 * whose time is nearly over makes room for the next: what of it is on the calendar stays there.
 * @throws NotFoundError, NotAllowedError, CommunityClosedError, BadInputError, ConsentNeededError
 */
export async function beginSeries(services: Services, actor: Actor, communityId: string, { startsOn, time, timeZone, follows }: { startsOn: string; time: string; timeZone: string; follows: string | null }, { language, signal }: Reader): Promise<SeriesPage> {
  const { database, clock } = services;
  const { tenantId, personId } = actor;
  if (!isIanaZone(timeZone)) throw new BadInputError([{ field: '/timeZone', refused: 'unknown-time-zone' }]);
  const before = await database.inTenant(tenantId, async (trx) => {
    await demandPlanner(trx, actor, communityId);
    return seriesPageOf(trx, actor, communityId, language, clock());
  });
  const isFirst = before.first && follows === null;
  if (follows === null ? before.series !== null : before.series?.startsOn !== follows || before.next === null) return before;
  const countries = await countriesOfMembers(services, actor, communityId, signal);
  const holidays = new Set((await holidaysOf(countries, windowOfSeries(startsOn), language)).map(({ day }) => day));
  const happened = isFirst ? null : await whatHappened(services, actor, communityId, { startsOn, timeZone }, signal);
  return database.inTenant(tenantId, async (trx) => {
    await holdForPlanner(trx, actor, communityId);
    if (await seriesStore.begin(trx, tenantId, communityId, { startsOn, timeZone, isFirst, follows }, { personId, now: clock() })) {
      await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
      const { name, template_id: templateId } = await trx.selectFrom('communities').select(['name', 'template_id']).where('tenant_id', '=', tenantId).where('id', '=', communityId).executeTakeFirstOrThrow();
      const template = findTemplate(templateId, language);
      const say = sayIn(language);
      const proposed = happened
        ? proposeNextSeries({ ...happened, startsOn, holidays, beat: template?.rhythm ?? usualRhythm, words: (kind) => (kind === 'meeting' ? { title: name, about: '' } : { title: say(`launch.next.${kind}.title`), about: say(`launch.next.${kind}.about`) }) })
        : template ? proposeSeries(template, startsOn, name, holidays) : [];
      await seriesStore.put(trx, tenantId, communityId, proposed.map((each, index) => ({ ...each, time, id: stableGuid(`${communityId}\n${startsOn}\n${index}`) })));
    }
    return seriesPageOf(trx, actor, communityId, language, clock());
  });
}

/** Where no template tells another. */
const usualRhythm = { everyWeeks: 2, minutes: 60 };
const halfYear = 183;

/** What this person sees of the last half year, by kind, and on which days of the series something stands already. */
async function whatHappened(services: Services, actor: Actor, communityId: string, { startsOn, timeZone }: { startsOn: string; timeZone: string }, signal: AbortSignal): Promise<{ past: Happened[]; existing: string[] }> {
  const { year, calendars } = await lookAtYear(services, actor, communityId, signal);
  const kinds = await services.database.inTenant(actor.tenantId, (trx) => rhythmStore.kinds(trx, actor.tenantId, communityId));
  const today = wallTimeOf(services.clock().toISOString(), timeZone).day;
  const { from, to } = windowOfSeries(startsOn);
  const all = activitiesOf(year, calendars).map((each): Happened => ({ kind: kindOf(each, kinds).kind, day: each.allDay ? each.startsAt.slice(0, 10) : wallTimeOf(each.startsAt, timeZone).day }));
  return { past: all.filter(({ day }) => day < today && day >= moveDay(today, -halfYear)), existing: all.filter(({ day }) => day >= from && day < to).map(({ day }) => day) };
}

/**
 * Adds, changes and leaves out activities; those not named stay as others have them.
 * @throws NotFoundError, NotAllowedError, CommunityClosedError, BadInputError for a day outside of the three months or one activity too many
 */
export async function changeSeries({ database, clock }: Needs, actor: Actor, communityId: string, { changed, left }: { changed: readonly SeriesActivity[]; left: readonly string[] }, language: Language): Promise<SeriesPage> {
  const { tenantId, personId } = actor;
  return database.inTenant(tenantId, async (trx) => {
    const series = await holdSeries(trx, actor, communityId);
    if (series.put) throw new ConflictError({ code: 'series-on-calendar' });
    const { from, to } = windowOfSeries(series.startsOn);
    const refused = changed.flatMap(({ day }, index): RefusedField[] =>
      (day >= from && day < to ? [] : [{ field: `/changed/${index}/day`, refused: 'outside-of-series' }]));
    if (refused.length > 0) throw new BadInputError(refused);
    await seriesStore.put(trx, tenantId, communityId, changed);
    await seriesStore.leaveOut(trx, tenantId, communityId, left);
    await peopleStore.rememberName(trx, tenantId, personId, actor.displayName);
    await seriesStore.noteChange(trx, tenantId, communityId, { personId, now: clock() });
    const page = await seriesPageOf(trx, actor, communityId, language, clock());
    if (page.series!.activities.length > maxSeries) {
      throw new BadInputError([{ field: '/changed', refused: 'series-too-long', values: { most: maxSeries } }]);
    }
    return page;
  });
}

/** Says whose public holidays are looked at. @throws NotFoundError, NotAllowedError, CommunityClosedError, ConflictError (`no-series`) */
export async function setSeriesCountries({ database }: Needs, actor: Actor, communityId: string, countries: readonly string[] | null): Promise<void> {
  await database.inTenant(actor.tenantId, async (trx) => {
    await holdSeries(trx, actor, communityId);
    await seriesStore.setCountries(trx, actor.tenantId, communityId, countries && [...new Set(countries)]);
  });
}

/** What stands around a series while it takes place, for one who plans it. @throws NotFoundError, NotAllowedError, ConsentNeededError */
export async function lookAroundSeries(services: Services, actor: Actor, communityId: string, { language, signal }: Reader): Promise<SeriesSurroundings> {
  const { tenantId } = actor;
  const series = await services.database.inTenant(tenantId, async (trx) => {
    await demandPlanner(trx, actor, communityId);
    const found = await seriesStore.find(trx, tenantId, communityId);
    return found && { ...found, countries: await seriesStore.countries(trx, tenantId, communityId) };
  });
  if (!series) throw new NotFoundError('series');
  const { year, calendars, trouble } = await lookAtYear(services, actor, communityId, signal);
  const days = windowOfSeries(series.startsOn);
  // A day more on both sides: where the reader is, it may be the day before or after.
  const window = { from: new Date(Date.parse(days.from) - 86_400_000), to: new Date(Date.parse(days.to) + 86_400_000) };
  const existing = activitiesOf(year, calendars).filter(({ startsAt, endsAt }) => Date.parse(startsAt) < window.to.getTime() && Date.parse(endsAt) > window.from.getTime());
  const clashes = await services.database.inTenant(tenantId, (trx) => clashesWith(trx, actor, communityId, window, existing.map(({ eventId }) => eventId)));
  const of = series.countries ?? await countriesOfMembers(services, actor, communityId, signal);
  return {
    existing, ...clashes, trouble: inBrief(trouble, language),
    holidays: await holidaysOf(of, days, language), countries: { of, from: series.countries ? 'community' : of.length > 0 ? 'directory' : 'nobody' }, knownCountries: await knownCountries(),
  };
}

/** The series, held for one who changes it. @throws NotFoundError, NotAllowedError, CommunityClosedError, ConflictError when nobody has begun one */
export async function holdSeries(trx: TenantTransaction, actor: Actor, communityId: string): Promise<Series> {
  await holdForPlanner(trx, actor, communityId);
  const series = await seriesStore.find(trx, actor.tenantId, communityId);
  if (!series) throw new ConflictError({ code: 'no-series' });
  return series;
}

async function holdForPlanner(trx: TenantTransaction, actor: Actor, communityId: string): Promise<void> {
  await demandPlanner(trx, actor, communityId);
  await communityStore.holdOpen(trx, actor.tenantId, communityId);
}

/** @throws NotFoundError, NotAllowedError */
export async function demandPlanner(trx: TenantTransaction, { tenantId, personId, roles }: Actor, communityId: string): Promise<void> {
  if (!await communityStore.isThere(trx, tenantId, communityId)) throw new NotFoundError('community');
  const part = await membershipStore.partOf(trx, tenantId, communityId, personId);
  const sponsoring = part === 'coordinator' || part === 'core' ? null : await sponsorshipOf(trx, tenantId, communityId);
  const verdict = mayPlanLaunch(part, { roles, isSponsor: sponsoring?.state === 'approved' && sponsoring.sponsor.id === personId });
  if (!verdict.allowed) throw new NotAllowedError(verdict);
}

export async function seriesPageOf(trx: TenantTransaction, { tenantId }: Actor, communityId: string, language: Language, now: Date): Promise<SeriesPage> {
  const community = await trx.selectFrom('communities').select(['name', 'template_id', 'stage', 'closed_at']).where('tenant_id', '=', tenantId).where('id', '=', communityId).executeTakeFirstOrThrow();
  const calendar = await homeCalendar(trx, tenantId, communityId);
  const template = findTemplate(community.template_id, language);
  const found = await seriesStore.find(trx, tenantId, communityId);
  const { isFirst = inFirstMonths(community.stage as Stage), ...rest } = found ?? {};
  const series = found && (rest as Series);
  const putting = series ? await seriesStore.putting(trx, tenantId, communityId) : null;
  const writes = putting && series?.put ? await writesOfRound(trx, tenantId, communityId, putting.round) : null;
  const trouble = writes && openWrites(writes, language)[0];
  const open = await ledgerStore.list(trx, tenantId, communityId, ['intended', 'failed']);
  // What is still on its way to the calendar comes first.
  const startsOn = series && !trouble && !writes?.some(({ state }) => state !== 'done') ? nextStartsOn(series, wallTimeOf(now.toISOString(), series.timeZone).day) : null;
  return {
    name: community.name, series, first: isFirst, next: startsOn === null || community.closed_at !== null ? null : { startsOn }, template: template ? { name: template.name, rhythm: template.rhythm.says } : null,
    calendar: calendar?.name ?? null, mayChange: community.closed_at === null,
    progress: writes && {
      done: writes.filter(({ state }) => state === 'done').length, of: writes.length, trouble: trouble ? { detail: trouble.detail, remedy: trouble.remedy } : null,
      events: writes.flatMap(({ state, content, result }) => (state === 'done' ? [{ activityId: (content as SeriesEvent).activityId, eventId: (result as { eventId: string }).eventId }] : [])),
    },
    refused: putting?.refused ? stepTrouble('series-activity', putting.refused, language) : null,
    toTakeOff: open.filter(({ step }) => step === 'remove-activity').length,
  };
}

/** The calendar on which a series goes, if it is there. */
export async function homeCalendar(trx: TenantTransaction, tenantId: string, communityId: string): Promise<Tie | undefined> {
  return (await tiesStore.list(trx, tenantId, communityId)).find(({ kind, isHome, state }) => kind === 'calendar' && isHome && state !== 'lost');
}
