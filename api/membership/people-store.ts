import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Language } from '../platform/words.ts';
import type { Person } from './membership-contract.ts';

/** A person as the directory shows one; the language stays within the API. */
export interface DirectoryPerson extends Person { readonly language?: Language | null }

/**
 * What the directory said of the people who appear on screens here, the time zone that they said
 * themselves, and the language they read. Only that: no address, no photo, no activity.
 */
export const peopleStore = {
  /** Keeps what was just learned of these people. */
  async remember(trx: TenantTransaction, tenantId: string, people: readonly DirectoryPerson[], now: Date): Promise<void> {
    const rows = [...new Map(people.map((person) => [person.id, person])).values()]
      // One order for all, so that two that write the same people do not wait for each other in a circle.
      .sort((a, b) => a.id.localeCompare(b.id))
      .map((person) => ({ tenant_id: tenantId, id: person.id, display_name: person.displayName, job_title: person.jobTitle, department: person.department, seen_at: now, language: person.language ?? null }));
    if (rows.length === 0) return;
    await trx.insertInto('people').values(rows).onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet({
      display_name: sql`excluded.display_name`, job_title: sql`excluded.job_title`, department: sql`excluded.department`, seen_at: sql`excluded.seen_at`,
      // What they read the tab in is truer.
      language: sql`coalesce(people.language, excluded.language)`,
    })).execute();
  },

  /** Keeps a person's name where nothing is known yet; what the directory said of them stays. */
  async rememberName(trx: TenantTransaction, tenantId: string, personId: string, displayName: string): Promise<void> {
    await trx.insertInto('people')
      .values({ tenant_id: tenantId, id: personId, display_name: displayName, job_title: null, department: null, seen_at: new Date(0) })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doNothing()).execute();
  },

  /** Keeps in which language a person reads the tab. */
  async noteLanguage(trx: TenantTransaction, tenantId: string, personId: string, language: Language): Promise<void> {
    await trx.updateTable('people').set({ language }).where('tenant_id', '=', tenantId).where('id', '=', personId).where('language', 'is distinct from', language).execute();
  },

  /** In which language a person is likely to read what they are sent, or null. */
  async languageOf(trx: TenantTransaction, tenantId: string, personId: string): Promise<Language | null> {
    return (await trx.selectFrom('people').select('language').where('tenant_id', '=', tenantId).where('id', '=', personId).executeTakeFirst())?.language ?? null;
  },

  /** Keeps where it is which time for a person, as they said, or that they do not say. */
  async setTimeZone(trx: TenantTransaction, tenantId: string, personId: string, timeZone: string | null): Promise<void> {
    await trx.updateTable('people').set({ time_zone: timeZone }).where('tenant_id', '=', tenantId).where('id', '=', personId).execute();
  },

  /** Where it is which time for a person, as far as they said. */
  async timeZoneOf(trx: TenantTransaction, tenantId: string, personId: string): Promise<string | null> {
    return (await trx.selectFrom('people').select('time_zone').where('tenant_id', '=', tenantId).where('id', '=', personId).executeTakeFirst())?.time_zone ?? null;
  },

  /** A person with the time at which the directory was asked about them, or undefined. */
  async findById(trx: TenantTransaction, tenantId: string, personId: string): Promise<{ person: Person; seenAt: Date } | undefined> {
    const row = await trx.selectFrom('people').selectAll().where('tenant_id', '=', tenantId).where('id', '=', personId).executeTakeFirst();
    return row && { person: { id: row.id, displayName: row.display_name, jobTitle: row.job_title, department: row.department }, seenAt: row.seen_at };
  },
};
