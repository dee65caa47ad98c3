import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { findByNameAndTeam } from '../communities/find-by-name-and-team.ts';
import { foundCommunity, type Founding } from '../communities/found-community.ts';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Actor } from '../platform/identity/actor.ts';
import type { Services } from '../platform/services.ts';
import type { SponsorshipAsk } from '../sponsorship/sponsorship.ts';
import { findTemplate } from '../templates/templates.ts';
import type { Template } from '../templates/templates-contract.ts';
import { aboutOf, type ResolvedRow } from './resolve-row.ts';
import type { Stored } from './run-import.ts';
import { type Language, sayIn } from '../platform/words.ts';

/**
 * Creates the community of one row, with its coordinators as members and its sponsor asked; the
 * importing person is not a member. A community of this name in this team is left as it is. `note` belongs to it: either both are there or neither.
 * @throws what `requestSponsorship` throws, and UnavailableError when the database does not answer
 */
export async function importCommunity<T>(services: Services, actor: Actor, row: ResolvedRow, language: Language, note: (trx: TenantTransaction, result: Stored) => Promise<T>): Promise<T> {
  const team = row.ties.find((tie) => tie.target.kind === 'team')!.target.groupId;
  const key = `${actor.tenantId}\n${team}\n${row.name.toLowerCase()}`;
  return services.database.inTenant(actor.tenantId, async (trx) => {
    // Two imports of one sheet wait for each other here, row by row.
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(trx);
    const existing = await findByNameAndTeam(trx, actor.tenantId, row.name, team);
    return note(trx, existing ?? await foundCommunity(services, trx, actor, foundingOf(row, key, language)));
  });
}

function foundingOf(row: ResolvedRow, key: string, language: Language): Founding {
  return {
    requestId: stableGuid(key),
    name: row.name,
    about: aboutOf(row.domain),
    templateId: row.templateId,
    // Whoever puts a community into a sheet knows it: it meets already.
    stage: 'coalescing',
    unit: null,
    topics: [],
    charter: { domain: row.domain, forWhom: '', practice: '', waysOfWorking: '', keyIssues: [] },
    members: row.coordinators.map((person) => ({ person, part: 'coordinator' as const })),
    ties: row.ties,
    sponsor: row.sponsor && { person: row.sponsor, ask: askOf(findTemplate(row.templateId, language), language) },
    intentions: () => [],
  };
}

/**
 * What a sheet asks of a sponsor: the time that the template's rhythm takes, and nothing that nobody wrote down. It names
 * nobody: who coordinates is a membership, which changes and is erased; the text of a request is not.
 */
export function askOf(template: Template | undefined, language: Language): SponsorshipAsk {
  const weeks = template?.rhythm.everyWeeks ?? 4;
  const minutes = template?.rhythm.minutes ?? 60;
  return {
    whyNow: sayIn(language)('import.whyNow'),
    memberHoursPerMonth: Math.min(40, Math.max(1, Math.ceil((minutes / 60) * (52 / 12 / weeks)))),
    budget: '',
    visibility: 'none',
  };
}

/** A GUID (version 8, RFC 9562) that is the same for the same text on every machine. */
function stableGuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = (8 + (Number.parseInt(hex[16]!, 16) % 4)).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
