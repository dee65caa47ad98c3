import type { User } from '@microsoft/microsoft-graph-types';
import { isGraphFailure } from '../platform/graph/graph-error.ts';
import type { GraphOptions } from '../platform/graph/graph.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import { type Language, languageOf } from '../platform/words.ts';
import type { Person } from './membership-contract.ts';
import { type DirectoryPerson, peopleStore } from './people-store.ts';

/** What one's own entry in the directory may be old before it is asked for again. */
const ownEntryMaxAgeMs = 7 * 86_400_000;

/** Most people that a search proposes. */
const maxProposals = 15;

/** A Graph user as the screens show one; null for an answer without id. */
export function toPerson(user: User): DirectoryPerson | null {
  if (!user.id) return null;
  return { id: user.id, displayName: user.displayName ?? user.userPrincipalName ?? '', jobTitle: user.jobTitle ?? null, department: user.department ?? null, language: user.preferredLanguage ? languageOf(user.preferredLanguage) : null };
}

/**
 * The search expression for people whose name or address has these words. Graph wants quotation
 * marks around each clause, and inside them a backslash before `"` and `\`.
 */
export function peopleSearch(words: string): string {
  const escaped = words.trim().replace(/(["\\])/g, '\\$1');
  return ['displayName', 'mail', 'userPrincipalName'].map((property) => `"${property}:${escaped}"`).join(' OR ');
}

/** People of the organisation by name or address, as the actor may see them; not those who have left. Words without a letter or digit find nobody. */
export async function searchPeople(services: Services, actor: Actor, words: string, options: GraphOptions = {}): Promise<Person[]> {
  if (!/[\p{L}\p{N}]/u.test(words)) return [];
  const query = { $search: peopleSearch(words), $filter: 'accountEnabled eq true', $top: maxProposals };
  const users = await services.graph.asPerson(actor).list('listUsers', { query }, { ...options, limit: maxProposals });
  return users.map(toPerson).filter((person) => person !== null);
}

/** The actor's manager, or null when the directory knows none. */
export async function findMyManager(services: Services, actor: Actor, options: GraphOptions = {}): Promise<Person | null> {
  try {
    return toPerson(await services.graph.asPerson(actor).call('getMyManager', {}, options));
  } catch (error) {
    if (isGraphFailure(error, 'not-found')) return null;
    throw error;
  }
}

/**
 * The actor as the directory has them, asked at most once a week. When Graph does not answer, what
 * is known or else the token's name serves: nobody is kept out of the app by it. The language they read is noted.
 */
export async function describeMe(services: Services, actor: Actor, language: Language, options: GraphOptions = {}): Promise<Person> {
  const { tenantId, personId } = actor;
  const known = await services.database.inTenant(tenantId, async (trx) => {
    await peopleStore.noteLanguage(trx, tenantId, personId, language);
    return peopleStore.findById(trx, tenantId, personId);
  });
  const now = services.clock();
  if (known && now.getTime() - known.seenAt.getTime() < ownEntryMaxAgeMs) return known.person;
  const fallback = known?.person ?? { id: personId, displayName: actor.displayName, jobTitle: null, department: null };
  const asked = await services.graph.asPerson(actor).call('getMe', {}, { deadlineMs: 3_000, ...options }).then(toPerson, () => null);
  if (!asked || asked.id !== personId) return fallback;
  await services.database.inTenant(tenantId, (trx) => peopleStore.remember(trx, tenantId, [{ ...asked, language }], now));
  return asked;
}
