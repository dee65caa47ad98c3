import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Charter, CharterText, KeyIssue } from './charter-contract.ts';

/** A row of `charters` with the name of who wrote it; inside JSON, instants are text. */
export interface CharterRow {
  version: number; domain: string; for_whom: string; practice: string; ways_of_working: string;
  /** Those of before issues had a `since` have none. */
  key_issues: (Omit<KeyIssue, 'since'> & { since?: string })[];
  restored_from: number | null; updated_by: string; updated_at: Date | string; updater: string;
}

/** A row as the screens show it. */
export function toCharter(row: CharterRow): Charter {
  const updatedAt = new Date(row.updated_at).toISOString();
  return {
    version: row.version, domain: row.domain, forWhom: row.for_whom, practice: row.practice, waysOfWorking: row.ways_of_working,
    keyIssues: row.key_issues.map(({ id, title, state, since = updatedAt }) => ({ id, title, state, since })),
    restoredFrom: row.restored_from, updatedAt, updatedBy: { id: row.updated_by, displayName: row.updater },
  };
}

/** Charters with every version kept: what a community said of itself is its history. */
export const charterStore = {
  /** Adds a version; false when that version is there already. Key issues without an id get one; `before` tells since when each is in its state. */
  async insert(
    trx: TenantTransaction, tenantId: string, communityId: string, version: number, text: CharterText,
    by: { personId: string; now: Date; before?: Charter; restoredFrom?: number },
  ): Promise<boolean> {
    const earlier = new Map(by.before?.keyIssues.map((issue) => [issue.id, issue]));
    const keyIssues = text.keyIssues.map(({ id = crypto.randomUUID(), title, state }) => {
      const was = earlier.get(id);
      return { id, title, state, since: was?.state === state ? was.since : by.now.toISOString() };
    });
    const row = await trx.insertInto('charters').values({
      tenant_id: tenantId, community_id: communityId, version, domain: text.domain, for_whom: text.forWhom, practice: text.practice, ways_of_working: text.waysOfWorking,
      key_issues: JSON.stringify(keyIssues), updated_by: by.personId, updated_at: by.now, restored_from: by.restoredFrom ?? null,
    }).onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'version']).doNothing()).returning('version').executeTakeFirst();
    return row !== undefined;
  },

  /** The charter as it stands, or undefined when there is no such community. */
  async findCurrent(trx: TenantTransaction, tenantId: string, communityId: string): Promise<Charter | undefined> {
    const [current] = await this.list(trx, tenantId, communityId, { limit: 1 });
    return current;
  },

  /** The charter as a version had it, or undefined. */
  async findVersion(trx: TenantTransaction, tenantId: string, communityId: string, version: number): Promise<Charter | undefined> {
    const row = await charters(trx, tenantId, communityId).where('c.version', '=', version).executeTakeFirst();
    return row && toCharter(row as CharterRow);
  },

  /** Versions, the latest first; those before a version when it is given. */
  async list(trx: TenantTransaction, tenantId: string, communityId: string, { before, limit }: { before?: number | undefined; limit: number }): Promise<Charter[]> {
    let found = charters(trx, tenantId, communityId);
    if (before !== undefined) found = found.where('c.version', '<', before);
    const rows = await found.orderBy('c.version', 'desc').limit(limit).execute();
    return rows.map((row) => toCharter(row as CharterRow));
  },
};

const charters = (trx: TenantTransaction, tenantId: string, communityId: string) => trx.selectFrom('charters as c')
  .leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 'c.tenant_id').onRef('p.id', '=', 'c.updated_by'))
  .select(['c.version', 'c.domain', 'c.for_whom', 'c.practice', 'c.ways_of_working', 'c.key_issues', 'c.restored_from', 'c.updated_by', 'c.updated_at', sql<string>`coalesce(p.display_name, '')`.as('updater')])
  .where('c.tenant_id', '=', tenantId).where('c.community_id', '=', communityId);
