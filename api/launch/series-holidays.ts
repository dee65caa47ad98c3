import { sql } from 'kysely';
import type { User } from '@microsoft/microsoft-graph-types';
import { GraphError } from '../platform/graph/graph-error.ts';
import { graphCall } from '../platform/graph/graph.ts';
import type { Actor } from '../platform/identity/actor.ts';
import { ConsentNeededError } from '../platform/errors.ts';
import type { Services } from '../platform/services.ts';
import type { Language } from '../platform/words.ts';
import type { SeriesSurroundings } from './series-contract.ts';
import { moveDay } from './series-times-contract.ts';

/** People whose country the directory is asked for: coordinators and core group, then who joined first. */
const mostAsked = 60;
/** Graph takes so many values in one `in`. */
const inOneFilter = 15;

/** The library is read when somebody lays a series out: it takes a second, and memory. */
const library = async () => (await import('date-holidays')).default;

/** Countries whose public holidays are known, as ISO 3166 has them. */
export async function knownCountries(): Promise<string[]> {
  const Holidays = await library();
  return Object.keys(new Holidays().getCountries());
}

/** The public holidays of whole countries on these days, from the first up to the one before the last; those of a part of a country are not among them. */
export async function holidaysOf(countries: readonly string[], { from, to }: { from: string; to: string }, language: Language): Promise<SeriesSurroundings['holidays']> {
  const found: SeriesSurroundings['holidays'] = [];
  if (countries.length === 0) return found;
  const Holidays = await library();
  for (const country of countries) {
    const known = new Holidays(country, { languages: [language, 'en'], types: ['public'] });
    const years = new Set([from, to].map((day) => Number(day.slice(0, 4))));
    for (const { date, start, end, name } of [...years].flatMap((year) => known.getHolidays(year))) {
      const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000));
      for (let index = 0; index < days; index += 1) {
        const day = moveDay(date.slice(0, 10), index);
        if (day >= from && day < to) found.push({ day, name, country });
      }
    }
  }
  return found.sort((a, b) => a.day.localeCompare(b.day) || a.country.localeCompare(b.country));
}

/**
 * The countries in which a community's people work, as the directory has them (`usageLocation`); none when it does not
 * say. Nothing of it is kept, and it is not told who works where.
 */
export async function countriesOfMembers({ database, graph }: Pick<Services, 'database' | 'graph'>, actor: Actor, communityId: string, signal: AbortSignal): Promise<string[]> {
  const { tenantId } = actor;
  const members = await database.inTenant(tenantId, (trx) => trx.selectFrom('memberships').select('person_id').where('tenant_id', '=', tenantId).where('community_id', '=', communityId)
    .orderBy(sql`case part when 'coordinator' then 0 when 'core' then 1 else 2 end`).orderBy('joined_at').limit(mostAsked).execute());
  const ids = members.map(({ person_id: id }) => `'${id}'`);
  const calls = Array.from({ length: Math.ceil(ids.length / inOneFilter) }, (_, index) =>
    graphCall('listUsers', { query: { $filter: `id in (${ids.slice(index * inOneFilter, (index + 1) * inOneFilter).join(',')})`, $select: ['id', 'usageLocation'] } }));
  try {
    const outcomes = await graph.asPerson(actor).batch(calls, { signal });
    const people = outcomes.flatMap((outcome) => (outcome.ok ? outcome.value.value as User[] : []));
    return [...new Set(people.flatMap(({ usageLocation }) => usageLocation ?? []))].sort();
  } catch (error) {
    // A layout without holidays is better than none.
    if (error instanceof GraphError || error instanceof ConsentNeededError) return [];
    throw error;
  }
}
