import { type Kysely, type Transaction, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Db } from 'pg-boss';
import type { Logger } from 'pino';
import type { Settings } from '../settings.ts';
import * as first from './migrations/2026-11-23-first.ts';
import * as ties from './migrations/2026-11-24-1-ties.ts';
import * as ledger from './migrations/2026-11-24-2-ledger.ts';
import * as following from './migrations/2026-11-24-3-following.ts';
import * as traffic from './migrations/2026-11-24-4-traffic.ts';
import * as likeNames from './migrations/2026-11-24-5-like-names.ts';
import * as openPlaces from './migrations/2026-11-24-6-open-places.ts';
import * as closing from './migrations/2026-11-24-7-closing.ts';
import * as stages from './migrations/2026-11-24-8-stages.ts';
import * as charter from './migrations/2026-11-24-9-charter.ts';
import * as charterLinks from './migrations/2026-11-24-9-charter-links.ts';
import * as imports from './migrations/2026-11-24-9-imports.ts';
import * as practice from './migrations/2026-11-24-9-practice.ts';
import * as sharedCalendars from './migrations/2026-11-24-9-shared-calendars.ts';
import * as search from './migrations/2026-11-24-9-search.ts';
import * as texts from './migrations/2026-11-24-t1312-texts.ts';
import * as searchRows from './migrations/2026-11-24-t1402-search-rows.ts';
import * as unreadFiles from './migrations/2026-11-24-t1620-unread-files.ts';
import * as year from './migrations/2026-11-24-9-year.ts';
import * as yearRecords from './migrations/2026-11-24-9-year-records.ts';
import * as yearlyFeeds from './migrations/2026-11-24-9-yearly-feeds.ts';
import * as opportunities from './migrations/2026-11-24-t1240-opportunities.ts';
import * as criteria from './migrations/2026-11-24-t1255-criteria.ts';
import * as channelsOfSome from './migrations/2026-11-24-t1241-channels-of-some.ts';
import * as peopleSay from './migrations/2026-11-24-t1259-people.ts';
import * as leavers from './migrations/2026-11-24-t1335-leavers.ts';
import * as pairing from './migrations/2026-11-24-t1345-pairing.ts';
import * as languages from './migrations/2026-11-24-t1350-languages.ts';
import * as introductions from './migrations/2026-11-24-t1403-introductions.ts';
import * as stewardship from './migrations/2026-11-24-t1608-stewardship.ts';
import * as hosts from './migrations/2026-11-24-t1315-hosts.ts';
import * as series from './migrations/2026-11-24-t1322-series.ts';
import * as directoryOrder from './migrations/2026-11-24-t1328-directory-order.ts';
import * as interviews from './migrations/2026-11-24-t1341-interviews.ts';
import * as seriesOnCalendar from './migrations/2026-11-24-t1342-series-on-calendar.ts';
import * as coreGroup from './migrations/2026-11-24-t1358-core-group.ts';
import * as launchPlans from './migrations/2026-11-24-t1550-launch-plans.ts';
import * as launchEvents from './migrations/2026-11-24-t1630-launch-events.ts';
import * as reminders from './migrations/2026-11-24-t1636-reminders.ts';
import * as leftMemberships from './migrations/2026-11-24-t1640-left-memberships.ts';
import * as launchStepOwners from './migrations/2026-11-24-t1641-launch-step-owners.ts';
import * as announcements from './migrations/2026-11-24-t1655-announcements.ts';
import * as talksTold from './migrations/2026-11-24-t1655-talks-told.ts';
import * as stewardshipMonths from './migrations/2026-11-24-t1709-stewardship-months.ts';
import * as peoplesLanguages from './migrations/2026-11-24-t1720-peoples-languages.ts';
import * as removedFollowUps from './migrations/2026-11-24-t1855-removed-follow-ups.ts';
import * as endedAddresses from './migrations/2026-11-24-t1910-ended-addresses.ts';
import * as nextSeries from './migrations/2026-11-24-t1936-next-series.ts';
import * as putAway from './migrations/2026-11-24-t1950-put-away.ts';
import * as skippedPairs from './migrations/2026-11-24-t1920-skipped-pairs.ts';
import type { Database } from './schema.ts';
import { translated } from './database-trouble.ts';

/** A transaction bound to one tenant by row-level security. */
export type TenantTransaction = Transaction<Database>;

/** The database as capabilities see it: always inside a tenant. */
export interface TenantDatabase {
  /**
   * Runs `work` in one transaction as role `trellis_api`, seeing only the tenant's rows; commits when
   * it ends, rolls back when it throws. Keep calls to Graph outside of it.
   * @throws UnavailableError (`database-unavailable`) when the database cannot be reached.
   */
  inTenant<T>(tenantId: string, work: (trx: TenantTransaction) => Promise<T>): Promise<T>;
  /** That the database answers. @throws its error when not */
  checkReady(): Promise<void>;
}

/** One of the two engines under the same dialect. */
export interface Engine {
  /** Above row-level security: migrations and tests only. */
  readonly kysely: Kysely<Database>;
  /** How pg-boss reaches the same database. */
  readonly forJobs: Db;
  readonly backend: 'postgres' | 'pglite';
  inTenant<T>(tenantId: string, work: (trx: TenantTransaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface OpenDatabase extends TenantDatabase {
  readonly engine: Engine;
  close(): Promise<void>;
}

export type DatabaseSettings = Pick<Settings, 'databaseUrl' | 'databasePoolSize' | 'dataDir'>;

/** Migrations in order; the key is what the database remembers. */
export const migrations = {
  '2026-11-23-first': first, '2026-11-24-1-ties': ties, '2026-11-24-2-ledger': ledger, '2026-11-24-3-following': following, '2026-11-24-4-traffic': traffic,
  '2026-11-24-5-like-names': likeNames, '2026-11-24-6-open-places': openPlaces, '2026-11-24-7-closing': closing, '2026-11-24-8-stages': stages, '2026-11-24-9-charter': charter, '2026-11-24-9-charter-links': charterLinks,
  '2026-11-24-9-imports': imports, '2026-11-24-9-shared-calendars': sharedCalendars, '2026-11-24-9-practice': practice, '2026-11-24-9-search': search, '2026-11-24-9-year': year, '2026-11-24-9-year-records': yearRecords, '2026-11-24-9-yearly-feeds': yearlyFeeds,
  '2026-11-24-t1240-opportunities': opportunities, '2026-11-24-t1255-criteria': criteria,
  '2026-11-24-t1241-channels-of-some': channelsOfSome,
  '2026-11-24-t1259-people': peopleSay,
  '2026-11-24-t1312-texts': texts,
  '2026-11-24-t1315-hosts': hosts,
  '2026-11-24-t1322-series': series,
  '2026-11-24-t1328-directory-order': directoryOrder,
  '2026-11-24-t1335-leavers': leavers,
  '2026-11-24-t1350-languages': languages,
  '2026-11-24-t1341-interviews': interviews,
  '2026-11-24-t1342-series-on-calendar': seriesOnCalendar,
  '2026-11-24-t1345-pairing': pairing,
  '2026-11-24-t1358-core-group': coreGroup,
  '2026-11-24-t1402-search-rows': searchRows,
  '2026-11-24-t1403-introductions': introductions,
  '2026-11-24-t1550-launch-plans': launchPlans,
  '2026-11-24-t1608-stewardship': stewardship,
  '2026-11-24-t1620-unread-files': unreadFiles,
  '2026-11-24-t1630-launch-events': launchEvents,
  '2026-11-24-t1636-reminders': reminders,
  '2026-11-24-t1640-left-memberships': leftMemberships,
  '2026-11-24-t1641-launch-step-owners': launchStepOwners,
  '2026-11-24-t1655-announcements': announcements,
  '2026-11-24-t1655-talks-told': talksTold,
  '2026-11-24-t1709-stewardship-months': stewardshipMonths,
  '2026-11-24-t1720-peoples-languages': peoplesLanguages,
  '2026-11-24-t1855-removed-follow-ups': removedFollowUps,
  '2026-11-24-t1910-ended-addresses': endedAddresses,
  '2026-11-24-t1936-next-series': nextSeries,
  '2026-11-24-t1950-put-away': putAway,
  '2026-11-24-t1920-skipped-pairs': skippedPairs,
};

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Opens the database that the settings name and brings its tables up to date. Engines are loaded only when used. */
export async function openDatabase(settings: DatabaseSettings, logger: Logger): Promise<OpenDatabase> {
  const engine = settings.databaseUrl
    ? (await import('./postgres-engine.ts')).openPostgres(settings.databaseUrl, settings.databasePoolSize, logger)
    : await (await import('./pglite-engine.ts')).openPglite(settings.dataDir);
  try {
    await migrate(engine.kysely);
  } catch (error) {
    await engine.close();
    throw translated(error);
  }
  return {
    engine,
    async inTenant(tenantId, work) {
      if (!guid.test(tenantId)) throw new TypeError('A tenant id is a GUID.');
      try {
        return await engine.inTenant(tenantId, work);
      } catch (error) {
        throw translated(error);
      }
    },
    checkReady: async () => { await sql`select 1`.execute(engine.kysely); },
    close: () => engine.close(),
  };
}

/**
 * Several replicas may do this at once: the migrator locks. Migrations of one day may land in any order:
 * whatever has not run yet is run, also before one that has.
 */
export async function migrate(kysely: Kysely<Database>): Promise<void> {
  if (await isUpToDate(kysely)) return;
  const migrator = new Migrator({ db: kysely, provider: { getMigrations: async () => migrations }, allowUnorderedMigrations: true });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** Asked in two small queries, as the migrator looks at every column of every table first: a fifth of the embedded database's start. */
async function isUpToDate(kysely: Kysely<Database>): Promise<boolean> {
  const { rows: [noted] } = await sql<{ noted: string | null }>`select to_regclass('kysely_migration')::text as noted`.execute(kysely);
  if (!noted?.noted) return false;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(kysely);
  const run = new Set(rows.map(({ name }) => name));
  return Object.keys(migrations).every((name) => run.has(name));
}
