import { sql } from 'kysely';
import type { TenantTransaction } from '../platform/database/database.ts';
import type { Charter, CharterText } from './charter-contract.ts';

/** Charters with every version kept: what a community said of itself is its history. */
export const charterStore = {
  /** Adds a version; false when that version is there already. Key issues without an id get one. */
  async insert(trx: TenantTransaction, tenantId: string, communityId: string, version: number, text: CharterText, by: { personId: string; now: Date }): Promise<boolean> {
    const keyIssues = text.keyIssues.map((issue) => ({ id: issue.id ?? crypto.randomUUID(), title: issue.title, state: issue.state }));
    const row = await trx.insertInto('charters').values({
      tenant_id: tenantId, community_id: communityId, version, domain: text.domain, for_whom: text.forWhom, practice: text.practice,
      ways_of_working: text.waysOfWorking, key_issues: JSON.stringify(keyIssues), updated_by: by.personId, updated_at: by.now,
    }).onConflict((conflict) => conflict.columns(['tenant_id', 'community_id', 'version']).doNothing()).returning('version').executeTakeFirst();
    return row !== undefined;
  },

  /** The charter as it stands, or undefined when there is no such community. */
  async findCurrent(trx: TenantTransaction, tenantId: string, communityId: string): Promise<Charter | undefined> {
    const row = await trx.selectFrom('charters as c')
      .leftJoin('people as p', (join) => join.onRef('p.tenant_id', '=', 'c.tenant_id').onRef('p.id', '=', 'c.updated_by'))
      .select(['c.version', 'c.domain', 'c.for_whom', 'c.practice', 'c.ways_of_working', 'c.key_issues', 'c.updated_by', 'c.updated_at', sql<string>`coalesce(p.display_name, '')`.as('updater')])
      .where('c.tenant_id', '=', tenantId).where('c.community_id', '=', communityId).orderBy('c.version', 'desc').limit(1).executeTakeFirst();
    return row && {
      version: row.version, domain: row.domain, forWhom: row.for_whom, practice: row.practice, waysOfWorking: row.ways_of_working,
      keyIssues: row.key_issues as Charter['keyIssues'], updatedAt: row.updated_at.toISOString(), updatedBy: { id: row.updated_by, displayName: row.updater },
    };
  },
};
