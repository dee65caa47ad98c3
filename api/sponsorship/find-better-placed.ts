import { sql } from 'kysely';
import type { Person } from '../membership/membership-contract.ts';
import { peopleSearch, toPerson } from '../membership/people-directory.ts';
import { peopleStore } from '../membership/people-store.ts';
import { isGraphFailure } from '../platform/graph/graph-error.ts';
import type { Services } from '../platform/services.ts';

/** Most people shown when a name fits several. */
const maxCandidates = 7;
/** A card's answer is waited for; the directory gets this long. */
const directoryDeadlineMs = 3_000;

/** Who was meant: one person, several to choose from (perhaps none), or nobody could be asked. */
export type Found = { kind: 'one'; person: Person } | { kind: 'several'; people: Person[] } | { kind: 'unreachable' };

/**
 * The person named in a card, by name or address, or by id when chosen from a list. The directory is
 * asked as Trellis itself (there is no user token in a card); when it does not answer, people
 * who are known here serve.
 */
export async function findBetterPlaced(services: Services, tenantId: string, named: { person: string } | { personId: string }): Promise<Found> {
  const graph = services.graph.asApp(tenantId);
  const options = { deadlineMs: directoryDeadlineMs };
  try {
    const users = 'personId' in named
      ? [await graph.call('getUser', { params: { userId: named.personId } }, options)]
      : await graph.list('listUsers', { query: { $search: peopleSearch(named.person), $filter: 'accountEnabled eq true', $top: maxCandidates + 1 } }, { ...options, limit: maxCandidates + 1 });
    const people = users.flatMap((user) => {
      const person = toPerson(user);
      return person ? [{ person, address: user.userPrincipalName ?? '' }] : [];
    });
    await services.database.inTenant(tenantId, (trx) => peopleStore.remember(trx, tenantId, people.map(({ person }) => person), services.clock()));
    return picked(people, 'person' in named ? named.person : null);
  } catch (error) {
    if (isGraphFailure(error, 'not-found', 'gone', 'bad-request')) return { kind: 'several', people: [] };
    const known = await services.database.inTenant(tenantId, async (trx) => ('personId' in named
      ? [await peopleStore.findById(trx, tenantId, named.personId)].flatMap((one) => (one ? [one.person] : []))
      : (await trx.selectFrom('people').selectAll().where('tenant_id', '=', tenantId)
        .where(sql<boolean>`lower(display_name) like ${`%${likePattern(named.person)}%`}`).orderBy('display_name').limit(maxCandidates).execute())
        .map((row) => ({ id: row.id, displayName: row.display_name, jobTitle: row.job_title, department: row.department }))));
    if (known.length === 0) return { kind: 'unreachable' };
    return picked(known.map((person) => ({ person, address: '' })), 'person' in named ? named.person : null);
  }
}

/** A full name or address means that person, even if it begins another one's. */
function picked(people: { person: Person; address: string }[], typed: string | null): Found {
  const same = (text: string) => typed !== null && text.toLowerCase() === typed.trim().toLowerCase();
  const exact = people.filter(({ person, address }) => same(person.displayName) || same(address));
  const [only] = exact.length === 1 ? exact : people;
  if (only && (exact.length === 1 || people.length === 1)) return { kind: 'one', person: only.person };
  return { kind: 'several', people: people.slice(0, maxCandidates).map(({ person }) => person) };
}

const likePattern = (text: string): string => text.trim().toLowerCase().replace(/[\\%_]/g, (character) => `\\${character}`);
